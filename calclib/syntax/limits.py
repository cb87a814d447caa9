"""Limits on the length, depth and size of an expression, checked while its tree is built.

A `ParsedNode` is a node with the measures that the checks need, computed from those of its
children, so that nothing huge is ever computed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from calclib.errors import ExpressionError
from calclib.syntax.notes import Regrouping
from calclib.tree.nodes import (
    Call,
    Node,
    Pieces,
    Power,
    Product,
    Sum,
    constant_rational,
)

MAX_CHARACTERS = 1_000
MAX_DEPTH = 50
MAX_NODES = 400
MAX_NUMBER = 1e15
"""The largest number of a point or a domain, whose neighbours float64 still tells apart."""
MIN_NUMBER = 1e-300
MIN_WIDTH = 1e-10
"""The smallest width of an interval, as a share of its larger end: a million float64 numbers."""
MAX_TERMS = 10_000


@dataclass(frozen=True, slots=True)
class ParsedNode:
    """A node with its position in the text and its measures.

    `start`, `end`: its span in the text. `first_kind`: the kind of its first token. `unbracketed`:
    the function or root without brackets whose argument ends the node, or "". `constant`: whether
    it has no variable. `constants`: for each maximal constant part, its operations with their
    positions, inner ones first. `terms`: the number of terms when expanded. `open_exponent` and
    `open_quotient`: where the exponent begins that ends the node, if a factor or a divisor after it
    could be meant to belong to it. `notes`: its readings that could surprise.
    """

    node: Node
    start: int
    end: int
    first_kind: str
    depth: int = 0
    size: int = 1
    constant: bool = False
    constants: tuple[tuple[tuple[Node, int], ...], ...] = ()
    terms: int = 1
    unbracketed: str = ""
    open_exponent: int | None = None
    open_quotient: int | None = None
    notes: tuple[Regrouping, ...] = ()


def checked_node(
    node: Node, parts: Sequence[ParsedNode], first_kind: str, span: tuple[int, int]
) -> ParsedNode:
    """The node whose children are `parts`, with its measures; ExpressionError beyond a limit."""
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
    constant = all(part.constant for part in parts)
    constants = tuple(operations for part in parts for operations in part.constants)
    if constant:
        constants = ((*chain.from_iterable(constants), (node, span[0])),)
    notes = tuple(dict.fromkeys(chain.from_iterable(part.notes for part in parts)))
    return ParsedNode(node, *span, first_kind, depth, size, constant, constants, terms, notes=notes)


def _terms(node: Node, parts: list[int]) -> int:
    match node:
        case Sum():
            count = sum(parts)
        case Product():
            count = math.prod(parts)
        case Power(_, exponent):
            count = _power_terms(parts[0], constant_rational(exponent))
        case Call() | Pieces():
            count = 1
        case _:
            count = parts[0]
    return min(count, MAX_TERMS + 1)


def _power_terms(base: int, exponent: Fraction | None) -> int:
    """The number of terms of (a + b + ...)^n: the multisets of n of the base's terms."""
    if base == 1 or exponent is None or exponent.denominator != 1 or exponent < 1:
        return 1
    if max(base, exponent) > MAX_TERMS:
        return MAX_TERMS + 1
    return math.comb(base + int(exponent) - 1, int(exponent))
