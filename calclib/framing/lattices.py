"""Where the arrows of a vector field are placed: on a square lattice out of step with the field,
and not at its zeros."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import takewhile
from math import floor
from typing import Any

import numpy as np

from calclib.arrays import Array, Mask, Region, region_frame

_MAX_PER_ROW = 128
_MORE = (0, 1, -1, 2)
"""How many more points there are in a row, if with fewer the field would repeat itself."""
_MAX_REPEAT = 4
"""A field that is the same again after so many steps shows only so many different arrows."""
_SAME = 0.1
"""How far vectors differ that look the same, as a share of the longest."""
_BETWEEN = 0.618
"""Where a field is looked at between, in shares of a repeat: a constant one is the same there."""
_REMNANT = 0.5
"""Less than such a share of a row is a remnant."""
_AT_ZERO, _BESIDE = 0.2, 0.5
"""A vector is almost zero if it is at most this share of those on both sides, so many steps off."""


def square_lattice(point: Sequence[float], region: Region, count: int) -> Array:
    """The points (n, 2) of a square lattice in the region, one of them `point`.

    `count` of them fit along the region's shorter side, or fewer, so that the longer one has at
    most 128.
    """
    step, sides = _step(region, count), []
    for a, (low, high) in zip(point, region, strict=True):
        first = math.ceil((low - a) / step + 0.25)
        last = floor((high - a) / step - 0.25)
        sides.append(a + step * (np.arange(first, last + 1) if first <= last else np.zeros(1)))
    return np.stack(np.meshgrid(*sides), axis=-1).reshape(-1, 2)


def off_zeros(vectors: Callable[..., Any], points: Array, step: float) -> Array:
    """Those of the points (n, 2) of a lattice, that many units apart, that are not almost at a zero
    of a field (a function of arrays x, y with values (..., 2)): an arrow would deny it."""

    def lengths(places: Array) -> Array:
        with np.errstate(all="ignore"):
            return np.linalg.norm(vectors(*places.T), axis=-1)

    least = _AT_ZERO * np.array(
        [
            np.minimum(lengths(points + shift), lengths(points - shift))
            for shift in _BESIDE * step * np.eye(2)
        ]
    )
    with np.errstate(invalid="ignore"):
        here = lengths(points)
        return points[~((here > 0) & (here <= least.max(axis=0)))]


def without_remnants(points: Array, kept: Mask, known: Mask) -> Mask:
    """Which points (n,) of a lattice (n, 2) remain of those that are `kept`: of a row or column at
    the rim of the `known` ones none, if most of it is left out. The rest would look forgotten."""
    remaining = kept & known
    for places in points.T:
        rows = [known & (places == place) for place in np.unique(places[known])]
        for inwards in (rows, rows[::-1]):
            for row in takewhile(lambda row: remaining[row].mean() < _REMNANT, inwards):
                remaining[row] = False
    return remaining


def count_out_of_step(
    vectors: Callable[..., Any], point: Sequence[float], region: Region, count: int
) -> int:
    """About `count` points along the shorter side, so that a periodic field (a function of arrays
    x, y with values (..., 2)) shows more of itself on the lattice than the same few arrows."""
    tries = (count + more for more in _MORE)
    return next((n for n in tries if not _is_in_step(vectors, point, region, n)), count)


def _is_in_step(
    vectors: Callable[..., Any], point: Sequence[float], region: Region, count: int
) -> bool:
    """Whether the field comes again after a few steps along x or y, but is not the same between."""
    tails, step = square_lattice(point, region, count), _step(region, count)
    shifts = step * np.arange(1, _MAX_REPEAT + 1)
    with np.errstate(all="ignore"):
        here = vectors(*tails.T)
        longest = np.nanmax(np.linalg.norm(here, axis=-1), initial=0.0)

        def is_same(shift: Array) -> bool:
            change = np.linalg.norm(vectors(*(tails + shift).T) - here, axis=-1)
            return bool(np.nanmax(change, initial=0.0) <= _SAME * longest)

        steps = [shift * along for along in np.eye(2) for shift in shifts]
        return any(is_same(each) and not is_same(_BETWEEN * each) for each in steps)


def _step(region: Region, count: int) -> float:
    size = region_frame(region)[1]
    return max(float(size.min()) / count, float(size.max()) / _MAX_PER_ROW)
