"""`Curve3D`: a polyline in space or the plane, with round joins and a width in pixels."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.mobjects.arrays import ArrayMobject
from engine.mobjects.checks import points_in_space
from engine.primitives.arc_length import dashed, part_by_length
from engine.primitives.polyline import polyline

DEPTH_BIAS = 0.05
"""The shift of curves towards the viewer, in units, so that no surface they lie on hides them."""


class Curve3D(ArrayMobject):
    """A polyline through points (n, 3), or (n, 2) in the plane z = 0; a row of NaN leaves a gap.

    `stroke_width` is manim's (in hundredths of a unit of the frame, at any zoom); `colors` (n, 4),
    straight alpha, colours each point, else `color` applies; `dash` is (length, gap) in units of
    space, or None. `Create` draws it along its length.
    """

    interpolated = ("stroke_width", "depth_bias")

    def __init__(
        self,
        points: Any,
        *,
        stroke_width: float = 4.0,
        dash: tuple[float, float] | None = None,
        depth_bias: float = DEPTH_BIAS,
        **style: Any,
    ) -> None:
        super().__init__(points_in_space(points, "Curve3D: points"), **style)
        self.stroke_width = float(stroke_width)
        self.dash = dash
        self.depth_bias = float(depth_bias)

    def signature(self) -> tuple:
        return (*super().signature(), self.dash)

    def set_stroke(self, color=None, width: float | None = None, opacity: float | None = None):
        """The same as for a VMobject."""
        if color is not None:
            self.set_color(color)
        if width is not None:
            self.stroke_width = float(width)
        if opacity is not None:
            self.set_opacity(opacity)
        return self

    def primitives(self) -> np.ndarray:
        colors = self.rgba()
        rows = np.hstack([self.points, colors]) if len(colors) > 1 else self.points
        rows = part_by_length(rows, *self.revealed)
        if self.dash:
            rows = dashed(rows, *self.dash)
        colors = np.nan_to_num(rows[:, 3:] if len(colors) > 1 else colors)
        return polyline(
            rows[:, :3], colors, self.stroke_width, butt=bool(self.dash), depth_bias=self.depth_bias
        )

    def start(self) -> np.ndarray:
        """The first point (3,)."""
        return self.points[0]

    def end(self) -> np.ndarray:
        """The last point (3,)."""
        return self.points[-1]
