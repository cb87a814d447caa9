"""`Curve3D`: a line through space or the plane, with round joins and a width in pixels."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.mobjects import primitives
from engine.mobjects.arrays import ArrayMobject

CLOSER = 0.05
"""How far towards the viewer curves are drawn, in units: no surface they lie on hides them."""


class Curve3D(ArrayMobject):
    """A polyline through points (n, 3), or (n, 2) in the plane z = 0; a row of NaN leaves a gap.

    `stroke_width` as manim's (a hundredth of a unit of the frame, whatever the zoom); `colors`
    (n, 4), straight, colours each point, else `color` holds; `dash` is (length, gap) in units of
    space, or None. `Create` draws it along its length.
    """

    blended = ("opacity", "revealed", "stroke_width", "colors", "closer")

    def __init__(
        self,
        points: np.ndarray,
        *,
        stroke_width: float = 4.0,
        colors: np.ndarray | None = None,
        dash: tuple[float, float] | None = None,
        closer: float = CLOSER,
        **kwargs: Any,
    ) -> None:
        points = np.asarray(points, dtype=float)
        if points.shape[-1] == 2:
            points = np.concatenate([points, np.zeros((len(points), 1))], axis=1)
        super().__init__(points, **kwargs)
        self.stroke_width = float(stroke_width)
        self.colors = np.zeros((0, 4)) if colors is None else np.array(colors, dtype=float)
        self.dash = dash
        self.closer = float(closer)

    def signature(self) -> tuple:
        return (*super().signature(), self.dash)

    def set_color(self, color="#ffffff", *args, **kwargs):
        self.colors = np.zeros((0, 4))
        return super().set_color(color)

    def set_stroke(self, color=None, width: float | None = None, opacity: float | None = None):
        """As a VMobject's."""
        if color is not None:
            self.set_color(color)
        if width is not None:
            self.stroke_width = float(width)
        if opacity is not None:
            self.set_opacity(opacity)
        return self

    def primitives(self) -> np.ndarray:
        if len(self.colors):
            shades = self.colors * [1, 1, 1, self.opacity]
            rows = np.hstack([self.points, shades])
        else:
            shades, rows = self.rgba()[None], self.points
        rows = primitives.cut_to_length(rows, *self.revealed)
        if self.dash:
            rows = primitives.dashed(rows, *self.dash)
        shades = rows[:, 3:] if len(self.colors) else shades
        shades = np.nan_to_num(shades)
        return primitives.polyline(
            rows[:, :3], shades, self.stroke_width, butt=bool(self.dash), bias=self.closer
        )

    def start(self) -> np.ndarray:
        """The first point (3,)."""
        return self.points[0]

    def end(self) -> np.ndarray:
        """The last point (3,)."""
        return self.points[-1]
