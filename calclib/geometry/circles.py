"""Minima of a function on small circles, around many places at once; slopes all around a place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from calclib.arrays import Array
from calclib.numeric.real_function import RealFunction

Function: TypeAlias = Callable[[Array], Array]

_COARSE_SAMPLES, _FINE_SAMPLES = 181, 25
"""Samples of the whole circle, and of the arc around the smallest sample in later rounds."""
_BATCH = 500
_FARTHER, _AS_STEEP = 10.0, 1e-2
"""A slope is the same so many times farther away, up to this share of the steepest one."""


def minimum_on_circles(
    function: Function, places: Array, radii: Array, rounds: int
) -> tuple[Array, Array]:
    """The minimum (n,) on circles around places (n, 2), and the median of the values on each.

    `function` takes points (..., 2). Each round samples an arc a sixth as long; NaN where the
    function is undefined at a sample.
    """
    batches = [slice(start, start + _BATCH) for start in range(0, len(places), _BATCH)]
    found = [_batch_minimum(function, places[batch], radii[batch], rounds) for batch in batches]
    if not found:
        return np.empty(0), np.empty(0)
    least, median = zip(*found, strict=True)
    return np.concatenate(least), np.concatenate(median)


def _batch_minimum(
    function: Function, places: Array, radii: Array, rounds: int
) -> tuple[Array, Array]:
    centre, reach, rows = np.full(len(places), np.pi), np.pi, np.arange(len(places))
    least, median = np.full(len(places), np.inf), np.full(len(places), np.nan)
    for round_number in range(rounds + 1):
        count = _FINE_SAMPLES if round_number else _COARSE_SAMPLES
        angles = centre[:, None] + reach * np.linspace(-1.0, 1.0, count)
        directions = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        values = function(places[:, None, :] + radii[:, None, None] * directions)
        index = values.argmin(axis=1)  # NaN comes first
        least = np.minimum(least, values[rows, index])
        if round_number == 0:
            median = np.median(values, axis=1)
        centre, reach = angles[rows, index], reach * 4 / (count - 1)
    return least, median


def slopes_around(f: RealFunction, place: Array, directions: Array, step: float) -> Array:
    """The slopes (n,) from a place (2,) in unit directions (n, 2), over a small step: those of the
    land at the side of each, so that none need be minus another; NaN where they are not finite."""
    with np.errstate(all="ignore"):
        near, far = (
            (f(*(place + reach * directions).T) - f(*place)) / reach
            for reach in (step, _FARTHER * step)
        )
        is_slope = np.abs(far - near) <= _AS_STEEP * np.nanmax(np.abs(near), initial=0.0)
    return np.where(is_slope, near, np.nan)
