"""The viewpoint of a stage in space: of some near the usual one, that of the most merit.

What is looked at are marked points: those that lie apart in space may hide each other on the
screen.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product

import numpy as np

from engine.camera import EngineCamera
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.space.viewpoint import Viewpoint, fit_view, seen_from

Merit = Callable[[Viewpoint], float]

_PHIS, _THETAS = (0.95, 0.8, 0.65, 1.1, 1.25), (-1.0, -0.75, -0.5, -1.25, -1.4)
"""Camera angles in radians that are tried, the usual ones first, ..."""
_STEP_COSTS = np.array([1.0, 0.5])
"""... and what a step of a radian from the usual ones costs."""
_CLEAR = 4.5 * theme.DOT_RADIUS
"""Dots whose middles are so far apart, in scene units, are seen apart on a phone, too."""
_HIDDEN_WEIGHT, _OF_GIVEN = 2.0, 1.5
"""What it costs that one dot lies on another, and how many times as much if it is the first."""


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
