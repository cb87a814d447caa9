"""Shorter forms of a term's sums: brackets multiplied out, fractions within fractions cleared.

Each rule is tried once for each sum, and its result taken only where the tree gets smaller; so it
ends, and changes nothing that is short already.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import islice, product
from math import gcd

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
from calclib.tree.nodes import Negative, Node, Power, Product, Quotient, Sum, walk

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
            rest = product_of([best, Term(Fraction(1), ((base, -exponent),))])
            forms = (ordered(rest * form) for form in _forms(base, int(exponent), decimals))
            best = min(best, *forms, key=lambda each: _length(to_node([each], decimals)))
    return best


def _length(node: Node) -> tuple[int, bool]:
    """The order of forms: by size, then those without a minus in front."""
    return size(node), isinstance(node, Negative)


def size(node: Node, most: int | None = None) -> int:
    """The number of nodes of a tree, counted up to `most`."""
    return sum(1 for _ in islice(walk(node), most))


def _forms(base: Sum, exponent: int, decimals: bool) -> Iterable[Term]:
    """Other forms of base^exponent: multiplied out, and that without fractions in it."""
    terms = _multiplied_out([_distributed(part) for part in base.terms])
    if terms is None or (exponent < 0 and not terms):
        return
    yield from _signed(terms, exponent, decimals)
    content = Fraction(gcd(*(int(each.coefficient) for each in terms)))
    if all(each.coefficient.denominator == 1 for each in terms) and content > 1:
        parts = [Term(each.coefficient / content, each.factors) for each in terms]
        for form in _signed(parts, exponent, decimals):
            yield Term(content**exponent) * form
    divisor = _common_denominator(terms)
    cleared = _multiplied_out([each * divisor for each in terms]) if divisor.factors else None
    if cleared:
        rest = _raised(divisor, -exponent)
        yield from (rest * form for form in _signed(cleared, exponent, decimals))


def _signed(terms: Sequence[Term], exponent: int, decimals: bool) -> Iterable[Term]:
    """A power of a sum, with this sign and with the other."""
    yield _raised(as_single_term(terms, decimals), exponent)
    yield _raised(-as_single_term([-each for each in terms], decimals), exponent)


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


def _multiplied_out(terms: Sequence[Term]) -> list[Term] | None:
    """The sum of terms with brackets multiplied out, like terms added; None if it is too long."""
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
            return None
    return collected(found)


def _common_denominator(terms: Sequence[Term]) -> Term:
    """The product of the highest powers of bases by which any of the terms is divided."""
    highest: dict[Node, Fraction] = {}
    for each in terms:
        for base, power in each.factors:
            if power < 0:
                highest[base] = max(highest.get(base, Fraction(0)), -power)
    return product_of([ONE, *(Term(Fraction(1), (factor,)) for factor in highest.items())])
