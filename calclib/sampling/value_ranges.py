"""Ranges of values for pictures: poles are left out, narrow summits are kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from calclib.arrays import Interval, Region, finite
from calclib.sampling.grids import Grid, sample_grid


def value_range(values: Any, region: Region | None = None) -> Interval:
    """A finite, non-empty range (low, high) of values that poles do not blow up.

    `values` is an array, or with `region` a field sampled there. The full range stands unless it
    is far larger than where most values lie (then the 10 % and 90 % quantiles, widened by their
    distance); of a field, an end is cut only where the values go on growing towards it, so that a
    narrow summit is kept. A constant c gets (c - 1, c + 1) or, where that is out of scale, half
    of c to each side. Without any value (-1, 1).
    """
    grid = None if region is None else sample_grid(values, region, (121, 121))
    known = finite(values).ravel() if grid is None else grid.z.ravel()
    known = known[np.isfinite(known)]
    if known.size == 0:
        return -1.0, 1.0
    low, high = float(known.min()), float(known.max())
    tenth, most = (float(each) for each in np.quantile(known, (0.1, 0.9)))
    core = most - tenth
    if core > 0 and high - low > 10 * core:
        if low < tenth - core and (grid is None or _grows(values, grid, -1.0)):
            low = tenth - core
        if high > most + core and (grid is None or _grows(values, grid, 1.0)):
            high = most + core
    return _around_constant(low, high)


def range_with_margin(values: Any, value: float, margin: float) -> Interval:
    """The range of values that includes one of them, widened by a margin, a share of the range.

    The margin covers what lies between the samples, such as a summit.
    """
    known = finite(values)
    low, high = value_range(np.append(known[np.isfinite(known)], value))
    low, high = min(low, value), max(high, value)
    return low - margin * (high - low), high + margin * (high - low)


def _grows(f: Callable[[Any, Any], Any], grid: Grid, sign: float) -> bool:
    """Whether sign * f keeps growing on ever finer grids around its largest value: a pole."""
    j, i = np.unravel_index(np.nanargmax(sign * grid.z), grid.z.shape)
    centre, reach = np.array([grid.x[i], grid.y[j]]), np.array([np.ptp(grid.x), np.ptp(grid.y)])
    low, high = np.array([grid.x[0], grid.y[0]]), np.array([grid.x[-1], grid.y[-1]])
    offsets = np.linspace(-0.97, 1.03, 9) / (len(grid.x) - 1)  # uneven, not to hit the pole
    tops = [float(sign * grid.z[j, i])]
    for scale in 0.3 ** np.arange(12):
        nodes = centre[:, None] + scale * reach[:, None] * offsets
        xs, ys = np.clip(nodes, low[:, None], high[:, None])
        with np.errstate(all="ignore"):
            z = sign * finite(np.broadcast_to(f(xs[None, :], ys[:, None]), (ys.size, xs.size)))
        row, column = np.unravel_index(np.nan_to_num(z, nan=-np.inf).argmax(), z.shape)
        if z[row, column] > tops[-1]:
            centre = np.array([xs[column], ys[row]])
        tops.append(float(np.fmax(tops[-1], z[row, column])))
    return tops[-1] - tops[len(tops) // 2] > 0.02 * (tops[0] - float(np.nanmin(sign * grid.z)))


def _around_constant(low: float, high: float) -> Interval:
    largest = max(abs(low), abs(high))
    if high - low > 1e-12 * largest:
        return low, high
    margin = 1.0 if 0.1 <= largest <= 10 or largest == 0 else 0.5 * largest
    return low - margin, high + margin
