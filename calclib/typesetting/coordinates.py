"""Coordinates as text, as they were meant: (π/4, 1/3) and not (0.785398, 0.333333)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from math import floor, log10

from calclib.tree.literals import is_decimal, literal
from calclib.tree.nodes import Constant, Node, Numeral, Product, Quotient
from calclib.typesetting.decimals import decimal_text, is_exact, is_plain
from calclib.typesetting.multiples_of_pi import pi_text

_LARGEST_PART = 99
"""The largest numerator or denominator of a fraction that is read at a glance."""
_NAMED_DIGITS = 12
"""Digits of a decimal in a name."""


def coordinate_text(value: float) -> str:
    """A coordinate to be read: π/3, e or 1/3 where it is that, any other number as usual."""
    return fraction_text(value) or decimal_text(value)


def is_coordinate_exact(value: float) -> bool:
    """Whether a coordinate equals what is printed of it."""
    return fraction_text(value) is not None or is_exact(value)


def fraction_text(value: float) -> str | None:
    """A multiple of pi or e, or a fraction that has no finite decimal; None for other numbers."""
    with suppress(ValueError):
        return pi_text(value).replace("-", "−")
    sign = "−" if value < 0 else ""
    match literal(abs(value)):
        case Numeral(fraction) if max(fraction.as_integer_ratio()) <= _LARGEST_PART:
            return None if is_decimal(fraction) else f"{sign}{fraction}"
        case tree if found := _multiple_of_e(tree):
            return f"{sign}{found}"
    return None


def _multiple_of_e(tree: Node) -> str | None:
    """e, 2e, e/2; None for any other tree."""
    match tree:
        case Constant("e"):
            return "e"
        case Product((Numeral(count), Constant("e"))) if count <= _LARGEST_PART:
            return f"{count}e"
        case Quotient(top, Numeral(divisor)) if found := _multiple_of_e(top):
            return f"{found}/{divisor}"
    return None


def named_point(place: Sequence[float]) -> str:
    """A point in the name of a number, told apart to the last digit: (0, π/4)."""
    return f"({', '.join(map(named_coordinate, place))})"


def named_coordinate(value: float) -> str:
    """A coordinate in a name: a fraction or a fraction of pi or e, else a decimal of twelve digits.

    It has a power of ten where all numbers have one.
    """
    match literal(abs(value)):
        case Numeral(fraction) if not is_decimal(fraction):
            return f"{'-' if value < 0 else ''}{fraction}"
        case tree if not isinstance(tree, Numeral):
            with suppress(ValueError):
                return pi_text(value)
            if found := _multiple_of_e(tree):
                return f"{'-' if value < 0 else ''}{found}"
    if not value or is_plain(value):
        return f"{value:.12g}"
    decimals = _NAMED_DIGITS - 1 - floor(log10(abs(value)))
    while round(value, decimals - 1) == round(value, decimals):
        decimals -= 1
    return decimal_text(value, decimals).replace("−", "-")
