"""Which part of a function makes a good picture: an interval or region, a range of values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from calclib.arrays import Array, Interval, Region, inf_to_nan
from calclib.sampling.value_ranges import value_range

_HALF_WIDTHS = tuple(m * 10.0**k for k in range(-6, 7) for m in (1, 1.5, 2, 2.5, 3, 5, 7))
_DEFAULT_HALF_WIDTH = 3.0
"""The half width of a picture that `_cost` prefers."""
_LEAST_ACTIVE = 0.15
"""In a smaller share of a picture, what happens is hard to see."""


def default_interval(g: Callable[[Any], ArrayLike], around: float) -> tuple[Interval, Interval]:
    """An interval and a range of values that show a function of one variable at a point well.

    The best of the half widths from 1e-6 to 7e6 in `_HALF_WIDTHS` by `_cost`: near 3, with a
    legible slope at the point, visible bends, few waves, defined on most of it and with the point
    well inside. `g` is vectorised, NaN where undefined. ValueError where it has no values nearby.
    """
    even = np.linspace(-1.0, 1.0, 241)
    shares = even * (0.6 + 0.4 * even**2)  # uneven, to avoid aliasing
    widths = np.array(_HALF_WIDTHS)
    widths = widths[widths > 1e-9 * max(1.0, abs(around))]
    with np.errstate(all="ignore"):
        t = around + widths[:, None] * shares
        table = inf_to_nan(np.broadcast_to(g(t), t.shape))
        near = around + 1e-4 * widths[:, None] * np.array([-1.0, 1.0])
        rises = np.abs(np.diff(inf_to_nan(np.broadcast_to(g(near), near.shape)), axis=1)[:, 0])
    usable = [k for k in range(len(widths)) if np.isfinite(table[k]).sum() >= 20]
    if not usable:
        raise ValueError(f"the function has no values around {around:g}")
    with np.errstate(all="ignore"):  # values near 1e308 overflow here and are never chosen
        best = min(usable, key=lambda k: _cost(float(widths[k]), shares, table[k], rises[k] * 1e4))
    values, width = table[best], float(widths[best])
    lo, hi = _trimmed(around, width, shares, np.isfinite(values))
    return (lo, hi), _with_margin(value_range(values))


def default_region(f: Any, point: ArrayLike) -> tuple[Region, Interval]:
    """A region and a range of values that show a field at a point (2,) well.

    Each side is the interval of a slice through the point; sides of similar length are made equal.
    """
    x, y = (float(coordinate) for coordinate in np.asarray(point, dtype=float))
    across, _ = default_interval(lambda t: f(t, y), x)
    along, _ = default_interval(lambda t: f(x, t), y)
    width, high = across[1] - across[0], along[1] - along[0]
    if max(width, high) < 3 * min(width, high):
        across, along = (_stretched(side, max(width, high)) for side in (across, along))
    region = (across, along)
    nodes = [np.linspace(*side, 61) for side in region]
    with np.errstate(all="ignore"):
        values = inf_to_nan(np.broadcast_to(f(nodes[0][None, :], nodes[1][:, None]), (61, 61)))
    return region, _with_margin(value_range(values))


def equal_scale_region(
    f: Any, point: Sequence[float], aspect: float = 1.0, growth: float = 1.0
) -> Region:
    """A region around a point with aspect ratio `aspect` (width over height) and equal scales.

    The shorter side of the default region, times `growth`, is its height.
    """
    (across, along), _ = default_region(f, point)
    sides = [side[1] - side[0] for side in (across, along)]
    height = growth * min(sides)
    return (
        _resized(across, point[0], aspect * height),
        _resized(along, point[1], height),
    )


def _resized(side: Interval, around: float, length: float) -> Interval:
    """The side scaled to a length, with the point at the same relative position."""
    scale = length / (side[1] - side[0])
    return around + scale * (side[0] - around), around + scale * (side[1] - around)


def _stretched(side: Interval, length: float) -> Interval:
    middle = 0.5 * (side[0] + side[1])
    return middle - 0.5 * length, middle + 0.5 * length


def _with_margin(values: Interval) -> Interval:
    margin = 0.05 * (values[1] - values[0])
    return values[0] - margin, values[1] + margin


def _trimmed(around: float, width: float, shares: Array, known: Any) -> Interval:
    """The interval without most of the undefined part at either end."""
    first, last = np.flatnonzero(known)[[0, -1]]
    margin = 0.08 * (shares[last] - shares[first])
    low, high = max(-1.0, shares[first] - margin), min(1.0, shares[last] + margin)
    return around + width * float(low), around + width * float(high)


def _cost(width: float, shares: Array, values: Array, slope: float) -> float:
    """The cost of a picture of these values over [-width, width]; 0 is ideal.

    `slope` is the rise at the point per half width.
    """
    known = np.isfinite(values)
    low, high = value_range(values)
    span = high - low
    first, last = np.flatnonzero(known)[[0, -1]]
    length = shares[last] - shares[first]
    off_centre = max(0.0, 0.2 - min(-shares[first], shares[last]) / length)
    holes = 1 - known[first : last + 1].mean()
    cost = abs(np.log(width / _DEFAULT_HALF_WIDTH)) + 20 * off_centre + 3 * holes
    step = np.diff(values) / span
    step = step[np.isfinite(step)]
    visible = step[np.abs(step) > 1e-6]
    waves = int((np.sign(visible[1:]) != np.sign(visible[:-1])).sum())
    cost += 0.7 * max(0, waves - 6)
    steepness = slope / span
    if steepness > 1e-3:  # 1 runs along the diagonal
        cost += 1.5 * max(0.0, abs(np.log(steepness)) - np.log(2.5))
    middle = values[np.abs(shares) <= 0.3]
    visible_share = (
        (np.nanmax(middle) - np.nanmin(middle)) / span if np.isfinite(middle).any() else 0.0
    )
    cost += max(0.0, np.log(0.1 / max(visible_share, 1e-6))) if np.ptp(values[known]) > 0 else 0.0
    active = _active_share(shares, np.clip(values, low, high))
    cost += 2.0 * max(0.0, np.log(_LEAST_ACTIVE / active))
    return cost + 6.0 * (_straightness(shares[known], values[known], span) < 0.02)


def _active_share(shares: Array, values: Array) -> float:
    """The share of the interval in which nine tenths of all rise and fall happen: little for a
    needle or a step between plateaus, almost 1 for a line."""
    widths = np.diff(shares) / (shares[-1] - shares[0])
    changes = np.nan_to_num(np.abs(np.diff(values)))
    if not changes.any():
        return 1.0
    order = np.argsort(-changes / widths)
    reached = np.searchsorted(np.cumsum(changes[order]), 0.9 * changes.sum())
    return float(widths[order][: reached + 1].sum())


def _straightness(shares: Array, values: Array, span: float) -> float:
    """The largest residual of the least-squares line, relative to the span of the values."""
    line = np.polyval(np.polyfit(shares, values, 1), shares)
    return float(np.abs(values - line).max() / span)
