"""Dot and cross products of vectors: `<x, y>·<y, 1>`, `u × v`."""

from __future__ import annotations

from collections.abc import Sequence

from calclib.errors import ExpressionError
from calclib.syntax.limits import ParsedNode, checked_node
from calclib.tree.nodes import Negative, Product, Sum

DOTS = "·⋅∙"
CROSS = "×"
Components = Sequence[ParsedNode | None]
"""Those of a vector, None for 0."""


def dot(left: Components, right: Components, span: tuple[int, int]) -> ParsedNode | None:
    """The sum of the products of components; None for 0."""
    if len(left) != len(right):
        message = f"{len(right)} components do not fit to {len(left)}"
        raise ExpressionError(message, span[0])
    products = [_product(a, b, span) for a, b in zip(left, right, strict=True)]
    return _sum([term for term in products if term is not None], span)


def cross(left: Components, right: Components, span: tuple[int, int]) -> list[ParsedNode | None]:
    """The components of a cross product of two vectors in space."""
    if len(left) != 3 or len(right) != 3:
        raise ExpressionError("a cross product takes vectors of 3 components", span[0])
    result: list[ParsedNode | None] = []
    for i, j in ((1, 2), (2, 0), (0, 1)):
        first, second = _product(left[i], right[j], span), _product(left[j], right[i], span)
        minus = second and checked_node(Negative(second.node), [second], "MINUS", span)
        result.append(_sum([term for term in (first, minus) if term is not None], span))
    return result


def _product(
    left: ParsedNode | None, right: ParsedNode | None, span: tuple[int, int]
) -> ParsedNode | None:
    if left is None or right is None:
        return None
    factors = [part for part in (left, right) if part.first_kind != "UNIT"]
    if len(factors) < 2:
        return factors[0] if factors else left
    return checked_node(Product((left.node, right.node)), factors, "LPAR", span)


def _sum(terms: list[ParsedNode], span: tuple[int, int]) -> ParsedNode | None:
    if len(terms) < 2:
        return terms[0] if terms else None
    return checked_node(Sum(tuple(term.node for term in terms)), terms, "LPAR", span)
