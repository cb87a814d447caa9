"""The interiors of regions that conditions describe: x < 0 for x <= 0, nothing for x = 0.

Along a variable: by y, the region x <= 0 is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from calclib.tree.decided import decided
from calclib.tree.nodes import Comparison, Logic, Node, Numeral, Pieces, variables
from calclib.tree.opposites import opposite


def derivative_of_pieces(node: Pieces, derivative: Callable[[Node], Node], name: str) -> Node:
    """The derivatives of the pieces by a variable; 0 if all are, borders or not.

    Conditions on numbers are decided.
    """
    known = decided(node, {})
    if not isinstance(known, Pieces):
        return derivative(known)
    values, conditions = without_doubles(known.values, known.conditions)
    found = inside_pieces([*map(derivative, values)], conditions, name)
    zero = Numeral(Fraction(0))
    is_zero = isinstance(found, Pieces) and all(each == zero for each in found.values)
    return zero if is_zero else found


def inside_pieces(values: Sequence[Node], conditions: Sequence[Node], name: str) -> Node:
    """Pieces on the interiors of their regions along a variable; those without one are left out.

    What holds otherwise after a single condition gets the opposite one. Equal pieces are one.
    """
    values, conditions = without_doubles(values, conditions, name)
    rows: list[tuple[Node, Node | None]] = [
        (value, interior(condition, name))
        for value, condition in zip(values, conditions, strict=False)
    ]
    kept = [(value, condition) for value, condition in rows if condition is not None]
    if len(values) == len(conditions):
        return Pieces(*_columns(kept))
    if not conditions:
        return values[0]
    rest = opposite(conditions[0]) if len(conditions) == 1 else None
    if rest is not None:
        inside = interior(rest, name)
        return _of_both_sides([*kept, (values[-1], inside)] if inside is not None else kept)
    shown, regions = _columns(kept)
    return Pieces((*shown, values[-1]), regions)


def _of_both_sides(rows: Sequence[tuple[Node, Node]]) -> Pieces:
    """{1 if x < 0; 1 if x > 0} as {1 if x != 0}."""
    values, conditions = _columns(rows)
    match conditions:
        case (Comparison("<" | ">", left, right), Comparison("<" | ">")) if values[0] == values[1]:
            return Pieces(values[:1], (Comparison("!=", left, right),))
    return Pieces(values, conditions)


def without_doubles(
    values: Sequence[Node], conditions: Sequence[Node], name: str = ""
) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Values and conditions without a last condition that is the opposite of the only other one,
    then without those at the end whose values are what holds otherwise.

    With a `name`, only where the condition's region has no border along that variable.
    """
    if len(values) == len(conditions) == 2 and conditions[1] == opposite(conditions[0]):
        conditions = conditions[:1]
    while len(values) > len(conditions) > 0 and values[-2] == values[-1]:
        if name in variables(conditions[-1]):
            break
        values, conditions = (*values[:-2], values[-1]), conditions[:-1]
    return tuple(values), tuple(conditions)


def interior(condition: Node, name: str) -> Node | None:
    """A condition for the interior of a region along a variable; None where it has none.

    Borders that do not depend on the variable stay: along it, they are never crossed.
    """
    match condition:
        case Comparison() if name not in variables(condition):
            return condition
        case Comparison("=", _, _):
            return None
        case Comparison(relation, left, right):
            return Comparison(relation if relation == "!=" else relation[0], left, right)
        case Logic(combination, conditions):
            inside = [interior(each, name) for each in conditions]
            found = [each for each in inside if each is not None]
            if not found or (combination == "and" and len(found) < len(inside)):
                return None
            return Logic(combination, tuple(found)) if len(found) > 1 else found[0]
    return condition


def _columns(rows: Sequence[tuple[Node, Node]]) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    return tuple(value for value, _ in rows), tuple(condition for _, condition in rows)


def exceeds_others(node: Node, nodes: Sequence[Node], relation: str) -> Node:
    """The condition that a node is in a relation, < or >, to each of the others."""
    is_second = len(nodes) == 2 and node == nodes[1]
    others = [other for other in nodes if other != node]
    links = tuple(_comparison(node, other, relation, is_second) for other in others)
    return links[0] if len(links) == 1 else Logic("and", links)


def _comparison(left: Node, right: Node, relation: str, is_turned: bool) -> Node:
    """left > right, or turned: right < left; but a constant stands at the right."""
    if bool(variables(left)) != bool(variables(right)):
        is_turned = not variables(left)
    if is_turned:
        return Comparison({"<": ">", ">": "<"}[relation], right, left)
    return Comparison(relation, left, right)
