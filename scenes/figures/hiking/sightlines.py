"""From which side a surface is seen best: its paths not hidden, the land where they start open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import numpy as np

from scenes._kit.space.box import Box, turned
from scenes._kit.space.viewpoint import towards_viewer
from scenes._kit.space.visibility import visible_share

_STEEPNESS_COSTS = {1.15: 0.0, 1.0: 0.0, 0.85: 0.0, 0.6: 0.25, 0.4: 0.6}
"""The camera's angle phi, the preferred ones first, and how much better views from high above,
where heights look flat, must be."""
_SIDE_COSTS = {(-1.2, 0): 0.0, (-0.8, 0): 0.1, (-0.4, -1): 0.2, (-0.8, -1): 0.45}
_ASLANT_COSTS = {(-0.4, 0): 0.8, (-1.2, -1): 1.3}
_ALONG_Y_COSTS = {(-1.2, 1): 0.8}
_TURNED_COSTS = dict.fromkeys(product((-1.2, -0.8, -0.4), (1, 2)), 1.6)
"""Where a viewer may stand: the camera's angle theta in the fourth quadrant, and quarter turns from
there; and how much better the view must be. From the first ones x runs to the right and y away from
the viewer, as on the map; from the next, x still runs a little to the right; then y does, and x
towards the viewer. From the last x runs to the left, which is hard to match with the map: they are
for what is hidden from all others, or turned away."""
_COSTS = _TURNED_COSTS | _ALONG_Y_COSTS | _ASLANT_COSTS | _SIDE_COSTS
_FACING, _FACING_WEIGHT = 0.5, 3.0
"""Cosine of the angle between normal and the way to the viewer from which on a circle on the land
looks open, and the weight of that."""
_SLANTED, _SLANTED_WEIGHT = 0.85, 0.5
"""Sine of the angle between the way uphill and view from which on an arrow that way looks long, and
the weight of that."""
_RISE_WEIGHT = 0.8
"""The weight of the share of a climb that goes up in the picture."""
_AROUND, _AROUND_WEIGHT = (0.03, 0.17), 0.6
"""A start is seen where the ground so far around it is, near and where directions end, as shares of
the box's sides; and the weight of that."""
_SIZE_WEIGHT = 1.2
"""The weight of the share of the room that the land fills, ..."""
_ASPECT, _SAMPLES, _CELLS = 1.7, 61, 24
"""... whose width is so many times its height, about; points along each side of the land that show
which of so many columns and rows of a picture it fills."""
_EDGE_ON, _USUAL_SHARE, _EDGE_ON_WEIGHT = 0.15, 0.25, 4.0
"""Ground whose normal is so near to a right angle with the view, by its cosine, is seen edge-on; of
round hills up to the second share is; and the weight of what is beyond that, as of a flat side."""
_USUALLY_AWAY, _AWAY_WEIGHT = 0.2, 3.0
"""Of hills up to that share of the ground is turned away from the viewer; and the weight of what is
beyond that: it is hidden, or hangs below the rest like a scrap."""
_ALIKE, _SIDE = 0.95, 0.25
"""Ground whose normal is so near to that of a start, by the cosine of the angle, is of a flat side
with it, if it is so large a share of the land: a round hill has none, and is seen as on the map."""
_LITTLE_MORE, _OTHER_SIDE_WEIGHT = 0.05, 4.0
"""What falls off the other way may look as little more open; and the weight of what is beyond."""
_LEVEL = 1e-3
"""Ground whose normal is so near to upright is level."""
_NEAR = 1e-4
"""The steps, as shares of the box's sides, that give the normal at a point."""


def best_direction(
    field: Callable[..., Any], box: Box, paths: Sequence[np.ndarray], distance: float
) -> tuple[tuple[float, float], int]:
    """Camera angles phi and theta that show paths (n, 2) on the graph of a field in a box, whose
    middle is at a `distance`, and how many quarter turns away from the fourth quadrant that is."""
    points = np.concatenate([np.empty((0, 2)), *paths])
    found = [_place_and_normal(field, box, path[0]) for path in paths]
    starts = [(place, normal) for place, normal in found if np.isfinite(normal).all()]
    land, climbs = _land(field, box), [_climb(field, box, path) for path in paths]
    normals_of_land = _normals_of_land(field, box)
    around = np.concatenate([np.empty((0, 2)), *(_around(path[0], box) for path in paths)])

    def quality(view: tuple[float, tuple[float, int]]) -> float:
        phi, (theta, turns) = view
        to_viewer = towards_viewer(phi, theta + turns * np.pi / 2)
        facing = min((_facing(*each, distance * to_viewer) for each in starts), default=1.0)
        slanted = min((_slant(normal, to_viewer) for _, normal in starts), default=1.0)
        seen = visible_share(field, box, points, to_viewer)
        costs = _STEEPNESS_COSTS[phi] + _COSTS[theta, turns]
        size = _SIZE_WEIGHT * _share_filled(land, box, phi, theta, turns)
        costs += _cost_of_ground(normals_of_land, [normal for _, normal in starts], to_viewer)
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


def _normals_of_land(field: Callable[..., Any], box: Box) -> np.ndarray:
    """The normals (n, 3) of small parts of a graph in a box, as long as their areas."""
    sides = (np.linspace(*side, _SAMPLES) for side in box.intervals[:2])
    x, y = np.meshgrid(*sides)
    low, high = box.intervals[2]
    with np.errstate(all="ignore"):
        z = np.broadcast_to(field(x, y), x.shape).astype(float)
    places = box.place_of(np.stack([x, y, np.where((low <= z) & (z <= high), z, np.nan)], axis=-1))
    across, along = places[1:, 1:] - places[1:, :-1], places[1:, 1:] - places[:-1, 1:]
    normals = np.cross(across, along).reshape(-1, 3)
    return normals[np.isfinite(normals).all(axis=1)]


def _cost_of_ground(
    normals: np.ndarray, starts: Sequence[np.ndarray], to_viewer: np.ndarray
) -> float:
    """How much worse a view is since ground with these upward normals (n, 3), as long as areas, is
    seen edge-on or turned away, or looks less open on the flat side of a start, where the unit
    normal is (3,), than on the other side of a crest."""
    away, edge_on = _shares_away(normals, to_viewer)
    more = max((_more_open(normals, each, to_viewer) for each in starts), default=0.0)
    return (
        _EDGE_ON_WEIGHT * max(edge_on - _USUAL_SHARE, 0.0)
        + _AWAY_WEIGHT * max(away - _USUALLY_AWAY, 0.0)
        + _OTHER_SIDE_WEIGHT * max(more - _LITTLE_MORE, 0.0)
    )


def _more_open(normals: np.ndarray, start: np.ndarray, to_viewer: np.ndarray) -> float:
    """How much more open ground that falls off the other way looks than the flat side of a start
    with a unit normal (3,), if it is on one: the difference of two shares of areas, as seen."""
    areas = np.linalg.norm(normals, axis=1)
    seen = np.maximum(normals @ to_viewer, 0.0)
    own, other = normals @ start > _ALIKE * areas, normals[:, :2] @ start[:2] < 0
    is_on_side = np.hypot(*start[:2]) > _LEVEL and areas[own].sum() > _SIDE * areas.sum()
    if not is_on_side or not areas[other].any():
        return 0.0
    return float(seen[other].sum() / areas[other].sum() - seen[own].sum() / areas[own].sum())


def _shares_away(normals: np.ndarray, to_viewer: np.ndarray) -> tuple[float, float]:
    """The shares of the ground with these upward normals (n, 3), as long as areas, that is turned
    away, and that is seen edge-on."""
    areas, towards = np.linalg.norm(normals, axis=1), normals @ to_viewer
    if not areas.any():
        return 0.0, 0.0
    kinds = towards < 0, np.abs(towards) < _EDGE_ON * areas
    away, edge_on = (float(areas[kind].sum() / areas.sum()) for kind in kinds)
    return away, edge_on


def _around(start: np.ndarray, box: Box) -> np.ndarray:
    """Points (n, 2) of circles around a start (2,), where the box has ground."""
    angles = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    circle = np.column_stack([np.cos(angles), np.sin(angles)])
    points = start + np.concatenate([share * box.spans[:2] * circle for share in _AROUND])
    low, high = box.lows[:2], (box.lows + box.spans)[:2]
    return points[((low <= points) & (points <= high)).all(axis=1)]


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


def _facing(place: np.ndarray, normal: np.ndarray, viewer: np.ndarray) -> float:
    """The cosine of the angle at a place (3,) between a unit normal (3,) and the way to where a
    viewer is (3,): what is at the side of a land turns farther away than its middle would."""
    way = viewer - place
    return float(normal @ way / np.linalg.norm(way))


def _place_and_normal(
    field: Callable[..., Any], box: Box, point: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Where a point (2,) of the surface is (3,), and the upward unit normal (3,) there; not finite
    where it has none."""
    steps = _NEAR * np.diag(box.spans[:2])
    near = np.vstack([point, point + steps, point - steps])
    places = box.place_of(np.column_stack([near, field(*near.T)]))
    normal = np.cross(places[1] - places[3], places[2] - places[4])
    return places[0], normal / np.linalg.norm(normal)
