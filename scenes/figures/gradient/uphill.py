"""Steps uphill on the surface over a gradient plot, and from which side they are seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from calclib.arrays import Interval
from scenes._kit.space.box import Box
from scenes._kit.space.tilt import unit_normals
from scenes._kit.space.viewpoint import Side
from scenes._kit.space.visibility import visible_share
from scenes.figures.gradient.cover import Cover
from scenes.figures.gradient.plot import GradientPlot

Field = Callable[..., Any]
"""Heights at x and y, of one shape."""
Covered = Callable[[np.ndarray], np.ndarray]
"""Tells which places (n, 3) the surface covers: (n,)."""

_DIRECTIONS = ((1.08, -1.15), (0.95, -1.15), (0.95, -0.5), (0.8, -0.8), (0.65, -0.8))
"""Camera angles from the fourth quadrant, the preferred ones first."""
_HIGH_COSTS = {0.8: 0.1, 0.65: 0.35}
"""Views from high above, where heights look flat, and how much better they must be."""
_TURN_COSTS = {0: 0.0, -1: 0.2, 1: 0.4, 2: 0.4}
"""Quarter turns to another quadrant, and how much better the view must be from there."""
_WEIGHTS = (1.5, 2.0, 1.0, 1.2, 0.5, 1.0, 1.5)
"""What counts: how long the given step looks, how much of it and around it is seen, how open the
surface lies to the viewer, how much of it is seen, how well the other steps are, how much of the
floor, and of what is on it under the given step."""
_FACING = 0.45
"""Cosine of the angle between normal and view from which on a surface looks open."""
_LOOKS_LONG = 0.8
"""The share of its length that a step seen from the side need not exceed."""
_ALONG = (0.0, 0.35, 0.7)
"""Shares of the given step at which it should be seen."""
_NODES, _BESIDE = 13, 0.1
"""Places looked at along each side of the floor; how far around the point, in shares of a side."""
_ON_THE_WAY = np.linspace(0, 1, 41)[1:]
"""Shares of the way from the floor to the top of the box at which the surface may cover it."""
_APART = 0.4
"""Other steps keep this distance to the given one where they are seen, in scene units."""
_LEAST_SEEN, _LEAST_COSINE = 0.6, 0.2
"""The least share of its length that a step seems to have, and the least cosine of the angle
between normal and view: less looks like a scrap on the rim of the surface."""
_ENOUGH, _SPREAD = 4, 0.9
"""Steps are so far from each other where they are seen, in scene units; where fewer others than so
many are left at level curves, more are taken from all over the surface."""

_LIFTS = np.linspace(0.3, 1.1, 9)
"""How far towards the viewer the given step may be shifted, in scene units, lest the surface covers
it: one that bends upwards lies over its steps."""


@dataclass(frozen=True)
class Steps:
    """Steps from points `tails` (n, 2): their places `starts` (n, 3) on the surface, unit vectors
    `units` (n, 3) uphill and `normals` (n, 3) upwards; `given` (n,) marks that at the given point.
    """

    tails: np.ndarray
    starts: np.ndarray
    units: np.ndarray
    normals: np.ndarray
    given: np.ndarray

    def __getitem__(self, chosen: np.ndarray) -> Steps:
        return Steps(**{name: each[chosen] for name, each in vars(self).items()})

    def joined(self, more: Steps) -> Steps:
        """These steps, then some more."""
        pairs = {name: (each, getattr(more, name)) for name, each in vars(self).items()}
        return Steps(**{name: np.concatenate(pair) for name, pair in pairs.items()})


def steps_uphill(plane: GradientPlot, box: Box, shown: Interval, tails: np.ndarray) -> Steps:
    """The steps at some points (n, 2) of a plot whose heights are shown in a box."""
    steps, heights = plane.arrows.vectors(tails), plane.field(*tails.T)
    with np.errstate(all="ignore"):
        rises = (plane.field.gradient()(*tails.T) * steps).sum(axis=1)
        starts = box.place_of(np.column_stack([tails, heights]))
        vectors = box.place_of(np.column_stack([tails + steps, heights + rises])) - starts
        level = np.column_stack([-steps[:, 1], steps[:, 0], np.zeros(len(steps))])
        across = level * (box.size / box.spans)
        units, normals = _normalized(vectors), _normalized(np.cross(vectors, across))
    low, high = shown
    kept = (low <= heights) & (heights <= high) & np.isfinite(units).all(axis=1)
    return Steps(tails, starts, units, normals, (tails == plane.point).all(axis=1))[kept]


def _normalized(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def best_side(
    field: Field, cover: Cover, box: Box, steps: Steps, longest: float, distance: float
) -> Side:
    """The side from which the given step, so long, is seen best, and with it the surface, that of a
    field, which hides what it covers; `distance`: of the viewer, in scene units."""
    sides = [
        Side(phi, theta + turns * np.pi / 2, turns)
        for turns, (phi, theta) in product(_TURN_COSTS, _DIRECTIONS)
    ]
    given, others = steps[steps.given], steps[~steps.given]
    along = np.concatenate([given.starts + share * longest * given.units for share in _ALONG])
    on_surface, floor = _nodes(field, box), _floor_nodes(box)
    about_given = np.vstack([box.points_of(along)[:, :2], _around(given.tails, box)])
    normals = unit_normals(box, field)

    def quality(side: Side) -> float:
        view = side.to_viewer
        seen = [
            _seen_length(given, view),
            visible_share(cover, box, about_given, view),
            float(np.clip(normals @ view / _FACING, 0, 1).mean()) if len(normals) else 1.0,
            visible_share(cover, box, on_surface, view),
            _seen_length(others, view) * visible_share(cover, box, others.tails, view),
            _open_share(cover, box, floor, distance * view),
            _open_share(cover, box, about_given, distance * view),
        ]
        costs = _TURN_COSTS[side.turns] + _HIGH_COSTS.get(side.phi, 0.0)
        return float(np.dot(_WEIGHTS, seen)) - costs

    return max(sides, key=quality)


def clearly_seen(
    steps: Steps, view: np.ndarray, length: float, longest: float, are_covered: Covered
) -> Steps:
    """The given step, `longest` long, and those others, so long, that the surface does not cover,
    that do not crowd it, and that look neither short nor as if they lay on its edge.

    `view`: the direction (3,) to the viewer.
    """
    reach = np.where(steps.given, longest, length)
    shares = np.linspace(0, 1, 9)[:, None, None]
    ways = steps.starts + shares * (reach[:, None] * steps.units)
    places = _on_screen(ways, view)
    own = places[:, steps.given].reshape(-1, 3)
    gaps = np.linalg.norm(places[:, :, None] - own, axis=-1)
    apart = gaps.min(axis=(0, 2), initial=np.inf) >= _APART
    broad = (_seen_lengths(steps, view) >= _LEAST_SEEN) & (steps.normals @ view >= _LEAST_COSINE)
    chosen = apart & broad
    half = ways[: len(ways) // 2 + 1 : 2]  # beyond, one in a bowl leaves the surface
    chosen[chosen] = ~are_covered(half[:, chosen].reshape(-1, 3)).reshape(len(half), -1).any(axis=0)
    return steps[chosen | steps.given]


def spread_steps(steps: Steps, more: Steps, to_viewer: np.ndarray) -> Steps:
    """The given step, and others far from it and from each other where they are seen; where those
    are few, some more.

    Farthest-point sampling (Gonzalez 1985).
    """
    both = steps.joined(more[~more.given])
    places, chosen = _on_screen(both.starts, to_viewer), np.flatnonzero(both.given).tolist()
    enough = len(chosen) + _ENOUGH
    for count, most in ((len(steps.given), len(steps.given)), (len(both.given), enough)):
        while count and len(chosen) < most:
            far = np.linalg.norm(places[:count, None] - places[chosen], axis=-1)
            gaps = far.min(axis=1, initial=np.inf)
            if gaps.max() < _SPREAD:
                break
            chosen.append(int(gaps.argmax()))
    return both[np.array(chosen, dtype=int)]


def least_lift(field: Field, box: Box, steps: Steps, length: float, to_viewer: np.ndarray) -> float:
    """The least shift towards the viewer (3,) with which the surface covers nothing of steps so
    long; the least of all where none does, because it has a fold in front of them."""
    shares = np.linspace(0, 1, 9)[:, None, None]
    ways = (steps.starts + shares * length * steps.units).reshape(-1, 3)
    places = ways + _LIFTS[:, None, None] * to_viewer
    x, y, heights = np.moveaxis(box.points_of(places), -1, 0)
    inside = (np.abs(places) <= box.size / 2).all(axis=-1)
    with np.errstate(all="ignore"):
        covered = inside & (field(x, y) > heights)
    return float(next(iter(_LIFTS[~covered.any(axis=1)]), _LIFTS[0]))


def _nodes(field: Field, box: Box) -> np.ndarray:
    """Points (n, 2) all over the floor of a box where the surface is in it."""
    sides = [np.linspace(low, high, _NODES + 2)[1:-1] for low, high in box.intervals[:2]]
    points = np.stack(np.meshgrid(*sides), axis=-1).reshape(-1, 2)
    low, high = box.intervals[2]
    with np.errstate(all="ignore"):
        heights = np.broadcast_to(field(*points.T), len(points))
        return points[(low <= heights) & (heights <= high)]


def _around(points: np.ndarray, box: Box) -> np.ndarray:
    """Points (9 n, 2) at and around some (n, 2)."""
    steps = np.stack(np.meshgrid(*[(-_BESIDE, 0.0, _BESIDE)] * 2), axis=-1).reshape(-1, 1, 2)
    return (points + steps * box.spans[:2]).reshape(-1, 2)


def _floor_nodes(box: Box) -> np.ndarray:
    """Points (n, 2) all over the floor of a box."""
    sides = [np.linspace(low, high, _NODES) for low, high in box.intervals[:2]]
    return np.stack(np.meshgrid(*sides), axis=-1).reshape(-1, 2)


def _open_share(field: Field, box: Box, points: np.ndarray, viewer: np.ndarray) -> float:
    """The share of points (n, 2) on the floor that the surface leaves in the open, for a viewer at
    a place (3,); 1 without any."""
    if not len(points):
        return 1.0
    heights = np.full(len(points), box.intervals[2][0])
    floor = box.place_of(np.column_stack([points, heights]))
    towards = viewer - floor
    ways = floor + _ON_THE_WAY[:, None, None] * (box.size[2] / towards[:, 2:]) * towards
    inside = (np.abs(ways[..., :2]) <= box.size[:2] / 2).all(axis=-1)
    x, y, heights = np.moveaxis(box.points_of(ways), -1, 0)
    with np.errstate(all="ignore"):
        covered = inside & (np.broadcast_to(field(x, y), x.shape) < heights)
    return float(1 - covered.any(axis=0).mean())


def _seen_length(steps: Steps, view: np.ndarray) -> float:
    """How long steps look in the middle, in shares of what is long enough; 1 without any."""
    if not len(steps.units):
        return 1.0
    return float(min(1.0, np.median(_seen_lengths(steps, view)) / _LOOKS_LONG))


def _seen_lengths(steps: Steps, view: np.ndarray) -> np.ndarray:
    """How long steps (n,) look from a direction (3,), as shares of their lengths."""
    return np.sqrt(np.clip(1 - (steps.units @ view) ** 2, 0, 1))


def _on_screen(places: np.ndarray, view: np.ndarray) -> np.ndarray:
    """Where places (..., 3) are seen from a direction (3,): (..., 3), across it."""
    return places - (places @ view)[..., None] * view
