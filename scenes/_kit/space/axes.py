"""The axes of a box in space: three of its edges, with numbers and names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from manim import Group

from calclib.framing.ticks import labelled_ticks
from engine.mobjects.curve import Curve3D
from engine.mobjects.place import in_world
from scenes._kit import theme
from scenes._kit.plane.axis_numbers import axis_number
from scenes._kit.space.box import Box
from scenes._kit.text.formula import Formula

_EDGES = (
    ((0, 0, 0), (1, 0, 0), (0.0, -1.0, 0.0)),
    ((1, 0, 0), (1, 1, 0), (1.0, 0.0, 0.0)),
    ((0, 0, 0), (0, 0, 1), (-0.8, -0.6, 0.0)),
)
"""Start and end in shares of the box, and the direction of the numbers from there."""
_APART = (1.375, 1.375, 1.05)
"""Scene units to one number of each axis, about."""
_CORNER = 0.2
"""A number of the upright axis so near to the floor would stand on the first one of x."""
_OUT = 0.45
"""How far the numbers stand off the axes."""
_LONG = 0.9
"""How much farther long numbers do, for each unit of their width."""
_BEYOND = 2.2
"""How many times farther than they the names of the axes on the floor stand."""


def axis(box: Box, k: int, name: str) -> Group:
    """Axis k of the box: x in front, y at the right, z at the left."""
    *shares, outward = map(np.array, _EDGES[k])
    start, end = (box.lows + share * box.spans for share in shares)
    line = Curve3D(box.place_of([start, end]), stroke_width=theme.AXIS_WIDTH, color=theme.QUIET)
    group, widest = Group(line), _OUT
    numbers = _numbers(box, k)
    for value, text in numbers:
        place = np.where(np.arange(3) == k, value, start)
        label = axis_number(text)
        away = _OUT + (_LONG * max(0.0, label.width - _OUT) if k == 2 else 0.0)
        group.add(in_world(label.move_to(box.place_of(place) + away * outward)))
        widest = max(widest, label.width)
    label = Formula(name, font_size=theme.LABEL)
    away = _BEYOND * outward if k < 2 else np.array([0, 0, 1.1])
    place = end if k == 2 else (start + end) / 2
    if k < 2 and widest > _OUT:  # past long numbers it would stand too far away
        place = np.where(np.arange(3) == k, _gap([at for at, _ in numbers], place[k]), start)
    group.add(in_world(label.move_to(box.place_of(place) + _OUT * away)))
    return group


def _numbers(box: Box, k: int) -> list[tuple[float, str]]:
    """The numbers along an axis, with their texts: two at least, or there would be no scale."""
    fewest = max(2, round(box.size[k] / _APART[k]))
    lowest = box.lows[k] + (_CORNER * box.spans[k] / box.size[k] if k == 2 else 0.0)
    found = []
    for count in range(fewest, 2 * fewest + 2):
        marks = labelled_ticks(*box.intervals[k], count=count)
        found = [(value, text) for value, text in marks if value >= lowest]
        if len(found) > 1:
            break
    return found


def _gap(values: Sequence[float], around: float) -> float:
    """The middle between two neighbouring values that is nearest to a number."""
    middles = [(a + b) / 2 for a, b in pairwise(values)]
    return min(middles, key=lambda each: abs(each - around), default=around)
