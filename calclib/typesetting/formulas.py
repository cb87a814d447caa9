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
    """The sources of a formula for line breaks, as of its terms, but of a product: before a factor,
    and between the terms of a sum in brackets; of a quotient beside the last factor of its
    numerator, or after the numbers there if they are several. `label` as for `to_typst`."""
    return _in_factors(Typesetter(label), node)


def _in_factors(typesetter: Typesetter, node: Node) -> list[str]:
    if behind := _behind_numbers(node):
        return [typesetter.set(behind[0]).text, f"dot.op {typesetter.set(behind[1]).text}"]
    product = _as_product(node)
    bare = product.operand if isinstance(product, Negative) else product
    ways = ways_to_break(product)
    if not isinstance(bare, Product) or typesetter.label(product):
        return typesetter.terms(node)
    count = ways[len(ways) // 2] if ways else len(bare.factors)
    first, *others = _open_factors(typesetter, bare.factors[:count])
    if ways:
        before, *rest = _open_factors(typesetter, bare.factors[count:])
        others += [f"dot.op {before}", *rest]
    return [first if bare is product else f"-{first}", *others]


def _open_factors(typesetter: Typesetter, factors: Sequence[Node]) -> list[str]:
    """The sources of a product, broken between the terms of its last factor if that is a sum, whose
    brackets are as high as if it were in one line."""
    *others, last = factors
    if not isinstance(last, Sum) or typesetter.label(last):
        return [typesetter.set(Product(tuple(factors))).text]
    before = [typesetter.set(Product(tuple(others))).text] if others else []
    as_high = f"#box(width: 0pt, box(width: 99em, hide($display({typesetter.set(last).text})$)))"
    first, *middle, end = typesetter.terms(last)
    sign, end = end.split(" ", 1)
    return [
        " ".join([*before, f"lr(\\( {first}{as_high})"]),
        *middle,
        f"{sign} lr({end}{as_high}\\))",
    ]


def _behind_numbers(node: Node) -> tuple[Product, Quotient] | None:
    """Of a quotient, the numbers of its numerator, if they are several, and the rest."""
    if not isinstance(node, Quotient) or not isinstance(node.numerator, Product):
        return None
    factors = node.numerator.factors
    numbers = tuple(each for each in factors if isinstance(each, Numeral))
    others = tuple(each for each in factors if not isinstance(each, Numeral))
    if len(numbers) < 2 or not others:
        return None
    first, *more = others
    top = Product(others) if more else first
    return Product(numbers), Quotient(top, node.denominator)


def _as_product(node: Node) -> Node:
    """A quotient as a product: the last factor of its numerator, and a sum before it, beside the
    others."""
    if isinstance(node, Negative):
        return Negative(_as_product(node.operand))
    if not isinstance(node, Quotient) or not isinstance(node.numerator, Sum | Product):
        return node
    top = node.numerator
    above = list(top.factors) if isinstance(top, Product) else [top]
    beside = [above.pop()]
    if above and isinstance(above[-1], Sum):
        beside.insert(0, above.pop())
    numerator = Product(tuple(above)) if above else Numeral(Fraction(1))
    return Product((Quotient(numerator, node.denominator), *beside))


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
    node: Node,
    name: str,
    value: float,
    label: Label = no_parts,
    part: str = "held",
    *,
    in_factors: bool = False,
) -> list[str]:
    """The terms with a number substituted for one variable, as the named part `part`; `in_factors`:
    broken as by `to_factors`.

    Of a function in pieces, only those that are left are shown.
    """
    remaining = decided(node, {name: value})
    typesetter = Typesetter(label, {name: short_numeral(value)}, part)
    return _in_factors(typesetter, remaining) if in_factors else typesetter.terms(remaining)


def short_numeral(value: float) -> Node:
    """A number as it is written in a formula: exact if that is short (1, 0.5, pi/3), else
    rounded."""
    exact = literal(value)
    numerals = [str(part.value) for part in walk(exact) if isinstance(part, Numeral)]
    if max(map(len, numerals), default=0) <= _MAX_EXACT_CHARACTERS:
        return exact
    return Numeral(Fraction(Decimal(repr(round(value, decimals_shown(value))))))
