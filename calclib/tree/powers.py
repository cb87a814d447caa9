"""Powers of arrays, chosen once by what is known of the exponent."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial

import numpy as np

from calclib.arrays import Array
from calclib.tree.literals import as_float

_MAX_MULTIPLIED_EXPONENT = 16
"""Larger powers are computed by logarithms, with smaller rounding errors."""


def power(exponent: Fraction | None) -> Callable[[Array, Array], Array]:
    """base ^ exponent, whose exact value is known here if it is rational.

    A rational exponent with odd denominator takes the real root.
    """
    if exponent is None:
        return _any_power
    if exponent == 0:
        return lambda base, _: np.where(np.isnan(base), np.nan, 1.0)
    of = _rational_power(exponent)
    if exponent > 0:
        return lambda base, _: of(base)
    return lambda base, _: np.where(base == 0, np.nan, of(base))


def _any_power(base: Array, exponent: Array) -> Array:
    if np.ndim(base) == 0 and base > 0 and base != 1:  # as e^x: NaN where the exponent is NaN
        return np.power(base, exponent)
    undefined = np.isnan(base) | np.isnan(exponent) | ((base == 0) & (exponent <= 0))
    return np.where(undefined, np.nan, np.power(base, exponent))


def _rational_power(exponent: Fraction) -> Callable[[Array], Array]:
    power, root = exponent.numerator, exponent.denominator
    if root == 1 and 1 <= power <= _MAX_MULTIPLIED_EXPONENT:
        return partial(power_by_squaring, exponent=power)
    if root == 2 and power == 1:
        return np.sqrt
    number = as_float(exponent)
    if root % 2 == 0 or root == 1:
        return lambda base: np.power(base, number)
    if root == 3:
        size = partial(_cube_root_power, power=as_float(Fraction(power)))
    else:
        size = partial(_power_of_size, power=number)
    if power % 2 == 0:
        return size
    return lambda base: size(base) * np.sign(base)


def _cube_root_power(base: Array, power: float) -> Array:
    return np.power(np.cbrt(np.abs(base)), power)


def _power_of_size(base: Array, power: float) -> Array:
    return np.power(np.abs(base), power)


def power_by_squaring(base: Array, exponent: int) -> Array:
    """base^exponent by repeated squaring, for an exponent of at least 1; much faster."""
    if exponent == 1:
        return base
    even = np.square(power_by_squaring(base, exponent // 2))
    return even * base if exponent % 2 else even
