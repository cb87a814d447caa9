"""A space turned by quarters, so that a graph in it is seen best: hardly hidden by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from scenes._kit.space.box import Box
from scenes._kit.space.space import Space
from scenes._kit.space.tilt import PHIS
from scenes._kit.space.viewpoint import towards_viewer
from scenes._kit.space.visibility import visible_share

_STEEP_COST = 0.35
"""What looking down on a graph costs, in shares of it that are seen, a radian."""
_NODES, _NEAR = 21, 0.25
"""Places along each side of a graph that are looked at; those near a point, as a share."""


def best_turned(
    space: Space, costs: Mapping[int, float], quality: Callable[[Space], float], enough: float
) -> Space:
    """A space after the quarter turns from which it is of the most quality, less what they cost;
    they are tried in their order until there is `enough` of it."""
    found = [(-np.inf, space)]
    for turns, cost in costs.items():
        turned = Space(space.intervals[:2], space.intervals[2], quarter_turns=turns)
        value = quality(turned)
        found.append((value - cost, turned))
        if value >= enough:
            break
    return max(found, key=lambda each: each[0])[1]


def seen_share(
    box: Box, field: Callable[..., Any], at: Sequence[float], phi: float, theta: float
) -> float:
    """The share of a graph in a box that it does not hide itself from camera angles, the mean of
    that all over and that near a point (x, y), less what looking down on it costs."""
    view = towards_viewer(phi, theta)
    shares = [visible_share(field, box, each, view) for each in _places_in(box, field, at)]
    return float(np.mean(shares)) - _STEEP_COST * (PHIS[0] - phi)


def _places_in(box: Box, field: Callable[..., Any], at: Sequence[float]) -> list[np.ndarray]:
    """Points (n, 2) all over the floor of a box where a graph is in it, and those near a point."""
    across, along, (low, high) = box.intervals
    sides = np.linspace(*across, _NODES), np.linspace(*along, _NODES)
    points = np.stack(np.meshgrid(*sides), axis=-1).reshape(-1, 2)
    with np.errstate(all="ignore"):
        heights = np.broadcast_to(field(*points.T), len(points))
    points = points[(low <= heights) & (heights <= high)]
    near = (np.abs(points - at) <= _NEAR * box.spans[:2]).all(axis=1)
    return [points, points[near]]
