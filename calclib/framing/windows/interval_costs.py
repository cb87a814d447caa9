"""What speaks against a picture of a function of one variable around a number."""

from __future__ import annotations

import numpy as np

from calclib.arrays import Array
from calclib.sampling.value_ranges import value_range

LEAST_SAMPLES = 20
LEAST_ACTIVE = 0.15
"""In a smaller share of a picture, what happens is hard to see."""
CLOSER = 0.5
"""Figures show at least this share of the interval, in which the bend is to be seen."""
STRAIGHT, _BENT, _STRAIGHTEST = 0.02, 0.1, 1e-3
"""Residuals of the line that fits best, as shares of the range of values: a graph with less looks
like a line, one with more is seen to bend; all below the last are one."""
_OFF_CENTRE = 40.0
_LEVEL, _NEARLY_LEVEL = 1e-9, 0.25
"""Slopes below these, in heights of the picture to half its width, are 0, and are hardly seen."""


def picture_cost(
    width: float, shares: Array, values: Array, slope: float, *, is_small: bool = False
) -> float:
    """The cost of a picture of these values; 0 is ideal.

    `width` is in multiples of the preferred one, `slope` the rise at the point per half width,
    `is_small` whether the point is a small number, so that a slope that is hardly seen may be so
    only because the picture is of another size.
    """
    known = np.isfinite(values)
    low, high = value_range(values)
    span = high - low
    first, last = np.flatnonzero(known)[[0, -1]]
    length = shares[last] - shares[first]
    off_centre = max(0.0, 0.2 - min(-shares[first], shares[last]) / length)
    holes = 1 - known[first : last + 1].mean()
    cost = abs(np.log(width)) + _OFF_CENTRE * off_centre + 3 * holes
    step = np.diff(values) / span
    step = step[np.isfinite(step)]
    visible = step[np.abs(step) > 1e-6]
    waves = int((np.sign(visible[1:]) != np.sign(visible[:-1])).sum())
    cost += 0.7 * max(0, waves - 6)
    cost += _cost_of_slope(slope / span, is_small)
    middle = change_within(0.3, shares, values) / span
    cost += max(0.0, np.log(0.1 / max(middle, 1e-6))) if np.ptp(values[known]) > 0 else 0.0
    active = active_share(shares, np.clip(values, low, high))
    cost += 2.0 * max(0.0, np.log(LEAST_ACTIVE / active))
    bent = max(bend(shares, values), _STRAIGHTEST)
    return cost + 1.5 * max(0.0, float(np.log(_BENT / bent)))


def _cost_of_slope(steepness: float, is_small: bool) -> float:
    """The cost of a slope, in heights of the picture to half its width: 1 runs along the diagonal;
    what is nearly level may look so."""
    if steepness <= _LEVEL:
        return 0.0
    seen = steepness if is_small else max(steepness, _NEARLY_LEVEL)
    return 1.5 * max(0.0, float(abs(np.log(seen)) - np.log(2.5)))


def change_within(share: float, shares: Array, values: Array) -> float:
    """How much of its range of values the graph takes in a share of the picture about the point."""
    middle = values[np.abs(shares) <= share]
    return float(np.nanmax(middle) - np.nanmin(middle)) if np.isfinite(middle).any() else 0.0


def active_ends(shares: Array, values: Array) -> tuple[float, float]:
    """The ends of the part in which almost all rise and fall happens."""
    changes = np.cumsum(np.nan_to_num(np.abs(np.diff(values))))
    first, last = np.searchsorted(changes, changes[-1] * np.array([0.01, 0.99]))
    return float(shares[first]), float(shares[last + 1])


def active_share(shares: Array, values: Array) -> float:
    """The share of the interval in which nine tenths of all rise and fall happen: little for a
    needle or a step between plateaus, almost 1 for a line."""
    widths = np.diff(shares) / (shares[-1] - shares[0])
    changes = np.nan_to_num(np.abs(np.diff(values)))
    if not changes.any():
        return 1.0
    order = np.argsort(-changes / widths)
    reached = np.searchsorted(np.cumsum(changes[order]), 0.9 * changes.sum())
    return float(widths[order][: reached + 1].sum())


def bend(shares: Array, values: Array) -> float:
    """How far the inner part of a graph is from the line that fits best, relative to its range of
    values; 0 where there is hardly any."""
    inner = (np.abs(shares) <= CLOSER) & np.isfinite(values)
    if inner.sum() < LEAST_SAMPLES:
        return 0.0
    x, y = shares[inner], values[inner]
    low, high = value_range(y)
    y = np.clip(y, low, high)
    line = np.polyval(np.polyfit(x, y, 1), x)
    return float(np.abs(y - line).max() / (high - low))
