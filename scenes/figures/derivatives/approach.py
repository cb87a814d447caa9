"""`Approach`: how secants of a slice come to its tangent: steps, slopes and windows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import isnan

from calclib import Number, Slice, readings
from calclib.framing.secant_steps import secant_steps, steps_back
from calclib.framing.secants import line_zoom, secant_view
from scenes._kit import theme
from scenes._kit.names import STEPS, free_letter
from scenes._kit.plane.window import Window
from scenes._kit.text import derivatives, notation
from scenes._kit.text.formula import Formula
from scenes._kit.text.table import table_width
from scenes.figures.derivatives.slice_slope import SliceSlope


@dataclass(frozen=True)
class Passage:
    """The steps of secants that come to a point from one side, and what their slopes come to.

    `side`: "-", "+", or "" where the slopes come to one number from both. `limit` is NaN where
    there is none.
    """

    steps: tuple[float, ...]
    side: str
    limit: float


class Approach:
    """The secants of a slice at `a` of its variable, over an interval.

    In the window `closest`, `factor` times smaller than the first, curve and tangent look like one
    line; at a corner it is as small as allowed: the corner remains.
    """

    def __init__(self, piece: Slice, a: float, interval: tuple[float, float] | None) -> None:
        self.slice, self.a, self.variable = piece, a, piece.variable
        self.slope = SliceSlope.of(piece, a)
        self.window = Window(*secant_view(piece, a, interval))
        self.factor, self.closest = self._closest()

    def _closest(self) -> tuple[float, Window]:
        size = [high - low for low, high in (self.window.x, self.window.y)]
        start = (self.a, self.slice.at(self.a))
        share = line_zoom(self.slice, self.slope.both_sides, self.a, (size[0], size[1]))
        sides = [(c - share * s / 2, c + share * s / 2) for c, s in zip(start, size, strict=True)]
        return round(1 / share), Window(*sides)

    @cached_property
    def steps(self) -> tuple[float, ...]:
        """The steps of the secants, each smaller than the last."""
        return secant_steps(self.slice, self.a, self.window.x)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """One passage to the slope; without a slope one from each side on which there is a way."""
        if self.slope.number is not None:
            return (Passage(self.steps, "", self.slope.number.value),)
        back = steps_back(self.slice, self.a, self.steps)
        sides = ((each, "-+"[each[0] > 0]) for each in (self.steps, back) if each)
        limits = dict(zip("-+", self.slope.sides, strict=True))
        return tuple(Passage(each, side, limits[side]) for each, side in sides)

    def secant_slope(self, h: float) -> Number:
        """The slope of the secant with a step."""
        return readings.secant_slope(self.slice, self.a, h)

    def rows(
        self, shown: Callable[[Number], str], given: Callable[[float], str]
    ) -> list[tuple[str, str]]:
        """The sources of a table of the slopes by their steps, and of what they come to; results
        are shown by one function, steps by another."""
        h = notation.colored(self.variable, free_letter(*STEPS))
        rows = [(h, derivatives.rise_over_run(self.variable, in_line=True))]
        for passage in self.passages:
            for step in passage.steps:
                slope = notation.part("secant", shown(self.secant_slope(step)))
                rows.append((given(step), slope))
            if not isnan(passage.limit):
                goal = derivatives.goal(passage.side)
                rows.append((f"{h} -> {goal}", notation.part("point", self._limit(passage, shown))))
        return rows

    def _limit(self, passage: Passage, shown: Callable[[Number], str]) -> str:
        """The source of the number that the slopes of a passage come to."""
        number = self.slope.number
        return notation.value(passage.limit) if number is None else shown(number)

    def notes_width(self) -> float:
        """The width of notes that hold the table, and a slope as it is written at first."""
        first = self.secant_slope(self.steps[0]).value
        ratio = f"{derivatives.rise_over_run(self.variable)} ≈ {notation.value(first)}"
        rows = self.rows(lambda number: notation.value(number.value), notation.value)
        size = theme.TEXT
        return max(table_width(rows, size), Formula(ratio, font_size=size).width)
