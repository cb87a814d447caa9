"""Derivatives from values alone, by central differences: a check of those by formula."""

from __future__ import annotations

import math
from collections.abc import Sequence

from mpmath import mp

from calclib.numeric.kinks import literal_mp
from calclib.numeric.one_sided_limits import DIGITS
from calclib.numeric.real_function import RealFunction
from calclib.tree.precision import Mpf

_FINEST = 32


def value(f: RealFunction, place: Sequence[float]) -> float:
    """The value at a place, at high precision."""
    with mp.workdps(DIGITS):
        return float(f.evaluate_mp([literal_mp(each) for each in place]))


def partial_derivative(f: RealFunction, names: Sequence[str], place: Sequence[float]) -> float:
    """The partial derivative by the names in turn, from values alone.

    An outer difference takes a coarser step than those within it, as in the definition of a
    repeated derivative; so f_xy and f_yx come out different where they are.
    """

    def quotient(left: Sequence[str], point: list[Mpf]) -> Mpf:
        if not left:
            return f.evaluate_mp(point)
        *before, last = left
        step = mp.mpf(10) ** -(_FINEST >> len(before))
        ahead = [a + step * (name == last) for a, name in zip(point, f.variables, strict=True)]
        behind = [a - step * (name == last) for a, name in zip(point, f.variables, strict=True)]
        return (quotient(before, ahead) - quotient(before, behind)) / (2 * step)

    with mp.workdps(DIGITS):
        return float(quotient(names, [literal_mp(each) for each in place]))


def rate_of_change(f: RealFunction, place: Sequence[float], velocity: Sequence[float]) -> float:
    """The rate of change at a place for a velocity, which is not normalised."""
    with mp.workdps(DIGITS):
        return float(_rate(f, *_exact(place, velocity)))


def gap(f: RealFunction, place: Sequence[float], step: Sequence[float]) -> float:
    """The change of a function over a step, less its rate of change at the start."""
    with mp.workdps(DIGITS):
        start, moves = _exact(place, step)
        end = [a + move for a, move in zip(start, moves, strict=True)]
        return float(f.evaluate_mp(end) - f.evaluate_mp(start) - _rate(f, start, moves))


def _exact(*vectors: Sequence[float]) -> list[list[Mpf]]:
    return [[literal_mp(each) for each in vector] for vector in vectors]


def _rate(f: RealFunction, start: list[Mpf], velocity: list[Mpf]) -> Mpf:
    step = mp.mpf(10) ** -_FINEST
    ahead = [a + step * each for a, each in zip(start, velocity, strict=True)]
    behind = [a - step * each for a, each in zip(start, velocity, strict=True)]
    return (f.evaluate_mp(ahead) - f.evaluate_mp(behind)) / (2 * step)


def gradient_length(f: RealFunction, place: Sequence[float]) -> float:
    """The length of the gradient, from values alone."""
    return math.hypot(*(partial_derivative(f, (name,), place) for name in f.variables))
