"""Intervals in which secants do not all look like the tangent: they are seen to turn to it."""

from __future__ import annotations

from collections.abc import Callable

from numpy.typing import ArrayLike

from calclib.arrays import Array
from calclib.framing.secant_steps import secant_steps, secants_turn
from calclib.framing.windows.intervals import default_interval
from calclib.framing.windows.poles import pole_free
from calclib.framing.windows.secant_views import bend, is_seen_between
from calclib.framing.windows.steep_places import without_stub
from calclib.sampling.curves import sample_curve
from calclib.sampling.value_ranges import graph_range

_WIDER = (0.7, 1.0, 1.4, 2.0, 3.0)
"""Views in which secants may be seen to turn: multiples of the default one."""
_NO_BEND = 0.01
"""With less of a bend a graph is a line, about."""


def view_where_secants_turn(
    function: Callable[[ArrayLike], Array], a: float, interval: tuple[float, float]
) -> tuple[float, float]:
    """An interval; or, where its secants all look like the tangent, the smallest wider one in which
    they are seen to turn to it, preferably from the right, and the graph does not get flat, or
    broken by a jump."""
    if bend(function, a, interval) < _NO_BEND:
        return interval
    whole, left_turning = default_interval(function, a)[0], []
    pieces = len(sample_curve(function, *interval))
    wider = [(a + share * (whole[0] - a), a + share * (whole[1] - a)) for share in _WIDER]
    for view in (interval, *wider):
        left, right = without_stub(function, a, pole_free(function, a, view))
        view = min(left, interval[0]), max(right, interval[1])
        first = _first_turning(function, a, view)
        if not first or not is_seen_between(function, a, interval, view):
            continue
        if len(sample_curve(function, *view)) > pieces:
            break
        if first > 0:
            return view
        left_turning.append(view)
    return next(iter(left_turning), interval)


def _first_turning(
    function: Callable[[ArrayLike], Array], a: float, interval: tuple[float, float]
) -> float:
    """The first step in an interval, if secants are seen to turn from it to the tangent; else 0."""
    low, high = graph_range(function, interval, float(function(a)), 0.0)
    first, size = secant_steps(function, a, interval)[0], (interval[1] - interval[0], high - low)
    return first if secants_turn(function, a, first, size) else 0.0
