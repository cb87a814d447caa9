"""Functions in pieces: `{x^2 if x < 0; x otherwise}`, `piecewise(x^2, x < 0, x)`, `where(...)`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lark import Token, v_args

from calclib.errors import ExpressionError
from calclib.syntax.limits import ParsedNode, checked_node
from calclib.syntax.vectors import Vector, VectorBuilder, numbers
from calclib.tree.nodes import Comparison, Logic, Pieces

_OPERATORS = {"≤": "<=", "≥": ">=", "≠": "!=", "==": "=", "<>": "!="}


@dataclass(frozen=True, slots=True)
class Piece:
    """A value with its condition, or without one where nothing else holds."""

    value: ParsedNode
    condition: ParsedNode | None


@v_args(inline=True)
class FormulaBuilder(VectorBuilder):  # type: ignore[misc]
    """A VectorBuilder that knows pieces and their conditions."""

    def comparison(self, *parts: Any) -> ParsedNode:
        """`x < y`, or a chain such as `0 < x <= 1`; two points are compared number by number."""
        links = [
            _compared(str(operator), left, right)
            for left, operator, right in zip(parts[::2], parts[1::2], parts[2::2], strict=False)
        ]
        return _combined("and", links)

    def conjunction(self, *parts: Any) -> ParsedNode:
        return _combined("and", [part for part in parts if isinstance(part, ParsedNode)])

    def condition(self, *parts: Any) -> ParsedNode:
        return _combined("or", [part for part in parts if isinstance(part, ParsedNode)])

    def condition_group(self, _left: Token, parsed: ParsedNode, _right: Token) -> ParsedNode:
        return parsed

    def piece(self, value: Any, word: Token, condition: ParsedNode | None = None) -> Piece:
        return Piece(_number(value), None if word.type == "OTHERWISE" else condition)

    def pieces(self, left: Token, *parts: Any) -> ParsedNode:
        return _pieces(left, [part for part in parts if isinstance(part, Piece)], parts[-1])

    def piecewise(self, word: Token, _left: Token, *parts: Any) -> ParsedNode:
        """Values and conditions in turn; a value at the end holds otherwise."""
        given = [part for part in parts[:-1] if part is not None and not isinstance(part, Token)]
        pieces = [
            Piece(_number(value), condition)
            for value, condition in zip(given[::2], [*given[1::2], None], strict=False)
        ]
        return _pieces(word, pieces, parts[-1])

    def where(self, word: Token, *parts: Any) -> ParsedNode:
        condition, value, other = (part for part in parts if not isinstance(part, Token))
        pieces = [Piece(_number(value), condition), Piece(_number(other), None)]
        return _pieces(word, pieces, parts[-1])


def _number(parsed: Any) -> ParsedNode:
    return numbers([parsed])[0]


def _compared(operator: str, left: Any, right: Any) -> ParsedNode:
    name = _OPERATORS.get(operator, operator)
    if isinstance(left, Vector) and isinstance(right, Vector) and name in ("=", "!="):
        if len(left.components) != len(right.components):
            raise ExpressionError("these points have different numbers of coordinates", right.start)
        pairs = zip(left.components, right.components, strict=True)
        links = [_compared(name, a, b) for a, b in pairs]
        return _combined("and" if name == "=" else "or", links)
    first, second = _number(left), _number(right)
    node = Comparison(name, first.node, second.node)
    return checked_node(node, [first, second], first.first_kind, (first.start, second.end))


def _combined(name: str, parts: Sequence[ParsedNode]) -> ParsedNode:
    if len(parts) == 1:
        return parts[0]
    node = Logic(name, tuple(part.node for part in parts))
    return checked_node(node, parts, parts[0].first_kind, (parts[0].start, parts[-1].end))


def _pieces(left: Token, pieces: Sequence[Piece], right: Token) -> ParsedNode:
    for piece, following in pairwise(pieces):
        if piece.condition is None:
            raise ExpressionError("nothing can follow what holds otherwise", following.value.start)
    values = [piece.value for piece in pieces]
    conditions = [piece.condition for piece in pieces if piece.condition is not None]
    if not conditions:
        raise ExpressionError("a function in pieces needs a condition", left.start_pos)
    node = Pieces(tuple(v.node for v in values), tuple(c.node for c in conditions))
    span = (left.start_pos or 0, right.end_pos or 0)
    return checked_node(node, [*values, *conditions], "LBRACE", span)
