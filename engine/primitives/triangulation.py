"""Triangulation of the area inside a polyline, by the non-zero rule."""

from __future__ import annotations

import mapbox_earcut
import numpy as np

from engine.primitives.nonzero import nonzero

FLAT_AREA = 1e-9
"""The area, in square units, below which a shape is not filled."""
SAME_AREA = 1e-6
"""The share of a shape's area by which that of its triangles is off where it crosses itself."""
Triangles = tuple[np.ndarray, np.ndarray, np.ndarray | None]
"""Corners (n, 3), triangles (m, 3) of them, and the border (b, 3), each edge with a third corner
inside; None: the edges of only one triangle."""
NOTHING: Triangles = (np.zeros((0, 3)), np.zeros((0, 3), np.int64), None)


def triangulated(outline: np.ndarray) -> Triangles:
    """The area that a polyline's runs wind around.

    Outlines that cross neither themselves nor each other are cut by earcut, which takes hardly any
    time; a run inside a larger one of the opposite orientation is a hole in it. All others are cut
    into trapezoids.
    """
    rings = [ring for ring in _rings(outline) if len(ring) >= 3]
    areas = [np.cross(ring, _next(ring)).sum(axis=0) / 2 for ring in rings]
    if not rings:
        return NOTHING
    normal, extent = _normal(rings, areas)
    if extent < FLAT_AREA:
        return NOTHING
    dropped = int(np.argmax(np.abs(normal)))
    plane = [axis for axis in range(3) if axis != dropped]
    flat = [ring[:, plane] for ring in rings]
    found = _by_ears(rings, flat, [area[dropped] for area in areas])
    return found or nonzero(rings, plane)


def _normal(rings: list[np.ndarray], areas: list[np.ndarray]) -> tuple[np.ndarray, float]:
    """A normal of the plane of outlines, and the largest area that one of them spans.

    An eight has no area, each half having the other's negative: then any two steps of a ring span
    the plane.
    """
    largest = max(areas, key=lambda area: float(np.abs(area).max()))
    if float(np.abs(largest).max()) >= FLAT_AREA:
        return largest, float(np.abs(largest).max())
    spans = [np.cross(ring[1:] - ring[0], _next(ring)[1:] - ring[0]) for ring in rings]
    span = np.concatenate(spans)
    widest = span[np.argmax(np.abs(span).max(axis=1))]
    return widest, float(np.abs(span).sum(axis=0).max())


def _by_ears(
    rings: list[np.ndarray], flat: list[np.ndarray], areas: list[float]
) -> Triangles | None:
    """The triangles of outlines without crossings; None where there are some."""
    if not all(_turns_once(ring) for ring in flat):
        return None
    shapes = _with_holes(flat, areas)
    if _overlap([flat[shape[0]] for shape in shapes]):
        return None
    corners, triangles, offset = [], [], 0
    for shape in shapes:
        loop = np.concatenate([rings[k] for k in shape])
        ends = np.cumsum([len(rings[k]) for k in shape]).astype(np.uint32)
        places = np.concatenate([flat[k] for k in shape])
        places = np.ascontiguousarray(places, dtype=np.float64)
        found = mapbox_earcut.triangulate_float64(places, ends).astype(np.int64).reshape(-1, 3)
        expected = abs(areas[shape[0]]) - sum(abs(areas[k]) for k in shape[1:])
        if abs(_area(places, found) - expected) > SAME_AREA * abs(areas[shape[0]]):
            return None
        corners.append(loop)
        triangles.append(found + offset)
        offset += len(loop)
    return np.concatenate(corners), np.concatenate(triangles), None


def _turns_once(ring: np.ndarray) -> bool:
    """Whether the tangent of a closed polyline (n, 2) turns around once; it turns otherwise at
    loops (Hopf, "Über die Drehung der Tangenten und Sehnen ebener Kurven", 1935)."""
    step = _next(ring) - ring
    after = _next(step)
    turn = np.arctan2(
        step[:, 0] * after[:, 1] - step[:, 1] * after[:, 0], np.einsum("ij,ij->i", step, after)
    )
    return bool(abs(abs(turn.sum()) - 2 * np.pi) < 1)


def _next(rows: np.ndarray) -> np.ndarray:
    """What follows each row around a ring."""
    return np.concatenate([rows[1:], rows[:1]])


def _meet(point: np.ndarray, other: np.ndarray) -> bool:
    """Whether points are the same to rounding: `numpy.allclose`, whose checks take longer."""
    return bool(np.all(np.abs(point - other) <= 1e-8 + 1e-5 * np.abs(other)))


def _overlap(rings: list[np.ndarray]) -> bool:
    """Whether bounding boxes overlap."""
    if len(rings) < 2:
        return False
    low, high = (np.array([edge(ring, axis=0) for ring in rings]) for edge in (np.min, np.max))
    meet = np.all((low[:, None] < high[None]) & (low[None] < high[:, None]), axis=2)
    return bool(np.count_nonzero(meet) > len(rings))


def _area(places: np.ndarray, triangles: np.ndarray) -> float:
    a, b, c = (places[triangles[:, k]] for k in range(3))
    u, v = b - a, c - a
    return float(np.abs(u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]).sum() / 2)


def _rings(outline: np.ndarray) -> list[np.ndarray]:
    """The runs between rows of NaN, without repeated points, not closed."""
    gaps = np.flatnonzero(~np.isfinite(outline[:, 0]))
    rings = []
    for run in np.split(outline, gaps):
        run = run[np.isfinite(run[:, 0])]
        new = np.ones(len(run), bool)
        new[1:] = np.any(run[1:] != run[:-1], axis=1)
        run = run[new]
        is_closed = len(run) > 1 and _meet(run[0], run[-1])
        rings.append(run[:-1] if is_closed else run)
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
    after = _next(ring)
    spans = (ring[:, 1] > point[1]) != (after[:, 1] > point[1])
    edge, step = ring[spans], (after - ring)[spans]
    crossing = edge[:, 0] + (point[1] - edge[:, 1]) / step[:, 1] * step[:, 0]
    return bool(np.count_nonzero(crossing > point[0]) % 2)
