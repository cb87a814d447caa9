"""The condition that holds where another does not, if it is as short."""

from __future__ import annotations

from calclib.tree.nodes import Comparison, Logic, Node

_OPPOSITES = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}


def opposite(condition: Node) -> Node | None:
    """x >= 0 for x < 0, (x, y) = (0, 0) for (x, y) != (0, 0); None for other combinations."""
    match condition:
        case Comparison(name, left, right):
            return Comparison(_OPPOSITES[name], left, right)
        case Logic() if is_point(condition):
            links = [link for link in map(opposite, condition.conditions) if link is not None]
            return Logic("or" if condition.name == "and" else "and", tuple(links))
    return None


def is_point(condition: Logic) -> bool:
    """Whether it says that a point is another, or is not: x = 0 and y = 0, x != 0 or y != 0."""
    name = "=" if condition.name == "and" else "!="
    links = condition.conditions
    return all(isinstance(link, Comparison) and link.name == name for link in links)
