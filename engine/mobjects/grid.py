"""`GridSheet`: a coordinate grid that can be bent by a mapping."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.mobjects import primitives
from engine.mobjects.arrays import ArrayMobject


class GridSheet(ArrayMobject):
    """Lines of a grid, each sampled so densely that a mapping can bend it.

    `lines` is (k, n, 3), or (k, n, 2) in the plane z = 0: k lines of n points; NaN leaves a gap.
    `stroke_width` is one number or (k,); `colors` (k, 4), straight, colours each line.
    `apply_function`, `bend` and interpolation act on every sample; `Create` draws all lines along
    their lengths.
    """

    blended = ("opacity", "revealed", "stroke_widths", "colors", "closer")

    def __init__(
        self,
        lines: np.ndarray,
        *,
        stroke_width: float | np.ndarray = 2.0,
        colors: np.ndarray | None = None,
        closer: float = 0.0,
        **kwargs: Any,
    ) -> None:
        lines = np.asarray(lines, dtype=float)
        if lines.shape[-1] == 2:
            lines = np.concatenate([lines, np.zeros((*lines.shape[:-1], 1))], axis=-1)
        self.shape = lines.shape[:2]
        super().__init__(lines, **kwargs)
        self.stroke_widths = np.broadcast_to(stroke_width, self.shape[:1]).astype(float)
        self.colors = np.zeros((0, 4)) if colors is None else np.array(colors, dtype=float)
        self.closer = float(closer)

    @classmethod
    def over(cls, x: np.ndarray, y: np.ndarray, samples: int = 129, **kwargs: Any) -> GridSheet:
        """The grid of the lines x = const and y = const at the values given, each over the range
        of the others' values."""
        s = np.linspace(0, 1, samples)
        along_y = [np.stack([np.full(samples, v), y[0] + s * (y[-1] - y[0])], axis=1) for v in x]
        along_x = [np.stack([x[0] + s * (x[-1] - x[0]), np.full(samples, v)], axis=1) for v in y]
        return cls(np.array(along_y + along_x), **kwargs)

    def bend(self, mapping) -> GridSheet:
        """Carries every sample (n, 3) by a function of whole arrays."""
        self.points = np.asarray(mapping(self.points), dtype=float).reshape(-1, 3)
        return self

    def set_color(self, color="#ffffff", *args, **kwargs):
        self.colors = np.zeros((0, 4))
        return super().set_color(color)

    def set_stroke(self, color=None, width=None, opacity: float | None = None):
        """As a VMobject's; one width for all lines, or one for each."""
        if color is not None:
            self.set_color(color)
        if width is not None:
            self.stroke_widths = np.broadcast_to(width, self.shape[:1]).astype(float)
        if opacity is not None:
            self.set_opacity(opacity)
        return self

    def primitives(self) -> np.ndarray:
        if tuple(self.revealed) == (0.0, 1.0):
            rows = self._rows()
        else:
            rows = [primitives.cut_to_length(line, *self.revealed) for line in self._rows()]
        hole = np.full((1, 8), np.nan)
        table = np.concatenate([part for row in rows if len(row) for part in (row, hole)] or [hole])
        points, colors, widths = table[:, :3], np.nan_to_num(table[:, 3:7]), table[:, 7]
        return primitives.polyline(points, colors, np.nan_to_num(widths), bias=self.closer)

    def _rows(self) -> np.ndarray:
        """Lines (k, n, 8): place, straight colour and width of every sample."""
        colors = self.colors * [1, 1, 1, self.opacity] if len(self.colors) else self.rgba()[None]
        colors = np.broadcast_to(colors, (self.shape[0], 4))
        style = np.concatenate([colors, self.stroke_widths[:, None]], axis=1)
        style = np.broadcast_to(style[:, None], (*self.shape, 5))
        return np.concatenate([self.points.reshape(*self.shape, 3), style], axis=-1)
