"""Intervals in which secants are seen to come to a tangent."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from calclib.arrays import Array
from calclib.framing.secant_steps import is_corner, rising_steps, slopes_beside
from calclib.framing.windows.intervals import default_interval
from calclib.framing.windows.steep_places import without_stub
from calclib.sampling.value_ranges import graph_range

_PARTS_OF_VIEW = ((2 / 3, 0.5), (0.5, 0.5), (0.5, 0.0))
"""Parts of the default view that are tried: their shares of it, and how far they are moved, in
multiples of the first step."""
_CLOSER, _MAX_CLOSER = 0.7, 22
"""A view in which slopes of secants do not settle shrinks to this share, so often at most."""
_SETTLED, _OVERSHOOT = 1e-6, 0.1
"""Slopes settle if each is nearer to the last than the one before, but for this share of it, and
beyond it by at most that share of the largest distance."""
_ARRIVED = 0.025
"""The last slope is nearer than this to what slopes come to, as a share of the largest: a view in
which it is not shows the point as if it were on the cusp that is beside it."""
_BACK, _KINKED = 0.1, 0.3
"""So large a step to the other side, as a share of the first, whose slope differs by more than that
share of the largest leads over a corner."""
_STRAIGHT, _ALIKE = 0.15, 2.0
"""A graph that is nowhere farther than this share of its height from the line of its last secant
looks straight; slopes are alike that are at most this many times, and at least this part, of it."""
_LEAST_NEAR = 0.25
"""The graph within a step of the point takes at least this share of a picture's height."""
_LEVEL = 0.01
"""A graph that takes less of a picture's height there is level."""
_LEAST_RANGE, _CLOSEST = 0.01, 8
"""A closer view of a graph that is level in a wide one has at least this share of its heights, less
would be a plain or rounding errors; and how often it may shrink."""
_LEAST_SIDE, _OF_STRAIGHT = 0.1, 0.6
"""At a corner, each side within a step takes at least this share of a picture's height; or this
share of what it would take if both sides were straight."""
_FAR_SMALLER = 1e-3
"""The step that shows what slopes come to, as a share of the last one."""


def view_of_first_step(function: Callable[[ArrayLike], Array], a: float) -> tuple[float, float]:
    """The widest part of the default view, with the first secant about its middle, in which the
    graph near a is not flattened by what is far, without a stub beyond a cusp."""
    return without_stub(function, a, _wide_view(function, a))


def _wide_view(function: Callable[[ArrayLike], Array], a: float) -> tuple[float, float]:
    whole = _view_where_slopes_settle(function, a, default_interval(function, a)[0])
    whole = _view_of_valley(function, a, whole)
    if _is_level_beside(function, a, whole):
        return whole
    (left, right), found = whole, whole
    for share, shift in _PARTS_OF_VIEW:
        around = (a + share * (left - a), a + share * (right - a))
        step = rising_steps(function, a, around)[0]
        close = max(left, a - abs(step)), min(right, a + abs(step))
        moved = around[0] + shift * step, around[1] + shift * step
        found = max(left, min(moved[0], close[0])), min(right, max(moved[1], close[1]))
        if is_seen_between(function, a, close, found):
            break
    if not _slopes_settle(function, a, found):  # there is an inflection, as a rule
        step = abs(rising_steps(function, a, whole)[0])
        if is_seen_between(function, a, (max(left, a - step), min(right, a + step)), whole):
            return whole
    found = _view_that_bends(function, a, _view_where_slopes_settle(function, a, found))
    return _view_of_corner(function, a, found)


def _view_of_valley(
    function: Callable[[ArrayLike], Array], a: float, interval: tuple[float, float]
) -> tuple[float, float]:
    """An interval; or, where the graph is level beside a in it because it is far higher elsewhere,
    the largest share of it about a in which its valley or hill is seen, if there is one."""
    if not _is_level_beside(function, a, interval):
        return interval
    least = _LEAST_RANGE * np.ptp(graph_range(function, interval, float(function(a)), 0.0))
    for view in _closer_views(a, interval)[:_CLOSEST]:
        if np.ptp(graph_range(function, view, float(function(a)), 0.0)) < least:
            break
        share, _ = _PARTS_OF_VIEW[-1]
        part = (a + share * (view[0] - a), a + share * (view[1] - a))
        step = abs(rising_steps(function, a, part)[0])
        is_seen = is_seen_between(function, a, (a - step, a + step), part)
        if is_seen and _slopes_settle(function, a, view):
            return view
    return interval


def _view_of_corner(
    function: Callable[[ArrayLike], Array], a: float, interval: tuple[float, float]
) -> tuple[float, float]:
    """An interval; or, where one side of a corner at a is flattened in it by what is far, the
    largest share of it about a in which both sides of the corner are seen, if there is one."""
    for view in _closer_views(a, interval)[:_CLOSEST] if is_corner(function, a) else ():
        step = abs(rising_steps(function, a, view)[0])
        sides = [np.ptp(function(np.linspace(a, a + side * step, 65))) for side in (-1, 1)]
        low, high = graph_range(function, view, float(function(a)), 0.0)
        slopes = slopes_beside(function, a)[:, -1]
        ends = np.append(slopes * (np.array(view) - a), 0.0)  # of the tangents, above the corner
        straight = np.abs(slopes) * step / np.ptp(ends)
        least = np.minimum(_LEAST_SIDE, _OF_STRAIGHT * straight)
        if (np.array(sides) >= least * (high - low)).all():
            return view
    return interval


def is_seen_between(
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
    needles that secants leap over, so that their slopes go all over the place, and in which they
    come close to their limit, if they do so anywhere, or the graph is level; the interval where
    there is none."""
    widest = None
    for view in _closer_views(a, interval):
        if _slopes_settle(function, a, view):
            if _is_level_beside(function, a, view) or _slopes_arrive(function, a, view):
                return view
            widest = widest or view
    return widest or interval


def _closer_views(a: float, interval: tuple[float, float]) -> list[tuple[float, float]]:
    """An interval, and smaller and smaller shares of it about a."""
    start, end = interval
    shares = (_CLOSER ** np.arange(_MAX_CLOSER)).tolist()
    return [(a + share * (start - a), a + share * (end - a)) for share in shares]


def _slopes_arrive(
    function: Callable[[ArrayLike], Array], a: float, interval: tuple[float, float]
) -> bool:
    """Whether the last secant shown in an interval has about the slope of far smaller ones, and
    there is no corner close to a at the other side."""
    steps = np.array(rising_steps(function, a, interval))
    steps = np.append(steps, [-_BACK * steps[0], _FAR_SMALLER * steps[-1]])
    slopes = (function(a + steps) - float(function(a))) / steps
    largest = np.nanmax(np.abs(slopes))
    last, back = np.abs(slopes[-3:-1] - slopes[-1])
    return bool(last <= _ARRIVED * largest and not back > _KINKED * largest)


def _view_that_bends(
    function: Callable[[ArrayLike], Array], a: float, interval: tuple[float, float]
) -> tuple[float, float]:
    """An interval; or, where the graph looks straight in it, beside an inflection of waves, the
    smallest one up to the default view in which it does not, with slopes that are still alike."""
    if not 0 < bend(function, a, interval) < _STRAIGHT:
        return interval
    for view in reversed(_closer_views(a, default_interval(function, a)[0])):
        is_wider = view[0] <= interval[0] and view[1] >= interval[1]
        if is_wider and bend(function, a, view) >= _STRAIGHT and _slopes_alike(function, a, view):
            return view
    return interval


def bend(function: Callable[[ArrayLike], Array], a: float, interval: tuple[float, float]) -> float:
    """How far a graph gets from the line of its last secant, as a share of its height."""
    h = rising_steps(function, a, interval)[-1]
    x, start = np.linspace(*interval, 129), float(function(a))
    slope = (float(function(a + h)) - start) / h
    low, high = graph_range(function, interval, start, 0.0)
    gaps = np.abs(function(x) - start - slope * (x - a))
    return float(np.nanmax(gaps)) / (high - low) if high > low else 0.0


def _slopes_alike(
    function: Callable[[ArrayLike], Array], a: float, interval: tuple[float, float]
) -> bool:
    """Whether the secants shown in an interval all have about the slope of the last."""
    steps = np.array(rising_steps(function, a, interval))
    rises = function(a + steps) - float(function(a))
    shares = rises / steps / (rises[-1] / steps[-1]) if rises[-1] else np.zeros(1)
    return bool((shares >= 1 / _ALIKE).all() and (shares <= _ALIKE).all())


def _slopes_settle(
    function: Callable[[ArrayLike], Array], a: float, interval: tuple[float, float]
) -> bool:
    """Whether the slopes of the secants shown in an interval come nearer to the last of them."""
    steps = np.array(rising_steps(function, a, interval))
    slopes = (function(a + steps) - float(function(a))) / steps
    gaps, least = slopes - slopes[-1], _SETTLED * abs(slopes[-1])
    sizes = np.abs(gaps)
    beyond = sizes[gaps * gaps[0] < 0].max(initial=0.0)
    return bool((np.diff(sizes) <= least).all() and beyond <= _OVERSHOOT * sizes.max() + least)


def _is_level_beside(
    function: Callable[[ArrayLike], Array], a: float, interval: tuple[float, float]
) -> bool:
    """Whether the graph hardly changes within half the first step: what happens is farther off."""
    step = abs(rising_steps(function, a, interval)[0]) / 2
    near = function(np.linspace(max(interval[0], a - step), min(interval[1], a + step), 129))
    low, high = graph_range(function, interval, float(function(a)), 0.0)
    return bool(np.nanmax(near) - np.nanmin(near) < _LEVEL * (high - low))
