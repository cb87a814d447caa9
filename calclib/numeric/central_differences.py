"""Derivatives from values alone, by central differences, to check those by formula."""

from __future__ import annotations

import math
from collections.abc import Sequence

from mpmath import mp

from calclib.numeric.kinks import literal_mp
from calclib.numeric.one_sided_limits import DIGITS
from calclib.numeric.real_function import RealFunction
from calclib.tree.precision import Mpf

_FINEST_EXPONENT = 32


def value(f: RealFunction, place: Sequence[float]) -> float:
    """The value at a place, at high precision."""
    with mp.workdps(DIGITS):
        return float(f.evaluate_mp([literal_mp(a) for a in place]))


def difference(f: RealFunction, start: Sequence[float], end: Sequence[float]) -> float:
    """The difference of the values at two places, at high precision."""
    with mp.workdps(DIGITS):
        low, high = ([literal_mp(a) for a in place] for place in (start, end))
        return float(f.evaluate_mp(high) - f.evaluate_mp(low))


def partial_derivative(f: RealFunction, names: Sequence[str], place: Sequence[float]) -> float:
    """The partial derivative by the names in turn, from values alone.

    An outer difference takes a coarser step than those within it, as in the definition of a
    repeated derivative; so f_xy and f_yx differ where the true ones do.
    """

    def quotient(names: Sequence[str], point: list[Mpf]) -> Mpf:
        if not names:
            return f.evaluate_mp(point)
        *before, last = names
        step = mp.mpf(10) ** -(_FINEST_EXPONENT >> len(before))
        ahead = [a + step * (name == last) for a, name in zip(point, f.variables, strict=True)]
        behind = [a - step * (name == last) for a, name in zip(point, f.variables, strict=True)]
        return (quotient(before, ahead) - quotient(before, behind)) / (2 * step)

    with mp.workdps(DIGITS):
        return float(quotient(names, [literal_mp(a) for a in place]))


def rate_of_change(f: RealFunction, place: Sequence[float], velocity: Sequence[float]) -> float:
    """The rate of change at a place for a velocity, which is not normalised."""
    with mp.workdps(DIGITS):
        return float(_central_difference(f, *_as_mp(place, velocity)))


def slope_ahead(f: RealFunction, place: Sequence[float], direction: Sequence[float]) -> float:
    """The one-sided slope at a place in a direction, a unit vector: by one tiny step."""
    with mp.workdps(DIGITS):
        start, offsets = _as_mp(place, direction)
        step = mp.mpf(10) ** -_FINEST_EXPONENT
        ahead = [a + step * u for a, u in zip(start, offsets, strict=True)]
        return float((f.evaluate_mp(ahead) - f.evaluate_mp(start)) / (step * mp.norm(offsets)))


def linearisation_error(f: RealFunction, place: Sequence[float], step: Sequence[float]) -> float:
    """The change of a function over a step, less its rate of change at the start."""
    with mp.workdps(DIGITS):
        start, offsets = _as_mp(place, step)
        end = [a + move for a, move in zip(start, offsets, strict=True)]
        return float(
            f.evaluate_mp(end) - f.evaluate_mp(start) - _central_difference(f, start, offsets)
        )


def _as_mp(*vectors: Sequence[float]) -> list[list[Mpf]]:
    return [[literal_mp(a) for a in vector] for vector in vectors]


def _central_difference(f: RealFunction, start: list[Mpf], velocity: list[Mpf]) -> Mpf:
    step = mp.mpf(10) ** -_FINEST_EXPONENT
    ahead = [a + step * v for a, v in zip(start, velocity, strict=True)]
    behind = [a - step * v for a, v in zip(start, velocity, strict=True)]
    return (f.evaluate_mp(ahead) - f.evaluate_mp(behind)) / (2 * step)


def gradient_length(f: RealFunction, place: Sequence[float]) -> float:
    """The length of the gradient, from values alone."""
    return math.hypot(*(partial_derivative(f, (name,), place) for name in f.variables))
