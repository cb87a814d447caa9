"""Ranges of values for pictures, without poles but with narrow summits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from calclib.arrays import Interval, Region, inf_to_nan
from calclib.sampling.grids import Grid, sample_grid
from calclib.sampling.growth import grows_at, grows_slowly_at

_MANY_CORES = 10.0
"""A range so many times as wide as the middle 80 % of the values is mostly poles."""


def value_range(
    values: Any,
    region: Region | None = None,
    *,
    bounded: bool = False,
    most: float = _MANY_CORES,
) -> Interval:
    """A finite, nonempty range (low, high) of values, robust against poles.

    `values` is an array, or with `region` a field sampled there. The full range, unless it is over
    `most` times as wide as the 10 % to 90 % quantiles: then each end that is far outside is cut to
    the quantile widened by their distance; of a field, only at a pole, so that narrow summits
    remain; not what is known to be `bounded`.
    A constant c gets (c - 1, c + 1), or c/2 to each side where 1 is out of scale; (-1, 1) without
    any value.
    """
    grid = None if region is None else sample_grid(values, region, (121, 121))
    known = inf_to_nan(values).ravel() if grid is None else grid.z.ravel()
    known = known[np.isfinite(known)]
    if known.size == 0:
        return -1.0, 1.0
    low, high = float(known.min()), float(known.max())
    q10, q90 = np.quantile(known, (0.1, 0.9)).tolist()
    core = q90 - q10
    if not bounded and core > 0 and high - low > most * core:
        if low < q10 - core and (grid is None or has_pole(values, grid, -1.0)):
            low = q10 - core
        if high > q90 + core and (grid is None or has_pole(values, grid, 1.0)):
            high = q90 + core
    return _widened_if_constant(low, high)


def range_with_margin(
    values: Any, value: float, margin: float, region: Region | None = None
) -> Interval:
    """The range of values (see `value_range`) that includes one of them, widened by a margin.

    The margin, a share of the range, is for extrema between the samples.
    """
    low, high = value_range(values, region)
    low, high = _widened_if_constant(min(low, value), max(high, value))
    return low - margin * (high - low), high + margin * (high - low)


def graph_range(
    g: Callable[[Any], Any], interval: Interval, value: float, margin: float
) -> Interval:
    """The same for a vectorised function of one variable over an interval."""
    return range_with_margin(lambda t, _: g(t), value, margin, (interval, (0.0, 1.0)))


def has_pole(f: Callable[[Any, Any], Any], grid: Grid, sign: float) -> bool:
    """Whether sign * f, of which a grid has values, grows without bound on ever finer grids around
    its largest value."""
    j, i = np.unravel_index(np.nanargmax(sign * grid.z), grid.z.shape)
    centre, reach = np.array([grid.x[i], grid.y[j]]), np.array([np.ptp(grid.x), np.ptp(grid.y)])
    low, high = np.array([grid.x[0], grid.y[0]]), np.array([grid.x[-1], grid.y[-1]])
    offsets = np.linspace(-0.97, 1.03, 9) / (len(grid.x) - 1)  # uneven, to avoid the pole itself
    tops = [float(sign * grid.z[j, i])]
    for scale in 0.3 ** np.arange(12):
        nodes = centre[:, None] + scale * reach[:, None] * offsets
        xs, ys = np.clip(nodes, low[:, None], high[:, None])
        with np.errstate(all="ignore"):
            z = sign * inf_to_nan(np.broadcast_to(f(xs[None, :], ys[:, None]), (ys.size, xs.size)))
        row, column = np.unravel_index(np.nan_to_num(z, nan=-np.inf).argmax(), z.shape)
        if z[row, column] > tops[-1]:
            centre = np.array([xs[column], ys[row]])
        tops.append(float(np.fmax(tops[-1], z[row, column])))
    rises = tops[-1] - tops[len(tops) // 2] > 0.02 * (tops[0] - float(np.nanmin(sign * grid.z)))
    at_node = centre[None], reach  # where a node hit the pole, nothing rises any more
    return rises or bool(grows_at(f, *at_node)[0] or grows_slowly_at(f, *at_node)[0])


def _widened_if_constant(low: float, high: float) -> Interval:
    largest = max(abs(low), abs(high))
    if high - low > 1e-12 * largest:
        return low, high
    margin = 1.0 if 0.1 <= largest <= 10 or largest == 0 else 0.5 * largest
    return low - margin, high + margin
