"""Which interval shows a function of one variable well around a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil, floor, inf, log10
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from calclib.arrays import Array, Interval, inf_to_nan
from calclib.errors import DomainError
from calclib.framing.windows.interval_costs import (
    CLOSER,
    LEAST_ACTIVE,
    LEAST_SAMPLES,
    STRAIGHT,
    active_ends,
    active_share,
    bend,
    change_within,
    picture_cost,
)
from calclib.framing.windows.poles import pole_free
from calclib.geometry.slices import Slice
from calclib.numeric.straight_parts import distance_to_corner
from calclib.sampling.value_ranges import value_range

_DECADES = (-6, 6)
_PER_DECADE = (1, 1.5, 2, 2.5, 3, 5, 7)
"""Half widths that are tried: these times the powers of ten, and those of the number's own size."""
PREFERRED_HALF_WIDTH = 3.0
"""The half width of a picture that `picture_cost` prefers."""
_OWN_SCALE = (0.2, 6.0)
"""A number smaller or larger than these gives the scale, where the function gives none."""
_BESIDE_ZERO = 0.02
"""A smaller number, but a tiny one, is beside 0, of the size of which nothing is known."""
_TINY = 1e-4
"""A smaller number, but 0, always gives the scale: a quantity in large units, not one near 0."""
_OTHER_UNITS = 1e4
"""So does one by which a held number is divided by more: a rate beside a count of months."""
_PARTS = tuple(m * 10.0**k for k in (-1, -2, -3) for m in (5, 2, 1))
_BROAD = 0.3
"""Parts of an interval that are tried to show a needle, and the active share of a good one."""
_EVEN = 0.3
"""The least active share of a line that spreads over another one when it is moved onto it: of an
exponential's wide interval almost all is moved to one place."""
_BEYOND_ZERO = 1.0
"""The cost of a picture with both signs of a number of another size: a length, a volume."""
_ROOM = 2.0
"""A picture that is at most so many times as wide shows a whole bounded domain."""
_TO_CORNER = 2.5
"""The half width that shows a line up to its nearest kink, in multiples of the distance to it."""
_MOST_TO_CORNER = 10.0
"""A kink that would need a half width of more, in multiples of the preferred one, is far off."""
_NEAR, _LEVEL = 0.05, 1e-4
"""A graph that within the first share of a picture takes less than the second of its range is level
there: what happens elsewhere is shown with the point, and so much more on both sides."""
_AROUND_ACTIVE = 0.5
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
    corner: float | None = None
    """The distance to the nearest kink, up to which the graph is a line."""
    is_tiny: bool = False
    """Whether the number gives the scale, however small it is."""

    @classmethod
    def of(cls, g: Callable[[Any], ArrayLike], around: float) -> _Candidates:
        even = np.linspace(-1.0, 1.0, 241)
        shares = even * (0.6 + 0.4 * even**2)  # uneven, to avoid aliasing
        corner, is_tiny = _corner(g, around), _is_tiny(g, around)
        widths = _half_widths(around, is_tiny)
        widths = np.unique([*widths, _TO_CORNER * corner]) if corner else widths
        with np.errstate(all="ignore"):
            t = around + widths[:, None] * shares
            values = inf_to_nan(np.broadcast_to(g(t), t.shape))
            near = around + 1e-4 * widths[:, None] * np.array([-1.0, 1.0])
            ends = inf_to_nan(np.broadcast_to(g(near), near.shape))
            rises = np.abs(np.diff(ends, axis=1)[:, 0]) * 1e4
        return cls(around, widths, shares, values, rises, corner=corner, is_tiny=is_tiny)

    def within(self, limits: Interval) -> _Candidates:
        """The same without what is not between two limits."""
        t = self.around + self.widths[:, None] * self.shares
        inside = (limits[0] < t) & (t < limits[1])
        values = np.where(inside, self.values, np.nan)
        return replace(self, values=values, limits=limits)

    def best(self) -> tuple[Interval, Interval]:
        """The interval that shows the function best, and the range of its values there."""
        usable = [
            k for k in range(len(self.widths)) if np.isfinite(self.values[k]).sum() >= LEAST_SAMPLES
        ]
        if not usable:
            raise DomainError(f"the function has no values around {self.around:g}")
        preferred = self._preferred_width()
        with np.errstate(all="ignore"):  # values near 1e308 overflow here and are never chosen
            k = self._whole_domain(min(usable, key=lambda k: self._cost(k, preferred)))
        k = min(k, self._row_of_corner(preferred))
        values, width = self.values[k], float(self.widths[k])
        first, last = self._shown_shares(k)
        low, high = self.around + width * max(-1.0, first), self.around + width * min(1.0, last)
        return (max(low, self.limits[0]), min(high, self.limits[1])), value_range(values)

    def _shown_shares(self, k: int) -> tuple[float, float]:
        """The part of row k that has values; of a graph that is level about the point, the part in
        which something happens, with the point."""
        values, shares = self.values[k], self.shares
        known = shares[np.isfinite(values)]
        margin = 0.08 * (known[-1] - known[0])
        ends = float(known[0] - margin), float(known[-1] + margin)
        low, high = value_range(values)
        near = change_within(_NEAR, shares, values)
        if not np.nanmax(values) > np.nanmin(values) or near > _LEVEL * (high - low):
            return ends
        start, end = active_ends(shares, np.clip(values, low, high))
        start, end = min(start, 0.0), max(end, 0.0)
        margin = _AROUND_ACTIVE * (end - start)
        return max(ends[0], start - margin), min(ends[1], end + margin)

    def _row_of_corner(self, preferred: float) -> int:
        """The row that shows the nearest kink of a line, if that is not far off; else the last."""
        if self.corner is None or _TO_CORNER * self.corner > _MOST_TO_CORNER * preferred:
            return len(self.widths)
        width = max(min(preferred, PREFERRED_HALF_WIDTH), _TO_CORNER * self.corner)
        return int(np.abs(np.log(self.widths / width)).argmin())

    def _whole_domain(self, k: int) -> int:
        """The row k, or one not much wider that holds the whole domain."""
        known = np.isfinite(self.values)
        is_whole = ~known[:, 0] & ~known[:, -1] & (self.widths <= _ROOM * self.widths[k])
        return int(np.flatnonzero(is_whole)[:1].max(initial=k))

    def _cost(self, k: int, preferred: float) -> float:
        width = float(self.widths[k])
        is_small = _BESIDE_ZERO <= abs(self.around) < _OWN_SCALE[0]
        shown = self.shares, self.values[k], self.rises[k]
        cost = picture_cost(width / preferred, *shown, is_small=is_small)
        crosses_zero = CLOSER * width > abs(self.around)
        return cost + _BEYOND_ZERO * (crosses_zero and not self._is_near_zero)

    @property
    def _is_near_zero(self) -> bool:
        """Whether the number is of the size of those around which pictures are symmetric to 0."""
        small, large = _OWN_SCALE
        return self.around == 0 or small <= abs(self.around) <= large

    def _preferred_width(self) -> float:
        """3, or the number itself where that is tiny, or of another size and the graph looks like a
        line; at most twice the distance to a pole."""
        size, width = abs(self.around), PREFERRED_HALF_WIDTH
        if self.is_tiny:
            width = size
        elif not self._is_near_zero:
            row = int(np.abs(np.log(self.widths / width)).argmin())
            width = size if bend(self.shares, self.values[row]) < STRAIGHT else width
        return min(width, *(2 * abs(limit - self.around) for limit in self.limits))


def default_interval(g: Callable[[Any], ArrayLike], around: float) -> tuple[Interval, Interval]:
    """An interval and a range of values that show a function of one variable at a point well.

    The best of many half widths by `picture_cost`: near 3, with a legible slope at the point,
    visible bends, few waves, defined on most of it, with the point well inside and no pole; a line
    is shown with its nearest kink, a plateau with what happens beside it. `g` is vectorised, NaN
    where undefined. DomainError where it has no values nearby.
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


def _corner(g: Callable[[Any], ArrayLike], around: float) -> float | None:
    """How far the nearest kink of a slice is that is a line up to it."""
    if not isinstance(g, Slice):
        return None
    return distance_to_corner(g.tree, (g.variable,), (around,))


def broad_part(g: Callable[[Any], ArrayLike], interval: Interval, centre: float = 0.0) -> Interval:
    """The interval, or the largest part of it about a centre in which a function that is a needle
    there is broad; the interval of one that never is, such as steps."""
    if _active_in(g, interval) >= LEAST_ACTIVE:
        return interval
    low, high = (end - centre for end in interval)
    parts = [(centre + share * low, centre + share * high) for share in _PARTS]
    return next((each for each in parts if _active_in(g, each) >= _BROAD), interval)


def is_spread(g: Callable[[Any], ArrayLike], interval: Interval) -> bool:
    """Whether what a function does takes a good part of an interval, where it does anything."""
    return _EVEN <= _active_in(g, interval) < 1.0


def _active_in(g: Callable[[Any], ArrayLike], interval: Interval) -> float:
    """The share of an interval in which most of what a function does happens."""
    t = np.linspace(*interval, 2001)
    with np.errstate(all="ignore"):
        values = inf_to_nan(np.broadcast_to(g(t), t.shape))
    shown = value_range(lambda t, _: g(t), (interval, (0.0, 1.0)))
    return active_share(t, np.clip(values, *shown))


def _is_tiny(g: Callable[[Any], ArrayLike], around: float) -> bool:
    """Whether a number is so small, or so small beside those that a slice holds, that it is no
    place near 0 but a quantity in other units."""
    held = max(map(abs, g.held.values()), default=0.0) if isinstance(g, Slice) else 0.0
    return 0 < abs(around) < max(_TINY, min(_BESIDE_ZERO, held / _OTHER_UNITS))


def _half_widths(around: float, is_tiny: bool) -> Array:
    """The half widths to try, increasing, that float64 resolves around a number."""
    size = log10(abs(around)) if around else 0.0
    first, last = min(_DECADES[0], floor(size) - 1), max(_DECADES[1], ceil(size))
    if is_tiny:
        first, last = floor(size) - 1, ceil(size)
    widths = np.array([m * 10.0**k for k in range(first, last + 1) for m in _PER_DECADE])
    return widths[widths > 1e-9 * abs(around)] if around else widths
