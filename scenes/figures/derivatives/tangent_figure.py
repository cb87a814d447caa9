"""`TangentFigure`: a slice in a plot, its secants, and a zoom towards its tangent."""

from __future__ import annotations

import numpy as np
from manim import DL, DR, UL, UR, VGroup

from scenes._kit import theme
from scenes._kit.layout.labels import dense_points
from scenes._kit.layout.slots import Slot
from scenes._kit.names import STEPS, free_letter
from scenes._kit.plane.plot import Plot
from scenes._kit.text import derivatives, notation
from scenes._kit.text.formula import Formula
from scenes.figures.derivatives.approach import Approach
from scenes.figures.derivatives.secant import SecantFigure

_INSET, _CLEAR = 0.7 * theme.GAP, 2 * theme.GAP
"""How far from the edges a label in a corner stands, and how far from a line is far enough."""


class TangentFigure:
    """A slice and its secants at a place, shown in a slot."""

    def __init__(self, approach: Approach, slot: Slot) -> None:
        self.approach = approach
        self.slice, self.a, self.variable = approach.slice, approach.a, approach.variable
        self.slope, self.window, self.closest = approach.slope, approach.window, approach.closest
        axes = (notation.symbol(self.variable), notation.symbol("z"))
        self.plot = Plot(slot, self.window, axes, later_windows=[self.closest])
        run = notation.colored(self.variable, f"Delta {self.variable} = {free_letter(*STEPS)}")
        self.secant = SecantFigure(self.plot, self.slice, self.a, (run, derivatives.rise()))
        self.tangents = self.secant.tangents(self.slope.both_sides)

    def tangents_from(self, side: str) -> VGroup:
        """What secants from a side, "-" or "+", come to: a half-line; from both: the tangent."""
        towards = {"-": -1.0, "": 0.0, "+": 1.0}[side]
        run = {line: float(line.points[-1, 0] - line.points[0, 0]) for line in self.tangents}
        return VGroup(*(line for line in self.tangents if towards * run[line] >= 0))

    def place_in_corner(self, label: Formula) -> Formula:
        """Places a label in a corner of the plot that is free in the closest window."""
        lines = [self.secant.curve, *self.tangents]
        drawn = np.vstack([dense_points(line.points_in(self.closest)) for line in lines])
        room = self.plot.area.inset(_INSET, _INSET)

        def gap(corner: np.ndarray) -> float:
            room.place(label, corner)
            half = np.array([label.width, label.height]) / 2
            beyond = np.abs(drawn - label.get_center())[:, :2] - half
            return float(min(beyond.max(axis=1).min(), _CLEAR))

        return room.place(label, max((UR, UL, DR, DL), key=gap))

    def magnification(self) -> str:
        """By how much the present window is enlarged, as a whole number: the source `times 12`."""
        (first_low, first_high), (low, high) = self.window.x, self.plot.window.x
        return f"times {notation.value(round((first_high - first_low) / (high - low)))}"
