"""Which interval shows a function of one variable well around a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor, inf, log10
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from calclib.arrays import Array, Interval, inf_to_nan
from calclib.errors import DomainError
from calclib.framing.poles import poles
from calclib.sampling.value_ranges import value_range

_DECADES = (-6, 6)
_PER_DECADE = (1, 1.5, 2, 2.5, 3, 5, 7)
"""Half widths that are tried: these times the powers of ten, and those of the number's own size."""
_DEFAULT_HALF_WIDTH = 3.0
"""The half width of a picture that `_cost` prefers."""
_OWN_SCALE = (0.2, 6.0)
"""A number smaller or larger than these gives the scale, where the function gives none."""
_TINY = 1e-4
"""A smaller number, but 0, always gives the scale: a quantity in large units, not one near 0."""
_LEAST_ACTIVE = 0.15
"""In a smaller share of a picture, what happens is hard to see."""
_PARTS = tuple(m * 10.0**k for k in (-1, -2, -3) for m in (5, 2, 1))
_BROAD = 0.3
"""Parts of an interval that are tried to show a needle, and the active share of a good one."""
_STRAIGHT, _BENT, _STRAIGHTEST = 0.02, 0.1, 1e-3
"""Residuals of the line that fits best, as shares of the range of values: a graph with less looks
like a line, one with more is seen to bend; all below the last are one."""
_BEYOND_ZERO = 1.0
"""The cost of a picture with both signs of a number of another size: a length, a volume."""
_ROOM = 2.0
"""A picture that is at most so many times as wide shows a whole bounded domain."""
_LEAST_SAMPLES = 20
_OFF_CENTRE = 40.0
_CLOSER = 0.5
"""Figures show at least this share of the interval, in which the bend is to be seen."""
_MAX_ROUNDS = 4
"""Rounds of cutting an interval at its poles: a smaller one may show another pole nearby."""


@dataclass(frozen=True)
class _Candidates:
    """Values of a function around a number, a row for each half width; NaN beyond its `limits`."""

    around: float
    widths: Array
    shares: Array
    values: Array
    rises: Array
    limits: Interval = (-inf, inf)

    @classmethod
    def of(cls, g: Callable[[Any], ArrayLike], around: float) -> _Candidates:
        even = np.linspace(-1.0, 1.0, 241)
        shares = even * (0.6 + 0.4 * even**2)  # uneven, to avoid aliasing
        widths = _half_widths(around)
        with np.errstate(all="ignore"):
            t = around + widths[:, None] * shares
            values = inf_to_nan(np.broadcast_to(g(t), t.shape))
            near = around + 1e-4 * widths[:, None] * np.array([-1.0, 1.0])
            ends = inf_to_nan(np.broadcast_to(g(near), near.shape))
            rises = np.abs(np.diff(ends, axis=1)[:, 0]) * 1e4
        return cls(around, widths, shares, values, rises)

    def within(self, limits: Interval) -> _Candidates:
        """The same without what is not between two limits."""
        t = self.around + self.widths[:, None] * self.shares
        inside = (limits[0] < t) & (t < limits[1])
        values = np.where(inside, self.values, np.nan)
        return _Candidates(self.around, self.widths, self.shares, values, self.rises, limits)

    def best(self) -> tuple[Interval, Interval]:
        """The interval that shows the function best, and the range of its values there."""
        usable = [
            k
            for k in range(len(self.widths))
            if np.isfinite(self.values[k]).sum() >= _LEAST_SAMPLES
        ]
        if not usable:
            raise DomainError(f"the function has no values around {self.around:g}")
        preferred = self._preferred_width()
        with np.errstate(all="ignore"):  # values near 1e308 overflow here and are never chosen
            k = self._whole_domain(min(usable, key=lambda k: self._cost(k, preferred)))
        values, width = self.values[k], float(self.widths[k])
        first, last = np.flatnonzero(np.isfinite(values))[[0, -1]]
        margin = 0.08 * (self.shares[last] - self.shares[first])
        low = self.around + width * float(max(-1.0, self.shares[first] - margin))
        high = self.around + width * float(min(1.0, self.shares[last] + margin))
        return (max(low, self.limits[0]), min(high, self.limits[1])), value_range(values)

    def _whole_domain(self, k: int) -> int:
        """The row k, or one not much wider that holds the whole domain."""
        known = np.isfinite(self.values)
        is_whole = ~known[:, 0] & ~known[:, -1] & (self.widths <= _ROOM * self.widths[k])
        return int(np.flatnonzero(is_whole)[:1].max(initial=k))

    def _cost(self, k: int, preferred: float) -> float:
        width = float(self.widths[k])
        cost = _cost(width / preferred, self.shares, self.values[k], self.rises[k])
        crosses_zero = _CLOSER * width > abs(self.around)
        return cost + _BEYOND_ZERO * (crosses_zero and not self._is_near_zero)

    @property
    def _is_near_zero(self) -> bool:
        """Whether the number is of the size of those around which pictures are symmetric to 0."""
        small, large = _OWN_SCALE
        return self.around == 0 or small <= abs(self.around) <= large

    def _preferred_width(self) -> float:
        """3, or the number itself where that is tiny, or of another size and the graph looks like a
        line; at most twice the distance to a pole."""
        size, width = abs(self.around), _DEFAULT_HALF_WIDTH
        if _is_tiny(self.around):
            width = size
        elif not self._is_near_zero:
            row = int(np.abs(np.log(self.widths / width)).argmin())
            width = size if _bend(self.shares, self.values[row]) < _STRAIGHT else width
        return min(width, *(2 * abs(limit - self.around) for limit in self.limits))


def default_interval(g: Callable[[Any], ArrayLike], around: float) -> tuple[Interval, Interval]:
    """An interval and a range of values that show a function of one variable at a point well.

    The best of many half widths by `_cost`: near 3, with a legible slope at the point, visible
    bends, few waves, defined on most of it, with the point well inside and no pole. `g` is
    vectorised, NaN where undefined. DomainError where it has no values nearby.
    """
    candidates = _Candidates.of(g, around)
    interval, values = candidates.best()
    for _ in range(_MAX_ROUNDS):
        limits = pole_free(g, around, interval)
        if limits == interval:
            break
        nearer = tuple(
            end if end != old else limit
            for end, old, limit in zip(limits, interval, candidates.limits, strict=True)
        )
        candidates = candidates.within((nearer[0], nearer[1]))
        interval, values = candidates.best()
    margin = 0.05 * (values[1] - values[0])
    return interval, (values[0] - margin, values[1] + margin)


def pole_free(g: Callable[[Any], ArrayLike], around: float, interval: Interval) -> Interval:
    """The part of an interval around a number that has no pole inside; at its ends it may."""
    low, high = interval
    slack = 1e-6 * (high - low)
    inside = [pole for pole in poles(g, interval) if low + slack < pole < high - slack]
    below, above = [p for p in inside if p < around], [p for p in inside if p > around]
    return max([low, *below]), min([high, *above])


def broad_part(g: Callable[[Any], ArrayLike], interval: Interval, centre: float = 0.0) -> Interval:
    """The interval, or the largest part of it about a centre in which a function that is a needle
    there is broad; the interval of one that never is, such as steps."""
    if _active_in(g, interval) >= _LEAST_ACTIVE:
        return interval
    low, high = (end - centre for end in interval)
    parts = [(centre + share * low, centre + share * high) for share in _PARTS]
    return next((each for each in parts if _active_in(g, each) >= _BROAD), interval)


def _active_in(g: Callable[[Any], ArrayLike], interval: Interval) -> float:
    """The share of an interval in which most of what a function does happens."""
    t = np.linspace(*interval, 2001)
    with np.errstate(all="ignore"):
        values = inf_to_nan(np.broadcast_to(g(t), t.shape))
    shown = value_range(lambda t, _: g(t), (interval, (0.0, 1.0)))
    return _active_share(t, np.clip(values, *shown))


def _is_tiny(number: float) -> bool:
    return 0 < abs(number) < _TINY


def _half_widths(around: float) -> Array:
    """The half widths to try, increasing, that float64 resolves around a number."""
    size = log10(abs(around)) if around else 0.0
    first, last = min(_DECADES[0], floor(size) - 1), max(_DECADES[1], ceil(size))
    if _is_tiny(around):
        first, last = floor(size) - 1, ceil(size)
    widths = np.array([m * 10.0**k for k in range(first, last + 1) for m in _PER_DECADE])
    return widths[widths > 1e-9 * abs(around)] if around else widths


def _cost(width: float, shares: Array, values: Array, slope: float) -> float:
    """The cost of a picture of these values; 0 is ideal.

    `width` is in multiples of the preferred one, `slope` the rise at the point per half width.
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
    bend = max(_bend(shares, values), _STRAIGHTEST)
    return cost + 1.5 * max(0.0, float(np.log(_BENT / bend)))


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


def _bend(shares: Array, values: Array) -> float:
    """How far the inner part of a graph is from the line that fits best, relative to its range of
    values; 0 where there is hardly any."""
    inner = (np.abs(shares) <= _CLOSER) & np.isfinite(values)
    if inner.sum() < _LEAST_SAMPLES:
        return 0.0
    x, y = shares[inner], values[inner]
    low, high = value_range(y)
    y = np.clip(y, low, high)
    line = np.polyval(np.polyfit(x, y, 1), x)
    return float(np.abs(y - line).max() / (high - low))
