"""Coordinates as text, as they were meant: (π/4, 1/3) and not (0.785398, 0.333333)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from calclib.tree.literals import is_decimal, literal
from calclib.tree.nodes import Numeral
from calclib.typesetting.decimals import decimal_text
from calclib.typesetting.multiples_of_pi import pi_text

_LARGEST_DENOMINATOR = 99
"""Of a fraction that is read at a glance."""


def coordinate_text(value: float) -> str:
    """A coordinate to be read: π/3 or 1/3 where it is that, any other number as usual."""
    with suppress(ValueError):
        return pi_text(value).replace("-", "−")
    match literal(abs(value)):
        case Numeral(fraction) if fraction.denominator <= _LARGEST_DENOMINATOR:
            if not is_decimal(fraction):
                return f"{'−' if value < 0 else ''}{fraction}"
    return decimal_text(value)


def named_point(place: Sequence[float]) -> str:
    """A point in the name of a number, told apart to the last digit: (0, π/4)."""
    return f"({', '.join(map(named_coordinate, place))})"


def named_coordinate(value: float) -> str:
    """A coordinate in a name: a fraction or a fraction of pi, else a decimal of twelve digits."""
    match literal(abs(value)):
        case Numeral(fraction) if not is_decimal(fraction):
            return f"{'-' if value < 0 else ''}{fraction}"
        case tree if not isinstance(tree, Numeral):
            with suppress(ValueError):
                return pi_text(value)
    return f"{value:.12g}"
