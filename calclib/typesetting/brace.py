"""Typst sources of functions in pieces and of their conditions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from calclib.tree.nodes import Comparison, Logic, Node, children
from calclib.tree.opposites import is_point, opposite

SetNode = Callable[[Node], str]
"""The source of a node."""


def pieces(values: Sequence[Node], conditions: Sequence[Node], set_node: SetNode) -> str:
    """A brace with a row for each piece; the opposite of a single condition for otherwise. A
    single piece needs no brace: 0 for y != 1."""
    rows = [condition_source(condition, set_node) for condition in conditions]
    if len(values) > len(rows):
        rest = opposite(conditions[0]) if len(conditions) == 1 else None
        rows.append('"otherwise"' if rest is None else condition_source(rest, set_node))
    pairs = zip(values, rows, strict=True)
    if len(rows) == 1:
        return f"{set_node(values[0])} quad ({rows[0]})"
    return f"cases({', '.join(f'{set_node(value)} & quad {row}' for value, row in pairs)})"


def condition_source(node: Node, set_node: SetNode) -> str:
    """`x < 1`; `0 < x < 1`; `(x, y) = (0, 0)`; `x > 0, y > 0`; `x < 0 or y < 0`."""
    match node:
        case Comparison(name, left, right):
            return f"{set_node(left)} {name} {set_node(right)}"
        case Logic(name, links):
            if is_point(node):
                return _point(node, set_node)
            texts = [condition_source(link, set_node) for link in links]
            if name == "or":
                return ' quad "or" quad '.join(texts)
            if _is_chain(links):
                ends = [set_node(children(link)[1]) for link in links[1:]]
                names = [link.name for link in links[1:] if isinstance(link, Comparison)]
                return "".join([texts[0], *map(" {} {}".format, names, ends)])
            bracketed = zip(links, texts, strict=True)
            return ' "," '.join(f"({t})" if isinstance(k, Logic) else t for k, t in bracketed)
    return set_node(node)


def _is_chain(links: Sequence[Node]) -> bool:
    return all(
        isinstance(a, Comparison) and isinstance(b, Comparison) and a.right == b.left
        for a, b in pairwise(links)
    )


def _point(node: Logic, set_node: SetNode) -> str:
    left, right = (
        ", ".join(set_node(children(link)[side]) for link in node.conditions) for side in (0, 1)
    )
    return f"({left}) {'=' if node.name == 'and' else '!='} ({right})"
