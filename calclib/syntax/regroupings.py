"""Finds products that could be read in another way: `1/xy`, `e^2x`, `x^1/2`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from lark import Token

from calclib.syntax.limits import ParsedNode
from calclib.syntax.notes import Regrouping
from calclib.tree.nodes import Negative, Numeral, Power

_BRACKETS = ("LPAR", "LSQB", "LBRACE")


def regroupings(parts: Sequence[ParsedNode | Token]) -> Iterator[Regrouping]:
    """The regroupings of a product, from its factors and the operators between them."""
    for place, (left, right) in enumerate(pairwise(parts)):
        if isinstance(left, Token):
            continue
        divides = place > 0 and _is_division(parts[place - 1])
        follows = right.start_pos if isinstance(right, Token) else right.start
        inner = _surprising(left, right, divides, follows == left.end)
        if inner is not None:
            yield Regrouping(_first(parts).start, inner, left.end, _end(parts[place + 1 :]))
            return


def _surprising(left: ParsedNode, right: Any, divides: bool, is_adjacent: bool) -> int | None:
    """Where the part of `left` begins to which `right` could be meant to belong; or None."""
    if isinstance(right, Token):
        return left.open_quotient if is_adjacent and _is_division(right) else None
    if right.first_kind == "UNIT":
        return None
    if is_adjacent and left.open_exponent is not None:
        return left.open_exponent
    ends = left.first_kind in _BRACKETS or (left.first_kind == "NUMBER" and not is_adjacent)
    return left.start if divides and not ends else None


def open_ends(base: ParsedNode, exponent: ParsedNode) -> dict[str, int]:
    """The places for `open_exponent` and `open_quotient` of a power: e^2x, e^-x/2, x^1/2."""
    node, ends = exponent.node, {}
    if exponent.first_kind in (*_BRACKETS, "SUPERSCRIPT"):
        return {}
    if base.constant or not isinstance(node, Numeral | Negative):
        ends["open_exponent"] = exponent.start
    if node == Numeral(Fraction(1)) or isinstance(node, Negative | Power):
        ends["open_quotient"] = exponent.start
    return ends


def _is_division(part: Any) -> bool:
    return isinstance(part, Token) and part.type == "DIVIDE"


def _first(parts: Sequence[Any]) -> ParsedNode:
    return parts[0]


def _end(parts: Sequence[Any]) -> int:
    """Where the factors without an operator between them end, after one that may come first."""
    factors = parts[1:] if isinstance(parts[0], Token) else parts
    end = factors[0].end
    for left, right in pairwise(factors):
        if isinstance(right, Token) or right.start > left.end:
            break
        end = right.end
    return end
