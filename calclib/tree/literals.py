"""The exact number that a float was rounded from: 1/3, 0.1 or pi/2, as a tree."""

from __future__ import annotations

import math
from fractions import Fraction

from calclib.tree.nodes import Constant, Negative, Node, Numeral, Product, Quotient

_MAX_DENOMINATOR = 1000
_MAX_PI_DENOMINATOR = 60


def literal(value: float) -> Node:
    """The simplest tree (a fraction, a fraction of pi) that rounds to a finite float."""
    if value < 0:
        return Negative(literal(-value))
    fraction = Fraction(value).limit_denominator(_MAX_DENOMINATOR)
    if abs(float(fraction) - value) <= math.ulp(value):
        return Numeral(fraction)
    multiple = Fraction(value / math.pi).limit_denominator(_MAX_PI_DENOMINATOR)
    if abs(float(multiple) * math.pi - value) <= 2 * math.ulp(value):
        return _fraction_of_pi(multiple)
    return Numeral(Fraction(value))


def _fraction_of_pi(multiple: Fraction) -> Node:
    numerator: Node = Constant("pi")
    if multiple.numerator != 1:
        numerator = Product((Numeral(Fraction(multiple.numerator)), numerator))
    denominator = Numeral(Fraction(multiple.denominator))
    return numerator if multiple.denominator == 1 else Quotient(numerator, denominator)


def is_decimal(value: Fraction) -> bool:
    """Whether a number has finitely many decimals: its denominator has no primes but 2 and 5."""
    remaining = value.denominator
    for prime in (2, 5):
        while remaining % prime == 0:
            remaining //= prime
    return remaining == 1
