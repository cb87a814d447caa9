"""Names of the curves of the floor over which a field grows without bound: x = 1, x - y = 0."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from math import pi

import numpy as np

from calclib import ScalarField
from calclib.arrays import Region
from calclib.framing.windows.poles import vanishing_parts
from calclib.typesetting.formulas import to_typst
from scenes._kit import theme
from scenes._kit.lesson.notes import Notes
from scenes._kit.text import notation

_STRAIGHT = 1e-4
"""A curve along which a coordinate varies by at most this share of the region has it constant."""
_NOISE = 1e-12
"""Of a number found on a curve, a share of the region that is no more than a rounding error."""
_DIGITS, _ANGLE = 10, pi / 12
_MOST_NAMED = 2
"""So many of the poles, which are dashed, are named in the notes."""


def note_poles(notes: Notes, field: ScalarField, region: Region) -> None:
    """Says in the notes which curves the dashed sheets stand on, if there are any."""
    names = pole_names(field, region)[:_MOST_NAMED]
    if names:
        notes.lesson.typeset_given(0)  # what a denominator is there
        notes.phrase("poles", theme.LABEL, where=notation.comma_separated(names))


def pole_names(field: ScalarField, region: Region) -> list[str]:
    """The Typst sources of equations: those of straight curves along an axis, or else that of the
    part of the formula that is 0 there; none twice."""
    lines: dict[str, list[str]] = {}
    for part, line in vanishing_parts(field, region):
        equation = f"{to_typst(part, notation.labels())} = 0"
        lines.setdefault(equation, []).append(_line_name(field.variables, line, region) or equation)
    names = [[each] if each in found else found for each, found in lines.items()]
    return list(dict.fromkeys(chain.from_iterable(names)))


def _line_name(variables: Sequence[str], line: np.ndarray, region: Region) -> str | None:
    """x = 1, or x ≈ 1.414, of a line along y; y = 1, of one along x; None of any other curve."""
    for name, column, (low, high) in zip(variables, line.T, region, strict=True):
        if np.ptp(np.quantile(column, (0.1, 0.9))) <= _STRAIGHT * (high - low):
            value = _without_noise(float(np.median(column)), _NOISE * (high - low))
            sign = notation.equals_sign([], [value])
            return f"{notation.symbol(name)} {sign} {notation.coordinate(value)}"
    return None


def _without_noise(value: float, noise: float) -> float:
    """The multiple of pi/12, or short decimal, that only noise tells from a number; or itself."""
    simple = (round(value / _ANGLE) * _ANGLE, round(value, _DIGITS))
    return next((each + 0.0 for each in simple if abs(value - each) <= noise), value)
