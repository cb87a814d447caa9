"""Kinks: where a formula may not be differentiable, at zeros inside abs, min, max and roots.

A float beside a kink counts as the kink itself where rounding alone may have moved it, as a running
error analysis shows (Higham, Accuracy and Stability of Numerical Algorithms, section 3.3).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from mpmath import mp

from calclib.arrays import Array, Mask
from calclib.symbolic.function_rules import kinks_of
from calclib.tree.evaluation import operation
from calclib.tree.literals import literal
from calclib.tree.nodes import (
    Call,
    Negative,
    Node,
    Power,
    Product,
    Sum,
    Variable,
    children,
    constant_rational,
    variables,
    walk,
)
from calclib.tree.precision import Mpf, evaluate_mp

_EPSILON = float(np.finfo(float).eps)
_SAFETY = 4
_ULPS = 32


def kinks(node: Node, names: Sequence[str]) -> tuple[Node, ...]:
    """The trees whose zeros are kinks of `node` when one of the variables `names` changes."""
    moving = set(names)
    simple = (root for tree in _kinks(node) for root in _simple_roots(tree))
    return tuple(dict.fromkeys(each for each in simple if moving & variables(each)))


def _kinks(node: Node) -> Iterator[Node]:
    for each in walk(node):
        match each:
            case Call("min" | "max", arguments):
                for one, other in combinations(arguments, 2):
                    yield Sum((one, Negative(other)))
            case Call():
                yield from kinks_of(each)
            case Power(base, exponent):
                rational = constant_rational(exponent)
                if rational is None or rational.denominator > 1:
                    yield base


def _simple_roots(tree: Node) -> Iterator[Node]:
    """Trees with the same zeros, of lower multiplicity: x - 1 for (x - 1)^2."""
    match tree:
        case Negative(operand):
            yield from _simple_roots(operand)
        case Product(factors):
            for factor in factors:
                yield from _simple_roots(factor)
        case Power(base, exponent) if (constant_rational(exponent) or 0) > 0:
            yield from _simple_roots(base)
        case _:
            yield tree


def near_zero(node: Node, values: Mapping[str, Array]) -> Mask:
    """Whether each value of a tree is 0 up to rounding."""
    value, error = with_rounding(node, values)
    with np.errstate(invalid="ignore"):
        return np.abs(value) <= error


def with_rounding(node: Node, values: Mapping[str, Array]) -> tuple[Array, Array]:
    """The values of a tree, and bounds on their rounding errors, those of the inputs included."""
    with np.errstate(all="ignore"):
        value, error = _with_error(node, values)
        return value, _SAFETY * error


def _with_error(node: Node, values: Mapping[str, Array]) -> tuple[Array, Array]:
    if isinstance(node, Variable):
        value = np.asarray(values[node.name], dtype=np.float64)
        return value, _EPSILON * np.abs(value)
    below = [_with_error(child, values) for child in children(node)]
    parts = [value for value, _ in below]
    apply = operation(node)
    value = apply(*parts)
    error = _EPSILON * np.abs(value)
    for place, (part, slack) in enumerate(below):
        moved = [
            np.abs(apply(*parts[:place], part + sign * slack, *parts[place + 1 :]) - value)
            for sign in (-1, 1)
        ]
        error = error + np.nan_to_num(np.fmax(*moved))
    return value, error


def is_exact_kink(trees: Sequence[Node], values: Mapping[str, Mpf], digits: int) -> bool:
    """Whether one of the trees is 0 at a point known to `digits` digits."""
    tiny = mp.mpf(10) ** -(5 * digits // 6)
    return any(abs(evaluate_mp(tree, values, digits)) < tiny for tree in trees)


def literal_mp(value: float) -> Mpf:
    """The number that a float was rounded from (1/3, 0.1, pi/2), at the working precision."""
    return evaluate_mp(literal(value), {}, mp.dps)


def onto_kink(
    trees: Sequence[Node],
    names: Sequence[str],
    point: Sequence[Mpf],
    direction: Sequence[Mpf],
) -> list[Mpf]:
    """The point moved along a direction onto a kink that lies within rounding of it."""
    reach = _ULPS * max(math.ulp(float(each)) for each in point)
    place = {name: np.array(float(each)) for name, each in zip(names, point, strict=True)}
    for tree in trees:
        value, error = with_rounding(tree, place)
        if abs(value) > _ULPS * error:  # far away: the search for a root is slow
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
    """How far along the direction the tree is 0, by the secant method; None without such a root."""

    def along(offset: Mpf) -> Mpf:
        moved = (a + offset * u for a, u in zip(point, direction, strict=True))
        return evaluate_mp(tree, dict(zip(names, moved, strict=True)), mp.dps)

    if along(mp.zero) == 0:
        return mp.zero
    try:
        return mp.findroot(along, (mp.zero, mp.mpf(reach)), solver="secant", maxsteps=30)
    except (ValueError, ZeroDivisionError):
        return None
