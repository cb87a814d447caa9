"""From the grammar's rules to the tree: each method makes one kind of node as it is recognised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from lark import Token, Transformer, v_args

from calclib.errors import ExpressionError
from calclib.syntax.limits import ParsedNode, parsed_node
from calclib.syntax.tokens import number
from calclib.tree.functions import FUNCTION_NAMES, FUNCTIONS
from calclib.tree.nodes import (
    Call,
    Constant,
    Negative,
    Node,
    Numeral,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    constant_rational,
)


@v_args(inline=True)
class TreeBuilder(Transformer[Token, Any]):
    """Makes pieces (nodes with their measures) out of the tokens of the grammar's rules."""

    def numeral(self, token: Token) -> ParsedNode:
        return _leaf(token, Numeral(number(token)))

    def constant(self, token: Token) -> ParsedNode:
        return _leaf(token, Constant("pi" if token == "π" else str(token)))

    def variable(self, token: Token) -> ParsedNode:
        return _leaf(token, Variable(str(token)))

    def expression(self, piece: ParsedNode) -> ParsedNode:
        return piece

    def mapping(self, *parts: ParsedNode | Token) -> tuple[ParsedNode, ...]:
        return tuple(part for part in parts if isinstance(part, ParsedNode))

    point = mapping

    def interval(
        self, low: ParsedNode, _colon: Token, high: ParsedNode
    ) -> tuple[ParsedNode, ParsedNode]:
        return low, high

    def domain(self, *parts: Any) -> tuple[tuple[ParsedNode, ParsedNode], ...]:
        return tuple(part for part in parts if isinstance(part, tuple))

    def group(self, left: Token, piece: ParsedNode, right: Token) -> ParsedNode:
        return _within(piece, left, right)

    def sum(self, first: ParsedNode, *rest: Any) -> ParsedNode:
        terms = [first]
        for sign, term in zip(rest[::2], rest[1::2], strict=True):
            terms.append(term if sign.type == "PLUS" else _negative(sign, term))
        if len(terms) == 1:
            return first
        node = Sum(tuple(term.node for term in terms))
        return parsed_node(node, terms, first.head, (first.start, terms[-1].end))

    def signed(self, sign: Token, piece: ParsedNode) -> ParsedNode:
        return piece if sign.type == "PLUS" else _negative(sign, piece)

    def product(self, first: ParsedNode, *rest: Any) -> ParsedNode:
        factors, sign = [first], None
        last = first
        for part in rest:
            if isinstance(part, Token):
                sign = part.type
                continue
            _refuse_unclear(last, sign, part)
            if sign == "DIVIDE":
                factors = [_quotient(_product(factors), part)]
            else:
                factors.append(part)
            last, sign = part, None
        return replace(_product(factors), loose=last.loose)

    def power(
        self, base: ParsedNode, sign: Token, exponent: ParsedNode | None = None
    ) -> ParsedNode:
        if base.loose:
            message = f"unclear power after {base.loose} without brackets"
            raise ExpressionError(f"{message}: write {base.loose}(...)", sign.start_pos)
        above = _leaf(sign, _superscript(sign)) if exponent is None else exponent
        piece = parsed_node(
            Power(base.node, above.node), [base, above], base.head, (base.start, above.end)
        )
        return replace(piece, loose=above.loose)

    def bars(self, left: Token, piece: ParsedNode, right: Token) -> ParsedNode:
        return _call(left, "abs", [piece], right.end_pos or 0)

    def root(self, sign: Token, piece: ParsedNode) -> ParsedNode:
        bare = isinstance(piece.node, Variable | Constant | Numeral) and piece.head != "LPAR"
        return replace(_call(sign, "sqrt", [piece], piece.end), loose="√" if bare else "")

    def run(self, *parts: ParsedNode) -> ParsedNode:
        """The argument of a function without brackets: `x`, `2x`, `2 pi x`, `xy`."""
        for left, right in pairwise(parts):
            if not left.constant and left.end < right.start:
                message = "unclear where the function's argument ends: write brackets"
                raise ExpressionError(message, right.start)
        return _product(list(parts))

    def times(self, sign: Token, value: Token | ParsedNode | None = None) -> Token | ParsedNode:
        return sign if value is None else value

    def call(self, function: Token, power: Any, _left: Token, *rest: Any) -> ParsedNode:
        arguments = [part for part in rest if isinstance(part, ParsedNode)]
        return _powered(function, power, arguments, rest[-1].end_pos)

    def bare_call(self, function: Token, power: Any, argument: ParsedNode) -> ParsedNode:
        piece = _powered(function, power, [argument], argument.end)
        return replace(piece, loose="" if argument.head == "LBAR" else str(function))


def _leaf(token: Token, node: Node) -> ParsedNode:
    constant = not isinstance(node, Variable)
    return ParsedNode(node, token.start_pos or 0, token.end_pos or 0, token.type, constant=constant)


def _within(piece: ParsedNode, left: Token, right: Token) -> ParsedNode:
    start, end = left.start_pos or 0, right.end_pos or 0
    return replace(piece, start=start, end=end, head=left.type, loose="")


def _negative(sign: Token, piece: ParsedNode) -> ParsedNode:
    span = (sign.start_pos or 0, piece.end)
    return replace(parsed_node(Negative(piece.node), [piece], sign.type, span), loose=piece.loose)


def _product(factors: list[ParsedNode]) -> ParsedNode:
    if len(factors) == 1:
        return factors[0]
    first, last = factors[0], factors[-1]
    node = Product(tuple(factor.node for factor in factors))
    return parsed_node(node, factors, first.head, (first.start, last.end))


def _quotient(above: ParsedNode, below: ParsedNode) -> ParsedNode:
    node = Quotient(above.node, below.node)
    return parsed_node(node, [above, below], above.head, (above.start, below.end))


def _superscript(sign: Token) -> Node:
    value = number(sign)
    node = Numeral(abs(value))
    return Negative(node) if value < 0 else node


def _refuse_unclear(left: ParsedNode, sign: str | None, right: ParsedNode) -> None:
    """`sin x y`, `sin x/2` and `√xy` can be read in two ways; `sin x cos y`, `√2x` cannot."""
    if left.loose == "√":
        unclear = sign is None and right.start == left.end and not left.constant
    else:
        unclear = bool(left.loose) and right.head != "FUNCTION"
    if unclear:
        message = f"unclear what {left.loose} applies to: write {left.loose}(...) with brackets"
        raise ExpressionError(message, right.start)


def _powered(function: Token, power: Any, arguments: list[ParsedNode], end: int) -> ParsedNode:
    """A function of its arguments, or its power where it is written as `sin^2(x)`."""
    name = FUNCTION_NAMES[function]
    piece = _call(function, name, arguments, end)
    if power is None:
        return piece
    exponent = power if isinstance(power, ParsedNode) else _leaf(power, _superscript(power))
    value = constant_rational(exponent.node)
    if value is None or value < 0 or value.denominator > 1:
        raise inverse_hint(function, exponent.start)
    node = Power(piece.node, exponent.node)
    return parsed_node(node, [piece, exponent], piece.head, (piece.start, end))


def inverse_hint(function: str, position: int) -> ExpressionError:
    """`sin^-1(x)` is the inverse to some and the reciprocal to others."""
    name = FUNCTION_NAMES[function]
    inverse = f"a{name}(...) or " if f"a{name}" in FUNCTIONS else ""
    message = f"{function}^ takes a whole number such as 2: write {inverse}1/{function}(...)"
    return ExpressionError(message, position)


def _call(head: Token, name: str, arguments: Sequence[ParsedNode], end: int) -> ParsedNode:
    arity, given = FUNCTIONS[name].arity, len(arguments)
    if given < 2 if arity is None else given != arity:
        place = head.start_pos if arity is None or given < arity else arguments[arity].start
        takes = {None: "two or more arguments", 1: "1 argument"}.get(arity, f"{arity} arguments")
        raise ExpressionError(f"{head} takes {takes}, not {given}", place)
    node = Call(name, tuple(argument.node for argument in arguments))
    return parsed_node(node, arguments, head.type, (head.start_pos or 0, end))
