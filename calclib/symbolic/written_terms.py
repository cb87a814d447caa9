"""Terms as trees: sums in brackets, fractions, roots, and numbers as decimals or fractions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from calclib.symbolic.monomials import Term, ordered, power_of
from calclib.symbolic.written_numbers import Decimals
from calclib.tree.literals import is_decimal
from calclib.tree.nodes import Call, Negative, Node, Numeral, Power, Product, Quotient, Sum


def as_single_term(terms: Sequence[Term], decimals: Decimals) -> Term:
    """A sum as one term: its only one, or a bracket with a common minus factored out, else with a
    term without a minus at its front: (y - x), not (-x + y)."""
    if len(terms) == 1:
        return terms[0]
    if not terms:
        return Term(Fraction(0))
    if all(summand.coefficient < 0 for summand in terms):
        return -power_of(to_node([-summand for summand in terms], decimals), Fraction(1))
    first = next(summand for summand in terms if summand.coefficient > 0)
    others = [summand for summand in terms if summand is not first]
    shown = terms if terms[0].coefficient > 0 else [first, *others]
    return power_of(to_node(shown, decimals), Fraction(1))


def to_node(terms: Sequence[Term], decimals: Decimals) -> Node:
    """The tree of a sum; `decimals`: what is written as 0.5 rather than 1/2 where that is exact."""
    nodes = [_term_node(summand, decimals) for summand in terms]
    if not nodes:
        return Numeral(Fraction(0))
    return nodes[0] if len(nodes) == 1 else Sum(tuple(nodes))


def _term_node(monomial: Term, decimals: Decimals) -> Node:
    upper_factors = [
        _power_node(base, power, decimals) for base, power in monomial.factors if power > 0
    ]
    lower_factors = [
        _power_node(base, -power, decimals)
        for base, power in ordered(monomial).factors
        if power < 0
    ]
    size = abs(monomial.coefficient)
    if Decimals.NUMBERS in decimals and is_decimal(size):
        numerator, denominator = size, Fraction(1)
    else:
        numerator, denominator = Fraction(size.numerator), Fraction(size.denominator)
    if numerator != 1 or not upper_factors:
        upper_factors.insert(0, Numeral(numerator))
    if denominator != 1:
        lower_factors.insert(0, Numeral(denominator))
    node = _product_node(upper_factors)
    if lower_factors:
        node = Quotient(node, _product_node(lower_factors))
    return Negative(node) if monomial.coefficient < 0 else node


def _product_node(factors: list[Node]) -> Node:
    return factors[0] if len(factors) == 1 else Product(tuple(factors))


def _power_node(base: Node, exponent: Fraction, decimals: Decimals) -> Node:
    if exponent == 1:
        return base
    if exponent == Fraction(1, 2):
        return Call("sqrt", (base,))
    written = Decimals.NUMBERS if Decimals.EXPONENTS in decimals else Decimals.NONE
    return Power(base, to_node([Term(exponent)], written))
