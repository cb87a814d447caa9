"""From which side a graph is seen best: hardly hidden; and a tangent plane: not edge-on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from calclib.geometry.tangent_planes import TangentPlane
from scenes._kit.space.box import Box
from scenes._kit.space.space import Space
from scenes._kit.space.tilt import direction_along, openness, tilt, unit_normals
from scenes._kit.space.turned_space import best_turned, seen_share
from scenes.figures.differential.close_up import DIRECTION

ALONG = (1, 0)
"""Planes along this direction are seen broad when all of a graph is shown."""
_SIDES = ((0, 0.0), (0, 0.4), (-1, 0.0), (-1, 0.4), (1, 0.0), (1, 0.4))
"""Sides from which the plane may be seen, the preferred ones first: quarter turns, and the angle
from there, in radians."""
_OPEN, _OTHER_SIDE_COST, _ALMOST_AS_GOOD = 0.6, 0.06, 0.15
"""The cosine of the angle between its normal and the view from which on a plane looks open, how
much more open it must look from another side, and how much less open where labels stand better."""
_TURN_COSTS = {0: 0.0, -1: 0.25, 1: 0.25, 2: 0.35}
"""Quarter turns of the side from which a graph is seen, and how much better it must be from there:
in shares of it that are not hidden and that look open, ..."""
_WELL_SEEN = 1.6
"""... with so many of which it need not be turned."""


def seen_clearly(
    space: Space, at: Sequence[float], field: Callable[..., Any], *planes: Callable[..., Any]
) -> Space:
    """A space, turned so that a graph in it is hidden by itself, above all near a point (x, y), and
    seen edge-on as little as may be; planes beside it are seen from above as well."""

    def quality(turned: Space) -> float:
        view = direction_along(turned, ALONG, field, *planes)
        open_share = openness(unit_normals(turned, field), *view)
        return seen_share(turned, field, at, *view) + open_share

    return best_turned(space, _TURN_COSTS, quality, _WELL_SEEN)


def best_sides(box: Box, plane: TangentPlane) -> list[tuple[int, float]]:
    """From where a plane over a box looks about as open as it may, the best first: the quarter
    turns, and the camera's angle theta."""
    normals = unit_normals(box, plane)
    if not len(normals):
        return [(0, DIRECTION[1])]
    normal = normals.mean(axis=0)

    def quality(side: tuple[int, float]) -> float:
        theta = _theta(*side)
        phi = tilt(box, theta, plane)
        towards = [np.sin(phi) * np.cos(theta), np.sin(phi) * np.sin(theta), np.cos(phi)]
        openness = min(float(normal @ np.array(towards)) / _OPEN, 1.0)
        return openness - _OTHER_SIDE_COST * _SIDES.index(side)

    ranked = sorted(_SIDES, key=quality, reverse=True)
    least = quality(ranked[0]) - _ALMOST_AS_GOOD
    return [(side[0], _theta(*side)) for side in ranked if quality(side) >= least]


def _theta(turns: int, angle: float) -> float:
    return DIRECTION[1] + turns * np.pi / 2 + angle
