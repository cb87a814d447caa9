"""The nodes of an expression's tree: what was typed, in the author's order, and nothing else.

Values (`evaluation`), derivatives (`symbolic`) and formulas (`typesetting`) all start from it.
Nodes are frozen and compare by value. Neither sympy nor numpy is needed here.
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

_MOST_FOLDED_BITS = 4096


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as typed, exact: `3.5` is 7/2."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Constant:
    """A number with a name, one of CONSTANTS."""

    name: str


@dataclass(frozen=True, slots=True)
class Variable:
    """An input of the function."""

    name: str


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
    """A function of the table `functions`, by its name, of its arguments."""

    name: str
    arguments: tuple[Node, ...]


Node: TypeAlias = Numeral | Constant | Variable | Negative | Sum | Product | Quotient | Power | Call


def children(node: Node) -> tuple[Node, ...]:
    """The nodes right below one, in the author's order."""
    match node:
        case Negative(operand):
            return (operand,)
        case Sum(parts) | Product(parts) | Call(_, parts):
            return parts
        case Quotient(left, right) | Power(left, right):
            return (left, right)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, parents first."""
    yield node
    for child in children(node):
        yield from walk(child)


def variables(node: Node) -> frozenset[str]:
    """The names of the variables that occur."""
    return frozenset(each.name for each in walk(node) if isinstance(each, Variable))


def constant_rational(node: Node) -> Fraction | None:
    """The exact value of a tree of numerals (`1/3`, `-2/6`, `0.2`); None for any other tree."""
    parts = [constant_rational(child) for child in children(node)]
    known = [each for each in parts if each is not None]
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
    small = exponent.denominator == 1 and abs(exponent) * bits <= _MOST_FOLDED_BITS
    if not small or (base == 0 and exponent < 0):
        return None
    return base ** int(exponent)


def substituted(node: Node, values: Mapping[str, Node]) -> Node:
    """The tree with other trees put in for variables, by their names."""
    if isinstance(node, Variable):
        return values.get(node.name, node)
    return rebuilt(node, [substituted(child, values) for child in children(node)])


def rebuilt(node: Node, parts: Sequence[Node]) -> Node:
    """A node of the same kind with other children, as many as it has."""
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
    return node
