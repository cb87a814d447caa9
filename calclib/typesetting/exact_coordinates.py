"""Points as text in the names of numbers, exact where they are fractions: `f(π/4, 1/3)`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from calclib.tree.literals import is_decimal, literal
from calclib.tree.nodes import Numeral
from calclib.typesetting.multiples_of_pi import pi_text


def named_point(place: Sequence[float]) -> str:
    """A point as text: (0, π/4)."""
    return f"({', '.join(map(named_coordinate, place))})"


def named_coordinate(value: float) -> str:
    """A coordinate as text: a fraction or a fraction of pi, else a decimal of twelve digits."""
    match literal(abs(value)):
        case Numeral(fraction) if not is_decimal(fraction):
            return f"{'-' if value < 0 else ''}{fraction}"
        case tree if not isinstance(tree, Numeral):
            with suppress(ValueError):
                return pi_text(value)
    return f"{value:.12g}"
