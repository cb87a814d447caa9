"""The axes of a box in space: three of its edges, with numbers and names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from manim import Group, Mobject

from calclib.framing.ticks import labelled_ticks
from engine.mobjects.curve import Curve3D
from engine.mobjects.place import in_world
from scenes._kit import theme
from scenes._kit.layout.slots import figure_scale, figure_stretch
from scenes._kit.plane.axis_numbers import axis_number
from scenes._kit.space.box import Box, turned
from scenes._kit.text.formula import Formula

_EDGES = (
    ((0, 0, 0), (1, 0, 0), (0.0, -1.0, 0.0)),
    ((1, 0, 0), (1, 1, 0), (1.0, 0.0, 0.0)),
    ((0, 0, 0), (0, 0, 1), (-0.8, -0.6, 0.0)),
)
"""Start and end of the edge in front, of that at the right and of that at the left, in shares of
the box, and the direction to the numbers there."""
_NUMBER_SPACING = (1.375, 1.375, 1.05)
"""About how many scene units there are to a number, by axis."""
_MAX_NUMBER_SHARE = 0.52
"""The largest share of their spacing that numbers on the floor fill: it is seen foreshortened."""
_ROOM_FOR_NAME = 0.95
"""Room between numbers on the floor of a small figure, where names stand between them, in scene
units; more where it is stretched, as it is seen from farther away then."""
_CORNER_CLEARANCE = 0.2
"""Numbers of the z axis keep this far above the floor, clear of the first number of x."""
_UNMARKED, _FEW, _SOME = 0.16, 3, range(2, 7)
"""Where the z axis has so few numbers that more than this share of it is above the last one, it has
more, but so many."""
_ROUNDING = 1e-9
"""How far beyond the values that have numbers a number may be, as a share of the axis."""
_NUMBER_DISTANCE = 0.52
"""From an axis to its numbers, in scene units."""
_LONG_NUMBER_FACTOR = 0.9
"""Extra distance of long numbers, per unit of their width."""
_NAME_FACTOR = 1.9
"""Distance of the names of the axes on the floor, in multiples of the numbers' distance."""


class Axis(Group):
    """An edge of a box, with numbers and a name: a group of them in this order.

    `outward` (3,) is the direction in the world from the line to the numbers.
    """

    def __init__(
        self, line: Curve3D, numbers: Sequence[Formula], name: Formula, outward: np.ndarray
    ) -> None:
        super().__init__(line, *numbers, name)
        self.line, self.numbers, self.name_label = line, list(numbers), name
        self.outward = outward

    @property
    def is_upright(self) -> bool:
        """Whether it is the z axis."""
        start, end = np.array(self.line.points)[[0, -1]]
        return bool(np.allclose(start[:2], end[:2]))

    def remove_numbers(self, numbers: Sequence[Formula]) -> None:
        """Removes some of its numbers."""
        self.remove(*numbers)
        self.numbers = [each for each in self.numbers if each in self.submobjects]


def axes_among(parts: Iterable[Mobject]) -> list[Axis]:
    """Those of the parts that are axes."""
    return [part for part in parts if isinstance(part, Axis)]


def axis(box: Box, k: int, name: str) -> Axis:
    """Axis k of the box: x in front and y at the right, or the other way round, z at the left."""
    (start, end), outward = _edge(box, k)
    line = Curve3D(box.place_of([start, end]), stroke_width=theme.AXIS_WIDTH, color=theme.MUTED)
    labels, widest = list[Formula](), _NUMBER_DISTANCE
    numbers = _numbers(box, k)
    for value, text in numbers:
        place = np.where(np.arange(3) == k, value, start)
        label = axis_number(text)
        distance = _NUMBER_DISTANCE + (
            _LONG_NUMBER_FACTOR * max(0.0, label.width - _NUMBER_DISTANCE) if k == 2 else 0.0
        )
        labels.append(in_world(label.move_to(box.place_of(place) + distance * outward)))
        widest = max(widest, label.width)
    label = Formula(name, font_size=theme.LABEL)
    distance = _NAME_FACTOR * outward if k < 2 else np.array([0, 0, 1.1])
    place = end if k == 2 else (start + end) / 2
    if k < 2 and widest > _NUMBER_DISTANCE:  # beyond long numbers it would be too far away
        place = np.where(np.arange(3) == k, _gap([value for value, _ in numbers], place[k]), start)
    in_world(label.move_to(box.place_of(place) + _NUMBER_DISTANCE * distance))
    return Axis(line, labels, label, outward)


def _edge(box: Box, k: int) -> tuple[np.ndarray, np.ndarray]:
    """The ends (2, 3) of axis k, the lower one first, and the direction (3,) to its numbers."""
    *shares, outward = map(np.array, _EDGES[k if k == 2 else (k + box.quarter_turns) % 2])
    ends = np.array([box.lows + box.turned(share) * box.spans for share in shares])
    return ends[ends[:, k].argsort()], turned(outward, box.quarter_turns)


def _numbers(box: Box, k: int) -> list[tuple[float, str]]:
    """The numbers along an axis, with their texts: at least two, to show a scale."""
    rows = _rows_of_numbers(box, k)
    several = [row for row in rows if len(row) > 1] or rows[-1:]
    if k < 2:
        return _thinned(several[0], box.size[k] / box.spans[k])
    highest = box.numbered[k][1] - _UNMARKED * box.spans[k]
    enough = (row for row in several if len(row) in _SOME and row[-1][0] >= highest)
    return several[0] if len(several[0]) > _FEW else next(enough, several[0])


def _rows_of_numbers(box: Box, k: int) -> list[list[tuple[float, str]]]:
    """Numbers along an axis, with their texts: the usual ones, and finer and finer ones."""
    least_count = max(2, round(box.size[k] / _NUMBER_SPACING[k]))
    lowest = box.lows[k] + (_CORNER_CLEARANCE * box.spans[k] / box.size[k] if k == 2 else 0.0)
    low, high = box.numbered[k]
    room = _ROUNDING * box.spans[k]
    return [
        [mark for mark in marks if max(lowest, low - room) <= mark[0] <= high + room]
        for count in range(least_count, 2 * least_count + 2)
        for marks in [labelled_ticks(*box.intervals[k], count=count)]
    ]


def _thinned(numbers: list[tuple[float, str]], scale: float) -> list[tuple[float, str]]:
    """Every second, fourth, ... number, but two, until none is too wide for the spacing."""
    room = _ROOM_FOR_NAME * figure_stretch() if figure_scale() < 1 else 0.0
    while len(numbers) > 2:
        spacing = scale * (numbers[1][0] - numbers[0][0])
        widest = max(axis_number(text).width for _, text in numbers) / figure_scale()
        if widest <= min(_MAX_NUMBER_SHARE * spacing, spacing - room):
            break
        numbers = numbers[::2]
    return numbers


def _gap(values: Sequence[float], target: float) -> float:
    """The midpoint of neighbouring values that is nearest to a number."""
    middles = [(a + b) / 2 for a, b in pairwise(values)]
    return min(middles, key=lambda middle: abs(middle - target), default=target)
