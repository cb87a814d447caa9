"""The steps of secants that approach a tangent."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from calclib.arrays import Array
from calclib.errors import DomainError
from calclib.sampling.curves import sample_curve
from calclib.sampling.value_ranges import graph_range

STEP_SHARES = (1.0, 0.5, 0.1, 0.01)
"""The steps shown one after another, as shares of the first."""

_SHRINK_FACTORS = (1.0, 0.1, 0.01, 1e-3, 1e-4)
_PARTS_OF_FIRST = (1, 2, 4)
"""First steps that are tried are the largest over these."""
_HALF, _THIRD = 2.0, 3.0
_LEAST_TURN = 0.07
"""From the first secant to the last the line is seen to turn by this angle, in a square; ..."""
_OVERSHOOT = 0.1
"""... and on the way not beyond the last by more than this share of it."""
_LEAST_RISE, _LEAST_SEEN = 0.2, 0.05
"""The rise over a first step is at least the first share of what the graph does on the way, and the
second of all heights of the graph."""
_ANOTHER_SLOPE, _SETTLED_SIDE = 0.3, 0.01
"""At a corner the slopes of both sides differ by more than the first share of the largest, and
those of one side are alike to the second; those at a cusp are not."""
_LEAST_REACH = 0.1
"""Beside a corner that is nearer to an end than this share of the interval, steps lead over it."""


def secant_steps(
    function: Callable[[ArrayLike], Array], a: float, interval: tuple[float, float]
) -> tuple[float, ...]:
    """Steps h, each smaller than the last, for secants of a function of one variable at a.

    Those of `rising_steps`; where their secants are not seen to turn to the tangent others, the
    first of which is up to half the interval, to the right or, at last, to the left; at a corner
    steps stay in the interval at both sides.
    """
    steps = rising_steps(function, a, interval)
    width = interval[1] - interval[0]
    height = float(np.ptp(graph_range(function, interval, float(function(a)), 0.0)))
    longer = round_number_below(width / _HALF)
    others = [sign * size for sign in (1.0, -1.0) for size in (abs(steps[0]), longer)]
    turning = (
        h
        for h in (steps[0], *others)
        if _leads_to_a_value(function, a, h, interval)
        and _rises(function, a, h, height)
        and secants_turn(function, a, h, (width, height))
    )
    first = next(turning, steps[0])
    if is_corner(function, a):
        reach = max(min(a - interval[0], interval[1] - a), _LEAST_REACH * width)
        first = math.copysign(min(abs(first), round_number_below(reach)), first)
    return _steps(first)


def rising_steps(
    function: Callable[[ArrayLike], Array], a: float, interval: tuple[float, float]
) -> tuple[float, ...]:
    """Steps h, each smaller than the last, over the first of which a graph is seen to rise.

    No step crosses a pole or a gap. The first is 1, 2 or 5 times a power of ten, about a third of
    the interval; or less, or to the left, where the graph is not seen to rise over it as it does at
    a. All are negative where the function is undefined, or the interval ends, to the right of a.
    Raises DomainError where it is undefined on both sides.
    """
    largest = round_number_below((interval[1] - interval[0]) / _THIRD)
    for shrink in _SHRINK_FACTORS:
        sides = [sign * shrink * largest for sign in (1.0, -1.0)]
        ways = [h for h in sides if _leads_to_a_value(function, a, h, interval)]
        if ways:
            parts = [round_number_below(abs(h) / part) for h in ways for part in _PARTS_OF_FIRST]
            signs = np.repeat(np.sign(ways), len(_PARTS_OF_FIRST))
            firsts = [float(sign * part) for sign, part in zip(signs, parts, strict=True)]
            height = np.ptp(graph_range(function, interval, float(function(a)), 0.0))
            return _steps(next((h for h in firsts if _rises(function, a, h, height)), ways[0]))
    raise DomainError(f"the function has no values beside {a:g}")


def _steps(first: float) -> tuple[float, ...]:
    return tuple(first * share for share in STEP_SHARES)


def _leads_to_a_value(
    function: Callable[[ArrayLike], Array], a: float, h: float, interval: tuple[float, float]
) -> bool:
    """Whether a step stays in the interval, over an unbroken graph."""
    is_inside = interval[0] <= a + h <= interval[1]
    return is_inside and _is_unbroken(function, *sorted((a, a + h)))


def _rises(function: Callable[[ArrayLike], Array], a: float, h: float, height: float) -> bool:
    """Whether a step leads visibly to another height, up where the graph goes up at a.

    `height`: of the whole graph.
    """
    values = function(np.linspace(a, a + h, 65))
    rise, at_first = values[-1] - values[0], function(a + STEP_SHARES[-1] * h) - values[0]
    least = max(_LEAST_RISE * np.ptp(values), _LEAST_SEEN * height)
    return bool(abs(rise) >= least and rise * at_first >= 0)


def secants_turn(
    function: Callable[[ArrayLike], Array], a: float, first: float, size: tuple[float, float]
) -> bool:
    """Whether secants, from a first step on, are seen to turn to the tangent, ever nearer to it.

    `size`: of the picture's interval and range of values.
    """
    steps, (width, height) = first * np.array(STEP_SHARES), size
    slopes = (function(a + steps) - float(function(a))) / steps
    tilts = np.arctan(slopes * width / height)
    gaps = (tilts - tilts[-1]) * np.sign(tilts[0] - tilts[-1])
    comes_nearer = (np.diff(np.abs(gaps)) <= 0).all() and gaps.min() >= -_OVERSHOOT * gaps[0]
    return bool(gaps[0] >= _LEAST_TURN and comes_nearer)


def is_corner(function: Callable[[ArrayLike], Array], a: float) -> bool:
    """Whether the slopes at both sides of a are numbers that differ."""
    slopes = slopes_beside(function, a)
    left, right = slopes[:, 1]
    largest = np.abs(slopes).max()
    is_settled = np.abs(np.diff(slopes, axis=1)).max() <= _SETTLED_SIDE * largest
    return bool(is_settled and abs(right - left) > _ANOTHER_SLOPE * largest)


def slopes_beside(function: Callable[[ArrayLike], Array], a: float) -> Array:
    """The slopes (2, 2) of a small and of a far smaller step to the left, and to the right."""
    steps = np.array([-1.0, 1.0])[:, None] * max(1.0, abs(a)) * np.array([1e-4, 1e-6])
    return (function(a + steps) - float(function(a))) / steps


def steps_back(
    function: Callable[[ArrayLike], Array], a: float, steps: tuple[float, ...]
) -> tuple[float, ...]:
    """The same steps to the other side of a; none if the function is undefined there."""
    back = tuple(-h for h in steps)
    return back if np.isfinite(function(a + np.array(back))).all() else ()


def _is_unbroken(function: Callable[[ArrayLike], Array], start: float, end: float) -> bool:
    """Whether the graph is connected, with a value at both ends."""
    ends = np.isfinite(function(np.array([start, end]))).all()
    return bool(ends) and len(sample_curve(function, start, end)) == 1


def round_number_below(value: float) -> float:
    """The largest 1, 2 or 5 times a power of ten that is at most a positive value."""
    power = math.floor(math.log10(value))
    fits = (float(f"{m}e{power}") for m in (5, 2, 1))
    return next((step for step in fits if step <= value * (1 + 1e-12)), 10.0**power)
