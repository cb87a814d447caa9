"""Whether the numbers of a derivative are written as decimals or as fractions, as in its text."""

from __future__ import annotations

from enum import Flag

from calclib.tree.literals import is_decimal
from calclib.tree.nodes import Node, Numeral, Power, constant_rational, walk


class Decimals(Flag):
    """What is written as a decimal: 0.5 x rather than x/2; x^1.5 rather than x^(3/2)."""

    NONE = 0
    NUMBERS = 1
    EXPONENTS = 2


def decimals_of(node: Node) -> Decimals:
    """What a text has as decimals. Of 0.5/sqrt(x), the derivative has x^(3/2) below its bar."""
    parts = [*walk(node)]
    exponents = [
        inner
        for part in parts
        if isinstance(part, Power) and constant_rational(part.exponent) is not None
        for inner in walk(part.exponent)
    ]
    found = Decimals.NUMBERS if any(map(_is_decimal, parts)) else Decimals.NONE
    return found | Decimals.EXPONENTS if any(map(_is_decimal, exponents)) else found


def _is_decimal(node: Node) -> bool:
    return isinstance(node, Numeral) and node.value.denominator > 1 and is_decimal(node.value)
