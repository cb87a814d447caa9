"""The axes of a plot: grid lines, the two axes, their numbers and names."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Line, VGroup

from calclib.framing.ticks import common_ticks, tick_labels, ticks
from scenes._kit import theme
from scenes._kit.layout.slots import Slot, safe_area
from scenes._kit.plane.axis_numbers import axis_number, thin_out
from scenes._kit.plane.polyline import polyline
from scenes._kit.plane.window import Window
from scenes._kit.text.formula import Formula

_ROOM_BELOW, _ROOM_BESIDE = 0.62, 0.75
"""Room for the numbers below an area, and the least room beside it, in scene units."""
_NAME = 0.5
"""Room for the name of an axis at its end."""
_LABEL_GAP = 0.14
"""Distance between an axis and its numbers, in scene units."""


class PlotAxes(VGroup):
    """Grid lines and numbers of a window that fills an area.

    The axes are at the left and lower edges, where no curve covers their numbers. `one_step`: both
    have lines at multiples of the same step.
    """

    def __init__(self, area: Slot, window: Window, *, one_step: bool = False) -> None:
        super().__init__()
        self.area, self.window = area, window
        sides = (window.x, window.y)
        values = common_ticks(*sides) if one_step else [ticks(*each) for each in sides]
        self.values = [(k, value) for k, row in enumerate(values) for value in row]
        """Of each grid line: its axis, and its value on it."""
        self.grid = VGroup(*self._grid_lines())
        self.lines = VGroup(*(Line(*ends) for ends in _edges(area)))
        self.lines.set_stroke(theme.MUTED, theme.AXIS_WIDTH)
        self.numbered = [*self._numbers(0), *self._numbers(1)]
        self.numbers = VGroup(*(number for number, _, _ in self.numbered))
        self.add(self.grid, self.lines, self.numbers)

    def follow(self, window: Window, area: Slot, grid: float, numbers: float) -> None:
        """Moves grid lines and numbers to their values in another window, at these opacities, and
        the axes to the edges of an area.

        Those whose values are outside are hidden. What is hidden is not moved.
        """
        self.window, self.area = window, area
        for line, ends in zip(self.lines, _edges(area), strict=True):
            line.points = polyline(ends)
        where = zip(self.values, *self._where(self.values), strict=True)
        for line, ((k, _), inside, place) in zip(self.grid, where, strict=True):
            line.stroke_rgbas[:, 3] = grid * inside * theme.QUIET
            if inside and grid:
                line.points = polyline(self._ends(k, place))
        ticks_shown = [(k, value) for _, k, value in self.numbered]
        where = zip(self.numbered, *self._where(ticks_shown), strict=True)
        for (number, k, _), inside, place in where:
            number.set_fill(opacity=float(numbers * inside))
            if inside and numbers:
                self._place_number(number, k, place)

    def _grid_lines(self) -> Iterable[Line]:
        _, places = self._where(self.values)
        for (k, value), place in zip(self.values, places, strict=True):
            low, high = (self.window.x, self.window.y)[k]
            zero = abs(value) < 1e-9 * (high - low)
            color = theme.FAINT if zero else theme.GRID
            width = theme.AXIS_WIDTH if zero else theme.GRID_WIDTH
            style = {"stroke_width": width, "stroke_opacity": theme.QUIET, "color": color}
            yield Line(*self._ends(k, place), **style)

    def _ends(self, k: int, place: np.ndarray) -> np.ndarray:
        """The ends (2, 3) of the grid line from a place on an axis."""
        area = self.area
        ends = np.array([[area.left, area.bottom, 0], [area.right, area.top, 0]])
        ends[:, k] = place[k]
        return ends

    def _numbers(self, k: int) -> list[tuple[Formula, int, float]]:
        """The numbers of an axis, in place, with the axis and their values; as many as fit."""
        values = [value for axis, value in self.values if axis == k]
        step = values[1] - values[0] if len(values) > 1 else 1.0
        numbers = [*map(axis_number, tick_labels(values, step))]
        _, places = self._where([(k, value) for value in values])
        for number, place in zip(numbers, places, strict=True):
            self._place_number(number, k, place)
        shown = set(map(id, thin_out(numbers, values, k)))
        pairs = zip(numbers, values, strict=True)
        return [(number, k, value) for number, value in pairs if id(number) in shown]

    def _place_number(self, number: Formula, k: int, place: np.ndarray) -> None:
        number.next_to(place, DOWN if k == 0 else LEFT, buff=_LABEL_GAP)

    def _where(self, values: list[tuple[int, float]]) -> tuple[np.ndarray, np.ndarray]:
        """Of values, each with its axis: whether they are in the window, up to rounding, (n,), and
        their places on the axis (n, 3)."""
        ranges = np.array([self.window.x, self.window.y])
        axes = np.array([k for k, _ in values], dtype=int)
        numbers = np.array([value for _, value in values], dtype=float)
        low, high = ranges[axes].T
        slack = 1e-9 * (high - low)
        inside = (low - slack <= numbers) & (numbers <= high + slack)
        points = np.tile(ranges[:, 0], (len(numbers), 1))
        points[np.arange(len(numbers)), axes] = numbers
        return inside, self.window.place_in(self.area, points)


def curve_area(slot: Slot, windows: Iterable[Window], names: tuple[str, str]) -> Slot:
    """The slot without the room for the windows' numbers and the axes' names."""
    beside = max(_ROOM_BESIDE, _widest_number(windows) + 0.3)
    above, right = (_NAME if names[1] else 0.15), (_NAME if names[0] else 0.15)
    return Slot(
        slot.x + (beside - right) / 2,
        slot.y + (_ROOM_BELOW - above) / 2,
        slot.width - beside - right,
        slot.height - _ROOM_BELOW - above,
    )


def axis_names(area: Slot, names: tuple[str, str]) -> VGroup:
    """The names of the axes at their ends, from formula sources; none for an empty one."""
    group = VGroup()
    named = [(source, side) for source, side in zip(names, (RIGHT, UP), strict=True) if source]
    for (source, side), corner in zip(named, name_corners(area, names), strict=True):
        label = Formula(source, font_size=theme.LABEL)
        label.next_to(corner, side, buff=_LABEL_GAP)
        _clear_of_numbers(label, corner, side)
        group.add(label.shift(max(0.0, safe_area().left - label.get_left()[0]) * RIGHT))
    return group


def name_corners(area: Slot, names: tuple[str, str]) -> np.ndarray:
    """The ends of the axes that have a name, (n, 3)."""
    ends = np.array([[area.right, area.bottom, 0.0], [area.left, area.top, 0.0]])
    return ends[[bool(source) for source in names]]


def _edges(area: Slot) -> np.ndarray:
    """The ends (2, 2, 3) of the axes at the lower and the left edge of an area."""
    corner = [area.left, area.bottom, 0.0]
    return np.array(
        [[corner, [area.right, area.bottom, 0.0]], [corner, [area.left, area.top, 0.0]]]
    )


def _clear_of_numbers(name: Formula, corner: np.ndarray, side: np.ndarray) -> None:
    """Moves the name of an axis off the side of its last number: that is below, or at the left."""
    beyond = np.array([side[1], side[0], 0.0])  # away from the numbers
    reach = beyond @ (name.get_critical_point(-beyond) - corner) + _LABEL_GAP / 2
    name.shift(max(0.0, -reach) * beyond)


def _widest_number(windows: Iterable[Window]) -> float:
    texts = set()
    for window in windows:
        values = ticks(*window.y)
        labels = tick_labels(values, values[1] - values[0])
        texts |= {labels[0], labels[-1]}
    return max(Formula(text, font_size=theme.TICK).width for text in texts)
