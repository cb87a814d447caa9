"""`GridSheet`: a coordinate grid that can be bent by a mapping."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.mobjects.arrays import ArrayMobject
from engine.mobjects.checks import one_for_each, points_in_space
from engine.primitives.arc_length import part_by_length
from engine.primitives.polyline import polyline


class GridSheet(ArrayMobject):
    """Lines of a grid, each sampled densely enough to be bent by a mapping.

    `lines` is (k, n, 3), or (k, n, 2) in the plane z = 0: k lines of n points; NaN leaves a gap.
    `stroke_width` is one number or (k,); `colors` (k, 4), straight alpha, colours each line.
    `apply_function`, `bend` and interpolation act on every sample; `Create` draws all lines along
    their lengths.
    """

    interpolated = ("stroke_widths", "depth_bias")

    def __init__(
        self, lines: Any, *, stroke_width: Any = 2.0, depth_bias: float = 0.0, **style: Any
    ) -> None:
        lines = points_in_space(lines, "GridSheet: lines", axes=2)
        self.shape = lines.shape[:2]
        super().__init__(lines, parts=len(lines), **style)
        self.stroke_widths = self._widths(stroke_width)
        self.depth_bias = float(depth_bias)

    @classmethod
    def from_values(
        cls, x: np.ndarray, y: np.ndarray, samples: int = 129, **kwargs: Any
    ) -> GridSheet:
        """The grid of the lines x = const and y = const at the values given, each over the range
        of the other variable's values."""
        s = np.linspace(0, 1, samples)
        along_y = [np.stack([np.full(samples, v), y[0] + s * (y[-1] - y[0])], axis=1) for v in x]
        along_x = [np.stack([x[0] + s * (x[-1] - x[0]), np.full(samples, v)], axis=1) for v in y]
        return cls(np.array(along_y + along_x), **kwargs)

    def bend(self, mapping) -> GridSheet:
        """Maps all samples (n, 3) by a vectorised function."""
        bent = points_in_space(mapping(self.points), "GridSheet.bend: the mapping's values")
        if len(bent) != len(self.points):
            raise ValueError(
                f"GridSheet.bend: the mapping takes {len(self.points)} points to {len(bent)}"
            )
        self.points = bent
        return self

    def set_stroke(self, color=None, width: Any = None, opacity: float | None = None):
        """The same as for a VMobject; one width for all lines, or one for each."""
        if color is not None:
            self.set_color(color)
        if width is not None:
            self.stroke_widths = self._widths(width)
        if opacity is not None:
            self.set_opacity(opacity)
        return self

    def primitives(self) -> np.ndarray:
        rows: Any = self._rows()
        if tuple(self.revealed) != (0.0, 1.0):
            rows = [part_by_length(line, *self.revealed) for line in rows]
        hole = np.full((1, 8), np.nan)
        table = np.concatenate([part for row in rows if len(row) for part in (row, hole)] or [hole])
        points, colors, widths = table[:, :3], np.nan_to_num(table[:, 3:7]), table[:, 7]
        return polyline(points, colors, np.nan_to_num(widths), depth_bias=self.depth_bias)

    def _rows(self) -> np.ndarray:
        """Lines (k, n, 8): point, colour (straight alpha) and width of every sample."""
        colors = np.broadcast_to(self.rgba(), (self.shape[0], 4))
        style = np.concatenate([colors, self.stroke_widths[:, None]], axis=1)
        style = np.broadcast_to(style[:, None], (*self.shape, 5))
        return np.concatenate([self.points.reshape(*self.shape, 3), style], axis=-1)

    def _widths(self, width: Any) -> np.ndarray:
        return one_for_each(width, self.shape[0], "GridSheet: stroke widths")
