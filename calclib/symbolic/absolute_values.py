"""Derivatives of |u|: worked out with sgn(u), whose own derivative is 0, and written u/|u|."""

from __future__ import annotations

from fractions import Fraction

from calclib.symbolic.monomials import Term, ordered, power_of, product, reciprocal, term
from calclib.symbolic.written_numbers import Decimals
from calclib.symbolic.written_terms import to_node
from calclib.tree.nodes import Call, Negative, Node, Product, Quotient, children, rebuilt


def without_squared_signs(monomial: Term) -> Term:
    """The term with sgn(u)^2 as 1, sgn(u) |u| as u, sgn(u)/|u| as 1/u and u sgn(u)
    as |u|; true unless u = 0."""
    for base, power in monomial.factors:
        if isinstance(base, Call) and base.name == "sign" and power.denominator == 1:
            (inside,) = base.arguments
            rest = product([monomial, power_of(base, -power)])
            return without_squared_signs(rest) if power % 2 == 0 else _merged(rest, inside)
    return monomial


def _merged(rest: Term, inside: Node) -> Term:
    """rest * sgn(inside)."""
    exponents, size = dict(rest.factors), Call("abs", (inside,))
    if exponents.get(size, 0) >= 1:
        return product([rest, power_of(size, Fraction(-1)), term(inside)])
    if exponents.get(size, 0) <= -1:
        return product([rest, power_of(size, Fraction(1)), reciprocal(term(inside))])
    if exponents.get(inside, 0) >= 1:
        return product([rest, power_of(inside, Fraction(-1)), power_of(size, Fraction(1))])
    sign = power_of(Call("sign", (inside,)), Fraction(1))
    return product([without_squared_signs(rest), sign])


def with_quotients(node: Node, decimals: Decimals = Decimals.NONE) -> Node:
    """The tree with u/|u| for sgn(u)."""
    match node:
        case Call("sign", (inside,)):
            return Quotient(inside, Call("abs", (inside,)))
    parts = tuple(with_quotients(part, decimals) for part in children(node))
    if parts == children(node):
        return node
    found = rebuilt(node, parts)
    if isinstance(found, Product | Quotient | Negative):
        return to_node([ordered(term(found))], decimals)
    return found
