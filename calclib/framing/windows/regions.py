"""Which part of a function makes a good picture: an interval or region, a range of values."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from calclib.arrays import Array, Interval, Region, inf_to_nan, region_frame
from calclib.framing.windows.breaks import clear_of_breaks
from calclib.framing.windows.intervals import PREFERRED_HALF_WIDTH, default_interval
from calclib.framing.windows.poles import clear_of_poles
from calclib.framing.windows.sides import about_middle, around_number, of_one_sign
from calclib.geometry.slices import Slice
from calclib.numeric.real_function import RealFunction
from calclib.numeric.straight_parts import distance_to_corner
from calclib.sampling.value_ranges import value_range

_SIMILAR = 3.0
"""Sides of a region whose lengths differ by less than this factor are made equal."""
_SAMPLES, _LINES = 241, 9
_MARGIN = 0.05
_EDGE_SHARE = 0.05
"""What is shown beyond the edge of the domain, as a share of a side."""
_MAX_TURNS = 5
"""Between the point and a side of a region a graph turns at most so often."""
_FLAT = 1e-6
_ACTIVE = 0.9
"""Outside the middle of a region, where so much of all rise and fall happens, a graph is flat."""
_AROUND_ACTIVE = 0.12
"""What is shown around that middle, as a share of its size."""
_LOOKED_AT = 1.5
"""How many times larger the region is in which that is looked for."""
_OFF_SIDE = 0.25
"""The point is no nearer to a side, as a share of its length."""
_CUT, _MAX_CUTS = 0.8, 12
"""Else the side moves closer: to this share of its distance, so often at most."""
_TO_CORNER = 2.0
"""Half of a region's height, in multiples of the distance to a kink that it shows."""


def default_region(f: RealFunction, point: ArrayLike) -> tuple[Region, Interval]:
    """A region and a range of values that show a field at a point (2,) well.

    Each side is the interval of a slice through the point; sides of similar length are made equal.
    """
    x, y = (float(coordinate) for coordinate in np.asarray(point, dtype=float))
    slices = slices_through(f, (x, y))
    sides = [default_interval(g, a)[0] for g, a in zip(slices, (x, y), strict=True)]
    lengths = [high - low for low, high in sides]
    if max(lengths) < _SIMILAR * min(lengths):
        sides = [
            _stretched(g, a, side, max(lengths))
            for g, a, side in zip(slices, (x, y), sides, strict=True)
        ]
    region = _unfolded(f, (x, y), clear_of_breaks(f, (x, y), (sides[0], sides[1])))
    nodes = [np.linspace(*side, 61) for side in region]
    with np.errstate(all="ignore"):
        values = inf_to_nan(np.broadcast_to(f(nodes[0][None, :], nodes[1][:, None]), (61, 61)))
    low, high = value_range(values)
    margin = _MARGIN * (high - low)
    return region, (low - margin, high + margin)


def equal_scale_region(
    f: RealFunction, point: Sequence[float], aspect: float = 1.0, growth: float = 1.0
) -> Region:
    """A region around a point with aspect ratio `aspect` (width over height) and equal scales.

    The longer side of the default region, times `growth`, is its height; the shorter one where it
    is much shorter; of a plane up to its nearest kink, what shows that kink.
    """
    sides, _ = default_region(f, point)
    lengths = [high - low for low, high in sides]
    height = max(lengths) if max(lengths) < _SIMILAR * min(lengths) else min(lengths)
    corner = distance_to_corner(f.tree, f.variables, point)
    if corner:
        height = min(height, 2 * max(PREFERRED_HALF_WIDTH, _TO_CORNER * corner))
    height *= growth
    across, along = (
        clear_of_poles(g, a, of_one_sign(side, around_number(side, length, a)))
        for g, a, side, length in zip(
            slices_through(f, point), point, sides, (aspect * height, height), strict=True
        )
    )
    return clear_of_breaks(f, point, (across, along))


def active_region(f: RealFunction, point: Sequence[float], region: Region) -> Region:
    """The region outside of which f is flat, if that is smaller than the one given, in which or
    near which it lies; else that.

    It has the same aspect ratio, and the point (2,) well inside.
    """
    lower, size = region_frame(region)
    outer = lower - 0.5 * (_LOOKED_AT - 1) * size
    nodes = np.linspace(outer, outer + _LOOKED_AT * size, _SAMPLES).T
    (x0, x1), (y0, y1) = nodes[:, [0, -1]].tolist()
    with np.errstate(all="ignore"):
        z = np.broadcast_to(f(nodes[0][None, :], nodes[1][:, None]), (_SAMPLES, _SAMPLES))
        z = np.clip(inf_to_nan(z), *value_range(f, ((x0, x1), (y0, y1))))
        upwards, sideways = np.gradient(z)
        activity = np.nan_to_num(np.hypot(upwards, sideways))
    if not activity.any():
        return region
    shares = [_LOOKED_AT * _active_part(activity.sum(axis=axis)) for axis in (0, 1)]
    share = float(np.ptp(shares, axis=1).max()) * (1 + 2 * _AROUND_ACTIVE)
    if share > 1:
        return region
    reach = share * (0.5 - _OFF_SIDE) * size
    middle = np.clip(outer + np.mean(shares, axis=1) * size, point - reach, point + reach)
    (x0, y0), (x1, y1) = middle - share * size / 2, middle + share * size / 2
    return beside_poles(f, point, ((float(x0), float(x1)), (float(y0), float(y1))))


def _active_part(activity: Array) -> Array:
    """The middle part (2,), as shares of the whole, in which almost all of the activity (n,) is."""
    reached = np.cumsum(activity) / activity.sum()
    ends = np.searchsorted(reached, [(1 - _ACTIVE) / 2, (1 + _ACTIVE) / 2])
    return ends / (len(activity) - 1)


def beside_poles(f: RealFunction, point: Sequence[float], region: Region) -> Region:
    """The region moved so that f has no poles in it along the axes through a point, if possible."""
    moved = [
        clear_of_poles(g, a, side)
        for g, a, side in zip(slices_through(f, point), point, region, strict=True)
    ]
    lengths = np.diff([moved, region], axis=2)
    return (moved[0], moved[1]) if np.allclose(*lengths, rtol=1e-9) else region


def slices_through(f: RealFunction, point: Sequence[float]) -> tuple[Slice, Slice]:
    """The slices of a field of two variables along each of them, through a point."""
    (first, second), (x, y) = f.variables, point
    return Slice(f, first, {second: y}), Slice(f, second, {first: x})


def _stretched(g: Slice, around: float, side: Interval, length: float) -> Interval:
    """The side lengthened about its middle, but not beyond 0 or where the slice is undefined."""
    low, high = about_middle(side, length)
    t = np.linspace(low, high, _SAMPLES)
    with np.errstate(all="ignore"):
        known = t[np.isfinite(inf_to_nan(np.broadcast_to(g(t), t.shape)))]
    room = _EDGE_SHARE * length
    least = min(side[0], max(known[0] - room, 0.0 if side[0] >= 0 else -np.inf))
    most = max(side[1], min(known[-1] + room, 0.0 if side[1] <= 0 else np.inf))
    shift = max(0.0, least - low) or min(0.0, most - high)
    low, high = max(low + shift, least), min(high + shift, most)
    return clear_of_poles(g, around, (float(low), float(high)))


def _unfolded(f: RealFunction, point: Sequence[float], region: Region) -> Region:
    """The region without the ends at which the graph has more waves than can be told apart."""
    for _ in range(_MAX_CUTS):
        sides = [
            tuple(
                a + (_CUT if _turns(f, region, k, (a, end)) > _MAX_TURNS else 1.0) * (end - a)
                for end in side
            )
            for k, (a, side) in enumerate(zip(point, region, strict=True))
        ]
        cut = ((sides[0][0], sides[0][1]), (sides[1][0], sides[1][1]))
        if cut == region:
            break
        region = cut
    return region


def _turns(f: RealFunction, region: Region, k: int, part: Interval) -> int:
    """How often f turns, at most, along lines of variable k through a part of a region."""
    start, end = part
    along, across = np.linspace(start, end, _SAMPLES), np.linspace(*region[1 - k], _LINES)
    nodes = (along[None, :], across[:, None])
    with np.errstate(all="ignore"):
        z = inf_to_nan(np.broadcast_to(f(*(nodes if k == 0 else nodes[::-1])), (_LINES, _SAMPLES)))
        steps = np.diff(z, axis=1)
        low, high = value_range(z)
        rising = np.where(np.abs(steps) > _FLAT * (high - low), np.sign(steps), np.nan)
        return int((rising[:, 1:] * rising[:, :-1] < 0).sum(axis=1).max())
