"""The figure of a secant: a slice, a point on it, a step h, the rise, the line through both."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Dot, VGroup, ValueTracker

from calclib import Slice
from calclib.approach import closest_look, secant_steps
from calclib.scales import default_interval
from calclib.slices import Line
from scenes._kit import notation, theme
from scenes._kit.formula import Formula
from scenes._kit.plot import Drawn, Plot, Window
from scenes._kit.slots import Slot, beside

_SMALL = 0.45
"""A rise or run shorter than this, in scene units, has no room for its label."""


class SecantFigure:
    """What TangentLine draws: everything that depends on the step follows the tracker `h`."""

    def __init__(
        self, slot: Slot, piece: Slice, a: float, interval: tuple[float, float] | None = None
    ) -> None:
        self.slot, self.slice, self.a = slot, piece, a
        shown, values = default_interval(piece, a)
        self.window = Window(interval or shown, values)
        self.steps = secant_steps(piece, a, self.window.x)
        self.h = ValueTracker(self.steps[0])
        names = (notation.symbol(piece.variable), notation.part("output", "z"))
        self.plot = Plot(slot, self.window, names)
        self.curve = self.plot.graph(piece, color=theme.FOREGROUND)
        self.point = self._dot(lambda: self.a, theme.POINT)
        self.ahead = self._dot(lambda: self.a + self.h.get_value(), theme.SECANT)
        self.secant = self._following(self.plot.line(self._secant_height, color=theme.SECANT))
        self.run = self._following(self.plot.draw(self._run, color=theme.X))
        self.rise = self._following(self.plot.draw(self._rise, color=theme.OUTPUT))
        self.run.set_color(theme.SYMBOLS[piece.variable])

    # -- parts -----------------------------------------------------------------------------------

    def point_label(self, label: Formula) -> Formula:
        """The label put beside the point, clear of the curve."""
        return beside(label, self.point.get_center(), self._outline(), self.plot.area)

    def step_labels(self) -> VGroup:
        """h at the run, the rise's name at the rise; only while there is room for them."""
        run = Formula(notation.part(self.slice.variable, "h"), font_size=theme.LABEL)
        rise = Formula(notation.part("rise", f"Delta {'z'}"), font_size=theme.LABEL)
        run.add_updater(lambda m: self._label(m, self.run, DOWN * np.sign(self._height()) or DOWN))
        rise.add_updater(lambda m: self._label(m, self.rise, RIGHT * np.sign(self.h.get_value())))
        return VGroup(run, rise).update()

    def tangent(self, slope: float) -> Drawn:
        """The line of that slope through the point."""
        line = Line((self.a, self.slice.at(self.a)), slope)
        return self.plot.line(line, color=theme.SECANT)

    def closest_window(self, slope: float) -> Window:
        """The window in which curve and tangent look like one line."""
        line = Line((self.a, self.slice.at(self.a)), slope)
        width, height = (high - low for low, high in (self.window.x, self.window.y))
        factor = closest_look(self.slice, line, self.a, (width, height))
        half = np.array([width, height]) * factor / 2
        low, high = np.array(line.point) - half, np.array(line.point) + half
        return Window((low[0], high[0]), (low[1], high[1]))

    # -- how they follow -------------------------------------------------------------------------

    def _following(self, drawn: Drawn) -> Drawn:
        drawn.add_updater(lambda m: m.redraw())
        return drawn

    def _dot(self, where, color: str) -> Dot:
        dot = Dot(radius=theme.DOT_RADIUS, color=color)
        dot.add_updater(lambda m: m.move_to(self.plot.at((where(), self.slice(where())))))
        return dot.update()

    def _height(self) -> float:
        """The rise of the present step."""
        return float(self.slice(self.a + self.h.get_value()) - self.slice(self.a))

    def _secant_height(self, x):
        return self.slice.at(self.a) + self._height() / self.h.get_value() * (x - self.a)

    def _run(self, _seen: Window):
        start = (self.a, self.slice.at(self.a))
        return [np.array([start, (self.a + self.h.get_value(), start[1])])]

    def _rise(self, _seen: Window):
        x, low = self.a + self.h.get_value(), self.slice.at(self.a)
        return [np.array([(x, low), (x, low + self._height())])]

    def _label(self, label: Formula, side: Drawn, direction) -> None:
        label.next_to(side, direction, buff=0.12)
        room = max(side.width, side.height)
        label.set_fill(opacity=min(1.0, max(0.0, (room - _SMALL / 2) / (_SMALL / 2))))

    def _outline(self) -> np.ndarray:
        return np.vstack([self.curve.points[::4], self.plot.axes.get_all_points()])
