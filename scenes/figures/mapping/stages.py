"""The stages on which a mapping moves inputs to outputs, one for each kind R^n -> R^m.

A stage knows the places of inputs and outputs in the frame, and the lines that move from the ones
to the others.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from manim import Animation, Dot, Mobject, VGroup
from numpy.typing import NDArray

from calclib import Number
from calclib.arrays import Interval
from calclib.framing.mapping_domains import MappingView
from calclib.framing.mapping_values import output_ranges
from calclib.sampling.curves import sample_curve
from engine.camera import EngineCamera
from scenes._kit import theme
from scenes._kit.layout.slots import Slot, figure_and_notes
from scenes._kit.plane.plot import Plot
from scenes._kit.space.viewpoint import FLAT
from scenes._kit.text.paragraph import wrapped
from scenes.figures.mapping.correspondences import rule_and_pairs
from scenes.figures.mapping.moving_lines import (
    MoveLines,
    MovingLines,
    MovingMark,
    PathPair,
)

_FAR = 3.0
"""Images farther from the window, in multiples of its size, are not drawn: they are at poles."""
COMPARABLE = 6.0
"""Intervals whose lengths have less than this ratio share a scale."""
_GHOST = 0.85
"""The size of the dots that stay at the inputs."""


class Stage(ABC):
    """A mapping's rule, its axes, and the lines and marked points that it moves."""

    lag = 0.0
    viewpoint = FLAT
    dot_size = 1.0
    """Of all dots, as a multiple of their usual size."""

    def __init__(
        self,
        view: MappingView,
        outputs: Sequence[Sequence[Number]],
        camera: EngineCamera,
        remark: str = "",
    ) -> None:
        """`outputs`: those at the marks of the view, in order; `remark`: words below the pairs."""
        self.mapping, self.camera, self.view = view.mapping, camera, view
        self.slot, aside = self.rooms()
        remarks = [wrapped(remark, aside, theme.TEXT)] if remark else []
        self.remarks = VGroup(*remarks)
        self.rule, self.pairs = rule_and_pairs(view.mapping, view.marks, outputs, aside, remarks)
        self.view = replace(view, marks=view.marks[: max(1, len(self.pairs))])
        self.axes = self.build(self.slot)
        self.moving = list(self.lines())
        self.dots = [self.dot(k, mark) for k, mark in enumerate(self.view.marks)]
        if self.keeps_inputs:
            self.axes.add(*(self.dot(k, mark, _GHOST) for k, mark in enumerate(self.view.marks)))

    def rooms(self) -> tuple[Slot, Slot]:
        """Room for the figure, and for the rule and the pairs."""
        return figure_and_notes(overlap=False)

    @abstractmethod
    def build(self, slot: Slot) -> Mobject:
        """The axes, plots and number lines in a slot."""

    @abstractmethod
    def input_place(self, inputs: np.ndarray) -> np.ndarray:
        """Places (k, 3) in the frame of inputs (k, n)."""

    @abstractmethod
    def output_place(self, outputs: np.ndarray) -> np.ndarray:
        """Places (k, 3) in the frame of outputs (k, m)."""

    @abstractmethod
    def lines(self) -> Sequence[Mobject]:
        """The mobjects that move."""

    @abstractmethod
    def animations(self) -> list[Animation]:
        """The animations that move lines and marked points to their images."""

    def moving_marks(self) -> list[MovingMark]:
        """The marked points, with their starts and ends."""
        marks = np.array(self.view.marks)
        starts = self.input_place(marks)
        ends = self.output_place(self.mapping(*marks.T))
        rows = zip(self.dots, starts, ends, marks, strict=True)
        return [MovingMark(dot, start, end, self._delay(mark)) for dot, start, end, mark in rows]

    def is_near(self, outputs: np.ndarray) -> NDArray[np.bool_]:
        """Which outputs (k, m) are near enough to the window to be drawn."""
        low, high = np.array(self.output_window()).T
        reach = _FAR * (high - low)
        return all_between(outputs, low - reach, high + reach)

    def output_window(self) -> list[tuple[float, float]]:
        """The ranges of the outputs that are shown."""
        return list(output_ranges(self.mapping, self.view.domain, self.view.marks))

    @property
    def count(self) -> int:
        """The number of inputs."""
        return len(self.mapping.inputs)

    @property
    def keeps_inputs(self) -> bool:
        """Whether small dots stay at the marked inputs: they have axes of their own."""
        return True

    def dot(self, k: int, mark: tuple[float, ...], size: float = 1.2) -> Mobject:
        """A dot at a marked input, so many times as large as others."""
        place = self.input_place(np.array([mark]))[0]
        layer = 2 + len(self.view.marks) - k  # the first is the given one: it lies over the others
        return Dot(
            place,
            radius=size * self.dot_size * theme.DOT_RADIUS,
            color=theme.MARKS[k],
            z_index=layer if size > 1 else 1,
        )

    def _delay(self, mark: np.ndarray) -> float:
        low, high = self.view.domain[0]
        return float((mark[0] - low) / (high - low))


class FlatStage(Stage):
    """A stage in the plane of the frame: every point of a line moves straight."""

    moving: list[MovingLines]

    def animations(self) -> list[Animation]:
        first, *others = self.moving
        return [MoveLines(first, self.moving_marks() + self.cloud()), *map(MoveLines, others)]

    def cloud(self) -> list[MovingMark]:
        """Further dots that move with the lines."""
        return []

    def pieces(self, axis: int, held: dict[int, float], start: int = 65) -> list[PathPair]:
        """The unbroken pieces of the line along one input, the others held: starts and ends."""
        low, high = self.view.domain[axis]

        def inputs_at(t: np.ndarray) -> np.ndarray:
            columns = [t if k == axis else np.full(t.shape, held[k]) for k in range(self.count)]
            return np.stack(columns, axis=-1)

        def image(t: np.ndarray) -> np.ndarray:
            values = self.mapping(*inputs_at(t).T)
            values[~self.is_near(values)] = np.nan
            return np.column_stack([values, t])

        found = sample_curve(image, low, high, start=start, limit=1500)
        return [
            (self.input_place(inputs_at(piece[:, -1])), self.output_place(piece[:, :-1]))
            for piece in found
        ]


def all_between(outputs: np.ndarray, low, high) -> NDArray[np.bool_]:
    """Which rows of (k, m) lie between the bounds; rows with NaN do not."""
    with np.errstate(invalid="ignore"):
        inside = np.logical_and(outputs >= low, outputs <= high)
    return np.logical_and.reduce(inside, axis=-1)


def is_within(plot: Plot, outputs: np.ndarray) -> NDArray[np.bool_]:
    """Which outputs (k, 2) lie in the window of a plot."""
    return all_between(outputs, *np.transpose((plot.window.x, plot.window.y)))


def are_comparable(*intervals: tuple[float, float], ratio: float = COMPARABLE) -> bool:
    """Whether the intervals' lengths are similar enough for one scale: within a ratio."""
    lengths = [high - low for low, high in intervals]
    return max(lengths) < ratio * min(lengths)


def length(interval: Interval) -> float:
    """Of an interval, from its lower end to the upper one."""
    return interval[1] - interval[0]
