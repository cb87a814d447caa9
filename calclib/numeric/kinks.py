"""Kinks: where a formula may not be differentiable, at zeros inside abs, min, max and roots.

A float counts as a kink if it is one up to rounding, by a running error analysis (Higham, Accuracy
and Stability of Numerical Algorithms, section 3.3).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from mpmath import mp

from calclib.arrays import Array, Mask
from calclib.symbolic.function_rules import kinks_of
from calclib.tree.evaluation import evaluate, operation
from calclib.tree.literals import literal
from calclib.tree.nodes import (
    Call,
    Comparison,
    Logic,
    Negative,
    Node,
    Pieces,
    Power,
    Product,
    Sum,
    Variable,
    children,
    constant_rational,
    variables,
    walk,
    with_values,
)
from calclib.tree.precision import Mpf, evaluate_mp

_EPSILON = float(np.finfo(float).eps)
_SAFETY_FACTOR = 4
_MAX_ULPS = 32
_AROUND = 16
"""Points of a circle at which the sides of a kink are told apart."""


def kinks(node: Node, names: Sequence[str]) -> tuple[Node, ...]:
    """The trees whose zeros are kinks of `node` along any of the variables `names`."""
    moving = set(names)
    simple = (root for tree in _kinks(with_values(node)) for root in simple_roots(tree))
    return tuple(dict.fromkeys(tree for tree in simple if moving & variables(tree)))


def _kinks(node: Node) -> Iterator[Node]:
    for part in walk(node):
        match part:
            case Call("min" | "max", arguments):
                for left, right in combinations(arguments, 2):
                    yield Sum((left, Negative(right)))
            case Call():
                yield from kinks_of(part)
            case Comparison(_, left, right):
                yield Sum((left, Negative(right)))
            case Power(base, exponent):
                rational = constant_rational(exponent)
                if rational is None or rational.denominator > 1:
                    yield base


def simple_roots(tree: Node) -> Iterator[Node]:
    """Trees with the same zeros, of lower multiplicity: x - 1 for (x - 1)^2."""
    match tree:
        case Negative(operand):
            yield from simple_roots(operand)
        case Product(factors):
            for factor in factors:
                yield from simple_roots(factor)
        case Power(base, exponent) if (constant_rational(exponent) or 0) > 0:
            yield from simple_roots(base)
        case _:
            yield tree


def is_near_zero(node: Node, values: Mapping[str, Array]) -> Mask:
    """Whether each value of a tree is 0 up to rounding."""
    value, error = value_and_error(node, values)
    with np.errstate(invalid="ignore"):
        return np.abs(value) <= error


def value_and_error(node: Node, values: Mapping[str, Array]) -> tuple[Array, Array]:
    """The values of a tree, and bounds on their rounding errors, including those of the inputs."""
    with np.errstate(all="ignore"):
        value, error = _running_error(node, values)
        return value, _SAFETY_FACTOR * error


def _running_error(node: Node, values: Mapping[str, Array]) -> tuple[Array, Array]:
    if isinstance(node, Variable):
        value = np.asarray(values[node.name], dtype=np.float64)
        return value, _EPSILON * np.abs(value)
    operands = [_running_error(child, values) for child in children(node)]
    parts = [value for value, _ in operands]
    apply = operation(node)
    value = apply(*parts)
    error = _EPSILON * np.abs(value)
    for place, (part, slack) in enumerate(operands):
        moved = [
            np.abs(apply(*parts[:place], part + sign * slack, *parts[place + 1 :]) - value)
            for sign in (-1, 1)
        ]
        error = error + np.nan_to_num(np.fmax(*moved))
    return value, error


def beside_kinks(tree: Node, zeros: Sequence[Node], values: Mapping[str, Array]) -> Node:
    """The tree, with the condition that none of the `zeros` met at a point is 0.

    Without a condition where the tree itself has no value at the point.
    """
    met = [zero for zero in zeros if bool(is_near_zero(zero, values))]
    if not met or not np.isfinite(evaluate(tree, values)):
        return tree
    conditions = tuple(_is_not(zero) for zero in met)
    return Pieces((tree,), (conditions[0] if len(met) == 1 else Logic("and", conditions),))


def _is_not(zero: Node) -> Comparison:
    """x != y for x - y, else x != 0."""
    match zero:
        case Sum((left, Negative(right))):
            return Comparison("!=", left, right)
    return Comparison("!=", zero, literal(0.0))


def near_kinks(zeros: Sequence[Node], names: Sequence[str], points: Array, reach: float) -> Mask:
    """Whether a kink, where one of the `zeros` changes its sign, is within `reach` of each point
    (n, 2)."""
    angles = 2 * np.pi * np.arange(_AROUND) / _AROUND
    circle = reach * np.column_stack([np.cos(angles), np.sin(angles)])
    around = np.moveaxis(points[:, None] + circle, -1, 0)
    found = np.zeros(len(points), dtype=bool)
    for tree in zeros:
        with np.errstate(all="ignore"):
            values = evaluate(tree, dict(zip(names, around, strict=True)))
        values = np.broadcast_to(values, around.shape[1:])
        found |= (values > 0).any(axis=1) & (values < 0).any(axis=1)
    return found


def is_exact_kink(trees: Sequence[Node], values: Mapping[str, Mpf], digits: int) -> bool:
    """Whether one of the trees is 0 at a point given to `digits` digits."""
    tiny = mp.mpf(10) ** -(5 * digits // 6)
    return any(abs(evaluate_mp(tree, values, digits)) < tiny for tree in trees)


def literal_mp(value: float) -> Mpf:
    """The number that a float was rounded from (1/3, 0.1, pi/2), at the working precision."""
    return evaluate_mp(literal(value), {}, mp.dps)


def moved_to_kink(
    trees: Sequence[Node],
    names: Sequence[str],
    point: Sequence[Mpf],
    direction: Sequence[Mpf],
) -> list[Mpf]:
    """The point, moved along a direction to a kink if one lies within rounding of it."""
    reach = _MAX_ULPS * max(math.ulp(float(a)) for a in point)
    place = {name: np.array(float(a)) for name, a in zip(names, point, strict=True)}
    for tree in trees:
        value, error = value_and_error(tree, place)
        if abs(value) > _MAX_ULPS * error:  # far away: the search for a root is slow
            continue
        offset = _root(tree, names, point, direction, reach)
        if offset is not None and abs(offset) <= reach:
            return [a + offset * u for a, u in zip(point, direction, strict=True)]
    return list(point)


def _root(
    tree: Node,
    names: Sequence[str],
    point: Sequence[Mpf],
    direction: Sequence[Mpf],
    reach: float,
) -> Mpf | None:
    """The offset along the direction at which the tree is 0, by the secant method; or None."""

    def value_at(offset: Mpf) -> Mpf:
        moved = (a + offset * u for a, u in zip(point, direction, strict=True))
        return evaluate_mp(tree, dict(zip(names, moved, strict=True)), mp.dps)

    if value_at(mp.zero) == 0:
        return mp.zero
    try:
        return mp.findroot(value_at, (mp.zero, mp.mpf(reach)), solver="secant", maxsteps=30)
    except (ValueError, ZeroDivisionError):
        return None
