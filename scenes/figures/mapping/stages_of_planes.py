"""The stages of mappings of the plane within the frame: R^2 -> R^2 and R^2 -> R."""

from __future__ import annotations

import math
from functools import cached_property, partial
from itertools import chain

import numpy as np
from manim import Animation, Dot, VGroup, color_gradient
from numpy.typing import NDArray

from calclib.framing.ticks import nice_range, ticks
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.names import function_name
from scenes._kit.plane.number_line import vertical_number_line, widest_label
from scenes._kit.plane.plot import Plot
from scenes._kit.plane.window import Window
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula
from scenes.figures.mapping.cells import breadth, outline, sides_around
from scenes.figures.mapping.moving_lines import (
    MoveLines,
    MovingLines,
    MovingMark,
    PathPair,
    Threads,
)
from scenes.figures.mapping.planes import (
    TwoPlots,
    are_apart,
    can_share,
    grid_of_inputs,
    hatching,
    layout_of_two,
    names_of_both,
    plot_of,
    plots_of,
)
from scenes.figures.mapping.stages import (
    FlatStage,
    all_between,
    is_within,
)

_SAMPLES = 241
"""Inputs along a line of the grid at which the mapping is looked at."""
_LEAST_DOT, _COVERED = 0.6, 0.28
"""Dots are at least so many times as large as others, even in a cell of whose breadth they cover
a larger share."""
_FILLED, _STAYS = 0.3, 0.2
"""How much the cell around a marked point covers, and what stays of it at the inputs."""
_CLOUD = 17
"""Dots along each side of a plane that moves to a number line."""
_DIGITS = 6
"""Inputs that differ in later digits, of the size of the domain, look alike."""
_REMARK = 2
"""Rows of what is said of inputs without outputs."""


class PlaneToPlane(FlatStage):
    """R^2 -> R^2: the whole grid bends, in one plot, or from one plot to another."""

    def rooms(self) -> tuple[Slot, Slot]:
        """Beside one plot, but below two or around them, there is room for the pairs."""
        return super().rooms() if self.in_one else self.layout[:2]

    @cached_property
    def layout(self) -> TwoPlots:
        """Of two plots and what is said of them."""
        rule = f"{function_name()} : {notation.rule(self.mapping)}"
        remarks = _REMARK if self.view.has_gaps or self.view.pole_curves else 0
        rows = len(self.view.marks) + remarks
        return layout_of_two(*self.windows, Formula(rule, font_size=theme.RULE), rows)

    @cached_property
    def windows(self) -> tuple[Window, Window]:
        """Of the inputs, and of the outputs."""
        return Window(*self.view.domain), Window(*self.output_window())

    @cached_property
    def in_one(self) -> bool:
        """Whether one plot holds inputs and outputs: both are large in it, and lines stay straight,
        or right angles are seen as such and both hardly overlap."""
        if self.view.has_gaps or self.view.pole_curves or not can_share(*self.windows):
            return False
        return self.mapping.is_affine or are_apart(*self.windows, self.mapping)

    def build(self, slot: Slot) -> VGroup:
        inputs, outputs = self.windows
        if self.in_one:
            joint = inputs.union(outputs)
            room = slot.without_bottom(theme.GAP).without_right(theme.GAP)  # names are long
            names = names_of_both(self.mapping.inputs)
            self.source = self.target = plot_of(room, joint, outputs, names)
            return VGroup(self.target, self._start(), *self._cells(_STAYS))
        self.source, self.target = plots_of(self.layout, inputs, outputs, self.mapping.inputs)
        self.source.grid.set_stroke(opacity=0)  # one grid is enough: that which moves
        self.source.mark_curves(self.view.pole_curves)
        return VGroup(
            self.source,
            self._start(),
            hatching(self.source, self.view),
            self.target,
            *self._cells(_STAYS),
        )

    def input_place(self, inputs: np.ndarray) -> np.ndarray:
        return self.source.place_of(inputs)

    def output_place(self, outputs: np.ndarray) -> np.ndarray:
        return self.target.place_of(outputs)

    def animations(self) -> list[Animation]:
        """The grid and the marked points move; in one plane these leave traces."""
        if self.source is not self.target:
            return super().animations()
        traces = [
            Threads(
                [(mark.start[None], mark.end[None])],
                self.slot,
                color=color,
                stroke_width=theme.AXIS_WIDTH,
                z_index=1,
            )
            for mark, color in zip(self.moving_marks(), theme.MARKS, strict=False)
        ]
        return [*super().animations(), *map(MoveLines, traces)]

    def is_near(self, outputs: np.ndarray) -> NDArray[np.bool_]:
        if self.source is self.target:
            return super().is_near(outputs)
        return is_within(self.target, outputs)

    @cached_property
    def dot_size(self) -> float:
        """So small that the cells that are not folded and their images are seen around dots."""
        whole = [cell for cell in self._cells(_FILLED) if len(cell.pairs) == 1]
        shapes = chain.from_iterable(cell.pairs[0] for cell in whole)
        least = min(map(breadth, shapes), default=math.inf)
        return max(_LEAST_DOT, min(1.0, _COVERED * least / (2 * theme.DOT_RADIUS)))

    def lines(self) -> list[MovingLines]:
        """The grid, lines along x blue, lines along y red; and the cells around marked points."""
        within = self.target.area if self.source is self.target else self.slot
        grid = [
            MovingLines(
                self._along(axis, 1 - axis), within, color=color, stroke_width=theme.LINE_WIDTH / 2
            )
            for axis, color in ((0, theme.X), (1, theme.Y))
        ]
        return [*grid, *self._cells(_FILLED)]

    def _cells(self, opacity: float) -> list[MovingLines]:
        """The cells of the grid around the marked points, lightly filled, of those that are seen
        whole in the picture of the outputs."""
        cells = []
        for mark, color in zip(self.view.marks, theme.MARKS, strict=False):
            sides = sides_around(mark, self.view.domain, [self._values(0), self._values(1)])
            found = outline(self.mapping, sides, partial(is_within, self.target))
            pairs = [(self.input_place(edge), self.output_place(image)) for edge, image in found]
            style = {"stroke_width": 0, "fill_color": color, "fill_opacity": opacity, "z_index": -1}
            cells.append(MovingLines(pairs, self.slot, **style))
        return cells

    def _start(self) -> VGroup:
        """The faint grid of the inputs, where they have outputs; it stays where the other one
        starts, in a plot of its own in the colours of that one."""
        colors = (theme.FAINT,) * 2 if self.source is self.target else (theme.X, theme.Y)
        return grid_of_inputs(self.source, self.view, (self._values(0), self._values(1)), colors)

    def _values(self, axis: int) -> np.ndarray:
        """The values of an input at which the grid has lines."""
        return ticks(*self.view.domain[axis], count=12)

    def _along(self, axis: int, other: int) -> list[PathPair]:
        return [
            piece
            for value in self._values(other)
            for piece in self.pieces(axis, {other: float(value)})
        ]


class PlaneToLine(FlatStage):
    """R^2 -> R: every point of the plane moves to its number."""

    def build(self, slot: Slot) -> VGroup:
        (values,) = self.output_window()
        values = nice_range(*values)
        plane, strip = slot.columns(1 - (widest_label(values) + 5 * theme.GAP) / slot.width)
        first, second = map(notation.symbol, self.mapping.inputs)
        self.source = Plot(plane, Window(*self.view.domain), (first, second))
        self.source.mark_curves(self.view.pole_curves)
        area = self.source.area
        ends = (area.bottom, area.top - theme.GAP)  # its name is higher than that of the plot
        start, end = (np.array([strip.right - 2 * theme.GAP, y, 0]) for y in ends)
        self.target = vertical_number_line(
            start, end, values, notation.part("output", function_name())
        )
        return VGroup(self.source, hatching(self.source, self.view), self.target)

    def input_place(self, inputs: np.ndarray) -> np.ndarray:
        return self.source.place_of(inputs)

    def output_place(self, outputs: np.ndarray) -> np.ndarray:
        return self.target.place_of(outputs[:, 0])

    def is_near(self, outputs: np.ndarray) -> NDArray[np.bool_]:
        return all_between(outputs, *self.target.interval)

    def _have_outputs(self, inputs: np.ndarray) -> NDArray[np.bool_]:
        """Which inputs (n, 2) have outputs, also as they look: a domain ends just beside a pole."""
        seen = np.round(inputs, _DIGITS - math.floor(math.log10(np.ptp(self.view.domain))))
        return all_between(self.mapping(*seen.T), -np.inf, np.inf)

    def lines(self) -> list[MovingLines]:
        return [MovingLines([], self.slot)]

    def cloud(self) -> list[MovingMark]:
        """Copies of dots over the plane, coloured by value, that move to the number line."""
        grid = [np.linspace(*interval, _CLOUD) for interval in self.view.domain]
        inputs = np.stack(np.meshgrid(*grid), axis=-1).reshape(-1, 2)
        outputs = self.mapping(*inputs.T)
        near = self.is_near(outputs) & self._have_outputs(inputs)
        low, high = self.target.interval
        shades = color_gradient(theme.RAMP, 101)
        marks = []
        for start, end, value in zip(
            self.input_place(inputs[near]),
            self.output_place(outputs[near]),
            outputs[near, 0],
            strict=True,
        ):
            shade = shades[round(100 * (value - low) / (high - low))]
            dot = Dot(start, radius=0.5 * theme.DOT_RADIUS, color=shade)
            self.axes.add(dot)
            marks.append(MovingMark(dot.copy(), start, end))
        return marks
