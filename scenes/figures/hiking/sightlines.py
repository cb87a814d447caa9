"""From which side a surface is seen best: its paths not hidden, the land where they start open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import numpy as np

from scenes._kit.space.box import Box, turned
from scenes._kit.space.visibility import towards_viewer, visible_share

_STEEPNESS_COSTS = {1.15: 0.0, 1.0: 0.0, 0.85: 0.0, 0.6: 0.25, 0.4: 0.3}
"""The camera's angle phi, the preferred ones first, and how much better views from high above,
where heights look flat, must be."""
_SIDE_COSTS = {(-1.2, 0): 0.0, (-0.8, 0): 0.1, (-0.4, -1): 0.2, (-0.8, -1): 0.45}
_TURNED_COSTS = {
    (theta, turns): 0.8 if (theta, turns) == (-0.4, 0) else 1.3
    for theta, turns in product((-1.2, -0.8, -0.4), range(-1, 3))
}
"""Where a viewer may stand: the camera's angle theta in the fourth quadrant, and quarter turns from
there; and how much better the view must be. From the first ones x runs to the right and y away from
the viewer, as on the map; the others are for what is hidden from these."""
_COSTS = _TURNED_COSTS | _SIDE_COSTS
_FACING, _FACING_WEIGHT = 0.5, 3.0
"""Cosine of the angle between normal and view from which on a circle on the land looks open, and
the weight of that."""
_SLANTED, _SLANTED_WEIGHT = 0.85, 0.5
"""Sine of the angle between the way uphill and view from which on an arrow that way looks long, and
the weight of that."""
_RISE_WEIGHT = 0.5
"""The weight of the share of a climb that goes up in the picture."""
_AROUND, _AROUND_WEIGHT = 0.03, 0.5
"""A start is seen where the ground so far around it is, as a share of the box's sides; and the
weight of that."""
_SIZE_WEIGHT = 1.2
"""The weight of the share of the room that the land fills, ..."""
_ASPECT, _SAMPLES, _CELLS = 1.7, 61, 24
"""... whose width is so many times its height, about; points along each side of the land that show
which of so many columns and rows of a picture it fills."""
_LEVEL = 1e-3
"""Ground whose normal is so near to upright is level."""
_NEAR = 1e-4
"""The steps, as shares of the box's sides, that give the normal at a point."""


def best_direction(
    field: Callable[..., Any], box: Box, paths: Sequence[np.ndarray]
) -> tuple[tuple[float, float], int]:
    """Camera angles phi and theta that show paths (n, 2) on the graph of a field in a box, and how
    many quarter turns away from the fourth quadrant that is."""
    points = np.concatenate([np.empty((0, 2)), *paths])
    normals = [_normal(field, box, path[0]) for path in paths]
    land, climbs = _land(field, box), [_climb(field, box, path) for path in paths]
    around = np.concatenate([np.empty((0, 2)), *(_around(path[0], box) for path in paths)])

    def quality(view: tuple[float, tuple[float, int]]) -> float:
        phi, (theta, turns) = view
        to_viewer = towards_viewer(phi, theta + turns * np.pi / 2)
        facing = min((normal @ to_viewer for normal in normals if normal is not None), default=1.0)
        slanted = min(
            (_slant(each, to_viewer) for each in normals if each is not None), default=1.0
        )
        seen = visible_share(field, box, points, to_viewer)
        costs = _STEEPNESS_COSTS[phi] + _COSTS[theta, turns]
        size = _SIZE_WEIGHT * _share_filled(land, box, phi, theta, turns)
        seen += _AROUND_WEIGHT * visible_share(field, box, around, to_viewer)
        seen += _RISE_WEIGHT * min((_rise(each, to_viewer) for each in climbs), default=1.0)
        seen += _FACING_WEIGHT * float(np.clip(facing / _FACING, 0, 1))
        return seen + _SLANTED_WEIGHT * min(slanted / _SLANTED, 1.0) + size - costs

    phi, (theta, turns) = max(product(_STEEPNESS_COSTS, _COSTS), key=quality)
    return (phi, theta + turns * np.pi / 2), turns


def _land(field: Callable[..., Any], box: Box) -> np.ndarray:
    """Places (n, 3) all over the part of a graph that is in a box."""
    across, along, (low, high) = box.intervals
    sides = (np.linspace(*side, _SAMPLES) for side in (across, along))
    x, y = (side.ravel() for side in np.meshgrid(*sides))
    with np.errstate(all="ignore"):
        points = np.column_stack([x, y, field(x, y)])
    return box.place_of(points[(low <= points[:, 2]) & (points[:, 2] <= high)])


def _share_filled(land: np.ndarray, box: Box, phi: float, theta: float, turns: int) -> float:
    """The share of a picture that the land (n, 3) fills, with its axes as large as it holds them;
    from afar."""
    turn = theta + turns * np.pi / 2
    right = np.array([-np.sin(turn), np.cos(turn), 0.0])
    screen = np.column_stack([right, np.cross(towards_viewer(phi, turn), right)])
    z_axis = box.place_of(box.lows + box.spans * (turned(np.array([-0.5, -0.5, 0.5]), turns) + 0.5))
    shown = np.vstack([land, box.ends_of_axes()[:4], z_axis]) @ screen
    low, sides = shown.min(axis=0), np.ptp(shown, axis=0)
    cells = np.minimum((shown[: len(land)] - low) / sides * _CELLS, _CELLS - 1).astype(int)
    filled = len(np.unique(cells, axis=0)) / _CELLS**2
    aspect = float(sides[0] / sides[1]) / _ASPECT
    return filled * min(aspect, 1 / aspect)


def _around(start: np.ndarray, box: Box) -> np.ndarray:
    """Points (n, 2) of a small circle around a start (2,)."""
    angles = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    circle = np.column_stack([np.cos(angles), np.sin(angles)])
    return start + _AROUND * box.spans[:2] * circle


def _climb(field: Callable[..., Any], box: Box, path: np.ndarray) -> np.ndarray:
    """The way (3,) from the start of a path to its end, in space."""
    ends = path[[0, -1]]
    start, end = box.place_of(np.column_stack([ends, field(*ends.T)]))
    return end - start


def _rise(climb: np.ndarray, to_viewer: np.ndarray) -> float:
    """The share of the height gained on a way (3,) that it goes up in the picture, from 0 to 1."""
    up = np.array([0.0, 0.0, 1.0]) - to_viewer[2] * to_viewer
    gained = float(climb[2])
    shown = float(climb @ up) / float(np.linalg.norm(up))
    return float(np.clip(shown / gained, 0, 1)) if gained > _NEAR else 1.0


def _slant(normal: np.ndarray, to_viewer: np.ndarray) -> float:
    """The sine of the angle between the view and the way uphill, where that is with an upward unit
    normal (3,); 1 on level ground."""
    uphill = np.array([0.0, 0.0, 1.0]) - normal[2] * normal
    length = float(np.linalg.norm(uphill))
    return float(np.linalg.norm(np.cross(uphill / length, to_viewer))) if length > _LEVEL else 1.0


def _normal(field: Callable[..., Any], box: Box, point: np.ndarray) -> np.ndarray | None:
    """The upward unit normal (3,) of the surface at a point (2,), where it has one."""
    steps = _NEAR * np.diag(box.spans[:2])
    near = np.vstack([point, point + steps, point - steps])
    places = box.place_of(np.column_stack([near, field(*near.T)]))
    normal = np.cross(places[1] - places[3], places[2] - places[4])
    return normal / np.linalg.norm(normal) if np.isfinite(normal).all() else None
