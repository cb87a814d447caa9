"""The nodes of an expression tree: exactly what was typed, in the author's order.

Values (`evaluation`), derivatives (`symbolic`) and formulas (`typesetting`) all start from it.
Nodes are frozen and compare by value. This module needs neither sympy nor numpy.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

CONSTANTS = ("pi", "e")
"""Accepted names of numbers."""

VARIABLES = ("t", "s", "x", "y", "z")
"""Accepted names of inputs, in the order in which a mapping takes them."""

_MAX_BITS = 4096


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as typed, exact: `3.5` is 7/2."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Constant:
    """A named number, one of CONSTANTS."""

    name: str


@dataclass(frozen=True, slots=True)
class Variable:
    """An input of the function."""

    name: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with a value, a tree without variables: a in `a x^2` with a = 2."""

    name: str
    value: Node


@dataclass(frozen=True, slots=True)
class Negative:
    """-operand; `a - b` is the sum of `a` and the negative of `b`."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Sum:
    """Two or more terms."""

    terms: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """Two or more factors."""

    factors: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Quotient:
    """numerator / denominator."""

    numerator: Node
    denominator: Node


@dataclass(frozen=True, slots=True)
class Power:
    """base ^ exponent."""

    base: Node
    exponent: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a function of the table `functions`, by name."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A condition `left name right`; its name is <, <=, >, >=, = or !=."""

    name: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Logic:
    """All of several conditions ("and"), or any of them ("or")."""

    name: str
    conditions: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The value of the first condition that holds; one value more than conditions holds otherwise,
    and without it the function is undefined there."""

    values: tuple[Node, ...]
    conditions: tuple[Node, ...]


Node: TypeAlias = (
    Numeral
    | Constant
    | Variable
    | Letter
    | Negative
    | Sum
    | Product
    | Quotient
    | Power
    | Call
    | Comparison
    | Logic
    | Pieces
)


def children(node: Node) -> tuple[Node, ...]:
    """The children of a node, in the author's order."""
    match node:
        case Negative(operand):
            return (operand,)
        case Sum(parts) | Product(parts) | Call(_, parts) | Logic(_, parts):
            return parts
        case Quotient(left, right) | Power(left, right) | Comparison(_, left, right):
            return (left, right)
        case Pieces(values, conditions):
            return (*values, *conditions)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and all its descendants, parents first."""
    yield node
    for child in children(node):
        yield from walk(child)


def variables(node: Node) -> frozenset[str]:
    """The names of the variables that occur."""
    return frozenset(part.name for part in walk(node) if isinstance(part, Variable))


def constant_rational(node: Node) -> Fraction | None:
    """The exact value of a tree of numerals (`1/3`, `-2/6`, `0.2`); None for any other tree."""
    parts = [constant_rational(child) for child in children(node)]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    match node:
        case Numeral(value):
            return value
        case Negative():
            return -known[0]
        case Sum():
            return sum(known, Fraction(0))
        case Product():
            return math.prod(known, start=Fraction(1))
        case Quotient() if known[1] != 0:
            return known[0] / known[1]
        case Power():
            return _rational_power(*known)
    return None


def _rational_power(base: Fraction, exponent: Fraction) -> Fraction | None:
    bits = base.numerator.bit_length() + base.denominator.bit_length()
    small = exponent.denominator == 1 and abs(exponent) * bits <= _MAX_BITS
    if not small or (base == 0 and exponent < 0):
        return None
    return base ** int(exponent)


def with_values(node: Node) -> Node:
    """The tree with their values in place of its letters."""
    if not any(isinstance(part, Letter) for part in walk(node)):
        return node
    if isinstance(node, Letter):
        return node.value
    return rebuilt(node, [with_values(child) for child in children(node)])


def substituted(node: Node, values: Mapping[str, Node]) -> Node:
    """The tree with trees substituted for variables, by name."""
    if isinstance(node, Variable):
        return values.get(node.name, node)
    return rebuilt(node, [substituted(child, values) for child in children(node)])


def rebuilt(node: Node, parts: Sequence[Node]) -> Node:
    """A node of the same kind with as many other children."""
    match node:
        case Negative():
            return Negative(parts[0])
        case Sum():
            return Sum(tuple(parts))
        case Product():
            return Product(tuple(parts))
        case Quotient():
            return Quotient(parts[0], parts[1])
        case Power():
            return Power(parts[0], parts[1])
        case Call(name):
            return Call(name, tuple(parts))
        case Comparison(name):
            return Comparison(name, parts[0], parts[1])
        case Logic(name):
            return Logic(name, tuple(parts))
        case Pieces(values):
            return Pieces(tuple(parts[: len(values)]), tuple(parts[len(values) :]))
    return node
