"""From which side a graph is seen best: hardly hidden; and a tangent plane: not edge-on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from scenes._kit.space.space import Space
from scenes._kit.space.tilt import direction_along, openness, unit_normals
from scenes._kit.space.turned_space import best_turned, seen_share
from scenes._kit.space.viewpoint import Side
from scenes.figures.differential.close_up import DIRECTION

ALONG = (1, 0)
"""Planes along this direction are seen broad when all of a graph is shown."""
_AZIMUTHS = {
    (turns, angle): cost + cost_of_angle
    for turns, cost in {0: 0.0, -1: 0.1, 1: 0.1, 2: 0.15}.items()
    for angle, cost_of_angle in {0.0: 0.0, 0.4: 0.04, -0.25: 0.04}.items()
}
"""Where a plane may be seen from: quarter turns, and the angle from there, in radians; and how much
broader, as a share of what is broad, it must look from there."""
PHIS = (1.2, 1.1, 1.0, 0.9, 0.8)
"""Camera angles from the vertical, in radians, from which rises are seen well."""
_BROAD = 0.3
"""A plane with such an area in the picture, as a share of the square of its longest diagonal, is
broad; with much less it is a sliver."""
_HIGHER_COST, _HIDDEN_COST, _ALMOST_AS_GOOD = 0.3, 1.5, 0.15
"""How much broader it must look, as a share of that, from a radian higher up, and where steps are
seen through it; and how much less broad it may look where labels stand better."""
_OPEN = 0.4
"""The cosine of the angle between its normal and the view from which on a step looks open."""
_ALONG, _INSIDE = (0.25, 0.5, 0.75, 1.0), 0.02
"""Shares of a step at which it is looked at; what is so far inside the plane, as a share of its
sides, is seen through it, or before it."""
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


def best_sides(corners: np.ndarray, steps: np.ndarray) -> list[Side]:
    """From where a plane with corners (4, 3), in their order around it, looks about as broad as it
    may, and steps (2, 3, 3), each the start, the end of its run, and that of its rise, are seen
    beside it; the best first."""

    def quality(side: Side) -> float:
        broad = min(breadth(corners, side) / _BROAD, 1.0)
        hidden = 1 - sum(_seen_beside(corners, step, side) for step in steps) / len(steps)
        return broad - _HIDDEN_COST * hidden - _HIGHER_COST * (PHIS[0] - side.phi)

    found = list[tuple[float, Side]]()
    for (turns, angle), cost in _AZIMUTHS.items():
        theta = DIRECTION[1] + turns * np.pi / 2 + angle
        side = max((Side(phi, theta, turns) for phi in PHIS), key=quality)
        found.append((quality(side) - cost, side))
    ranked = sorted(found, key=lambda each: each[0], reverse=True)
    return [side for value, side in ranked if value >= ranked[0][0] - _ALMOST_AS_GOOD]


def breadth(corners: np.ndarray, side: Side) -> float:
    """The area in the picture of a plane with corners (4, 3), in their order around it, seen from
    above, as a share of the square of its longest diagonal there; 0 from below."""
    towards = side.to_viewer
    first, second = corners[2] - corners[0], corners[3] - corners[1]
    area = float(np.cross(first, second) @ towards) / 2
    seen = max(each @ each - (each @ towards) ** 2 for each in (first, second))
    return max(area, 0.0) / float(seen)


def _seen_beside(corners: np.ndarray, step: np.ndarray, side: Side) -> float:
    """The share of a step (3, 3) that is seen beside a plane with corners (4, 3), less where it is
    seen edge-on."""
    towards = side.to_viewer
    start, run, rise = step
    if not (run - start).any():
        return 1.0
    along = np.array(_ALONG)[:, None]
    middles = start + along * ((run + rise) / 2 - start)
    sides = np.column_stack([corners[1] - corners[0], corners[3] - corners[0], towards])
    shares = np.linalg.solve(sides, (middles - corners[0]).T)[:2]
    inside = ((shares > _INSIDE) & (shares < 1 - _INSIDE)).all(axis=0)
    normal = np.cross(run - start, [0.0, 0.0, 1.0])
    facing = abs(normal @ towards) / np.linalg.norm(normal)
    return float((1 - inside.mean()) * min(facing / _OPEN, 1.0))
