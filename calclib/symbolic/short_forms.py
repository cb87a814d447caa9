"""Shorter forms of a term's sums: brackets multiplied out, fractions within fractions cleared.

Each rule is tried once for each sum, and its result taken only where the tree gets smaller; so it
ends, and changes nothing that is short already.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import islice, product

from calclib.symbolic.monomials import (
    ONE,
    Term,
    as_single_term,
    collected,
    ordered,
    reciprocal,
    term,
    to_node,
)
from calclib.symbolic.monomials import product as product_of
from calclib.tree.nodes import Node, Power, Product, Quotient, Sum, walk

_MAX_POWER = 3
"""Powers of sums beyond this are not multiplied out."""
_MAX_TERMS = 60
_MAX_NODES = 150
"""Nobody reads a term with more nodes; it stays as it is."""


def shortened(monomial: Term, decimals: bool = False) -> Term:
    """The term with its sums in their shortest forms, one after another; a long one as it is."""
    best = monomial
    if size(to_node([monomial], decimals), _MAX_NODES) == _MAX_NODES:
        return monomial
    for base, exponent in monomial.factors:
        if isinstance(base, Sum) and exponent.denominator == 1:
            for form in _forms(base, int(exponent), decimals):
                rest = product_of([best, Term(Fraction(1), ((base, -exponent),))])
                other = ordered(rest * form)
                best = min(best, other, key=lambda each: size(to_node([each], decimals)))
    return best


def size(node: Node, most: int | None = None) -> int:
    """The number of nodes of a tree, counted up to `most`."""
    return sum(1 for _ in islice(walk(node), most))


def _forms(base: Sum, exponent: int, decimals: bool) -> Iterable[Term]:
    """Other forms of base^exponent: multiplied out, and that without fractions in it."""
    terms = _multiplied_out([_distributed(part) for part in base.terms])
    if not terms:
        return
    yield _raised(as_single_term(terms, decimals), exponent)
    yield _raised(-as_single_term([-each for each in terms], decimals), exponent)
    divisor = _common_denominator(terms)
    if divisor.factors:
        cleared = _multiplied_out([each * divisor for each in terms])
        rest = _raised(divisor, -exponent)
        yield rest * _raised(as_single_term(cleared, decimals), exponent)
        yield rest * _raised(-as_single_term([-each for each in cleared], decimals), exponent)


def _distributed(node: Node) -> Term:
    """A node as one term; whole powers of products and quotients are those of their factors."""
    match node:
        case Power(Product() | Quotient() as base, exponent):
            power = term(Power(Sum((base,)), exponent)).factors[-1][1]
            return _raised(_distributed(base), int(power)) if power.denominator == 1 else term(node)
        case Product(factors):
            return product_of(map(_distributed, factors))
        case Quotient(numerator, denominator) if term(denominator).coefficient:
            return _distributed(numerator) * reciprocal(_distributed(denominator))
    return term(node)


def _raised(monomial: Term, exponent: int) -> Term:
    """A whole power of a term, whose coefficient is not 0."""
    factors = tuple((base, power * exponent) for base, power in monomial.factors)
    return product_of([Term(monomial.coefficient**exponent, factors)])


def _multiplied_out(terms: Sequence[Term]) -> list[Term]:
    """The sum of terms with brackets multiplied out and like terms added; [] if it is too long."""
    found: list[Term] = []
    for each in terms:
        choices, rest = [], Term(each.coefficient)
        for base, power in each.factors:
            if isinstance(base, Sum) and power.denominator == 1 and 0 < power <= _MAX_POWER:
                choices += [[_distributed(part) for part in base.terms]] * int(power)
            else:
                rest *= Term(Fraction(1), ((base, power),))
        chosen = islice(product(*choices), _MAX_TERMS + 1)
        found += [ordered(product_of([rest, *factors])) for factors in chosen]
        if len(found) > _MAX_TERMS:
            return []
    return collected(found)


def _common_denominator(terms: Sequence[Term]) -> Term:
    """The product of the highest powers of bases by which any of the terms is divided."""
    highest: dict[Node, Fraction] = {}
    for each in terms:
        for base, power in each.factors:
            if power < 0 and power.denominator == 1:
                highest[base] = max(highest.get(base, Fraction(0)), -power)
    return product_of([ONE, *(Term(Fraction(1), (factor,)) for factor in highest.items())])
