"""Functions in pieces where some variables have values: the pieces that are left."""

from __future__ import annotations

from collections.abc import Mapping

from calclib.tree.evaluation import evaluate
from calclib.tree.nodes import Node, Pieces, children, rebuilt, variables


def decided(node: Node, known: Mapping[str, float]) -> Node:
    """The tree without the pieces whose conditions are false for the known variables."""
    parts = [decided(child, known) for child in children(node)]
    if not isinstance(node, Pieces):
        return rebuilt(node, parts) if parts else node
    values, conditions = [], []
    count = len(node.values)
    for value, condition in zip(parts[:count], parts[count:], strict=False):
        holds = float(evaluate(condition, known)) if variables(condition) <= known.keys() else None
        if holds == 1:
            return Pieces((*values, value), tuple(conditions)) if values else value
        if holds != 0:
            values.append(value)
            conditions.append(condition)
    if count > len(node.conditions):
        values.append(parts[count - 1])
    if not values:
        return node
    return Pieces(tuple(values), tuple(conditions)) if conditions else values[0]
