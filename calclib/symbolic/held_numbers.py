"""Numbers put in for some variables of a tree, and worked out where that is exact and short."""

from __future__ import annotations

from collections.abc import Mapping

from calclib.symbolic.monomials import term
from calclib.symbolic.written_numbers import decimals_of
from calclib.symbolic.written_terms import to_node
from calclib.tree.nodes import (
    Node,
    Numeral,
    Product,
    Variable,
    children,
    constant_rational,
    rebuilt,
    substituted,
    variables,
)

_MAX_RATIONAL = 8
"""The longest fraction, in characters, that replaces what it is worked out from."""


def worked_out(node: Node, held: Mapping[str, Node]) -> Node:
    """The tree with the numbers that are `held`; what is rational with them is one number: 2 for
    1 + 1, and a product has one at most: y for 1 y, pi/2 for 5 (pi/10)."""
    if variables(node) & held.keys():
        rational = constant_rational(substituted(node, held))
        if rational is not None and len(str(rational)) <= _MAX_RATIONAL:
            return Numeral(rational)
    if isinstance(node, Variable):
        return held.get(node.name, node)
    found = rebuilt(node, [worked_out(child, held) for child in children(node)])
    if isinstance(node, Product) and variables(node) & held.keys():
        return to_node([term(found)], decimals_of(found))
    return found
