"""Shorter forms of a term's sums: brackets multiplied out, fractions within fractions cleared.

Each rule is tried once for each sum, and its result taken only where the tree gets smaller; so it
ends, and changes nothing that is short already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import islice, product
from math import gcd, lcm

from calclib.symbolic.monomials import ONE, Term, collected, ordered, raised, reciprocal, term
from calclib.symbolic.monomials import product as product_of
from calclib.symbolic.reduced_fractions import reduced
from calclib.symbolic.written_numbers import Decimals
from calclib.symbolic.written_terms import as_single_term, to_node
from calclib.tree.nodes import Negative, Node, Power, Product, Quotient, Sum, walk

_MAX_POWER = 3
"""Powers of sums beyond this are not multiplied out."""
_MAX_TERMS = 60
_FRACTION = 5
"""What a fraction within a fraction counts, in nodes."""
MAX_NODES = 150
"""Nobody reads a term with more nodes; it stays as it is."""


def shortened(monomial: Term, decimals: Decimals = Decimals.NONE) -> Term:
    """The term with its sums in their shortest forms, one after another; a long one as it is."""
    best = monomial
    if size(to_node([monomial], decimals), MAX_NODES) == MAX_NODES:
        return monomial
    for base, exponent in monomial.factors:
        if isinstance(base, Sum) and exponent.denominator == 1:
            rest = product_of([best, Term(Fraction(1), ((base, -exponent),))])
            forms = (ordered(rest * form) for form in _forms(base, int(exponent), decimals))
            best = _shortest([best, *forms], decimals)
    cancelled = ordered(reduced(best, decimals))
    return best if cancelled == ordered(best) else shortened(cancelled, decimals)


def _shortest(forms: Sequence[Term], decimals: Decimals) -> Term:
    return min(forms, key=lambda each: length(to_node([each], decimals)))


def length(node: Node) -> tuple[int, bool]:
    """The order of forms: by size, then those without a minus in front.

    A fraction within another counts more: it is small, or takes a second line.
    """
    fractions = sum(isinstance(part, Quotient) for part in walk(node))
    return size(node) + _FRACTION * max(fractions - 1, 0), isinstance(node, Negative)


def size(node: Node, most: int | None = None) -> int:
    """The number of nodes of a tree, counted up to `most`."""
    return sum(1 for _ in islice(walk(node), most))


def _forms(base: Sum, exponent: int, decimals: Decimals) -> Iterable[Term]:
    """Other forms of base^exponent: multiplied out, and that without fractions in it."""
    terms = _multiplied_out([_distributed(part) for part in base.terms])
    if terms is None or (exponent < 0 and not terms):
        return
    for each in (terms, [_distributed(part) for part in base.terms]):
        yield from _signed(each, exponent, decimals)
        yield from _before_a_bracket(each, exponent, decimals)
    divisor = _common_denominator(terms)
    cleared = _multiplied_out([each * divisor for each in terms]) if divisor.factors else None
    if cleared:
        rest = raised(divisor, -exponent)
        yield from (rest * form for form in _signed(cleared, exponent, decimals))
        yield from (rest * form for form in _before_a_bracket(cleared, exponent, decimals))


def _before_a_bracket(terms: Sequence[Term], exponent: int, decimals: Decimals) -> Iterator[Term]:
    """A power of a sum, with the common factor of its terms before a bracket."""
    number = Term(_content([each.coefficient for each in terms], decimals))
    for divisor in (number * shared(terms), number):
        parts = [each * reciprocal(divisor) for each in terms]
        forms = _signed(parts, exponent, decimals) if divisor != ONE else ()
        yield from (raised(divisor, exponent) * form for form in forms)


def _content(numbers: Sequence[Fraction], decimals: Decimals) -> Fraction:
    """The greatest number of which all are whole multiples; 1 for decimals, which stay."""
    below = lcm(*(number.denominator for number in numbers))
    if Decimals.NUMBERS in decimals and below > 1:
        return Fraction(1)
    return Fraction(gcd(*(number.numerator for number in numbers)), below)


def shared(terms: Sequence[Term]) -> Term:
    """The product of the lowest powers of bases by which all of the terms are multiplied."""
    powers = [dict(each.factors) for each in terms]
    lowest = {
        base: min(each.get(base, Fraction(0)) for each in powers) for base in (powers or [{}])[0]
    }
    return Term(Fraction(1), tuple((base, power) for base, power in lowest.items() if power > 0))


def _signed(terms: Sequence[Term], exponent: int, decimals: Decimals) -> Iterable[Term]:
    """A power of a sum; without exponent with this sign and with the other."""
    yield raised(as_single_term(terms, decimals), exponent)
    if exponent == 1:
        yield -as_single_term([-each for each in terms], decimals)


def _distributed(node: Node) -> Term:
    """A node as one term; whole powers of products and quotients are those of their factors."""
    match node:
        case Negative(operand):
            return -_distributed(operand)
        case Power(Product() | Quotient() as base, exponent):
            power = term(Power(Sum((base,)), exponent)).factors[-1][1]
            return raised(_distributed(base), int(power)) if power.denominator == 1 else term(node)
        case Product(factors):
            return product_of(map(_distributed, factors))
        case Quotient(numerator, denominator) if term(denominator).coefficient:
            return _distributed(numerator) * reciprocal(_distributed(denominator))
    return term(node)


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
