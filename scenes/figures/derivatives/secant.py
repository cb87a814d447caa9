"""The figure of a secant: a slice, a point on it, a step h, the rise, the line through both."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from itertools import product
from math import copysign, isfinite, isinf
from typing import Any

import numpy as np
from manim import (
    Animation,
    FadeIn,
    FadeOut,
    ManimColor,
    ValueTracker,
    VGroup,
)

from calclib import Slice
from calclib.framing.secant_steps import secant_steps, steps_back
from calclib.framing.secants import is_continuous_at
from calclib.geometry.slices import Line
from engine.mobjects.boxed import BoxedDot
from scenes._kit import theme
from scenes._kit.layout.labels import covers, dense_points, label_of, place_beside
from scenes._kit.plane.plot import Plot, PlotCurve
from scenes._kit.plane.window import Window
from scenes._kit.roles import color
from scenes._kit.text.formula import Formula
from scenes.figures.derivatives.leg_labels import RISE, RUN, LegLabel

_CURVE_WIDTH = 1.25 * theme.CURVE_WIDTH
_LINE_WIDTH, _WIDE = 1.5 * _CURVE_WIDTH, 2 * _CURVE_WIDTH
"""Lines are pale below the curve, and wide where they coincide with it, so that both are seen."""
_DOT_RADIUS = 1.2 * theme.DOT_RADIUS
"""Curve, lines and dots are all there is to see: they are larger than elsewhere."""
_APART = 1.0
"""So far from the curve, in scene units, a line has its own width; closer it is wider."""
_SAMPLES = 9
_SECANT_OPACITY, _TANGENT_OPACITY = 0.7, 0.85
"""The limit of the secants lies over them and has another colour."""
_MOST_SHADED = 0.75
"""The share of the tangent's colour in that of the last secant."""
_SHARES = np.linspace(0, 1, 65)
"""Places on an axis that a label keeps clear of."""
_BUFFS = tuple(share * theme.GAP for share in (0.7, 1.4, 2.2, 3.0, 4.0, 5.0))
"""Distances tried for the point's label."""


class SecantFigure:
    """A secant in a plot; everything that depends on the step is updated from the tracker `h`.

    `names` are the formula sources of the run and the rise.
    """

    def __init__(self, plot: Plot, piece: Slice, a: float, names: tuple[str, str]) -> None:
        self.plot, self.slice, self.a, self.names = plot, piece, a, names
        self._value = lru_cache(64)(lambda x: float(piece(x)))
        self.steps = secant_steps(piece, a, plot.window.x)
        self.h = ValueTracker(self.steps[0])
        self.plot.mark_poles(piece)
        self.is_continuous = is_continuous_at(piece, a)
        through = (a,) if self.is_continuous else ()
        style = {"color": theme.FOREGROUND, "stroke_width": _CURVE_WIDTH, "z_index": 1}
        self.curve = self.plot.graph(piece, through, **style)
        self.point = self._dot(lambda: self.a, theme.POINT).set_z_index(3)
        self.moved_point = self._dot(lambda: self.a + self.h.get_value(), theme.SECANT)
        self._obstacles = lru_cache(1)(
            lambda window: (self._axes(window), dense_points(self.curve.points_in(window)))
        )
        secant = self._redrawn(self._secant, **_secant_style())
        self.secant = self._beside_curve(secant, lambda: self._slope(self.h.get_value()))
        self.run = self._redrawn(lambda h, _: self._run(h), color=color(piece.variable))
        self.rise = self._redrawn(lambda h, _: self._rise(h), color=theme.OUTPUT)

    # -- parts -----------------------------------------------------------------------------------

    def place_point_label(self, label: Formula) -> Formula:
        """Places the label near the point, clear of the curve and the axes."""
        curve, place = dense_points(self.curve), self.point.get_center()
        drawn = np.vstack([curve, self._axes(self.plot.window)])
        # far from the axes is better than on them; on the curve is worst
        for avoid, buff in product((drawn, curve), _BUFFS):
            place_beside(label, place, avoid, self.plot.area, buff)
            if self.plot.area.contains(label.get_center()[None])[0] and not covers(label, avoid):
                break
        return label_of(self.point, label)

    @cached_property
    def step_labels(self) -> VGroup:
        """The names of the run and the rise beside them; visible while there is room."""
        run, rise = (Formula(name, font_size=theme.LABEL) for name in self.names)
        self._attach_label(rise, RISE, self._attach_label(run, RUN))
        return VGroup(run, rise).update()

    def _attach_label(self, label: Formula, leg: int, other: LegLabel | None = None) -> LegLabel:
        plot, h = self.plot, self.h
        placing = LegLabel(label, leg, self, self.steps, plot.window, other)
        label.add_updater(lambda m: placing.stand(m, h.get_value(), plot.window))
        return placing

    def tangents(self, slopes: tuple[float, float]) -> VGroup:
        """The tangent of this slope at both sides of the point, or a half-line at each side.

        An infinite slope gives a vertical half-line; a side without a slope (NaN) has none.
        """
        start, (left, right) = (self.a, self.slice.at(self.a)), slopes
        if left == right and isfinite(left):
            line = self.plot.line(Line(start, left), **_tangent_style())
            return VGroup(self._beside_curve(line, lambda: left))
        rays = [
            (side, side * slope) if isfinite(slope) else (0.0, copysign(1.0, side * slope))
            for side, slope in zip((-1.0, 1.0), slopes, strict=True)
            if isfinite(slope) or (isinf(slope) and self.is_continuous)
        ]
        return VGroup(*(self._ray(start, *ray) for ray in dict.fromkeys(rays)))

    def _ray(self, start: tuple[float, float], run: float, rise: float) -> PlotCurve:
        """The half-line of a tangent that is one only at one side, or infinitely steep."""
        ray = self.plot.ray(start, (run, rise), **_tangent_style())
        return self._beside_curve(ray, lambda: rise / run, run) if run else ray

    def trace(self) -> VGroup:
        """The present secant and the point it goes through, thin: what it leaves behind."""
        line, dot = self.secant.copy(), self.moved_point.copy()
        line.set_stroke(width=_LINE_WIDTH / 3, opacity=1)
        return VGroup(line, dot).clear_updaters().set_color(self.shade(self.h.get_value()))

    def shade(self, h: float) -> ManimColor:
        """The colour of what a secant leaves: nearer to the tangent's, the smaller its step.

        From hue to hue through the reds, since a mixture of violet and yellow is grey.
        """
        sizes = np.abs(self.steps)[::-1]
        share = np.interp(abs(h), sizes, np.linspace(_MOST_SHADED, 0, len(sizes)))
        start, end = (ManimColor(each).to_hsv() for each in (theme.SECANT, theme.POINT))
        hue, saturation, value = start + share * (end + np.array([1.0, 0, 0]) - start)
        return ManimColor.from_hsv((hue % 1, saturation, value))

    def settle(self, tangents: VGroup) -> list[Animation]:
        """Animations that replace the secant by its limit."""
        return [FadeOut(self.secant_parts, self.step_labels), FadeIn(tangents)]

    @property
    def secant_parts(self) -> VGroup:
        """The parts that the tangent replaces."""
        return VGroup(self.secant, self.run, self.rise, self.moved_point)

    @property
    def everything(self) -> VGroup:
        """The parts that remain at the end."""
        return VGroup(self.plot, self.curve, self.point)

    @property
    def steps_back(self) -> tuple[float, ...]:
        """The steps to the other side; none if the function is undefined there."""
        return steps_back(self.slice, self.a, self.steps)

    # -- updaters --------------------------------------------------------------------------------

    def _redrawn(self, part: Callable[[float, Window], np.ndarray], **style: Any) -> PlotCurve:
        """A straight part of the figure, which follows the step."""
        curve = self.plot.curve(lambda window: [part(self.h.get_value(), window)], **style)
        curve.add_updater(lambda m: m.redraw())
        return curve

    def _beside_curve(
        self, line: PlotCurve, slope: Callable[[], float], side: float = 0.0
    ) -> PlotCurve:
        """A line through the point, of a slope, on one side of it unless that is 0: it gets wider
        as it comes closer to the curve."""
        a = self.a

        def follow(mobject: Any) -> None:
            (low, high), window = self.plot.window.x, self.plot.window
            x = np.linspace(a if side > 0 else low, a if side < 0 else high, _SAMPLES)
            with np.errstate(all="ignore"):
                gaps = self.slice(x) - Line(self._start, slope())(x)
            unit = self.plot.area.height / (window.y[1] - window.y[0])
            share = float(np.nan_to_num(np.abs(gaps), nan=0.0).max()) * unit / _APART
            mobject.set_stroke(width=_WIDE + (_LINE_WIDTH - _WIDE) * min(share, 1.0))

        line.add_updater(follow)
        follow(line)
        return line

    def _dot(self, where: Callable[[], float], color: str) -> BoxedDot:
        dot = BoxedDot(radius=_DOT_RADIUS, color=color, z_index=2)
        dot.add_updater(lambda m: m.move_to(self.plot.place_of((where(), self._value(where())))))
        return dot.update()

    # -- at a step -------------------------------------------------------------------------------

    @cached_property
    def _start(self) -> tuple[float, float]:
        """The point on the slice from which the steps go."""
        return self.a, self.slice.at(self.a)

    def _height(self, h: float) -> float:
        """The rise of a step."""
        return self._value(self.a + h) - self._value(self.a)

    def _run(self, h: float) -> np.ndarray:
        return np.array([self._start, (self.a + h, self._start[1])])

    def _rise(self, h: float) -> np.ndarray:
        x, low = self.a + h, self._start[1]
        return np.array([(x, low), (x, low + self._height(h))])

    def _secant(self, h: float, window: Window) -> np.ndarray:
        return window.clip_line(Line(self._start, self._slope(h)))

    def _slope(self, h: float) -> float:
        return self._height(h) / h

    def triangle(self, h: float, window: Window) -> np.ndarray:
        """Where run, rise and secant begin and end in the frame, (3, 2, 3), whatever is drawn of
        them: they may be growing."""
        run, rise, secant = self._run(h), self._rise(h), self._secant(h, window)
        ends = np.array([run, rise, secant if len(secant) else run])
        return window.place_in(self.plot.area, ends)

    def obstacles(self, window: Window) -> tuple[np.ndarray, ...]:
        """Dense points on axes and curve, each (n, 3) in the frame: labels keep clear of them."""
        return self._obstacles(window)

    def _axes(self, window: Window) -> np.ndarray:
        """Dense points on the axes and on the grid lines at 0."""
        (x0, x1), (y0, y1) = window.x, window.y
        across, along = (low + _SHARES * (high - low) for low, high in ((x0, x1), (y0, y1)))
        lines = [np.column_stack([across, np.full(65, y)]) for y in (y0, 0.0) if y0 <= y <= y1]
        lines += [np.column_stack([np.full(65, x), along]) for x in (x0, 0.0) if x0 <= x <= x1]
        return window.place_in(self.plot.area, np.vstack(lines))


def _secant_style() -> dict[str, Any]:
    return _style(theme.SECANT, _SECANT_OPACITY)


def _tangent_style() -> dict[str, Any]:
    return _style(theme.POINT, _TANGENT_OPACITY)


def _style(color: str, opacity: float) -> dict[str, Any]:
    return {"color": color, "stroke_width": _LINE_WIDTH, "stroke_opacity": opacity}
