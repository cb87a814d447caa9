"""The interiors of regions that conditions describe: x < 0 for x <= 0, nothing for x = 0."""

from __future__ import annotations

from collections.abc import Sequence

from calclib.tree.nodes import Comparison, Logic, Node, Pieces, variables
from calclib.tree.opposites import opposite


def inside_pieces(values: Sequence[Node], conditions: Sequence[Node]) -> Pieces:
    """Pieces on the interiors of their regions; those without one are left out.

    What holds otherwise after a single condition gets the opposite one.
    """
    rows: list[tuple[Node, Node | None]] = [
        (value, interior(condition)) for value, condition in zip(values, conditions, strict=False)
    ]
    kept = [(value, condition) for value, condition in rows if condition is not None]
    if len(values) == len(conditions):
        return Pieces(*_columns(kept))
    rest = opposite(conditions[0]) if len(conditions) == 1 else None
    if rest is not None:
        inside = interior(rest)
        return Pieces(*_columns([*kept, (values[-1], inside)] if inside is not None else kept))
    shown, regions = _columns(kept)
    return Pieces((*shown, values[-1]), regions)


def interior(condition: Node) -> Node | None:
    """A condition for the interior of a region; None where it has none."""
    match condition:
        case Comparison("=", _, _):
            return None
        case Comparison(name, left, right):
            return Comparison(name if name == "!=" else name[0], left, right)
        case Logic(name, conditions):
            inside = [interior(each) for each in conditions]
            found = [each for each in inside if each is not None]
            if not found or (name == "and" and len(found) < len(inside)):
                return None
            return Logic(name, tuple(found)) if len(found) > 1 else found[0]
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
