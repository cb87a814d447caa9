"""Triangulation of the area inside a polyline, with holes."""

from __future__ import annotations

import mapbox_earcut
import numpy as np

FLAT_AREA = 1e-9
"""The area, in square units, below which a shape is not filled."""


def triangulated(outline: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Corners (n, 3) and triangles (m, 3) of the area inside a polyline's runs, by earcut.

    A run inside a larger one of the opposite orientation is a hole in it.
    """
    rings = [ring for ring in _rings(outline) if len(ring) >= 3]
    areas = [np.cross(ring, np.roll(ring, -1, axis=0)).sum(axis=0) for ring in rings]
    if not rings or max(float(np.abs(area).max()) for area in areas) < FLAT_AREA:
        return np.zeros((0, 3)), np.zeros((0, 3), np.int64)
    largest = max(areas, key=lambda area: float(np.abs(area).max()))
    dropped = int(np.argmax(np.abs(largest)))
    plane = [axis for axis in range(3) if axis != dropped]
    shapes = _with_holes([ring[:, plane] for ring in rings], [area[dropped] for area in areas])
    corners, triangles, offset = [], [], 0
    for shape in shapes:
        loop = np.concatenate([rings[k] for k in shape])
        ends = np.cumsum([len(rings[k]) for k in shape]).astype(np.uint32)
        flat = np.ascontiguousarray(loop[:, plane], dtype=np.float64)
        found = mapbox_earcut.triangulate_float64(flat, ends).astype(np.int64).reshape(-1, 3)
        corners.append(loop)
        triangles.append(found + offset)
        offset += len(loop)
    return np.concatenate(corners), np.concatenate(triangles)


def _rings(outline: np.ndarray) -> list[np.ndarray]:
    """The runs between rows of NaN, without repeated points, not closed."""
    gaps = np.flatnonzero(~np.isfinite(outline[:, 0]))
    rings = []
    for run in np.split(outline, gaps):
        run = run[np.isfinite(run[:, 0])]
        new = np.ones(len(run), bool)
        new[1:] = np.any(run[1:] != run[:-1], axis=1)
        run = run[new]
        rings.append(run[:-1] if len(run) > 1 and np.allclose(run[0], run[-1]) else run)
    return rings


def _with_holes(rings: list[np.ndarray], areas: list[float]) -> list[list[int]]:
    """The rings of each shape, by index: an outer one, then its holes."""
    shapes: list[list[int]] = []
    for k in sorted(range(len(rings)), key=lambda k: -abs(areas[k])):
        around = (
            shape
            for shape in reversed(shapes)
            if areas[shape[0]] * areas[k] < 0 and _inside(rings[k][0], rings[shape[0]])
        )
        outer = next(around, None)
        if outer is None:
            shapes.append([k])
        else:
            outer.append(k)
    return shapes


def _inside(point: np.ndarray, ring: np.ndarray) -> bool:
    """Whether a point lies in a polygon, both in the plane, by the crossing number."""
    after = np.roll(ring, -1, axis=0)
    spans = (ring[:, 1] > point[1]) != (after[:, 1] > point[1])
    edge, step = ring[spans], (after - ring)[spans]
    crossing = edge[:, 0] + (point[1] - edge[:, 1]) / step[:, 1] * step[:, 0]
    return bool(np.count_nonzero(crossing > point[0]) % 2)
