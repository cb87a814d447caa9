"""Values of a field on a regular grid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calclib.arrays import Array, Region, inf_to_nan, region_frame


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A field on a regular grid: `x` (m,), `y` (n,), `z` (n, m) with z[j, i] = f(x[i], y[j]).

    `z` is NaN where `defined`, of the same shape, is False.
    """

    x: Array
    y: Array
    z: Array
    defined: NDArray[np.bool_]


def sample_grid(f: Callable[[Any, Any], Any], region: Region, shape: tuple[int, int]) -> Grid:
    """Values of `f` on a grid that fills the region; `shape` is (nodes along x, along y)."""
    if min(shape) < 2:
        raise ValueError("a grid has at least two nodes along each side")
    lower, size = region_frame(region)
    x, y = (np.linspace(lower[k], lower[k] + size[k], shape[k]) for k in (0, 1))
    with np.errstate(all="ignore"):
        z = inf_to_nan(np.broadcast_to(f(x[None, :], y[:, None]), (y.size, x.size)))
    return Grid(x, y, z, np.isfinite(z))
