"""Whether a slice has anything to show beside its point; regions in which slices are seen."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from calclib.arrays import Array, Interval, Region, inf_to_nan
from calclib.errors import DomainError
from calclib.framing.windows.breaks import without_poles_aside
from calclib.framing.windows.intervals import default_interval
from calclib.framing.windows.regions import default_region, slices_through
from calclib.geometry.slices import Slice
from calclib.numeric.central_differences import value
from calclib.numeric.real_function import RealFunction
from calclib.sampling.value_ranges import value_range

_SHARE = 0.6
"""A closer region is such a share of the default one."""
_SAMPLES = 513
_NEAR = (0.1, 0.01, 0.001)
"""Shares of the number, or of 1, beside which a value is looked for first: that is quick."""
_MOST_CHECKED = 8
"""Values that are computed at high precision."""
_NEAR_EDGE, _BEHIND_EDGE = 0.12, 0.02
"""A side that ends nearer to the edge of the domain is made longer, to so far behind it: shares of
its length."""
_LEAST_RANGE, _MAX_SHRINKS = 0.25, 8
"""The slices through the point take at least this share of the values shown; else the region
shrinks, so often at most."""
_PRESSED, _LEAST_OF_EACH, _MAX_CUTS = 0.08, 0.1, 13
"""One that takes less than the first share is pressed flat: the other's side gets shorter, until it
takes the second, so often at most."""
_SHORTER = 0.8
"""So much of it remains of a region, or a side, each time that it shrinks."""


def is_visible(piece: Slice, a: float, interval: Interval | None = None) -> bool:
    """Whether a slice has values beside a, on one side at least, in an interval or the default one.

    A single point is not enough, nor the few beside it that float64's rounding adds, as of
    sqrt(1 - x^2 - y^2) along x at (0, 1).
    """
    if _has_values_near(piece, a, interval):
        return True
    try:
        shown = interval or default_interval(piece, a)[0]
    except DomainError:
        return False
    t = np.linspace(*shown, _SAMPLES)
    with np.errstate(all="ignore"):
        defined = t[np.isfinite(piece(t)) & (t != a)].tolist()
    some: Sequence[float] = defined[:: 1 + len(defined) // _MOST_CHECKED]
    return any(math.isfinite(value(piece.field, piece.point(each))) for each in some)


def _has_values_near(piece: Slice, a: float, interval: Interval | None) -> bool:
    low, high = interval or (-math.inf, math.inf)
    near = [a + side * share * max(abs(a), 1.0) for share in _NEAR for side in (-1, 1)]
    inside = [each for each in near if low <= each <= high]
    return any(math.isfinite(value(piece.field, piece.point(each))) for each in inside)


def closer_region(f: RealFunction, point: Sequence[float], share: float = _SHARE) -> Region:
    """A share of the default region around a point, smaller where the graph towers over its slices
    through the point; a side that would end just before the edge of the domain of the slice ends
    just behind it, and none shows a little of what is beyond a pole."""
    region, _ = default_region(f, point)
    share *= _share_with_slices_seen(f, point, _shrunk(region, point, share))
    region = _with_each_slice_seen(f, point, _shrunk(region, point, share))
    sides = [
        tuple(_with_edge(g, end, high - low, np.sign(end - a)) for end in (low, high))
        for g, a, (low, high) in zip(slices_through(f, point), point, region, strict=True)
    ]
    region = (sides[0][0], sides[0][1]), (sides[1][0], sides[1][1])
    return without_poles_aside(f, point, region)


def _share_with_slices_seen(f: RealFunction, point: Sequence[float], region: Region) -> float:
    """By which factor a region shrinks about a point until the slices through it are no longer
    flat beside the whole graph, as those of exp(x y); 1 where that never comes about."""
    for share in _SHORTER ** np.arange(_MAX_SHRINKS):
        whole, ranges = _heights(f, point, _shrunk(region, point, share))
        if np.ptp(ranges) >= _LEAST_RANGE * whole:
            return float(share)
    return 1.0


def _with_each_slice_seen(f: RealFunction, point: Sequence[float], region: Region) -> Region:
    """The region; or, where one slice through the point is flat beside the whole graph, with the
    other side shorter, so that it is not, if that comes about."""
    whole, ranges = _heights(f, point, region)
    flat = int(np.diff(ranges).argmin())
    if np.ptp(ranges[flat]) >= _PRESSED * whole:
        return region
    for share in _SHORTER ** np.arange(1, _MAX_CUTS):
        sides = list(region)
        sides[1 - flat] = _shrunk(region, point, share)[1 - flat]
        shorter = sides[0], sides[1]
        whole, ranges = _heights(f, point, shorter)
        if np.ptp(ranges[flat]) >= _LEAST_OF_EACH * whole:
            return shorter
    return region


def _heights(f: RealFunction, point: Sequence[float], sides: Region) -> tuple[float, Array]:
    """How high the graph is over a region, and the least and greatest value of each of its slices
    through a point, (2, 2)."""
    low, high = value_range(f, sides)
    at = [f(*point)]
    with np.errstate(all="ignore"):
        slices = [
            np.append(g(np.linspace(*side, _SAMPLES)), at)
            for g, side in zip(slices_through(f, point), sides, strict=True)
        ]
    shown = np.clip(inf_to_nan(np.array(slices)), low, high)
    return high - low, np.stack([np.nanmin(shown, axis=1), np.nanmax(shown, axis=1)], axis=1)


def _shrunk(region: Region, point: Sequence[float], share: float) -> Region:
    """A share of a region, about a point of it."""
    sides = [
        (a + share * (low - a), a + share * (high - a))
        for a, (low, high) in zip(point, region, strict=True)
    ]
    return sides[0], sides[1]


def _with_edge(g: Slice, end: float, length: float, outward: float) -> float:
    """The end of a side of a length, or just behind the edge of the domain if that is near."""
    t = end + outward * length * np.linspace(0.0, _NEAR_EDGE, _SAMPLES)
    with np.errstate(all="ignore"):
        known = np.isfinite(inf_to_nan(np.broadcast_to(g(t), t.shape)))
    if not known[0] or known.all():
        return float(end)
    return float(t[int(np.argmin(known))] + outward * _BEHIND_EDGE * length)
