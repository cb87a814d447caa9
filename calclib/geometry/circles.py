"""The least value that a function takes on small circles around many places at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from calclib.arrays import Array

Function: TypeAlias = Callable[[Array], Array]

_FIRST, _LATER = 181, 25
"""Samples of a whole circle, and of the part of it around the least value so far."""
_BATCH = 500


def least_on_circles(
    function: Function, places: Array, radii: Array, rounds: int
) -> tuple[Array, Array]:
    """The least value (n,) on circles around places (n, 2), and the middle one of all values.

    `function` takes points (..., 2). Each round looks six times as closely; NaN where the function
    has no value at some point.
    """
    batches = [slice(start, start + _BATCH) for start in range(0, len(places), _BATCH)]
    found = [_of_batch(function, places[each], radii[each], rounds) for each in batches]
    if not found:
        return np.empty(0), np.empty(0)
    least, middle = zip(*found, strict=True)
    return np.concatenate(least), np.concatenate(middle)


def _of_batch(function: Function, places: Array, radii: Array, rounds: int) -> tuple[Array, Array]:
    centre, reach, rows = np.full(len(places), np.pi), np.pi, np.arange(len(places))
    least, middle = np.full(len(places), np.inf), np.full(len(places), np.nan)
    for number in range(rounds + 1):
        count = _LATER if number else _FIRST
        angles = centre[:, None] + reach * np.linspace(-1.0, 1.0, count)
        ways = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        values = function(places[:, None, :] + radii[:, None, None] * ways)
        index = values.argmin(axis=1)  # NaN comes first
        least = np.minimum(least, values[rows, index])
        if number == 0:
            middle = np.median(values, axis=1)
        centre, reach = angles[rows, index], reach * 4 / (count - 1)
    return least, middle
