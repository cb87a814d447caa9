"""Names of the curves of the floor over which a field grows without bound, or which it does not
cross: x = 1, x - y = 0."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from math import floor, log10, pi

import numpy as np

from calclib import ScalarField
from calclib.arrays import Interval, Region
from calclib.framing.windows.edges import vanishing_parts
from calclib.framing.windows.poles import pole_curves
from calclib.numeric.real_function import RealFunction
from calclib.typesetting.formulas import to_typst
from scenes._kit import theme
from scenes._kit.lesson.notes import Notes
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula

_STRAIGHT = 1e-4
"""A curve along which a coordinate varies by at most this share of the region has it constant."""
_NOISE, _NOISE_ON_LINE = 1e-12, 1e-8
"""Of a number found on a curve, and of one found on a line, a share of the region that is no more
than an error."""
_ANGLE = pi / 12
_MOST_NAMED = 2
"""So many of the poles, which are dashed, are named in the notes."""


def note_poles(notes: Notes, field: ScalarField, region: Region) -> list[Formula]:
    """Says in the notes which curves the dashed sheets stand on, if there are any: rows of them."""
    return _note_curves(notes, names_of_curves([field], region))


def note_limits(
    notes: Notes, field: ScalarField, lines: Sequence[np.ndarray], region: Region
) -> list[Formula]:
    """Says so of dashed curves (n, 2) of a plane over which the graph is not continued."""
    return _note_curves(notes, _first(names_of_limits(field, lines, region)))


def _note_curves(notes: Notes, names: str) -> list[Formula]:
    if not names:
        return []
    notes.lesson.typeset_given(0)  # what a denominator is there
    return [notes.phrase("poles", theme.LABEL, where=names)]


def names_of_curves(fields: Sequence[RealFunction], region: Region) -> str:
    """The Typst source of the equations of the first curves of poles; empty if there are none."""
    names = chain.from_iterable(pole_names(field, region) for field in fields)
    return _first(names)


def _first(names: Iterable[str]) -> str:
    return notation.comma_separated(list(dict.fromkeys(names))[:_MOST_NAMED])


def pole_names(field: RealFunction, region: Region) -> list[str]:
    """The equations of curves of poles, as `names_of_limits`."""
    return names_of_limits(field, pole_curves(field, region), region)


def names_of_limits(field: RealFunction, lines: Sequence[np.ndarray], region: Region) -> list[str]:
    """The Typst sources of equations of curves (n, 2): those of straight ones along an axis, or
    else that of the part of the formula that is 0 there; none twice."""
    sources: dict[str, list[str]] = {}
    for part, line in vanishing_parts(field, lines, region):
        equation = f"{to_typst(part, notation.labels())} = 0"
        name = _line_name(field.variables, line, region) or equation
        sources.setdefault(equation, []).append(name)
    names = [[each] if each in found else found for each, found in sources.items()]
    return list(dict.fromkeys(chain.from_iterable(names)))


def names_on_line(name: str, places: Sequence[float], interval: Interval) -> str:
    """The Typst source of the equations of the first poles of an input: x = 1, x = 2."""
    noise = _NOISE_ON_LINE * (interval[1] - interval[0])
    names = [_place_name(name, place, noise) for place in places[:_MOST_NAMED]]
    return notation.comma_separated(names)


def _line_name(variables: Sequence[str], line: np.ndarray, region: Region) -> str | None:
    """x = 1, or x ≈ 1.414, of a line along y; y = 1, of one along x; None of any other curve."""
    for name, column, (low, high) in zip(variables, line.T, region, strict=True):
        if np.ptp(np.quantile(column, (0.1, 0.9))) <= _STRAIGHT * (high - low):
            return _place_name(name, float(np.median(column)), _NOISE * (high - low))
    return None


def _place_name(name: str, place: float, noise: float) -> str:
    """x = 1, or x ≈ 1.414, of a place known up to noise."""
    value = _without_noise(place, noise)
    sign = notation.equals_sign([], [value])
    return f"{notation.symbol(name)} {sign} {notation.coordinate(value)}"


def _without_noise(value: float, noise: float) -> float:
    """The multiple of pi/12, or short decimal, that only noise tells from a number; or itself."""
    digits = floor(-log10(noise)) - 1  # of fewer, a third is not taken for a decimal
    simple = (round(value / _ANGLE) * _ANGLE, round(value, digits))
    return next((each + 0.0 for each in simple if abs(value - each) <= noise), value)
