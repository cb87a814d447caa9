"""Terms in normal form: a rational coefficient and factors with exponents, in textbook order.

Equal bases are merged and like terms added; nothing is expanded or simplified beyond that, so it
always ends, and the author's order of factors and terms is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from calclib.tree.literals import is_decimal
from calclib.tree.nodes import (
    VARIABLES,
    Call,
    Negative,
    Node,
    Numeral,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    constant_rational,
    variables,
)

_MOST_BITS = 4096


@dataclass(frozen=True, slots=True)
class Term:
    """coefficient * base^exponent * ..., the bases different."""

    coefficient: Fraction
    factors: tuple[tuple[Node, Fraction], ...] = ()

    def __neg__(self) -> Term:
        return Term(-self.coefficient, self.factors)

    def __mul__(self, other: Term) -> Term:
        return product((self, other))


ONE = Term(Fraction(1))


def term(node: Node) -> Term:
    """A node as one term; a sum is one factor of it."""
    match node:
        case Numeral(value):
            return Term(value)
        case Negative(operand):
            return -term(operand)
        case Product(factors):
            return product(map(term, factors))
        case Quotient(above, below) if term(below).coefficient:
            return term(above) * reciprocal(term(below))
        case Power(base, exponent):
            power = constant_rational(exponent)
            return _factor(node) if power is None else _power(base, power, node)
        case Call("sqrt", (inside,)):
            return _power(inside, Fraction(1, 2), node)
    return _factor(node)


def product(terms: Iterable[Term]) -> Term:
    """The product of terms, equal bases merged where they first stand."""
    coefficient = Fraction(1)
    exponents: dict[Node, Fraction] = {}
    for each in terms:
        coefficient *= each.coefficient
        for base, exponent in each.factors:
            exponents[base] = exponents.get(base, Fraction(0)) + exponent
    return Term(coefficient, tuple((base, power) for base, power in exponents.items() if power))


def reciprocal(each: Term) -> Term:
    """1 / term; its coefficient is not zero."""
    return Term(1 / each.coefficient, tuple((base, -power) for base, power in each.factors))


def _factor(node: Node) -> Term:
    return Term(Fraction(1), ((node, Fraction(1)),))


def _power(base: Node, exponent: Fraction, node: Node) -> Term:
    """base^exponent, multiplied out where that is one number or one base to a whole power."""
    if isinstance(base, Numeral):
        bits = base.value.numerator.bit_length() + base.value.denominator.bit_length()
        whole = exponent.denominator == 1 and abs(exponent) * bits <= _MOST_BITS
        if not whole or (base.value == 0 and exponent <= 0):
            return _factor(node)
        return Term(base.value ** int(exponent))
    if exponent == 0:
        return ONE
    return Term(Fraction(1), ((base, exponent),))


def ordered(each: Term) -> Term:
    """Numbers first, then powers of variables in their order, then all else as it stands."""
    return Term(each.coefficient, tuple(sorted(each.factors, key=_rank)))


def _rank(factor: tuple[Node, Fraction]) -> tuple[int, int, str]:
    base, _ = factor
    if isinstance(base, Variable):  # names of the caller's own come after the usual ones
        usual = base.name in VARIABLES
        return 1, VARIABLES.index(base.name) if usual else len(VARIABLES), base.name
    return (2 if variables(base) else 0), 0, ""


def total(terms: Iterable[Term]) -> list[Term]:
    """The terms with like ones added where the first of them stands, zeros left out."""
    coefficients: dict[frozenset, Fraction] = {}
    shapes: dict[frozenset, Term] = {}
    for each in _spliced(terms):
        key = frozenset(each.factors)
        coefficients[key] = coefficients.get(key, Fraction(0)) + each.coefficient
        shapes.setdefault(key, each)
    return [Term(c, shapes[key].factors) for key, c in coefficients.items() if c]


def _spliced(terms: Iterable[Term]) -> Iterable[Term]:
    """Sums that are added become terms of their own."""
    for each in terms:
        match each.factors:
            case ((Sum(parts), Fraction(numerator=1, denominator=1)),) if (
                abs(each.coefficient) == 1
            ):
                scale = Term(each.coefficient)
                yield from _spliced(scale * term(part) for part in parts)
            case _:
                yield each


def common(terms: Sequence[Term], allowed: Term) -> Term:
    """The powers that all terms have in common, of the bases of `allowed` only."""
    powers = [dict(each.factors) for each in terms]
    shared = []
    for base, _ in allowed.factors:
        least = min((each.get(base, Fraction(0)) for each in powers), default=Fraction(0))
        if least > 0:
            shared.append((base, least))
    return Term(Fraction(1), tuple(shared))


def gathered(terms: Sequence[Term], decimals: bool) -> Term:
    """A sum as one term: itself, or a sum in brackets with a common minus sign taken out."""
    if len(terms) == 1:
        return terms[0]
    if not terms:
        return Term(Fraction(0))
    if all(each.coefficient < 0 for each in terms):
        return -_factor(to_node([-each for each in terms], decimals))
    return _factor(to_node(terms, decimals))


def to_node(terms: Sequence[Term], decimals: bool) -> Node:
    """The tree of a sum; `decimals`: write 0.5 rather than 1/2 where that is exact."""
    nodes = [_single(each, decimals) for each in terms]
    if not nodes:
        return Numeral(Fraction(0))
    return nodes[0] if len(nodes) == 1 else Sum(tuple(nodes))


def _single(each: Term, decimals: bool) -> Node:
    above = [_raised(base, power, decimals) for base, power in each.factors if power > 0]
    below = [_raised(base, -power, decimals) for base, power in each.factors if power < 0]
    size = abs(each.coefficient)
    if decimals and is_decimal(size):
        numerator, denominator = size, Fraction(1)
    else:
        numerator, denominator = Fraction(size.numerator), Fraction(size.denominator)
    if numerator != 1 or not above:
        above.insert(0, Numeral(numerator))
    if denominator != 1:
        below.insert(0, Numeral(denominator))
    node = _times(above)
    if below:
        node = Quotient(node, _times(below))
    return Negative(node) if each.coefficient < 0 else node


def _times(factors: list[Node]) -> Node:
    return factors[0] if len(factors) == 1 else Product(tuple(factors))


def _raised(base: Node, exponent: Fraction, decimals: bool) -> Node:
    if exponent == 1:
        return base
    if exponent == Fraction(1, 2):
        return Call("sqrt", (base,))
    return Power(base, to_node([Term(exponent)], decimals))
