"""Secants that approach a tangent: the view, and how far to zoom in."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from calclib.arrays import Array
from calclib.errors import DomainError
from calclib.framing.secant_steps import secant_steps
from calclib.framing.windows.intervals import default_interval
from calclib.sampling.value_ranges import graph_range

_INDISTINGUISHABLE = 0.004
"""Curves closer than this share of the picture's height look the same."""
_MIN_FACTOR = 1e-3
_JUMP = 0.9
"""A gap that keeps this share of its size in a step a thousand times smaller is a jump."""
_PARTS_OF_VIEW = ((2 / 3, 0.5), (0.5, 0.5), (0.5, 0.0))
"""Parts of the default view that are tried: their shares of it, and how far they are moved, in
multiples of the first step."""
_CLOSER, _MAX_CLOSER = 0.7, 16
"""A view in which slopes of secants do not settle shrinks to this share, so often at most."""
_SETTLED, _OVERSHOOT = 1e-6, 0.1
"""Slopes settle if each is nearer to the last than the one before, but for this share of it, and
beyond it by at most that share of the largest distance."""
_LEAST_NEAR = 0.25
"""The graph within a step of the point takes at least this share of a picture's height."""
_LEAST_SEEN = 0.15
"""What it does there takes at least about this share of the heights, where it does anything."""
_LEVEL = 0.01
"""A graph that takes less of a picture's height there is level."""
_MARGIN = 0.08
_BELOW_OR_ABOVE = 0.25
"""By at most this share of the values' range a view is extended to hold a tangent."""
_MUCH_LESS = 0.6


def secant_view(
    function: Callable[[ArrayLike], Array], a: float, interval: tuple[float, float] | None = None
) -> tuple[tuple[float, float], tuple[float, float]]:
    """An interval and a range of values to show secants in: two thirds of the default view, with
    the first secant in the middle, and the tangent as far as there is room.

    A given interval is not changed. Raises DomainError where the function has no value near a.
    """
    if interval is None:
        interval = _view_of_first_step(function, a)
    start, end = interval
    if not np.isfinite(function(np.linspace(start, end, 513))).any():
        raise DomainError(f"the function has no values between {start:g} and {end:g}")
    first, *_, last = secant_steps(function, a, interval)
    low, high = _heights(function, a, (start, end), abs(first))
    rise = abs(float(function(a + last) - function(a)) * first / last)
    room = _BELOW_OR_ABOVE * (high - low)
    margin = _MARGIN * (high - low)
    lowest, highest = float(function(a)) - rise - margin, float(function(a)) + rise + margin
    return interval, (min(low, max(lowest, low - room)), max(high, min(highest, high + room)))


def _heights(
    function: Callable[[ArrayLike], Array], a: float, interval: tuple[float, float], step: float
) -> tuple[float, float]:
    """The range of a graph; of one that is far higher or lower elsewhere, in which what it does
    within a step of a is still seen."""
    start, end = interval
    low, high = graph_range(function, interval, float(function(a)), _MARGIN)
    near = function(np.linspace(max(start, a - step), min(end, a + step), 129))
    least, most = np.nanmin(near), np.nanmax(near)
    room = (most - least) / _LEAST_SEEN
    if not 0 < room < high - low:
        return low, high
    return max(low, float(least - room / 2)), min(high, float(most + room / 2))


def _view_of_first_step(function: Callable[[ArrayLike], Array], a: float) -> tuple[float, float]:
    """The widest part of the default view, with the first secant about its middle, in which the
    graph near a is not flattened by what is far."""
    whole = _view_where_slopes_settle(function, a, default_interval(function, a)[0])
    if _is_level_beside(function, a, whole):
        return whole
    (left, right), found = whole, whole
    for share, shift in _PARTS_OF_VIEW:
        around = (a + share * (left - a), a + share * (right - a))
        step = secant_steps(function, a, around)[0]
        close = max(left, a - abs(step)), min(right, a + abs(step))
        moved = around[0] + shift * step, around[1] + shift * step
        found = max(left, min(moved[0], close[0])), min(right, max(moved[1], close[1]))
        if _is_seen_between(function, a, close, found):
            break
    if not _slopes_settle(function, a, found):  # there is an inflection, as a rule
        step = abs(secant_steps(function, a, whole)[0])
        if _is_seen_between(function, a, (max(left, a - step), min(right, a + step)), whole):
            return whole
    return _view_where_slopes_settle(function, a, found)


def _is_seen_between(
    function: Callable[[ArrayLike], Array],
    a: float,
    close: tuple[float, float],
    interval: tuple[float, float],
) -> bool:
    """Whether what the graph does close to a takes a good part of a picture of the interval."""
    near = function(np.linspace(close[0], close[1], 129))
    low, high = graph_range(function, interval, float(function(a)), 0.0)
    return bool(np.nanmax(near) - np.nanmin(near) >= _LEAST_NEAR * (high - low))


def _view_where_slopes_settle(
    function: Callable[[ArrayLike], Array], a: float, interval: tuple[float, float]
) -> tuple[float, float]:
    """The largest share of an interval about a in whose first step the function has no waves or
    needles that secants leap over, so that their slopes go all over the place; the interval where
    there is none."""
    shares = _CLOSER ** np.arange(_MAX_CLOSER)
    views = [tuple(float(a + share * (end - a)) for end in interval) for share in shares]
    settling = ((low, high) for low, high in views if _slopes_settle(function, a, (low, high)))
    return next(settling, interval)


def _slopes_settle(
    function: Callable[[ArrayLike], Array], a: float, interval: tuple[float, float]
) -> bool:
    """Whether the slopes of the secants shown in an interval come nearer to the last of them."""
    steps = np.array(secant_steps(function, a, interval))
    slopes = (function(a + steps) - float(function(a))) / steps
    gaps, least = slopes - slopes[-1], _SETTLED * abs(slopes[-1])
    sizes = np.abs(gaps)
    beyond = sizes[gaps * gaps[0] < 0].max(initial=0.0)
    return bool((np.diff(sizes) <= least).all() and beyond <= _OVERSHOOT * sizes.max() + least)


def _is_level_beside(
    function: Callable[[ArrayLike], Array], a: float, interval: tuple[float, float]
) -> bool:
    """Whether the graph hardly changes within half the first step: what happens is farther off."""
    step = abs(secant_steps(function, a, interval)[0]) / 2
    near = function(np.linspace(max(interval[0], a - step), min(interval[1], a + step), 129))
    low, high = graph_range(function, interval, float(function(a)), 0.0)
    return bool(np.nanmax(near) - np.nanmin(near) < _LEVEL * (high - low))


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
