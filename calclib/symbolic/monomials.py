"""Terms in normal form: a rational coefficient and factors with exponents, in textbook order.

Equal bases are merged and like terms added; nothing else is expanded or simplified, so it always
ends and preserves the author's order of factors and terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from calclib.tree.nodes import (
    VARIABLES,
    Call,
    Constant,
    Letter,
    Negative,
    Node,
    Numeral,
    Pieces,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    constant_rational,
    variables,
    walk,
)

_MAX_BITS = 4096


@dataclass(frozen=True, slots=True)
class Term:
    """coefficient * base^exponent * ..., with distinct bases."""

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
        case Quotient(numerator, denominator) if term(denominator).coefficient:
            return term(numerator) * reciprocal(term(denominator))
        case Power(base, exponent):
            power = constant_rational(exponent)
            return _factor(node) if power is None else _power(base, power, node)
        case Call("sqrt", (inside,)):
            return _power(inside, Fraction(1, 2), node)
    return _factor(node)


def product(terms: Iterable[Term]) -> Term:
    """The product of terms; equal bases are merged at the place of the first, and the square of a
    square root is what stands under it."""
    coefficient = Fraction(1)
    exponents: dict[Node, Fraction] = {}
    for factor in terms:
        coefficient *= factor.coefficient
        for base, exponent in factor.factors:
            exponents[base] = exponents.get(base, Fraction(0)) + exponent
    merged = tuple((base, power) for base, power in exponents.items() if power)
    for base, power in merged:
        plain = _without_root(base, power)
        if plain is not None:
            others = Term(coefficient, tuple(pair for pair in merged if pair[0] != base))
            return product([others, plain])
    return Term(coefficient, merged)


def _without_root(base: Node, power: Fraction) -> Term | None:
    """What is left where the powers of a root have become whole: x y for sqrt(x y)^2."""
    match base:
        case Call("cbrt", (inside,)) if power % 3 == 0:
            return raised(term(inside), int(power / 3))
        case Product() | Quotient() | Power() if power == 1:
            whole = term(base)
            return None if whole.factors == ((base, Fraction(1)),) else whole
    return None


def power_of(base: Node, exponent: Fraction) -> Term:
    """base^exponent as a term."""
    return product([Term(Fraction(1), ((base, exponent),))])


def raised(monomial: Term, exponent: int) -> Term:
    """A whole power of a term, whose coefficient is not 0."""
    factors = tuple((base, power * exponent) for base, power in monomial.factors)
    return product([Term(monomial.coefficient**exponent, factors)])


def reciprocal(divisor: Term) -> Term:
    """1 / divisor, whose coefficient must not be 0."""
    return Term(1 / divisor.coefficient, tuple((base, -power) for base, power in divisor.factors))


def _factor(node: Node) -> Term:
    return Term(Fraction(1), ((node, Fraction(1)),))


def _power(base: Node, exponent: Fraction, node: Node) -> Term:
    """base^exponent as one term; powers of numbers are evaluated unless they are too long."""
    if isinstance(base, Numeral):
        bits = base.value.numerator.bit_length() + base.value.denominator.bit_length()
        whole = exponent.denominator == 1 and abs(exponent) * bits <= _MAX_BITS
        if not whole or (base.value == 0 and exponent <= 0):
            return _factor(node)
        return Term(base.value ** int(exponent))
    if exponent == 0:
        return ONE
    return Term(Fraction(1), ((base, exponent),))


def ordered(monomial: Term) -> Term:
    """Factors sorted: numbers (letters before functions: pi sin(1)), powers of variables
    in their order, then brackets without functions in them, then the rest as typed."""
    return Term(monomial.coefficient, tuple(sorted(monomial.factors, key=_sort_key)))


def constants_first(monomial: Term) -> Term:
    """Factors sorted: numbers, letters before functions, then the rest as typed."""
    factors = sorted(monomial.factors, key=lambda factor: _number_rank(factor[0]))
    return Term(monomial.coefficient, tuple(factors))


def _number_rank(base: Node) -> int:
    """0 for pi, e and letters with values, 1 for other numbers, 2 for what has variables."""
    if variables(base):
        return 2
    return 0 if isinstance(base, Constant | Letter) else 1


def _sort_key(factor: tuple[Node, Fraction]) -> tuple[int, int, str]:
    base, power = factor
    if (rank := _number_rank(base)) < 2:
        return 0, rank, ""
    if isinstance(base, Variable):  # other names come after those of VARIABLES
        is_default = base.name in VARIABLES
        return 1, VARIABLES.index(base.name) if is_default else len(VARIABLES), base.name
    if isinstance(base, Sum) and power.denominator == 1 and is_algebraic(base):
        return 2, 0, ""
    return 3, 0, ""


def is_algebraic(node: Node) -> bool:
    """Whether a tree has variables, and no function, nor a variable in an exponent."""
    for part in walk(node):
        if isinstance(part, Call | Pieces) or (
            isinstance(part, Power) and variables(part.exponent)
        ):
            return False
    return bool(variables(node))


def collected(terms: Iterable[Term]) -> list[Term]:
    """Like terms added, at the place of the first of them; terms that cancel are dropped."""
    coefficients: dict[frozenset, Fraction] = {}
    shapes: dict[frozenset, Term] = {}
    for summand in _flattened(terms):
        key = frozenset(summand.factors)
        coefficients[key] = coefficients.get(key, Fraction(0)) + summand.coefficient
        shapes.setdefault(key, summand)
    return [Term(c, shapes[key].factors) for key, c in coefficients.items() if c]


def _flattened(terms: Iterable[Term]) -> Iterable[Term]:
    """The terms, with those of nested sums in place of the sums."""
    for summand in terms:
        match summand.factors:
            case ((Sum(parts), Fraction(numerator=1, denominator=1)),) if (
                abs(summand.coefficient) == 1
            ):
                scale = Term(summand.coefficient)
                yield from _flattened(scale * term(part) for part in parts)
            case _:
                yield summand


def common_factor(terms: Sequence[Term], allowed: Term) -> Term:
    """The greatest common factor of all terms among the bases of `allowed`."""
    powers = [dict(summand.factors) for summand in terms]
    shared = []
    for base, _ in allowed.factors:
        smallest = min(
            (exponents.get(base, Fraction(0)) for exponents in powers), default=Fraction(0)
        )
        if smallest > 0:
            shared.append((base, smallest))
    return Term(Fraction(1), tuple(shared))
