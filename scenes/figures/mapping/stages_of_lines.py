"""The stages of mappings of a number line within the frame: R -> R and R -> R^2."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, UP, Animation, DashedLine, VGroup
from numpy.typing import NDArray

from calclib.arrays import Interval
from calclib.framing.mapping_domains import MappingView
from calclib.framing.ticks import nice_range, ticks
from scenes._kit import theme
from scenes._kit.layout.slots import Slot, safe_area
from scenes._kit.names import function_name
from scenes._kit.plane.number_line import NumberLine, room_for_name, widest_label
from scenes._kit.plane.window import Window
from scenes._kit.text import notation
from scenes.figures.mapping.moving_lines import MoveLines, MovingLines, Threads
from scenes.figures.mapping.planes import plane_names, plot_of
from scenes.figures.mapping.stages import (
    FlatStage,
    all_between,
    is_within,
    length,
)

_APART = 0.32
"""The distance of a number line from the middle, as a share of the slot's height."""
_LEAST_SHARE = 0.45
"""Inputs and outputs that fill this share of a joint interval have one scale."""
_POLE_REACH, _SHORT, _DASH = 0.6, 0.25, 0.08
"""How far the dashes at a pole reach from the number line, on the other side of its numbers, and as
a share of it on theirs; the length of a dash; in scene units."""
_THREADS = 36
"""About how many inputs are joined to their outputs by threads."""
_MARGIN = 0.05
"""A curve keeps so far from the border of its plot, in shares of what it reaches over."""


class LineStage(FlatStage):
    """A stage whose only input is on a number line."""

    source: NumberLine

    def input_place(self, inputs: np.ndarray) -> np.ndarray:
        return self.source.place_of(inputs[:, 0])

    @property
    def span(self) -> Interval:
        """The x in the frame of the ends of the domain."""
        left, right = self.source.place_of(self.view.domain[0])[:, 0]
        return float(left), float(right)

    def dashed_poles(self, up: np.ndarray) -> VGroup:
        """Dashed lines across the number line of the inputs, mostly away from its numbers, where
        outputs grow without bound."""
        reach = _POLE_REACH * up
        ends = [
            (place - reach, place + _SHORT * reach)
            for place in self.source.place_of(np.clip(self.view.poles, *self.view.domain[0]))
        ]
        style = {"dash_length": _DASH, "color": theme.FOREGROUND, "stroke_width": theme.AXIS_WIDTH}
        return VGroup(*(DashedLine(*pair, **style) for pair in ends))

    def lines(self) -> list[MovingLines]:
        """A copy of the number line."""
        pieces = self.pieces(0, {}, start=257)
        return [MovingLines(pieces, self.slot, self.lag, self.span, color=theme.X)]


class LineToLine(LineStage):
    """R -> R: a copy of the number line slides onto another one."""

    lag = 0.5

    def build(self, slot: Slot) -> VGroup:
        (domain,), (values,) = self.view.domain, self.output_window()
        values = nice_range(*values)
        joint, scale = (min(domain[0], values[0]), max(domain[1], values[1])), domain
        if min(map(length, (domain, values))) >= _LEAST_SHARE * length(joint):
            scale = values = joint
        rim = max(widest_label(domain), widest_label(values)) / 2
        (name,) = self.mapping.inputs
        output = notation.part("output", f"{function_name()}({name})")
        right = min(slot.right - 0.8, safe_area().right - room_for_name(output))
        start, end = (np.array([x, slot.y, 0]) for x in (slot.left + rim, right))
        upper, lower = _APART * slot.height * UP, _APART * slot.height * DOWN
        ends = np.interp(domain, scale, (start[0], end[0]))  # it ends where its threads do
        left, right = (np.array([x, slot.y, 0]) + upper for x in ends)
        self.source = NumberLine(left, right, domain, notation.symbol(name), label_side=UP)
        self.target = NumberLine(start + lower, end + lower, values, output)
        return VGroup(self.source, self.target, self.dashed_poles(UP))

    def output_place(self, outputs: np.ndarray) -> np.ndarray:
        return self.target.place_of(outputs[:, 0])

    def is_near(self, outputs: np.ndarray) -> NDArray[np.bool_]:
        return all_between(outputs, *self.target.interval)

    def animations(self) -> list[Animation]:
        """The line moves; threads from inputs to outputs stay, those of marks in their colours."""
        evenly = ticks(*self.view.domain[0], count=_THREADS)
        threads = self._threads(evenly, 0.5 * theme.AXIS_WIDTH, color=theme.X, stroke_opacity=0.5)
        marked = [
            self._threads([mark[0]], theme.AXIS_WIDTH, color=color)
            for mark, color in zip(self.view.marks, theme.MARKS, strict=False)
        ]
        return [*super().animations(), *map(MoveLines, [threads, *marked])]

    def _threads(self, values: Sequence[float] | np.ndarray, width: float, **style) -> Threads:
        """The ways of inputs (n,) to their outputs, as far as these are in the interval."""
        inputs = np.array(values)[:, None]
        outputs = self.mapping(*inputs.T)
        near = self.is_near(outputs)
        pair = (self.input_place(inputs[near]), self.output_place(outputs[near]))
        style = {"stroke_width": width, "z_index": -1, **style}
        return Threads([pair], self.slot, self.lag, self.span, **style)


class LineToPlane(LineStage):
    """R -> R^2: the number line bends into a curve in the plane."""

    lag = 0.3

    def build(self, slot: Slot) -> VGroup:
        plane, strip = slot.rows(0.84)
        window = Window(*(_off_border(*each) for each in self.output_window()))
        self.target = plot_of(plane, window, names=plane_names(self.mapping.inputs))
        self.source = number_line_in(strip, self.view)
        return VGroup(self.target, self.source, self.dashed_poles(DOWN))

    def output_place(self, outputs: np.ndarray) -> np.ndarray:
        return self.target.place_of(outputs)

    def is_near(self, outputs: np.ndarray) -> NDArray[np.bool_]:
        return is_within(self.target, outputs)


def number_line_in(strip: Slot, view: MappingView) -> NumberLine:
    """The number line of a view's only input in a strip below its outputs."""
    start, end = (np.array([x, strip.y, 0]) for x in (strip.left + 0.9, strip.right - 0.7))
    (name,) = view.mapping.inputs
    return NumberLine(start, end, view.domain[0], notation.symbol(name))


def _off_border(low: float, high: float) -> Interval:
    """A nice range in which what reaches from `low` to `high` keeps off the border."""
    (first, last), margin = nice_range(low, high), _MARGIN * (high - low)
    return min(first, low - margin), max(last, high + margin)
