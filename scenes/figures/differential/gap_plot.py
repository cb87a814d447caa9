"""The error of the tangent plane along a step, as a plot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import VGroup

from calclib import ScalarField
from calclib.sampling.value_ranges import value_range
from scenes._kit import theme
from scenes._kit.layout.labels import dense_points, label_of, place_beside
from scenes._kit.layout.slots import Slot
from scenes._kit.plane.plot import Plot, PlotCurve
from scenes._kit.plane.window import Window
from scenes._kit.text.formula import Formula

_SHOWN_SHARE = 1.15
"""The end of the plot, as a share of the step."""
_MARGIN = 0.15
_ROUNDING = 1e-14
"""Gaps below this share of the heights count as 0: they would be drawn as noise."""


class GapPlot(VGroup):
    """The gap between surface and tangent plane, against the share of the step."""

    def __init__(
        self,
        slot: Slot,
        field: ScalarField,
        point: Sequence[float],
        step: Sequence[float],
        names: tuple[str, str],
    ) -> None:
        super().__init__()
        gap = self._gap_along(field, np.array(point), np.array(step))
        low, high = value_range(np.append(gap(np.linspace(0, 1, 129)), 0.0))
        margin = _MARGIN * (high - low)
        self.plot = Plot(slot, Window((0.0, _SHOWN_SHARE), (low - margin, high + margin)), names)
        self.curve = self.plot.graph(gap, color=theme.FOREGROUND)
        self.add(self.plot)

    @staticmethod
    def _gap_along(field: ScalarField, start, step) -> Callable:
        plane = field.tangent_plane(start)

        def gap(shares):
            places = start[:, None] + np.outer(step, shares)
            surface, touching = field(*places), plane(*places)
            found = surface - touching
            rounding = _ROUNDING * (np.abs(surface) + np.abs(touching))
            return np.where(np.abs(found) <= rounding, 0.0, found)

        return gap

    def bar(self, share: float, gap: float, source: str) -> VGroup:
        """The gap at a share of the step, with its label."""
        line: PlotCurve = self.plot.segments(((share, 0.0), (share, gap)), color=theme.SECANT)
        dot = self.plot.dot((share, gap), color=theme.SECANT)
        label = label_of(dot, Formula(source, font_size=theme.LABEL))
        avoid = np.vstack([dense_points(self.curve), line.get_all_points()])
        return VGroup(line, dot, place_beside(label, dot.get_center(), avoid, self.plot.area))
