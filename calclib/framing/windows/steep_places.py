"""Where a function's graph is vertical, at a cusp or the zero of an odd root, or jumps."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from calclib.arrays import Array, Interval, Region
from calclib.framing.windows.poles import poles
from calclib.framing.windows.regions import slices_through
from calclib.geometry.slices import Slice
from calclib.numeric.real_function import RealFunction
from calclib.sampling.curves import sample_curve

_CELLS, _PARTS, _ROUNDS, _DIGITS = 512, 8, 14, 4
"""Cells of an interval in which vertical places are looked for; so many times the steepest of so
many parts of a cell and its neighbours takes its place; digits of a cell that are found then."""
_STEEPER, _STEADY = 1.5, 0.5
"""A graph is vertical where it is so many times steeper after one half of the rounds, and again
after the other, and has no jump: it changes by less than the second share of what it does in a
cell."""
_STUB, _APART = 0.25, 0.15
"""What is beyond a vertical place or a jump is a stub if it is at most the first share of an
interval, and the place is at least the second away from the point."""
_OTHER_SIDE, _OFF_PATH, _SAME = 0.4, 0.02, 1e-3
"""What a region shows beyond a vertical line is left out if it is at most the first share of a side
and a path is at least the second away; the line is straight if it is seen at both ends of the path,
to the third share."""
_EXACT_DIGITS, _BESIDE = 9, 1e-3
"""Digits of an interval's width to which a jump is found; a gap of a graph is a pole's if there is
one inside, or nearer than the share."""


def without_stub(function: Callable[[ArrayLike], Array], a: float, interval: Interval) -> Interval:
    """An interval about a without the little it shows beyond a cusp, or beyond another place where
    the graph is vertical or jumps, on either side, if that is not close to a."""
    start, end = interval
    width = end - start
    places = [*vertical_places(function, interval), *_breaks(function, interval)]
    lower = [x for x in places if x - start <= _STUB * width and a - x >= _APART * width]
    upper = [x for x in places if end - x <= _STUB * width and x - a >= _APART * width]
    return max([start, *lower]), min([end, *upper])


def on_this_side(f: RealFunction, path: Array, region: Region) -> Region:
    """The region around a path (n, 2) without the little it shows beyond a straight line along an
    axis on which the graph of f is vertical, as that of x^0.4 is at x = 0, if f goes on there."""
    low, high = path.min(axis=0), path.max(axis=0)
    lower, upper = slices_through(f, low), slices_through(f, high)
    sides = [_on_this_side((lower[k], upper[k]), (low[k], high[k]), region[k]) for k in (0, 1)]
    return sides[0], sides[1]


def _on_this_side(slices: tuple[Slice, Slice], reached: Interval, side: Interval) -> Interval:
    """A side around what is reached of it, without the little beyond what is vertical on slices."""
    start, end = side
    width = end - start
    found, others = (np.array(vertical_places(each, side)) for each in slices)
    shared = [x for x in found if (np.abs(others - x) <= _SAME * width).any()]
    ends = [start, end]
    for k, (bound, sign) in enumerate(zip(reached, (-1, 1), strict=True)):
        beyond = [x for x in shared if sign * (x - bound) >= _OFF_PATH * width]
        nearest = min(beyond, key=lambda x: abs(x - bound), default=ends[k])
        goes_on = np.isfinite(slices[0](nearest + sign * _SAME * width))
        if goes_on and abs(ends[k] - nearest) <= _OTHER_SIDE * width:
            ends[k] = float(nearest)
    return ends[0], ends[1]


def _breaks(function: Callable[[ArrayLike], Array], interval: Interval) -> list[float]:
    """Where a graph ends to go on elsewhere, but not at a pole: at jumps, and beside gaps."""
    pieces = [piece[:, 0] for piece in sample_curve(function, *interval)]
    gaps = [(float(one[-1]), float(other[0])) for one, other in pairwise(pieces)]
    at = np.array(poles(function, interval)) if gaps else np.zeros(0)
    width = interval[1] - interval[0]
    near = _BESIDE * width
    ends = [gap for gap in gaps if not ((gap[0] - near <= at) & (at <= gap[1] + near)).any()]
    digits = _EXACT_DIGITS - math.floor(math.log10(width))
    return (np.round(np.ravel(ends), digits) + 0.0).tolist()


def vertical_places(function: Callable[[ArrayLike], Array], interval: Interval) -> list[float]:
    """Where a graph without a jump is vertical, in rising order."""
    with np.errstate(all="ignore"):  # beside a pole values overflow
        x = np.linspace(*interval, _CELLS + 1)
        cell = x[1] - x[0]
        changes = np.nan_to_num(np.abs(np.diff(function(x))))
        most = np.maximum(np.append(changes[1:], 0), np.append(0, changes[:-1]))
        peaks = np.flatnonzero((changes >= most) & (changes > 0))
        places, last, width = x[peaks] + cell / 2, changes[peaks], cell
        slopes = [last / width]
        for _ in range(_ROUNDS):
            parts = places[:, None] + 1.5 * width * np.linspace(-1, 1, _PARTS + 1)
            width *= 3 / _PARTS
            differences = np.nan_to_num(np.abs(np.diff(function(parts), axis=1)))
            best = differences.argmax(axis=1)[:, None]
            places = np.take_along_axis(parts, best, axis=1)[:, 0] + width / 2
            last = differences.max(axis=1)
            slopes.append(last / width)
        halves = slopes[0], slopes[_ROUNDS // 2], slopes[-1]
        is_steep = (halves[1] >= _STEEPER * halves[0]) & (halves[2] >= _STEEPER * halves[1])
    found = places[is_steep & (last < _STEADY * changes[peaks])]
    return np.unique(np.round(found / cell, _DIGITS) * cell + 0.0).tolist()
