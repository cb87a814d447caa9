"""What bounds an expression: text, depth, nodes, numbers and terms, each checked while it is built.

A `Piece` is a node with all that the checks need, so that every check is one step from those of
its children, and nothing huge is ever computed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from calclib.errors import ExpressionError
from calclib.tree.nodes import (
    Call,
    Negative,
    Node,
    Power,
    Product,
    Quotient,
    Sum,
    constant_rational,
)

MAX_CHARACTERS = 1_000
MAX_DEPTH = 50
MAX_NODES = 400
MAX_NUMBER = 1e15
MAX_TERMS = 10_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A node with its place in the text and its measures.

    `start`, `end`: where it stands in the text. `head`: the kind of its first token. `loose`: the
    function or root that ends it with an argument without brackets, or "". `value`: the number
    that it is, NaN where it has none, None where a variable occurs. `terms`: how many terms it has
    when it is multiplied out.
    """

    node: Node
    start: int
    end: int
    head: str
    depth: int = 0
    size: int = 1
    value: float | None = None
    terms: int = 1
    loose: str = ""


def compose(node: Node, parts: Sequence[Piece], head: str, span: tuple[int, int]) -> Piece:
    """The piece of a node whose children are `parts`; ExpressionError where a limit is passed."""
    depth = 1 + max(part.depth for part in parts)
    size = 1 + sum(part.size for part in parts)
    if depth > MAX_DEPTH:
        raise ExpressionError(f"too deep: at most {MAX_DEPTH} levels are allowed", span[0])
    if size > MAX_NODES:
        message = f"too long: at most {MAX_NODES} numbers, names and operations are allowed"
        raise ExpressionError(message, span[0])
    terms = _terms(node, [part.terms for part in parts])
    if isinstance(node, Power) and terms > MAX_TERMS:
        message = f"too many terms: a power may have at most {MAX_TERMS:,} when multiplied out"
        raise ExpressionError(message, span[0])
    return Piece(node, *span, head, depth, size, _value(node, parts, span[0]), terms)


def _terms(node: Node, parts: list[int]) -> int:
    match node:
        case Sum():
            count = sum(parts)
        case Product():
            count = math.prod(parts)
        case Power(_, exponent):
            count = _power_terms(parts[0], constant_rational(exponent))
        case Call():
            count = 1
        case _:
            count = parts[0]
    return min(count, MAX_TERMS + 1)


def _power_terms(base: int, exponent: Fraction | None) -> int:
    """The terms of (a + b + ...)^n: the multisets of n out of the base's."""
    if base == 1 or exponent is None or exponent.denominator != 1 or exponent < 1:
        return 1
    if max(base, exponent) > MAX_TERMS:
        return MAX_TERMS + 1
    return math.comb(base + int(exponent) - 1, int(exponent))


def _value(node: Node, parts: Sequence[Piece], start: int) -> float | None:
    known = [part.value for part in parts if part.value is not None]
    if len(known) < len(parts):
        return None
    try:
        value = _apply(node, known)
    except (ValueError, ZeroDivisionError):
        return math.nan
    except OverflowError:
        value = math.inf
    if math.isinf(value):
        raise ExpressionError("number too large: it overflows", start)
    return value


def _apply(node: Node, parts: list[float]) -> float:
    match node:
        case Negative():
            return -parts[0]
        case Sum():
            return sum(parts)
        case Product():
            return math.prod(parts)
        case Quotient():
            return parts[0] / parts[1]
        case Power(_, exponent):
            return _power(parts[0], parts[1], constant_rational(exponent))
        case Call(name):
            return _CALLS[name](*parts)
    raise TypeError(f"{node!r} has no parts")


def _power(base: float, exponent: float, exact: Fraction | None) -> float:
    """base ^ exponent; an odd root of a negative number is real, as textbooks take it."""
    if exact is None or exact.denominator % 2 == 0 or base >= 0:
        return math.pow(base, exponent)
    return math.copysign(math.pow(-base, exponent), -1 if exact.numerator % 2 else 1)


_CALLS: dict[str, Callable[..., float]] = {
    "abs": abs,
    "min": min,
    "max": max,
    "ln": math.log,
    "sign": lambda x: (x > 0) - (x < 0),
    "cot": lambda x: 1 / math.tan(x),
    "sec": lambda x: 1 / math.cos(x),
    "csc": lambda x: 1 / math.sin(x),
} | {
    name: getattr(math, name)
    for name in (
        *("sqrt", "exp", "log", "sin", "cos", "tan", "asin", "acos", "atan"),
        *("sinh", "cosh", "tanh", "asinh", "acosh", "atanh"),
    )
}
