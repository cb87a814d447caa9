"""Secants that approach a tangent: the view, and how far to zoom in."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from calclib.arrays import Array, inf_to_nan
from calclib.errors import DomainError
from calclib.framing.secant_steps import secant_steps
from calclib.framing.windows.secant_views import view_of_first_step
from calclib.framing.windows.turning_secants import view_where_secants_turn
from calclib.sampling.value_ranges import graph_range

_INDISTINGUISHABLE = 0.004
"""Curves closer than this share of the picture's height look the same."""
_MIN_FACTOR = 1e-3
_JUMP = 0.9
"""A gap that keeps this share of its size in a step a thousand times smaller is a jump."""
_LEAST_SEEN = 0.15
"""What a graph does within a step of the point takes at least about this share of the heights,
where it does anything."""
_MARGIN = 0.08
_BELOW_OR_ABOVE = 0.25
"""By at most this share of the values' range a view is extended to hold a tangent."""
_MUCH_LESS = 0.6
_STEEP = 3.0
"""The tangent of the angle at which a graph is steep, in a square picture."""


def secant_view(
    function: Callable[[ArrayLike], Array], a: float, interval: tuple[float, float] | None = None
) -> tuple[tuple[float, float], tuple[float, float]]:
    """An interval and a range of values to show secants in: two thirds of the default view, with
    the first secant in the middle, and the tangent as far as there is room.

    A given interval is not changed. Raises DomainError where the function has no value near a.
    """
    if interval is None:
        interval = view_where_secants_turn(function, a, view_of_first_step(function, a))
    start, end = interval
    if not np.isfinite(function(np.linspace(start, end, 513))).any():
        raise DomainError(f"the function has no values between {start:g} and {end:g}")
    first, *_, last = secant_steps(function, a, interval)
    low, high = _heights(function, a, (start, end), first)
    rise = abs(float(function(a + last) - function(a)) * first / last)
    room = _BELOW_OR_ABOVE * (high - low)
    margin = _MARGIN * (high - low)
    lowest, highest = float(function(a)) - rise - margin, float(function(a)) + rise + margin
    return interval, (min(low, max(lowest, low - room)), max(high, min(highest, high + room)))


def _heights(
    function: Callable[[ArrayLike], Array], a: float, interval: tuple[float, float], step: float
) -> tuple[float, float]:
    """The range of a graph, without its walls; of one that is far higher or lower elsewhere, in
    which what it does within a step of a is still seen."""
    start, end = interval
    low, high = _without_walls(function, a, interval, step)
    near = function(np.linspace(max(start, a - abs(step)), min(end, a + abs(step)), 129))
    least, most = np.nanmin(near), np.nanmax(near)
    room = (most - least) / _LEAST_SEEN
    if not 0 < room < high - low:
        return low, high
    return max(low, float(least - room / 2)), min(high, float(most + room / 2))


def _without_walls(
    function: Callable[[ArrayLike], Array], a: float, interval: tuple[float, float], step: float
) -> tuple[float, float]:
    """The range of a graph; where it leaves that, at a pole, only of what it does in a step from a,
    and of what is not steep: the walls of a pole would press all else together."""
    low, high = graph_range(function, interval, float(function(a)), _MARGIN)
    x = np.linspace(*interval, 513)
    values = inf_to_nan(function(x))
    tilts = np.abs(np.gradient(values, x)) * (interval[1] - interval[0]) / (high - low)
    kept = np.append(values[tilts <= _STEEP], function(np.linspace(a, a + step, 65)))
    least, most = float(np.nanmin(kept)), float(np.nanmax(kept))
    margin = _MARGIN * (most - least)
    return (
        max(low, least - margin) if np.nanmin(values) < low else low,
        min(high, most + margin) if np.nanmax(values) > high else high,
    )


def slice_range(
    function: Callable[[ArrayLike], Array],
    a: float,
    interval: tuple[float, float],
    shown: tuple[float, float],
) -> tuple[float, float]:
    """A slice's own range of values, if that is much less than a range shown; else that range.

    A slope far smaller than those of the whole graph can be seen in it. A constant keeps `shown`.
    """
    low, high = graph_range(function, interval, float(function(a)), _MARGIN)
    low, high = max(low, shown[0]), min(high, shown[1])
    values = function(np.linspace(*interval, 513))
    is_constant = np.nanmax(values) - np.nanmin(values) < 1e-9 * (shown[1] - shown[0])
    small = high - low < _MUCH_LESS * (shown[1] - shown[0])
    return (low, high) if small and not is_constant else shown


def line_zoom(
    function: Callable[[ArrayLike], Array],
    slopes: tuple[float, float],
    a: float,
    size: tuple[float, float],
) -> float:
    """The factor by which a window (width, height) shrinks around a until f looks like its tangent.

    `slopes` are those at the left and right of a: an infinite one is a vertical half-line, a side
    without one (NaN) does not count. At least 1e-3, and that at a corner, which never looks like
    a line; 1 at a jump, which would leave the window.
    """
    if not is_continuous_at(function, a):
        return 1.0
    left, right = slopes
    is_corner = math.isfinite(left) and math.isfinite(right) and left != right
    factor = _MIN_FACTOR if is_corner else 0.5
    while factor > _MIN_FACTOR:
        width, height = factor * size[0], factor * size[1]
        if all(
            _looks_straight(function, a, side, slope, (width, height))
            for side, slope in zip((-1.0, 1.0), slopes, strict=True)
        ):
            return factor
        factor /= 2
    return _MIN_FACTOR


def _looks_straight(
    function: Callable[[ArrayLike], Array],
    a: float,
    side: float,
    slope: float,
    size: tuple[float, float],
) -> bool:
    """Whether a function looks like a half-line at one side of a, in a window around a."""
    width, height = size
    steps = width / 2 * np.concatenate([np.geomspace(1e-12, 1e-2, 129), np.linspace(0, 1, 65)[1:]])
    rises = function(a + side * steps) - function(np.array([a]))
    if math.isnan(slope):
        return True
    if math.isinf(slope):
        gaps, limit = steps[np.abs(rises) <= height / 2], width
    else:
        gaps, limit = np.abs(rises - slope * side * steps), height
    known = gaps[np.isfinite(gaps)]
    return bool(known.max(initial=0.0) <= _INDISTINGUISHABLE * limit)


def is_continuous_at(function: Callable[[ArrayLike], Array], a: float) -> bool:
    """Whether a function with a value at a has no jump there, as far as a few steps can show."""
    steps = max(1.0, abs(a)) * np.array([1e-3, 1e-6, 1e-9])
    with np.errstate(all="ignore"):
        gaps = [np.abs(function(a + side * steps) - function(np.array([a]))) for side in (-1, 1)]
    return not any(gap[2] > _JUMP * gap[1] > 0 for gap in gaps if np.isfinite(gap).all())


def nondifferentiable_kind(left: float, right: float) -> str:
    """Why there is no derivative: "edge" (one side has none), "steep" (infinite) or "corner"."""
    if math.isnan(left) or math.isnan(right):
        return "edge"
    return "corner" if math.isfinite(left) and math.isfinite(right) else "steep"
