"""A number line with its ticks and numbers, horizontal or upright."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Line, VGroup

from calclib.arrays import Interval
from calclib.framing.ticks import labelled_ticks
from scenes._kit import theme
from scenes._kit.plane.axis_numbers import axis_number, thinned
from scenes._kit.text.formula import Formula


class NumberLine(VGroup):
    """The numbers of an interval on a segment from `start` to `end`, places in the frame.

    The numbers stand on the side `below` (manim's DOWN, LEFT ...).
    """

    def __init__(
        self,
        start: np.ndarray,
        end: np.ndarray,
        interval: Interval,
        name: str = "",
        below: np.ndarray = DOWN,
    ) -> None:
        super().__init__()
        self.start, self.end, self.interval = start, end, interval
        self.line = Line(start, end, stroke_width=theme.AXIS_WIDTH, color=theme.QUIET)
        self.marks, self.numbers = VGroup(), VGroup()
        across, labels = 0.09 * below, _labels(interval)
        for value, label in labels:
            place = self.place_of(value)
            mark = Line(place - across, place + across)
            self.marks.add(mark.set_stroke(theme.QUIET, theme.AXIS_WIDTH))
            label.next_to(place, below, buff=0.2)
        self.numbers.add(*thinned([label for _, label in labels], k=0 if below[1] else 1))
        self.add(self.line, self.marks, self.numbers)
        if name:
            ahead = RIGHT if abs(below[1]) else UP
            self.name = Formula(name, font_size=theme.LABEL).next_to(end, ahead, buff=0.2)
            self.add(self.name)

    def place_of(self, values) -> np.ndarray:
        """Places in the frame, (..., 3), of numbers (...)."""
        low, high = self.interval
        share = (np.asarray(values, dtype=float) - low) / (high - low)
        return self.start + (self.end - self.start) * share[..., None]


def widest(interval: Interval) -> float:
    """The width of the widest of the numbers of an interval."""
    return max(label.width for _, label in _labels(interval))


def _labels(interval: Interval) -> list[tuple[float, Formula]]:
    return [(value, axis_number(text)) for value, text in labelled_ticks(*interval, count=7)]


def upright(start: np.ndarray, end: np.ndarray, interval: Interval, name: str = "") -> NumberLine:
    """A number line that runs upwards, its numbers at the left."""
    return NumberLine(start, end, interval, name, below=LEFT)
