"""manim's own VMobjects as primitives: strokes flattened to segments, fills cut into triangles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from manim import CapStyleType, VMobject

from engine.primitives.polyline import polyline
from engine.primitives.records import NO_PRIMITIVES, joined
from engine.primitives.shapes import filled
from engine.primitives.triangulation import triangulated

FLATNESS = 0.002
"""The largest distance, in units, of a flattened curve from the true one."""
MAX_PIECES = 48
"""The largest number of segments for a Bézier curve."""


def signature(mobject: VMobject) -> tuple:
    """All that affects the appearance of a VMobject, to be compared between frames."""
    return (
        mobject.points.tobytes(),
        mobject.stroke_rgbas.tobytes(),
        mobject.fill_rgbas.tobytes(),
        mobject.background_stroke_rgbas.tobytes(),
        mobject.stroke_width,
        mobject.background_stroke_width,
        mobject.cap_style._value_,  # `value` takes as long as all the others
    )


@dataclass(frozen=True, eq=False)
class Paint:
    """Colours (k, 4), straight alpha: of the stroke in the background, the fill, the stroke; more
    than one are a gradient."""

    background: np.ndarray
    fill: np.ndarray
    stroke: np.ndarray


def primitives_of(mobject: VMobject) -> np.ndarray:
    """The primitives of a VMobject without its submobjects: background stroke, fill, stroke."""
    background, stroke = (np.asarray(mobject.get_stroke_rgbas(back)) for back in (True, False))
    return painted(mobject, Paint(background, np.asarray(mobject.get_fill_rgbas()), stroke))


def painted(mobject: VMobject, paint: Paint) -> np.ndarray:
    """The primitives of a VMobject in other colours than its own."""
    points = np.asarray(mobject.points, dtype=float)
    if len(points) < 4:
        return NO_PRIMITIVES
    outline = flattened(points)
    parts = []
    butt = mobject.cap_style in (CapStyleType.AUTO, CapStyleType.BUTT)
    for background in (True, False):
        width = float(mobject.get_stroke_width(background))
        colors = paint.background if background else paint.stroke
        if width > 0 and len(colors) and colors[:, 3].max() > 0:
            rgba = _along_gradient(mobject, colors, outline)
            parts.append(polyline(outline, rgba, width, butt=butt))
        if background:
            parts.append(_fill(mobject, paint.fill, outline))
    return joined(parts)


def flattened(points: np.ndarray) -> np.ndarray:
    """Cubic Bézier curves (4 n, 3) as one polyline, subpaths separated by rows of NaN."""
    curves = points[: len(points) // 4 * 4].reshape(-1, 4, 3)
    bends = np.abs(curves[:, :-2] - 2 * curves[:, 1:-1] + curves[:, 2:]).max(initial=0.0)
    pieces = int(np.clip(np.ceil(np.sqrt(0.75 * bends / FLATNESS)), 1, MAX_PIECES))
    samples = np.einsum("tk,ckd->ctd", bernstein(pieces), curves)
    samples[:, 0], samples[:, -1] = curves[:, 0], curves[:, 3]
    breaks = np.abs(curves[1:, 0] - curves[:-1, 3]).max(axis=1, initial=0.0) > 1e-6
    samples[1:, 0][~breaks] = samples[:-1, -1][~breaks]
    rows = samples.reshape(-1, 3)
    if not breaks.any():
        return rows
    return np.insert(rows, (np.flatnonzero(breaks) + 1) * (pieces + 1), np.nan, axis=0)


@lru_cache(MAX_PIECES)
def bernstein(pieces: int) -> np.ndarray:
    """Bernstein's polynomials (pieces + 1, 4) at the ends of equal pieces."""
    t = np.linspace(0, 1, pieces + 1)[:, None]
    return np.hstack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3])


def _along_gradient(mobject: VMobject, colors: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Colours (n, 4) of manim's gradient at points (n, 3); (1, 4) for a single colour."""
    if len(colors) < 2:
        return colors
    start, end = (np.asarray(p) for p in mobject.get_gradient_start_and_end_points())
    line = end - start
    share = np.nan_to_num((points - start) @ line / max(float(line @ line), 1e-12))
    stops = np.linspace(0, 1, len(colors))
    return np.stack([np.interp(share, stops, colors[:, k]) for k in range(4)], axis=1)


def _fill(mobject: VMobject, colors: np.ndarray, outline: np.ndarray) -> np.ndarray:
    if not len(colors) or colors[:, 3].max() <= 0:
        return NO_PRIMITIVES
    corners, triangles, border = triangulated(outline)
    if not len(triangles):
        return NO_PRIMITIVES
    if len(colors) < 2:
        return filled(corners, triangles, colors[0], border)
    return filled(corners, triangles, _along_gradient(mobject, colors, corners), border)
