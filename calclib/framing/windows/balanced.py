"""Windows in which what is near a point can be read beside what is far away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np

from calclib.arrays import Array, Region, inf_to_nan, region_frame
from calclib.framing.windows.intervals import PREFERRED_HALF_WIDTH
from calclib.framing.windows.regions import beside_poles
from calclib.geometry.critical_points import critical_points
from calclib.sampling.value_ranges import value_range

_NODES = 41
_LEAST_RISE = 0.22
"""The half of a window around its point has at least this share of all values shown, ..."""
_LEAST_SLOPE, _STEEPER = 0.18, 0.75
"""... and its steeper parts, beyond a quantile, at least this share of the longest gradients."""
_MOST, _NO_LONGEST = 0.9, 2.5
"""The quantile of gradients that counts as the longest where others are so many times longer, as
beside a pole."""
_CUT, _MAX_CUTS = 0.87, 24
"""Else the window shrinks to this share of its size, so often at most."""
_INSIDE = 0.25
"""The point keeps so far from the sides then, in shares of them."""
_WORTH = 1.5
"""A window in which near things stay small is taken if they are at least so many times larger."""
_STEP = 0.05
"""Windows that come closer to the point do so by this share of the first."""
_AROUND = 0.2
"""A critical point beside a window, or nearer to its sides than this share of them, comes so far
inside."""
_UNKNOWN = 0.05
"""What is shown beyond the edge of the domain, as a share of a side."""


@dataclass(frozen=True)
class _View:
    """A field `f` around a point (2,) in a region."""

    f: Any
    point: Array
    region: Region

    @cached_property
    def legibility(self) -> float:
        """How well the half of the window around the point can be read: 1 is enough."""
        lower, size = region_frame(self.region)
        nodes = lower + np.linspace(0, 1, _NODES)[:, None] * size
        places = np.stack(np.meshgrid(*nodes.T), axis=-1)
        near = (np.abs(places - self.point) <= size / 4).all(axis=-1)
        with np.errstate(all="ignore"):
            z = np.clip(inf_to_nan(_values(self.f, places)), *value_range(self.f, self.region))
            slopes = np.linalg.norm(
                inf_to_nan(self.f.gradient()(*np.moveaxis(places, -1, 0))), axis=-1
            )
        if not np.isfinite(z[near]).any() or not np.nanmax(slopes, initial=0.0) > 0:
            return 1.0
        high = np.nanquantile(slopes, _MOST)
        top = high if np.nanmax(slopes) > _NO_LONGEST * high else np.nanmax(slopes)
        rise = np.ptp(z[near & np.isfinite(z)]) / np.ptp(z[np.isfinite(z)])
        return min(rise / _LEAST_RISE, np.nanquantile(slopes[near], _STEEPER) / top / _LEAST_SLOPE)

    @property
    def smaller(self) -> list[_View]:
        """The views of windows of the next size, at all places inside this one."""
        lower, size = region_frame(self.region)
        gap = np.minimum(_INSIDE, np.abs((self.point - lower) / size - [[0], [1]]).min(axis=0))
        found = []
        for shares in product((0.0, 0.5, 1.0), repeat=2):
            start = lower + np.array(shares) * (1 - _CUT) * size
            at_least = self.point - (1 - gap) * _CUT * size
            start = np.clip(start, at_least, self.point - gap * _CUT * size)
            found.append(_View(self.f, self.point, _region(start, _CUT * size)))
        return found


def legible_region(f: Any, point: Sequence[float], region: Region) -> Region:
    """The region, of the same shape and no larger, around a point (2,) of a field f in which its
    values and gradients can be read best: near things take a fair share of all that are shown, the
    nearest critical point is well inside, and as little as possible is beyond the domain."""
    region = balanced_region(f, point, inside_domain(f, point, region))
    return within_domain(f, point, with_nearest_critical_point(f, point, region))


def inside_domain(f: Callable[..., Any], point: Sequence[float], region: Region) -> Region:
    """The region if it holds the whole domain of f; if else much of it is beyond that, a smaller
    one about a point (2,) that is inside, or most so: the largest such, no smaller than pictures
    are around such a point."""
    given = np.array(point, dtype=float)
    lower, size = region_frame(region)
    least = max(2 * PREFERRED_HALF_WIDTH, np.abs(given).max()) / size.min()
    shares = np.arange(1.0, least, -_STEP)
    parts = [_region(given + share * (lower - given), share * size) for share in shares]
    if not parts or not _border(_known(f, region)).any():
        return region
    known = [min(float(_known(f, part).mean()), 1 - _UNKNOWN) for part in parts]
    best = int(np.argmax(known))
    return parts[best] if known[best] >= known[0] + _UNKNOWN else region


def _border(values: Array) -> Array:
    """The values on the border of a lattice (n, n)."""
    return np.concatenate([values[0], values[-1], values[:, 0], values[:, -1]])


def balanced_region(f: Any, point: Sequence[float], region: Region) -> Region:
    """The part of a region around a point (2,) of a field f in which values and gradients near it
    take a fair share of all that are shown; the region itself where no part is much better.

    Sides keep their ratio. It is cut where that helps most: a function that grows in one direction
    loses that side.
    """
    first = best = _View(f, np.array(point, dtype=float), region)
    view = first
    for _ in range(_MAX_CUTS):
        if view.legibility >= 1:
            break
        view = max(view.smaller, key=lambda each: each.legibility)
        best = max(best, view, key=lambda each: each.legibility)
    return best.region if best.legibility >= min(1.0, _WORTH * first.legibility) else region


def with_nearest_critical_point(f: Any, point: Sequence[float], region: Region) -> Region:
    """The region moved so that the critical point of f nearest to a point (2,) is well inside, if
    it is in the region or beside it; the point stays well inside too."""
    lower, size = region_frame(region)
    (x0, y0), (x1, y1) = lower - _AROUND * size, lower + (1 + _AROUND) * size
    found = critical_points(f, ((float(x0), float(x1)), (float(y0), float(y1))))
    given = np.array(point, dtype=float)
    places = [np.array(each.point, dtype=float) for each in found]
    if not places:
        return region
    place = min(places, key=lambda each: np.linalg.norm((each - given) / size))
    start = np.clip(lower, place - (1 - _AROUND) * size, place - _AROUND * size)
    start = np.clip(start, given - (1 - _AROUND) * size, given - _AROUND * size)
    moved = beside_poles(f, point, _region(start, size))
    return moved if _known(f, moved).mean() >= _known(f, region).mean() - _UNKNOWN else region


def within_domain(f: Any, point: Sequence[float], region: Region) -> Region:
    """The region moved away from sides where f is nowhere defined, as far as that leaves a point
    (2,) well inside and brings no new ones into it."""
    lower, size = region_frame(region)
    known, start = _known(f, region), lower.copy()
    for k in (0, 1):
        found = np.flatnonzero(known.any(axis=k)) / (_NODES - 1)
        if not found.size:
            return region
        empty = np.array([found[0], 1 - found[-1]])
        step = np.maximum(0.0, empty - _UNKNOWN)
        if step.min() == 0:  # else it is the whole domain
            start[k] += (step[0] - step[1]) * size[k]
    given = np.array(point, dtype=float)
    start = np.clip(start, given - (1 - _AROUND) * size, given - _AROUND * size)
    moved = _region(start, size)
    return moved if _known(f, moved).mean() > known.mean() else region


def _known(f: Callable[..., Any], region: Region) -> Array:
    """Where f is defined on a lattice over the region, (n, n) with one row for each y."""
    lower, size = region_frame(region)
    nodes = lower + np.linspace(0, 1, _NODES)[:, None] * size
    with np.errstate(all="ignore"):
        return np.isfinite(_values(f, np.stack(np.meshgrid(*nodes.T), axis=-1)))


def _values(f: Callable[..., Any], places: Array) -> Array:
    """The values (...) at places (..., 2)."""
    return np.broadcast_to(f(places[..., 0], places[..., 1]), places.shape[:-1])


def _region(lower: Array, size: Array) -> Region:
    (x0, y0), (x1, y1) = lower, lower + size
    return (float(x0), float(x1)), (float(y0), float(y1))
