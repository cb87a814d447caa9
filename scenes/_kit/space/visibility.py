"""How much of what lies on a graph, or beside a sheet, a surface does not hide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from engine.camera import EngineCamera
from scenes._kit.space.box import Box
from scenes._kit.space.tilt import LEAST_COSINE
from scenes._kit.space.viewpoint import Viewpoint, depths, seen_from

_DISTANCES = np.linspace(0.2, 6.0, 59)
"""How far from a point towards the viewer the surface is looked for, in scene units."""

_SPOT = 0.15
"""The side of the squares of the frame, in scene units, that are counted where a sheet is seen."""

_BEFORE = 0.1
"""What is nearer to the viewer than a place by less than this, in scene units, does not hide it: it
may be the place itself."""


def visible_share(
    field: Callable[..., Any], box: Box, points: np.ndarray, to_viewer: np.ndarray
) -> float:
    """The share of points (n, 2) that the surface does not hide from a direction (3,)."""
    return float(are_visible(field, box, points, to_viewer).mean()) if len(points) else 1.0


def are_visible(
    field: Callable[..., Any], box: Box, points: np.ndarray, to_viewer: np.ndarray
) -> np.ndarray:
    """Which points (n, 2) on the surface it does not hide from a direction (3,): (n,)."""
    with np.errstate(all="ignore"):
        heights = np.broadcast_to(field(*points.T), len(points))
    starts = box.place_of(np.column_stack([points, heights]))
    rays = starts[:, None] + _DISTANCES[:, None] * to_viewer
    passed = box.points_of(rays)
    inside = (np.abs(rays) <= box.size / 2).all(axis=-1)
    with np.errstate(all="ignore"):
        hidden = inside & (field(passed[..., 0], passed[..., 1]) > passed[..., 2])
    return ~hidden.any(axis=1)


def hidden_by_sheet(
    camera: EngineCamera, view: Viewpoint, sheet: np.ndarray, places: np.ndarray
) -> np.ndarray:
    """Which places (k, 3) a sheet through points (n, m, 3) hides from a viewpoint: (k,)."""
    points = sheet.reshape(-1, 3)
    seen = seen_from(camera, view, points)[:, :2].reshape(*sheet.shape[:2], 2)
    depth = depths(view, points).reshape(*sheet.shape[:2], 1)
    corners = np.concatenate([seen, depth], axis=-1)
    a, b, c, d = corners[:-1, :-1], corners[1:, :-1], corners[:-1, 1:], corners[1:, 1:]
    triangles = np.stack([np.stack([a, b, c]), np.stack([d, c, b])]).reshape(2, 3, -1, 3)
    first, second, third = np.concatenate(list(triangles), axis=1)
    spots = seen_from(camera, view, places)[:, :2]
    reached = depths(view, places) + _BEFORE
    return np.array(
        [_covers(first, second, third, *each).any() for each in zip(spots, reached, strict=True)]
    )


def _covers(
    a: np.ndarray, b: np.ndarray, c: np.ndarray, spot: np.ndarray, depth: float
) -> np.ndarray:
    """Which triangles, with corners (n, 3) of which the last coordinate is towards the viewer,
    cover a spot (2,) at a depth."""
    with np.errstate(all="ignore"):
        u, v, w = b - a, c - a, spot - a[:, :2]
        size = u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]
        s = (w[:, 0] * v[:, 1] - w[:, 1] * v[:, 0]) / size
        t = (u[:, 0] * w[:, 1] - u[:, 1] * w[:, 0]) / size
        inside = (s >= 0) & (t >= 0) & (s + t <= 1)
        return inside & (a[:, 2] + s * u[:, 2] + t * v[:, 2] > depth)


def broad_share(sheet: np.ndarray, to_viewer: np.ndarray) -> float:
    """The share of the area of a sheet through points (n, m, 3) that is not seen edge-on from a
    direction (3,); 1 of a sheet without an area."""
    normals = cell_normals(sheet)
    areas = np.linalg.norm(normals, axis=1)
    broad = np.abs(normals @ to_viewer) >= LEAST_COSINE * areas
    return float(areas[broad].sum() / areas.sum()) if areas.any() else 1.0


def facing(sheet: np.ndarray, to_viewer: np.ndarray) -> float:
    """How much a sheet through points (n, m, 3) faces a direction (3,), from 0 (it is edge-on) to
    1: its area as it is seen, a share of its own; 1 of a sheet without an area."""
    normals = cell_normals(sheet)
    area = np.linalg.norm(normals, axis=1).sum()
    return float(np.abs(normals @ to_viewer).sum() / area) if area else 1.0


def area_seen(camera: EngineCamera, view: Viewpoint, sheet: np.ndarray) -> float:
    """The area of the frame, in squares of scene units, that a sheet through points (n, m, 3)
    covers from a viewpoint: it is small if the sheet is seen edge-on or lies before itself."""
    known = sheet[np.isfinite(sheet).all(axis=-1)]
    spots = np.floor(seen_from(camera, view, known)[:, :2] / _SPOT).astype(int)
    columns, rows = (spots - spots.min(axis=0)).T
    return np.count_nonzero(np.bincount(columns * (rows.max() + 1) + rows)) * _SPOT**2


def cell_normals(sheet: np.ndarray) -> np.ndarray:
    """The normals (k, 3) of the cells of a sheet through points (n, m, 3), as long as their areas;
    of cells with gaps none."""
    steps = np.diff(sheet, axis=0)[:, :-1], np.diff(sheet, axis=1)[:-1]
    normals = np.cross(*steps).reshape(-1, 3)
    return normals[np.isfinite(normals).all(axis=1)]
