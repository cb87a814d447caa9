"""Shorter forms of a derivative's terms together: brackets that are equal up to the order of their
terms made one, terms over a common bracket put over one bar, common factors before a bracket.

Each is taken only where the tree gets smaller, as in `short_forms`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from calclib.symbolic.monomials import (
    Term,
    collected,
    is_algebraic,
    ordered,
    power_of,
    product,
    reciprocal,
    term,
)
from calclib.symbolic.short_forms import MAX_NODES, length, shared, shortened, size
from calclib.symbolic.written_numbers import Decimals
from calclib.symbolic.written_terms import as_single_term, to_node
from calclib.tree.nodes import Node, Sum, Variable, variables

_LONG_SUM = 12
"""A sum with fewer nodes stays as the rules give it: 2 exp(x) + x exp(x)."""


def together(terms: Sequence[Term], decimals: Decimals) -> list[Term]:
    """The terms, those over powers of one bracket as one where that is shorter.

    y sqrt(x + y) + x y/(2 sqrt(x + y)) is y (3x + 2y)/(2 sqrt(x + y)), and
    x^2/(x^2 + y^2) + y^2/(y^2 + x^2) is 1.
    """
    best = _with_like_brackets(terms)
    if size(to_node(best, decimals), MAX_NODES) == MAX_NODES:
        return best
    for base in dict.fromkeys(base for each in best for base, _ in each.factors):
        if isinstance(base, Sum):
            tried = (_over_one_bar(best, base, decimals, alone) for alone in (False, True))
            best = min(*tried, best, key=lambda form: length(to_node(form, decimals)))
    return best


def _over_one_bar(terms: list[Term], base: Sum, decimals: Decimals, alone: bool) -> list[Term]:
    """The terms with powers of a bracket, not all whole and positive, as one at their place;
    unless these `alone`, with the terms that have neither it nor a function."""
    powers = [dict(each.factors).get(base) for each in terms]
    lowest = min((power for power in powers if power is not None), default=Fraction(1))
    if lowest > 0 and lowest.denominator == 1:
        return terms
    joined = [
        each
        for each, power in zip(terms, powers, strict=True)
        if (_is_algebraic(each) and not alone if power is None else True)
        and ((power or 0) - lowest).denominator == 1
    ]
    if len(joined) < 2:
        return terms
    above = [product([each, power_of(base, -lowest)]) for each in joined]
    bracket = as_single_term(collected(above), decimals)
    whole = shortened(product([bracket, power_of(base, lowest)]), decimals)
    found = [whole if each is joined[0] else each for each in terms if each not in joined[1:]]
    return collected(each for each in found if each.coefficient)


def _is_algebraic(monomial: Term) -> bool:
    return all(is_algebraic(base) or not variables(base) for base, _ in monomial.factors)


def _with_like_brackets(terms: Sequence[Term]) -> list[Term]:
    """Like terms added, where a bracket that has the terms of an earlier one in another order, or
    their opposites in a whole power, is that one."""
    known: dict[frozenset, Sum] = {}
    return collected(
        product([Term(each.coefficient), *(_like(*factor, known) for factor in each.factors)])
        for each in terms
    )


def _like(base: Node, power: Fraction, known: dict[frozenset, Sum]) -> Term:
    """A power with the bracket among those that are `known`, to which it is added if it is new."""
    if not isinstance(base, Sum):
        return power_of(base, power)
    parts = [term(part) for part in base.terms]
    same, opposite = (
        frozenset((frozenset(each.factors), sign * each.coefficient) for each in parts)
        for sign in (1, -1)
    )
    if same not in known and opposite in known and power.denominator == 1:
        return Term(Fraction(-1) ** int(power)) * power_of(known[opposite], power)
    return power_of(known.setdefault(same, base), power)


def with_bracket(node: Node, decimals: Decimals) -> Node:
    """A long sum with what its terms share before a bracket, where that is shorter and more than
    numbers and powers of variables: exp(x y) (sin(x + y) + cos(x + y))."""
    if not isinstance(node, Sum) or size(node) < _LONG_SUM:
        return node
    terms = [term(part) for part in node.terms]
    divisor = shared(terms)
    if all(isinstance(base, Variable) for base, _ in divisor.factors):
        return node
    rest = as_single_term([each * reciprocal(divisor) for each in terms], decimals)
    bracketed = ordered(product([divisor, shortened(rest, decimals)]))
    return min(node, to_node([bracketed], decimals), key=length)
