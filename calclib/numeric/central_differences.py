"""Central difference quotients of a text's own values: derivatives without any formula."""

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


def nested(f: RealFunction, names: Sequence[str], place: Sequence[float]) -> float:
    """The partial derivative by the names in turn, from values alone.

    A later difference takes a coarser step than the ones within it, as the definition of a
    repeated derivative does; so mixed derivatives that differ come out different.
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


def along(f: RealFunction, place: Sequence[float], way: Sequence[float]) -> float:
    """The rate of change at a place for the velocity `way` (not normalised)."""
    with mp.workdps(DIGITS):
        return float(_rate(f, *_exact(place, way)))


def gap(f: RealFunction, place: Sequence[float], step: Sequence[float]) -> float:
    """By how much a function changes on a step beyond its rate of change at the start."""
    with mp.workdps(DIGITS):
        start, moves = _exact(place, step)
        end = [a + move for a, move in zip(start, moves, strict=True)]
        return float(f.evaluate_mp(end) - f.evaluate_mp(start) - _rate(f, start, moves))


def _exact(*vectors: Sequence[float]) -> list[list[Mpf]]:
    return [[literal_mp(each) for each in vector] for vector in vectors]


def _rate(f: RealFunction, start: list[Mpf], way: list[Mpf]) -> Mpf:
    step = mp.mpf(10) ** -_FINEST
    ahead = [a + step * each for a, each in zip(start, way, strict=True)]
    behind = [a - step * each for a, each in zip(start, way, strict=True)]
    return (f.evaluate_mp(ahead) - f.evaluate_mp(behind)) / (2 * step)


def gradient_length(f: RealFunction, place: Sequence[float]) -> float:
    """The length of the gradient, from values alone."""
    return math.hypot(*(nested(f, (name,), place) for name in f.variables))
