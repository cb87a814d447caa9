"""Nodes of the tree, made while the grammar recognises them: one method for each of its rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

from lark import Token, Transformer, v_args

from calclib.errors import ExpressionError
from calclib.syntax.limits import ParsedNode, checked_node
from calclib.syntax.regroupings import open_ends, regroupings
from calclib.syntax.syntax_errors import UnclearArgumentError, ambiguous_power
from calclib.syntax.tokens import CLOSING, number
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

_ROOTS = "√∛∜"


@v_args(inline=True)
class TreeBuilder(Transformer[Token, Any]):
    """Makes the nodes of the grammar's rules; each method has the name of its rule."""

    def numeral(self, token: Token) -> ParsedNode:
        return _leaf(token, Numeral(number(token)))

    def fraction(self, token: Token) -> ParsedNode:
        """½ as 1/2, so that it is shown as a fraction."""
        value = number(token)
        parts = [_leaf(token, Numeral(Fraction(part))) for part in value.as_integer_ratio()]
        return _quotient(*parts)

    def constant(self, token: Token) -> ParsedNode:
        return _leaf(token, Constant("pi" if token == "π" else str(token)))

    def variable(self, token: Token) -> ParsedNode:
        return _leaf(token, Variable(str(token)))

    def expression(self, parsed: ParsedNode) -> ParsedNode:
        return parsed

    def mapping(self, parsed: ParsedNode) -> tuple[ParsedNode, ...]:
        return (parsed,)

    def point(self, *parts: ParsedNode | Token) -> tuple[ParsedNode, ...]:
        return tuple(part for part in parts if isinstance(part, ParsedNode))

    def interval(
        self, low: ParsedNode, _colon: Token, high: ParsedNode
    ) -> tuple[ParsedNode, ParsedNode]:
        return low, high

    def domain(self, *parts: Any) -> tuple[tuple[ParsedNode, ParsedNode], ...]:
        return tuple(part for part in parts if isinstance(part, tuple))

    def group(self, left: Token, parsed: ParsedNode, right: Token) -> ParsedNode:
        return _bracketed(parsed, left, right)

    def sum(self, first: ParsedNode, *rest: Any) -> ParsedNode:
        terms = [first]
        for sign, term in zip(rest[::2], rest[1::2], strict=True):
            terms.append(term if sign.type == "PLUS" else _negative(sign, term))
        if len(terms) == 1:
            return first
        node = Sum(tuple(term.node for term in terms))
        return checked_node(node, terms, first.first_kind, (first.start, terms[-1].end))

    def signed(self, sign: Token, parsed: ParsedNode) -> ParsedNode:
        return parsed if sign.type == "PLUS" else _negative(sign, parsed)

    def product(self, first: ParsedNode, *rest: Any) -> ParsedNode:
        factors, operator = [first], None
        last = first
        for part in rest:
            if isinstance(part, Token):
                operator = part.type
                continue
            _reject_ambiguous(last, operator, part)
            if operator == "DIVIDE":
                factors = [_quotient(_product(factors), part)]
            else:
                factors.append(part)
            last, operator = part, None
        parsed = _product(factors)
        notes = (*parsed.notes, *regroupings((first, *rest)))
        return replace(parsed, unbracketed=last.unbracketed, notes=notes)

    def power(
        self, base: ParsedNode, operator: Token, exponent: ParsedNode | None = None
    ) -> ParsedNode:
        if base.unbracketed:
            message = f"unclear power after {base.unbracketed} without brackets"
            raise ExpressionError(f"{message}: write {base.unbracketed}(...)", operator.start_pos)
        if exponent is None:
            exponent = _leaf(operator, _superscript(operator))
        parsed = checked_node(
            Power(base.node, exponent.node),
            [base, exponent],
            base.first_kind,
            (base.start, exponent.end),
        )
        ends = open_ends(base, exponent)
        return replace(parsed, unbracketed=exponent.unbracketed, **ends)

    def bars(self, left: Token, parsed: ParsedNode, right: Token) -> ParsedNode:
        return _call(left, "abs", [parsed], right.end_pos or 0)

    def root(self, radical: Token, parsed: ParsedNode) -> ParsedNode:
        is_simple = isinstance(parsed.node, Variable | Constant | Numeral)
        is_unbracketed = is_simple and parsed.first_kind not in CLOSING
        if radical == "∜":
            quarter = _leaf(radical, Quotient(Numeral(Fraction(1)), Numeral(Fraction(4))))
            span = (radical.start_pos or 0, parsed.end)
            root = checked_node(
                Power(parsed.node, quarter.node), [parsed, quarter], radical.type, span
            )
        else:
            root = _call(radical, "cbrt" if radical == "∛" else "sqrt", [parsed], parsed.end)
        return replace(root, unbracketed=str(radical) if is_unbracketed else "")

    def juxtaposed(self, *parts: ParsedNode) -> ParsedNode:
        """The argument of a function without brackets: `x`, `2x`, `2 pi x`, `xy`."""
        for left, right in pairwise(parts):
            if not left.constant and left.end < right.start:
                raise UnclearArgumentError("", parts[0].start, left.end, right.start, parts[-1].end)
        return _product(list(parts))

    def function_power(self, operator: Token, *rest: Token | ParsedNode) -> Token | ParsedNode:
        """The exponent, with or without brackets around it."""
        return next((part for part in rest if isinstance(part, ParsedNode)), operator)

    def call(self, function: Token, power: Any, _left: Token, *rest: Any) -> ParsedNode:
        arguments = [part for part in rest if isinstance(part, ParsedNode)]
        return _call_with_power(function, power, arguments, rest[-1].end_pos)

    def bare_call(self, function: Token, power: Any, argument: ParsedNode) -> ParsedNode:
        parsed = _call_with_power(function, power, [argument], argument.end)
        return replace(parsed, unbracketed="" if argument.first_kind == "LBAR" else str(function))


def _leaf(token: Token, node: Node) -> ParsedNode:
    constant = not isinstance(node, Variable)
    return ParsedNode(node, token.start_pos or 0, token.end_pos or 0, token.type, constant=constant)


def _bracketed(parsed: ParsedNode, left: Token, right: Token) -> ParsedNode:
    start, end = left.start_pos or 0, right.end_pos or 0
    span = {"start": start, "end": end, "first_kind": left.type}
    return replace(parsed, **span, unbracketed="", open_exponent=None, open_quotient=None)


def _negative(sign: Token, parsed: ParsedNode) -> ParsedNode:
    span = (sign.start_pos or 0, parsed.end)
    return replace(
        checked_node(Negative(parsed.node), [parsed], sign.type, span),
        unbracketed=parsed.unbracketed,
    )


def _product(factors: list[ParsedNode]) -> ParsedNode:
    if len(factors) == 1:
        return factors[0]
    first, last = factors[0], factors[-1]
    node = Product(tuple(factor.node for factor in factors))
    return checked_node(node, factors, first.first_kind, (first.start, last.end))


def _quotient(numerator: ParsedNode, denominator: ParsedNode) -> ParsedNode:
    node = Quotient(numerator.node, denominator.node)
    span = (numerator.start, denominator.end)
    return checked_node(node, [numerator, denominator], numerator.first_kind, span)


def _superscript(token: Token) -> Node:
    value = number(token)
    node = Numeral(abs(value))
    return Negative(node) if value < 0 else node


def _reject_ambiguous(left: ParsedNode, operator: str | None, right: ParsedNode) -> None:
    """`sin x y`, `sin x/2` and `√xy` can be read in two ways; `sin x cos y`, `√2x` cannot."""
    if left.unbracketed in _ROOTS and left.unbracketed:
        is_ambiguous = operator is None and right.start == left.end and not left.constant
    else:
        is_ambiguous = bool(left.unbracketed) and right.first_kind != "FUNCTION"
    if is_ambiguous:
        name = left.unbracketed
        raise UnclearArgumentError(name, left.start, left.end, right.start, right.end)


def _call_with_power(
    function: Token, power: Any, arguments: list[ParsedNode], end: int
) -> ParsedNode:
    """A function call, or its power where it is written as `sin^2(x)`."""
    if power is None:
        return _named_call(function, arguments, end)
    exponent = power if isinstance(power, ParsedNode) else _leaf(power, _superscript(power))
    value = constant_rational(exponent.node)
    inverse = f"a{FUNCTION_NAMES.get(function)}"
    if value == -1 and inverse in FUNCTIONS:
        return _call(function, inverse, arguments, end)
    parsed = _named_call(function, arguments, end)
    if value is None or value < 0 or value.denominator > 1:
        raise ambiguous_power(function, exponent.start)
    node = Power(parsed.node, exponent.node)
    return checked_node(node, [parsed, exponent], parsed.first_kind, (parsed.start, end))


def _named_call(function: Token, arguments: list[ParsedNode], end: int) -> ParsedNode:
    """A call of a function of the table, or of a logarithm to another base: `log_3(x)`."""
    if function in FUNCTION_NAMES:
        return _call(function, FUNCTION_NAMES[function], arguments, end)
    base = int(function.removeprefix("log_"))
    if base < 2:
        raise ExpressionError("the base of a logarithm is at least 2", function.start_pos)
    divisor = _call(function, "ln", [_leaf(function, Numeral(Fraction(base)))], end)
    return _quotient(_call(function, "ln", arguments, end), divisor)


def _call(token: Token, name: str, arguments: Sequence[ParsedNode], end: int) -> ParsedNode:
    arity, given = FUNCTIONS[name].arity, len(arguments)
    if given < 2 if arity is None else given != arity:
        place = token.start_pos if arity is None or given < arity else arguments[arity].start
        takes = {None: "two or more arguments", 1: "1 argument"}.get(arity, f"{arity} arguments")
        raise ExpressionError(f"{token} takes {takes}, not {given}", place)
    node = Call(name, tuple(argument.node for argument in arguments))
    return checked_node(node, arguments, token.type, (token.start_pos or 0, end))
