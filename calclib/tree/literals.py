"""The exact number that a float was rounded from: 1/3, 0.1, pi/2 or sqrt(2), as a tree."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

from calclib.tree.nodes import Call, Constant, Negative, Node, Numeral, Product, Quotient

_MAX_DENOMINATOR = 1000
_MAX_MULTIPLE_DENOMINATOR = 60
_MAX_SQUARE = 1000
_MAX_DIGITS = 15
"""A decimal of at most so many digits is the only one that rounds to its float."""
_SNAPPED = 1e6
"""Beyond this, fractions are as dense as floats, and only an exact one counts."""


def literal(value: float) -> Node:
    """The simplest tree that rounds to a finite float.

    A fraction, a fraction of pi or e, the square root of a fraction, a short decimal, or else the
    float itself.
    """
    if value < 0:
        return Negative(literal(-value))
    fraction = Fraction(value).limit_denominator(_MAX_DENOMINATOR)
    slack = math.ulp(value) if value < _SNAPPED else 0.0
    if abs(float(fraction) - value) <= slack:
        return Numeral(fraction)
    if value < _SNAPPED:
        for name, unit in (("pi", math.pi), ("e", math.e)):
            multiple = Fraction(value / unit).limit_denominator(_MAX_MULTIPLE_DENOMINATOR)
            if abs(float(multiple) * unit - value) <= 2 * math.ulp(value):
                return _multiple(multiple, name)
        square = Fraction(value * value).limit_denominator(_MAX_MULTIPLE_DENOMINATOR)
        if square <= _MAX_SQUARE and abs(math.sqrt(square) - value) <= math.ulp(value):
            return Call("sqrt", (Numeral(square),))
    decimal = Decimal(repr(float(value)))  # numpy's numbers have another repr
    is_short = len(decimal.as_tuple().digits) <= _MAX_DIGITS
    return Numeral(Fraction(decimal if is_short else value))


def is_recognised(value: float) -> bool:
    """Whether a finite float was rounded from a short number: `literal` is more than the float."""
    match literal(abs(value)):
        case Numeral(fraction) if fraction.denominator > _MAX_DENOMINATOR:
            return len(Decimal(repr(float(value))).as_tuple().digits) <= _MAX_DIGITS
    return True


def _multiple(factor: Fraction, name: str) -> Node:
    numerator: Node = Constant(name)
    if factor.numerator != 1:
        numerator = Product((Numeral(Fraction(factor.numerator)), numerator))
    denominator = Numeral(Fraction(factor.denominator))
    return numerator if factor.denominator == 1 else Quotient(numerator, denominator)


def is_decimal(value: Fraction) -> bool:
    """Whether a number has finitely many decimals: its denominator has no primes but 2 and 5."""
    remaining = value.denominator
    for prime in (2, 5):
        while remaining % prime == 0:
            remaining //= prime
    return remaining == 1


def as_float(value: Fraction) -> float:
    """The nearest float64; infinite where that is too large."""
    try:
        return float(value)
    except OverflowError:
        return math.copysign(math.inf, value)
