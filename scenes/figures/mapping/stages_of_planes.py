"""The stages of mappings of the plane that stay in the frame: R^2 -> R^2 and R^2 -> R."""

from __future__ import annotations

import numpy as np
from manim import Dot, VGroup, color_gradient
from numpy.typing import NDArray

from calclib.framing.ticks import nice_range, ticks
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.plane.number_line import upright, widest
from scenes._kit.plane.plot import Plot
from scenes._kit.plane.window import Window
from scenes._kit.text import notation
from scenes.figures.mapping.carried import Carried, Piece, Rider
from scenes.figures.mapping.stages import FlatStage, all_between, are_comparable, is_within

_CLOUD = 17
"""Dots along each side of a plane that is carried to a number line."""


class PlaneToPlane(FlatStage):
    """R^2 -> R^2: the whole grid bends. On one plane, or from one to another of another scale."""

    def build(self, place: Slot) -> VGroup:
        inputs = Window(*self.staged.domain)
        outputs = Window(*self.output_window())
        if are_comparable(inputs.x, outputs.x) and are_comparable(inputs.y, outputs.y):
            self.source = self.target = Plot(place, inputs.around(outputs), true_to_scale=True)
            return VGroup(self.target)
        left, right = place.columns(0.5)
        self.source, self.target = Plot(left, inputs), Plot(right, outputs)
        return VGroup(self.source, self.target)

    def input_place(self, inputs: np.ndarray) -> np.ndarray:
        return self.source.place_of(inputs)

    def output_place(self, outputs: np.ndarray) -> np.ndarray:
        return self.target.place_of(outputs)

    def is_near(self, outputs: np.ndarray) -> NDArray[np.bool_]:
        if self.source is self.target:
            return super().is_near(outputs)
        return is_within(self.target, outputs)

    def lines(self) -> list[Carried]:
        """The grid: lines along x blue, lines along y red."""
        style = {"stroke_width": theme.LINE_WIDTH / 2}
        within = self.target.area if self.source is self.target else self.place
        return [
            Carried(self._along(axis, 1 - axis), within, color=color, **style)
            for axis, color in ((0, theme.X), (1, theme.Y))
        ]

    def _along(self, axis: int, other: int) -> list[Piece]:
        values = ticks(*self.staged.domain[other], count=16)
        return [piece for value in values for piece in self.pieces(axis, {other: float(value)})]


class PlaneToLine(FlatStage):
    """R^2 -> R: every point of the plane goes to a number; equal numbers meet."""

    def build(self, place: Slot) -> VGroup:
        (values,) = self.output_window()
        values = nice_range(*values)
        plane, strip = place.columns(1 - (widest(values) + 5 * theme.GAP) / place.width)
        first, second = map(notation.symbol, self.mapping.inputs)
        self.source = Plot(plane, Window(*self.staged.domain), (first, second))
        area = self.source.area
        ends = (area.bottom, area.top - theme.GAP)  # its name stands higher than that of the plane
        start, end = (np.array([strip.right - 2 * theme.GAP, y, 0]) for y in ends)
        self.target = upright(start, end, values, notation.part("output", "f"))
        return VGroup(self.source, self.target)

    def input_place(self, inputs: np.ndarray) -> np.ndarray:
        return self.source.place_of(inputs)

    def output_place(self, outputs: np.ndarray) -> np.ndarray:
        return self.target.place_of(outputs[:, 0])

    def is_near(self, outputs: np.ndarray) -> NDArray[np.bool_]:
        return all_between(outputs, *self.target.interval)

    def lines(self) -> list[Carried]:
        return [Carried([], self.place)]

    def cloud(self) -> list[Rider]:
        """Dots over the plane, coloured by their value; copies of them go to the number line."""
        grid = [np.linspace(*interval, _CLOUD) for interval in self.staged.domain]
        inputs = np.stack(np.meshgrid(*grid), axis=-1).reshape(-1, 2)
        outputs = self.mapping(*inputs.T)
        kept = self.is_near(outputs)
        low, high = self.target.interval
        shades = color_gradient(theme.RAMP, 101)
        riders = []
        for start, end, value in zip(
            self.input_place(inputs[kept]),
            self.output_place(outputs[kept]),
            outputs[kept, 0],
            strict=True,
        ):
            shade = shades[round(100 * (value - low) / (high - low))]
            dot = Dot(start, radius=0.5 * theme.DOT_RADIUS, color=shade)
            self.scenery.add(dot)
            riders.append(Rider(dot.copy(), start, end))
        return riders
