"""Numbers put in for some variables of a tree, and worked out where that is exact and short."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import reduce
from math import isqrt
from operator import or_

from calclib.symbolic.monomials import collected, term
from calclib.symbolic.written_numbers import Decimals, decimals_of
from calclib.symbolic.written_terms import to_node
from calclib.tree.nodes import (
    Call,
    Node,
    Numeral,
    Product,
    Sum,
    Variable,
    children,
    constant_rational,
    rebuilt,
    variables,
)

_MAX_RATIONAL = 8
"""The longest fraction, in characters, that replaces what it is worked out from."""
_AT_ZERO = {
    **dict.fromkeys(("sin", "tan", "asin", "atan", "sinh", "tanh"), Fraction(0)),
    **dict.fromkeys(("cos", "cosh", "exp"), Fraction(1)),
}


def worked_out(node: Node, held: Mapping[str, Node]) -> Node:
    """The tree with the numbers that are `held`; what is rational with them is one number: 2 for
    1 + 1 and for sqrt(4). A product has one at most, and a sum: y for 1 y, pi/2 for 5 (pi/10),
    5 - x^2 for 9 - x^2 - 4."""
    if not variables(node) & held.keys():
        return node
    if isinstance(node, Variable):
        return held[node.name]
    found = rebuilt(node, [worked_out(child, held) for child in children(node)])
    rational = _rational_value(found)
    if rational is not None and len(str(rational)) <= _MAX_RATIONAL:
        return Numeral(rational)
    match found:
        case Product(factors) if Numeral(Fraction(0)) in factors:
            return Numeral(Fraction(0))
        case Product():
            return to_node([term(found)], _decimals(node, held))
        case Sum(terms):
            return to_node(collected(map(term, terms)), _decimals(node, held))
    return found


def _decimals(node: Node, held: Mapping[str, Node]) -> Decimals:
    """What is written as 0.5 rather than 1/2: as in the tree, and in the numbers put in."""
    numbers = [held[name] for name in sorted(variables(node) & held.keys())]
    return reduce(or_, map(decimals_of, (node, *numbers)))


def _rational_value(node: Node) -> Fraction | None:
    """The value of a tree of numerals, or of a function of one, where that is rational."""
    if not isinstance(node, Call):
        return constant_rational(node)
    numbers = [constant_rational(each) for each in node.arguments]
    match node.name, numbers:
        case "abs", [Fraction() as number]:
            return abs(number)
        case "sqrt", [Fraction() as number] if number >= 0:
            root = Fraction(isqrt(number.numerator), isqrt(number.denominator))
            return root if root * root == number else None
        case (("ln" | "log"), [Fraction(numerator=1, denominator=1)]):
            return Fraction(0)
        case name, [Fraction(numerator=0)]:
            return _AT_ZERO.get(name)
    return None
