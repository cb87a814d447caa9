"""Trees as Typst math in textbook form, with named parts to colour and to move."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from calclib.tree.decided import decided
from calclib.tree.literals import literal
from calclib.tree.nodes import Negative, Node, Numeral, Product, Quotient, Sum, variables, walk
from calclib.typesetting.decimals import decimals_shown
from calclib.typesetting.typesetter import Label, Typesetter, no_parts

_MAX_EXACT_CHARACTERS = 6
"""The longest number, in characters, that is written exactly."""


def to_typst(node: Node, label: Label = no_parts) -> str:
    """Typst math source of a tree.

    Every node that `label` names becomes `part("name", ...)`, a function of the caller's preamble.
    The author's order and decimals are preserved; brackets are added where necessary.
    """
    return Typesetter(label).set(node).text


def to_inline_typst(node: Node, label: Label = no_parts) -> str:
    """Typst math source of a tree on one line: its fractions have slashes; `label` as above."""
    return Typesetter(label, script=True).set(node).text


def to_typst_terms(node: Node, label: Label = no_parts) -> list[str]:
    """The sources of a sum's terms, each with its sign, for line breaks between them.

    Any other tree is one term; `label` as for `to_typst`.
    """
    return Typesetter(label).terms(node)


def to_factors(node: Node, label: Label = no_parts) -> list[str]:
    """The sources of a formula for line breaks, as of its terms, but of a product two: before a
    factor, and of a quotient beside the last factor of its numerator; `label` as for `to_typst`."""
    typesetter, product = Typesetter(label), _as_product(node)
    ways = [] if isinstance(product, Sum) else ways_to_break(product)
    return (
        list(typesetter.in_two(product, ways[len(ways) // 2])) if ways else typesetter.terms(node)
    )


def _as_product(node: Node) -> Node:
    """A quotient of a product as one: the last factor of its numerator beside the others'."""
    if isinstance(node, Negative):
        return Negative(_as_product(node.operand))
    if not isinstance(node, Quotient) or not isinstance(node.numerator, Product):
        return node
    *others, last = node.numerator.factors
    numerator = Product(tuple(others)) if len(others) > 1 else others[0]
    return Product((Quotient(numerator, node.denominator), last))


def to_two_lines(node: Node, count: int, label: Label = no_parts) -> tuple[str, str]:
    """The sources of a sum or a product in two lines, the first with so many terms or factors."""
    return Typesetter(label).in_two(node, count)


def ways_to_break(node: Node) -> list[int]:
    """How many terms or factors of a formula its first line of two may have, so that neither is a
    mere number; none where it is no sum or product."""
    if isinstance(node, Negative):
        return ways_to_break(node.operand) if isinstance(node.operand, Product) else []
    parts: Sequence[Node] = ()
    if isinstance(node, Product):
        parts = node.factors
    elif isinstance(node, Sum):
        parts = Typesetter(no_parts).flattened_terms(node)
    varies = [bool(variables(part)) for part in parts]
    return [n for n in range(1, len(parts)) if any(varies[:n]) and any(varies[n:])]


def with_held_number(
    node: Node, name: str, value: float, label: Label = no_parts, part: str = "held"
) -> list[str]:
    """The terms with a number substituted for one variable, as the named part `part`.

    Of a function in pieces, only those that are left are shown.
    """
    remaining = decided(node, {name: value})
    return Typesetter(label, {name: short_numeral(value)}, part).terms(remaining)


def short_numeral(value: float) -> Node:
    """A number as it is written in a formula: exact if that is short (1, 0.5, pi/3), else
    rounded."""
    exact = literal(value)
    numerals = [str(part.value) for part in walk(exact) if isinstance(part, Numeral)]
    if max(map(len, numerals), default=0) <= _MAX_EXACT_CHARACTERS:
        return exact
    return Numeral(Fraction(Decimal(repr(round(value, decimals_shown(value))))))
