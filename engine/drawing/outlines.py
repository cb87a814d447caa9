"""Ordinary VMobjects as primitives: strokes flattened to segments, fills cut into triangles."""

from __future__ import annotations

import mapbox_earcut
import numpy as np
from manim import CapStyleType, VMobject

from engine.mobjects import primitives

FLATNESS = 0.002
"""How far, in units of the frame, a flattened curve may stray from the true one."""
MOST_PIECES = 48


def signature(mobject: VMobject) -> tuple:
    """All that decides how a VMobject looks, to be compared between frames."""
    return (
        mobject.points.tobytes(),
        np.asarray(mobject.stroke_rgbas).tobytes(),
        np.asarray(mobject.fill_rgbas).tobytes(),
        np.asarray(mobject.background_stroke_rgbas).tobytes(),
        mobject.stroke_width,
        mobject.background_stroke_width,
        mobject.cap_style,
    )


def drawn(mobject: VMobject) -> np.ndarray:
    """The primitives of one VMobject (without its submobjects): back stroke, fill, stroke."""
    points = np.asarray(mobject.points, dtype=float)
    if len(points) < 4:
        return primitives.EMPTY
    outline = flattened(points)
    parts = []
    butt = mobject.cap_style in (CapStyleType.AUTO, CapStyleType.BUTT)
    for background in (True, False):
        width = float(mobject.get_stroke_width(background))
        colors = np.asarray(mobject.get_stroke_rgbas(background))
        if width > 0 and len(colors) and colors[:, 3].max() > 0:
            shades = _along_gradient(mobject, colors, outline)
            parts.append(primitives.polyline(outline, shades, width, butt=butt))
        if background:
            parts.append(_fill(mobject, outline))
    return primitives.joined(parts)


def flattened(points: np.ndarray) -> np.ndarray:
    """Cubic Bézier curves (4 n, 3) as one polyline, subpaths separated by rows of NaN."""
    curves = points[: len(points) // 4 * 4].reshape(-1, 4, 3)
    bends = np.abs(curves[:, :-2] - 2 * curves[:, 1:-1] + curves[:, 2:]).max(initial=0.0)
    pieces = int(np.clip(np.ceil(np.sqrt(0.75 * bends / FLATNESS)), 1, MOST_PIECES))
    t = np.linspace(0, 1, pieces + 1)[:, None]
    weights = np.hstack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3])
    samples = np.einsum("tk,ckd->ctd", weights, curves)
    samples[:, 0], samples[:, -1] = curves[:, 0], curves[:, 3]
    breaks = np.abs(curves[1:, 0] - curves[:-1, 3]).max(axis=1, initial=0.0) > 1e-6
    samples[1:, 0][~breaks] = samples[:-1, -1][~breaks]
    rows = samples.reshape(-1, 3)
    return np.insert(rows, (np.flatnonzero(breaks) + 1) * (pieces + 1), np.nan, axis=0)


def _along_gradient(mobject: VMobject, colors: np.ndarray, points: np.ndarray) -> np.ndarray:
    if len(colors) < 2:
        return colors
    start, end = (np.asarray(p) for p in mobject.get_gradient_start_and_end_points())
    line = end - start
    share = np.nan_to_num((points - start) @ line / max(float(line @ line), 1e-12))
    stops = np.linspace(0, 1, len(colors))
    return np.stack([np.interp(share, stops, colors[:, k]) for k in range(4)], axis=1)


def _fill(mobject: VMobject, outline: np.ndarray) -> np.ndarray:
    colors = np.asarray(mobject.get_fill_rgbas())
    if not len(colors) or colors[:, 3].max() <= 0:
        return primitives.EMPTY
    corners, triangles = triangulated(outline)
    if not len(triangles):
        return primitives.EMPTY
    made = primitives.filled(corners, triangles, colors[0])
    if len(colors) > 1:
        middles = (made["a"] + made["b"]) / 2
        shades = _along_gradient(mobject, colors, middles)
        made["color_a"] = made["color_b"] = primitives.as_bytes(shades)
    return made


def triangulated(outline: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Corners (n, 3) and triangles (m, 3) of the area inside a polyline's runs (by earcut).

    A run inside a larger one of the opposite orientation is a hole in it.
    """
    rings = [ring for ring in _runs(outline) if len(ring) >= 3]
    areas = [np.cross(ring, np.roll(ring, -1, axis=0)).sum(axis=0) for ring in rings]
    if not rings or max(float(np.abs(area).max()) for area in areas) < 1e-9:
        return np.zeros((0, 3)), np.zeros((0, 3), np.int64)
    largest = max(areas, key=lambda area: float(np.abs(area).max()))
    dropped = int(np.argmax(np.abs(largest)))
    kept = [axis for axis in range(3) if axis != dropped]
    shapes = _grouped([ring[:, kept] for ring in rings], [area[dropped] for area in areas])
    corners, triangles, offset = [], [], 0
    for shape in shapes:
        loop = np.concatenate([rings[k] for k in shape])
        ends = np.cumsum([len(rings[k]) for k in shape]).astype(np.uint32)
        flat = np.ascontiguousarray(loop[:, kept], dtype=np.float64)
        found = mapbox_earcut.triangulate_float64(flat, ends).astype(np.int64).reshape(-1, 3)
        corners.append(loop)
        triangles.append(found + offset)
        offset += len(loop)
    return np.concatenate(corners), np.concatenate(triangles)


def _runs(outline: np.ndarray) -> list[np.ndarray]:
    gaps = np.flatnonzero(~np.isfinite(outline[:, 0]))
    runs = [run[np.isfinite(run[:, 0])] for run in np.split(outline, gaps)]
    kept = []
    for run in runs:
        new = np.ones(len(run), bool)
        new[1:] = np.any(run[1:] != run[:-1], axis=1)
        run = run[new]
        kept.append(run[:-1] if len(run) > 1 and np.allclose(run[0], run[-1]) else run)
    return kept


def _grouped(rings: list[np.ndarray], areas: list[float]) -> list[list[int]]:
    """Which rings make one shape: an outer one first, its holes after it."""
    shapes: list[list[int]] = []
    for k in sorted(range(len(rings)), key=lambda k: -abs(areas[k])):
        home = next(
            (
                shape
                for shape in reversed(shapes)
                if areas[shape[0]] * areas[k] < 0 and _inside(rings[k][0], rings[shape[0]])
            ),
            None,
        )
        shapes.append([k]) if home is None else home.append(k)
    return shapes


def _inside(point: np.ndarray, ring: np.ndarray) -> bool:
    """Whether a point lies in a polygon, by counting crossings (both in the plane)."""
    after = np.roll(ring, -1, axis=0)
    spans = (ring[:, 1] > point[1]) != (after[:, 1] > point[1])
    edge, step = ring[spans], (after - ring)[spans]
    crossing = edge[:, 0] + (point[1] - edge[:, 1]) / step[:, 1] * step[:, 0]
    return bool(np.count_nonzero(crossing > point[0]) % 2)
