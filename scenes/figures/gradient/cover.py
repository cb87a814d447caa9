"""What a drawn surface can hide, its thin walls and spikes as well."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.interpolate import RegularGridInterpolator
from scipy.ndimage import maximum_filter

from calclib.arrays import Array, Region, region_frame

_NODES, _BESIDE = 61, 3
"""Nodes along each side of a region, and the side of the square of them that a drawn place covers:
what is thin would be missed between places that are looked at."""


class Cover:
    """The heights of a surface drawn through points (n, 3) of a region, as far as it covers what is
    below, and a little beside it; NaN where nothing is drawn. A function of x and y."""

    def __init__(self, points: Array, region: Region) -> None:
        lower, size = region_frame(region)
        known = points[np.isfinite(points).all(axis=-1)]
        places = np.round((known[:, :2] - lower) / size * (_NODES - 1)).astype(int)
        heights = np.full((_NODES, _NODES), -np.inf)
        np.maximum.at(heights, tuple(np.clip(places, 0, _NODES - 1).T), known[:, 2])
        heights = maximum_filter(heights, size=_BESIDE, mode="nearest")
        heights[np.isneginf(heights)] = np.nan
        nodes = (np.linspace(*side, _NODES) for side in region)
        self._heights = RegularGridInterpolator(tuple(nodes), heights, bounds_error=False)

    def __call__(self, x: Any, y: Any) -> Array:
        return self._heights(np.stack(np.broadcast_arrays(x, y), axis=-1))
