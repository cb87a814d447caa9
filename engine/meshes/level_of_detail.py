"""Level of detail: which rows and columns of a mesh are finer than the picture can show.

The cost of a triangle in a software renderer hardly depends on its size, so merging cells two by
two where the difference is invisible halves the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from engine.view import MIN_W, View

MAX_PIXEL_ERROR = 0.2
"""The largest distance, in pixels, of a drawn surface from its points."""
MAX_COLOR_ERROR = 2 / 255
"""The largest error of a colour, in [0, 1]."""


@dataclass(frozen=True)
class DetailError:
    """The largest error, in units, of a grid without every second point along u, along v, or along
    both; `box` (8, 4): the homogeneous corners of its bounding box."""

    u: float
    v: float
    both: float
    box: np.ndarray

    def strides(self, view: View, height: float) -> tuple[int, int]:
        """The strides along u and v, 1 or 2 points, for a picture of a height in pixels."""
        nearest = float((self.box @ view.to_clip[3]).min())
        if nearest < MIN_W:
            return (1, 1)
        pixels_per_unit = 0.5 * height * float(np.linalg.norm(view.to_clip[1, :3])) / nearest
        limit = MAX_PIXEL_ERROR / max(pixels_per_unit, 1e-9)
        if self.both <= limit:
            return (2, 2)
        return (2, 1) if self.u <= min(limit, self.v) else (1, 2) if self.v <= limit else (1, 1)


def detail_error(grid: np.ndarray, colors: np.ndarray | None) -> DetailError:
    """The error of a grid of finite points (n, m, 3), and of its colours (n, m, 4), if any."""
    errors = _midpoint_errors(grid)
    if colors is not None:
        too_far = [error > MAX_COLOR_ERROR for error in _midpoint_errors(colors)]
        errors = [np.inf if far else error for far, error in zip(too_far, errors, strict=True)]
    low, high = grid.min(axis=(0, 1)), grid.max(axis=(0, 1))
    corners = np.array(list(product(*zip(low, high, strict=True), (1.0,))))
    return DetailError(errors[0], errors[1], max(errors), corners)


def _midpoint_errors(values: np.ndarray) -> list[float]:
    """The largest distance, by any axis, of midpoints from the means of their neighbours along u,
    along v, and along the diagonal of the cell's triangles."""
    n, m = ((size - 1) // 2 * 2 + 1 for size in values.shape[:2])
    values = values[:n, :m].astype(np.float32)
    whole = values[::2, ::2]
    half = np.float32(0.5)
    errors = (
        values[1::2] - half * (values[:-2:2] + values[2::2]),
        values[:, 1::2] - half * (values[:, :-2:2] + values[:, 2::2]),
        values[1::2, 1::2] - half * (whole[:-1, :-1] + whole[1:, 1:]),
    )
    return [float(max(error.max(initial=0.0), -error.min(initial=0.0))) for error in errors]
