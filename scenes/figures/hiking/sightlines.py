"""From which side a surface is seen best: its paths not hidden, the land where they start open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import numpy as np

from scenes._kit.space.box import Box
from scenes._kit.space.visibility import towards_viewer, visible_share

_DIRECTIONS = (
    *((1.15, -1.2), (1.0, -1.2), (1.0, -0.4), (0.85, -1.2)),
    *((0.8, -0.8), (0.6, -1.2), (0.6, -0.4), (0.4, -0.8)),
)
"""Camera angles from the fourth quadrant, the preferred ones first."""
_STEEP_COSTS = {0.6: 0.12, 0.4: 0.3}
"""Views from high above, where heights look flat, and how much better they must be."""
_TURN_COSTS = {0: 0.0, -1: 0.15, 1: 0.3, 2: 0.3}
"""Quarter turns to another quadrant, where x does not run to the right or away from the viewer, and
how much better the view must be from there."""
_FACING = 0.45
"""Cosine of the angle between normal and view from which on a circle on the land looks open."""
_NEAR = 1e-4
"""The steps, as shares of the box's sides, that give the normal at a point."""


def best_direction(
    field: Callable[..., Any], box: Box, paths: Sequence[np.ndarray]
) -> tuple[float, float, int]:
    """Camera angles phi and theta that show paths (n, 2) on the graph of a field in a box, and how
    many quarter turns away from the fourth quadrant that is."""
    points = np.concatenate([np.empty((0, 2)), *paths])
    normals = [_normal(field, box, path[0]) for path in paths]

    def quality(view: tuple[int, tuple[float, float]]) -> float:
        turns, (phi, theta) = view
        to_viewer = towards_viewer(phi, theta + turns * np.pi / 2)
        facing = min((normal @ to_viewer for normal in normals if normal is not None), default=1.0)
        seen = visible_share(field, box, points, to_viewer)
        costs = _TURN_COSTS[turns] + _STEEP_COSTS.get(phi, 0.0)
        return seen + float(np.clip(facing / _FACING, 0, 1)) - costs

    turns, (phi, theta) = max(product(_TURN_COSTS, _DIRECTIONS), key=quality)
    return phi, theta + turns * np.pi / 2, turns


def _normal(field: Callable[..., Any], box: Box, point: np.ndarray) -> np.ndarray | None:
    """The upward unit normal (3,) of the surface at a point (2,), where it has one."""
    steps = _NEAR * np.diag(box.spans[:2])
    near = np.vstack([point, point + steps, point - steps])
    places = box.place_of(np.column_stack([near, field(*near.T)]))
    normal = np.cross(places[1] - places[3], places[2] - places[4])
    return normal / np.linalg.norm(normal) if np.isfinite(normal).all() else None
