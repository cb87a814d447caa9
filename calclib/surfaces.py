"""A graph over a region as a grid of points that ends cleanly where the function does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calclib.sampling import Array, Interval, Region, finite, region_frame

_HALVINGS = 24
_NEIGHBOURS = ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1))


@dataclass(frozen=True, eq=False)
class Sheet:
    """Points of a graph: x, y, z of shape (n, m), x along the first axis; NaN where there is none.

    The grid is regular but for its outermost points at a border, which are moved onto the border.
    """

    x: Array
    y: Array
    z: Array


def sample_sheet(
    f: Callable[[Any, Any], Any], region: Region, window: Interval, shape: tuple[int, int]
) -> Sheet:
    """The graph of f over a region, cut off where it leaves the window of values.

    Where it is undefined beside a point where it is defined, or leaves the window, the grid point
    is moved to the border between the two, found by bisection: no stair steps at holes and poles.
    """
    lower, size = region_frame(region)
    x, y = np.meshgrid(
        *(lower[k] + size[k] * np.linspace(0, 1, shape[k]) for k in (0, 1)), indexing="ij"
    )

    def inside(a: Array, b: Array) -> tuple[Array, NDArray[np.bool_]]:
        with np.errstate(all="ignore"):
            values = finite(np.broadcast_to(f(a, b), a.shape))
            return values, np.logical_and(values >= window[0], values <= window[1])

    z, kept = inside(x, y)
    target = _nearest_kept(kept)
    moved = np.argwhere(~kept & (target >= 0))
    if len(moved):
        rows, columns = moved.T
        steps = np.array(_NEIGHBOURS)[target[rows, columns]]
        good = (rows + steps[:, 0], columns + steps[:, 1])
        near = np.stack([x[good], y[good]])
        far = np.stack([x[rows, columns], y[rows, columns]])
        for _ in range(_HALVINGS):
            middle = 0.5 * (near + far)
            is_good = inside(middle[0], middle[1])[1]
            near, far = np.where(is_good, middle, near), np.where(is_good, far, middle)
        x[rows, columns], y[rows, columns] = near
        z[rows, columns] = inside(near[0], near[1])[0]
        kept[rows, columns] = True
    z[~kept] = np.nan
    return Sheet(x, y, z)


def _nearest_kept(kept: np.ndarray) -> np.ndarray:
    """For each point the index of a neighbour that is kept, straight ones first; -1 without."""
    found = np.full(kept.shape, -1)
    padded = np.pad(kept, 1)
    for index, (a, b) in reversed(list(enumerate(_NEIGHBOURS))):
        neighbour = padded[1 + a : padded.shape[0] - 1 + a, 1 + b : padded.shape[1] - 1 + b]
        found[neighbour] = index
    return found
