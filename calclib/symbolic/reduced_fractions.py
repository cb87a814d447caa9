"""Common factors of the sums above and below a fraction's bar, cancelled: greatest common divisors
of polynomials, by sympy, which is imported where there is such a pair."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product as pairs_of
from typing import Any

from calclib.symbolic.monomials import Term, power_of, product, raised, term
from calclib.symbolic.written_numbers import Decimals
from calclib.symbolic.written_terms import as_single_term
from calclib.tree.nodes import Node, Sum

_MAX_TERMS = 30
_MAX_DEGREE = 24
_MAX_BASES = 4
"""Longer polynomials are left as they are: their divisors may take long."""


def reduced(monomial: Term, decimals: Decimals = Decimals.NONE) -> Term:
    """The term with common factors of its sums cancelled: (1 + x)/(1 + x + y + x y) is 1/(1 + y).

    A root below the bar is cancelled only as a whole, since its factors may be negative.
    """
    sums = [(base, power) for base, power in monomial.factors if isinstance(base, Sum)]
    above = [base for base, power in sums if power > 0 and power.denominator == 1]
    below = [base for base, power in sums if power < 0]
    for upper, lower in pairs_of(above, below):
        found = _cancelled(monomial, upper, lower, decimals)
        if found is not None:  # its sums are of a lower degree, so this ends
            return reduced(found, decimals)
    return monomial


def _cancelled(monomial: Term, upper: Sum, lower: Sum, decimals: Decimals) -> Term | None:
    """The term with the common factor of two of its sums cancelled; None if they have none."""
    pair = _Polynomials.of(upper, lower)
    if pair is None:
        return None
    shared, first, second = pair.divided()
    if shared.is_ground:
        return None
    exponents = dict(monomial.factors)
    over, under = exponents.pop(upper), exponents.pop(lower)
    rest = Term(monomial.coefficient, tuple(exponents.items()))
    if second.is_ground:
        quotient = pair.term(first * (1 / second.LC()), decimals)
        return product([rest, raised(quotient, int(over)), power_of(lower, over + under)])
    if under.denominator > 1:
        return None
    common = raised(pair.term(shared, decimals), int(over + under))
    first, second = (pair.term(each, decimals) for each in (first, second))
    return product([rest, common, raised(first, int(over)), raised(second, int(under))])


class _Polynomials:
    """Two sums as polynomials in the same bases, their terms in the author's order."""

    def __init__(self, bases: Sequence[Node], sums: Sequence[Sequence[Term]]) -> None:
        self.bases, self.sums = bases, sums
        self.order = [self._powers(each) for terms in reversed(sums) for each in terms]

    @staticmethod
    def of(*sums: Sum) -> _Polynomials | None:
        """None where they are no polynomials, or too long ones."""
        parts = [[term(part) for part in each.terms] for each in sums]
        factors = [pair for terms in parts for each in terms for pair in each.factors]
        bases = [*dict.fromkeys(base for base, _ in factors)]
        degrees = [sum(power for _, power in each.factors) for terms in parts for each in terms]
        is_whole = all(power > 0 and power.denominator == 1 for _, power in factors)
        is_short = len(bases) <= _MAX_BASES and max(degrees) <= _MAX_DEGREE
        if not (is_whole and is_short and max(map(len, parts)) <= _MAX_TERMS):
            return None
        return _Polynomials(bases, parts)

    def divided(self) -> tuple[Any, Any, Any]:
        """Their greatest common divisor, and both divided by it, as sympy's polynomials."""
        import sympy

        letters = sympy.symbols(f"b:{len(self.bases)}")
        first, second = (
            sympy.Poly.from_dict(self._coefficients(terms), *letters, domain=sympy.QQ)
            for terms in self.sums
        )
        return first.cofactors(second)

    def term(self, polynomial: Any, decimals: Decimals) -> Term:
        """A polynomial as one term."""
        terms = [
            Term(
                Fraction(int(number.p), int(number.q)),
                tuple((b, Fraction(p)) for b, p in zip(self.bases, powers, strict=True) if p),
            )
            for powers, number in sorted(polynomial.terms(), key=self._place)
        ]
        return as_single_term(terms, decimals)

    def _place(self, entry: tuple[tuple[int, ...], Any]) -> tuple[int, int]:
        """The place of a polynomial's term: as the author has it; others by their degrees."""
        powers, _ = entry
        known = powers in self.order
        return (self.order.index(powers), 0) if known else (len(self.order), -sum(powers))

    def _coefficients(self, terms: Sequence[Term]) -> dict[tuple[int, ...], Any]:
        import sympy

        found: dict[tuple[int, ...], Fraction] = {}
        for each in terms:
            powers = self._powers(each)
            found[powers] = found.get(powers, Fraction(0)) + each.coefficient
        return {
            powers: sympy.QQ(number.numerator, number.denominator)
            for powers, number in found.items()
        }

    def _powers(self, monomial: Term) -> tuple[int, ...]:
        exponents = dict(monomial.factors)
        return tuple(int(exponents.get(base, 0)) for base in self.bases)
