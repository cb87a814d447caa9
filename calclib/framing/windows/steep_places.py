"""Where a function's graph is vertical: at a cusp, or at the zero of an odd root."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from calclib.arrays import Array, Interval

_CELLS, _PARTS, _ROUNDS, _DIGITS = 512, 8, 14, 4
"""Cells of an interval in which vertical places are looked for; so many times the steepest of so
many parts of a cell and its neighbours takes its place; digits of a cell that are found then."""
_STEEPER, _STEADY = 1.5, 0.5
"""A graph is vertical where it is so many times steeper after one half of the rounds, and again
after the other, and has no jump: it changes by less than the second share of what it does in a
cell."""
_STUB, _APART = 0.25, 0.15
"""What is beyond a vertical place is a stub if it is at most the first share of an interval, and
the place is at least the second away from the point."""


def without_stub(function: Callable[[ArrayLike], Array], a: float, interval: Interval) -> Interval:
    """An interval about a without the little it shows beyond a cusp, or beyond another place where
    the graph is vertical, on either side, if that is not close to a."""
    start, end = interval
    width = end - start
    places = vertical_places(function, interval)
    lower = [x for x in places if x - start <= _STUB * width and a - x >= _APART * width]
    upper = [x for x in places if end - x <= _STUB * width and x - a >= _APART * width]
    return max([start, *lower]), min([end, *upper])


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
