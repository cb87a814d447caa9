"""Central difference quotients of a text's own values: derivatives without any formula."""

from __future__ import annotations

import math
from collections.abc import Sequence

from mpmath import mp

from calclib.field import ScalarField
from calclib.kinks import simplest
from calclib.precision import Precise
from calclib.quotients import DIGITS

_FINEST = 32


def value(field: ScalarField, place: Sequence[float]) -> float:
    """The value at a place, at high precision."""
    with mp.workdps(DIGITS):
        return float(field.exactly([simplest(each) for each in place]))


def nested(field: ScalarField, names: Sequence[str], place: Sequence[float]) -> float:
    """The partial derivative by the names in turn, from values alone.

    A later difference takes a coarser step than the ones within it, as the definition of a
    repeated derivative does; so mixed derivatives that differ come out different.
    """

    def quotient(left: Sequence[str], point: list[Precise]) -> Precise:
        if not left:
            return field.exactly(point)
        *before, last = left
        step = mp.mpf(10) ** -(_FINEST >> len(before))
        ahead = [a + step * (name == last) for a, name in zip(point, field.variables, strict=True)]
        behind = [a - step * (name == last) for a, name in zip(point, field.variables, strict=True)]
        return (quotient(before, ahead) - quotient(before, behind)) / (2 * step)

    with mp.workdps(DIGITS):
        return float(quotient(names, [simplest(each) for each in place]))


def along(field: ScalarField, place: Sequence[float], way: Sequence[float]) -> float:
    """The rate of change at a place for the velocity `way` (not normalised)."""
    with mp.workdps(DIGITS):
        step = mp.mpf(10) ** -_FINEST
        moves = [step * simplest(each) for each in way]
        start = [simplest(each) for each in place]
        ahead = field.exactly([a + move for a, move in zip(start, moves, strict=True)])
        behind = field.exactly([a - move for a, move in zip(start, moves, strict=True)])
        return float((ahead - behind) / (2 * step))


def gradient_length(field: ScalarField, place: Sequence[float]) -> float:
    """The length of the gradient, from values alone."""
    return math.hypot(*(nested(field, (name,), place) for name in field.variables))
