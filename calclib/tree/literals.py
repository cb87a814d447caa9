"""The exact number that a float was rounded from: 1/3, 0.1 or pi/2, as a tree."""

from __future__ import annotations

import math
from fractions import Fraction

from calclib.tree.nodes import Constant, Negative, Node, Numeral, Product, Quotient

_LARGEST_DENOMINATOR = 1000
_LARGEST_DENOMINATOR_OF_PI = 60


def literal(value: float) -> Node:
    """The simplest tree (a fraction, a fraction of pi) that rounds to a finite float."""
    if value < 0:
        return Negative(literal(-value))
    fraction = Fraction(value).limit_denominator(_LARGEST_DENOMINATOR)
    if abs(float(fraction) - value) <= math.ulp(value):
        return Numeral(fraction)
    turns = Fraction(value / math.pi).limit_denominator(_LARGEST_DENOMINATOR_OF_PI)
    if abs(float(turns) * math.pi - value) <= 2 * math.ulp(value):
        return _fraction_of_pi(turns)
    return Numeral(Fraction(value))


def _fraction_of_pi(turns: Fraction) -> Node:
    above: Node = Constant("pi")
    if turns.numerator != 1:
        above = Product((Numeral(Fraction(turns.numerator)), above))
    below = Numeral(Fraction(turns.denominator))
    return above if turns.denominator == 1 else Quotient(above, below)


def is_decimal(value: Fraction) -> bool:
    """Whether a number has finitely many decimals: its denominator has no primes but 2 and 5."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1
