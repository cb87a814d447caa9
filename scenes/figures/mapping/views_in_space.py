"""The viewpoint of a stage in space: of some near the usual one, that of the most merit.

What is looked at are marked points: those that lie apart in space may hide each other on the
screen; and curves: how much of their shape is seen.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product

import numpy as np

from engine.camera import EngineCamera
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.space.viewpoint import Viewpoint, fit_view, seen_from, towards_viewer

Merit = Callable[[Viewpoint], float]

_PHIS, _THETAS = (0.95, 0.8, 0.65, 1.1, 1.25), (-1.0, -0.75, -0.5, -1.25, -1.4)
"""Camera angles in radians that are tried, the usual ones first, ..."""
_STEP_COSTS = np.array([1.0, 0.5])
"""... and what a step of a radian from the usual ones costs."""
_CLEAR = 4.5 * theme.DOT_RADIUS
"""Dots whose middles are so far apart, in scene units, are seen apart on a phone, too."""
_HIDDEN_WEIGHT, _OF_GIVEN = 2.0, 1.5
"""What it costs that one dot lies on another, and how many times as much if it is the first."""

_BROAD, _BREADTH_WEIGHT = 0.3, 8.0
"""A curve that is so broad for its length is seen well; what its breadth is worth."""
_LONG, _LONG_WEIGHT = 0.8, 3.0
"""A curve that is seen so long, as a share of its length, is not seen along itself; what its length
is worth, ..."""
_SHORT_PART = 1 / 8
"""... that of the part of it, as a share, that is seen the shortest."""
ENOUGH_OF_CURVE = _BREADTH_WEIGHT * _BROAD + _LONG_WEIGHT * _LONG - 0.5
"""What a viewpoint is worth from which little more of a curve can be seen."""


def best_view(
    camera: EngineCamera, corners: np.ndarray, room: Slot, merit: Merit, turns: int = 0
) -> Viewpoint:
    """The viewpoint that fits corners (n, 3) into the room, of those near the usual one, after
    quarter turns, that of the most merit, of which a turn away from it costs a little."""
    turn = turns * np.pi / 2

    def value(view: Viewpoint) -> float:
        steps = np.abs(np.subtract((view.phi, view.theta), (_PHIS[0], _THETAS[0] + turn)))
        return merit(view) - float(_STEP_COSTS @ steps)

    sides = product(_PHIS, (theta + turn for theta in _THETAS))
    return max((fit_view(camera, corners, room, *side) for side in sides), key=value)


def cost_of_touching(camera: EngineCamera, view: Viewpoint, places: np.ndarray) -> float:
    """What it costs that dots at places (n, 3), the given one first, touch or hide each other."""
    seen = seen_from(camera, view, places)[:, :2]
    cost = 0.0
    for (k, first), (_, second) in combinations(enumerate(seen), 2):
        near = max(0.0, 1.0 - float(np.linalg.norm(first - second)) / _CLEAR)
        cost += _HIDDEN_WEIGHT * near * (_OF_GIVEN if k == 0 else 1.0)
    return cost


def worth_of_curve(camera: EngineCamera, view: Viewpoint, curve: np.ndarray, given: int) -> float:
    """What it is worth how much is seen of a curve through points (n, 3), the one with the number
    `given` above all: from within its plane or along itself it is little."""
    known = curve[np.isfinite(curve).all(axis=1)]
    seen = seen_from(camera, view, known)[:, :2]
    long, broad = np.linalg.svd(seen - seen.mean(axis=0), compute_uv=False)
    breadth = min(float(broad / long), _BROAD) if long else 0.0
    return _BREADTH_WEIGHT * breadth + _LONG_WEIGHT * _seen_length(view, curve, given)


def _seen_length(view: Viewpoint, curve: np.ndarray, given: int) -> float:
    """How long a curve is seen, as a share of its length, up to `_LONG`: the mean of that at a
    point and that where it is seen the shortest."""
    steps = np.gradient(curve, axis=0)
    lengths = np.linalg.norm(steps, axis=1)
    moves = np.nan_to_num(lengths) > 0
    if not moves[given]:
        return 0.0
    directions = steps[moves] / lengths[moves, None]
    across = np.linalg.norm(np.cross(directions, towards_viewer(view.phi, view.theta)), axis=1)
    order = across.argsort()
    reached = lengths[moves][order].cumsum()
    shortest = across[order][np.searchsorted(reached, _SHORT_PART * reached[-1])]
    return float(np.minimum([shortest, across[moves[:given].sum()]], _LONG).mean())
