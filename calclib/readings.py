"""Numbers of a function that scenes show, each a `Number` with an independent cross-check.

All of them raise what the field's own methods raise: DomainError, NotDifferentiable, ValueError.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from itertools import product
from typing import Any

import numpy as np

from calclib.arrays import Point, vector
from calclib.errors import NotDifferentiable
from calclib.geometry import tangent_planes
from calclib.geometry.slices import Slice
from calclib.number import Number
from calclib.numeric import central_differences as differences
from calclib.numeric.exact_forms import exact_form, substitute_point
from calclib.numeric.kinks import beside_kinks, kinks
from calclib.numeric.partials import partial_derivative
from calclib.numeric.real_function import RealFunction, coordinates
from calclib.tree.letters import letter_text
from calclib.tree.literals import is_recognised, literal
from calclib.tree.nodes import Call, Negative, Node, Product, Quotient, Sum, substituted, variables
from calclib.typesetting.coordinates import named_coordinate, named_point

_OFFSETS = (0.0, 0.37, -0.43)
"""Offsets along each variable at which a derivative is evaluated until it exists."""
_CANCELLED = 1e-5
"""A difference of less than this share of its terms has too few digits left in float64."""


def value_at(field: RealFunction, point: Point, name: str = "f") -> Number:
    """f at a point; checked at high precision."""
    place = coordinates(field, point)
    value = field.at(place)
    known = _known(substitute_point(field.tree, field.variables, place), value, field, place)
    label = f"{name}{named_point(place)}"
    return Number(label, value, **known, cross_check=partial(differences.value, field, place))


def partial_at(field: RealFunction, names: Sequence[str], point: Point, name: str = "f") -> Number:
    """A partial derivative by the names in turn (`"x"`, `"xy"`); checked by nested differences."""
    path = _path(field, names)
    place = coordinates(field, point)
    derived = partial_derivative(field, *path)
    value = derived.at(place)
    tree = substitute_point(derived.tree, field.variables, place)
    label = f"{name}_{''.join(map(letter_text, path))}{named_point(place)}"
    return Number(
        label,
        value,
        **_known(tree, value, derived, place),
        cross_check=partial(differences.partial_derivative, field, path, place),
    )


def _path(field: RealFunction, names: Sequence[str]) -> tuple[str, ...]:
    """The names by which to differentiate in turn: of "theta" one, of "xy" two."""
    if isinstance(names, str) and names in field.variables:
        return (names,)
    return tuple(names)


def partial_or_none(field: RealFunction, names: Sequence[str], point: Point) -> Number | None:
    """A partial derivative by the names in turn; None where it does not exist."""
    try:
        return partial_at(field, names, point)
    except NotDifferentiable:
        return None


def constant_partial(
    field: RealFunction, names: Sequence[str], point: Point, name: str = "f"
) -> Number | None:
    """A partial derivative whose formula is constant; None for any other formula.

    Evaluated at the point, or near it where the derivative does not exist there.
    """
    if variables(partial_derivative(field, *_path(field, names)).tree):
        return None
    place = coordinates(field, point)
    for offset in product(_OFFSETS, repeat=len(place)):
        with suppress(ValueError):
            return partial_at(
                field, names, [a + b for a, b in zip(place, offset, strict=True)], name
            )
    return None


def formula_beside_kinks(field: RealFunction, names: Sequence[str], point: Point) -> Node:
    """The formula of a derivative by the names in turn, for a text that is shown near a point.

    With the condition for which it holds, if the derivative does not exist at the point, a kink.
    """
    path, place = _path(field, names), coordinates(field, point)
    tree = partial_derivative(field, *path).tree
    if partial_or_none(field, path, place) is not None:
        return tree
    inputs = dict(zip(field.variables, map(np.asarray, place), strict=True))
    return beside_kinks(tree, kinks(field.typed_tree, path), inputs)


def tangent_slope(section: Slice, a: float, name: str = "f") -> Number:
    """The slope of a slice; checked by differences."""
    return partial_at(section.field, section.variable, section.point(a), name)


def secant_slope(section: Slice, a: float, h: float, name: str = "slope") -> Number:
    """The slope of a secant; checked by the two heights."""
    value = section.secant(a, h).slope
    heights = [substitute_point(section.tree, (section.variable,), (x,)) for x in (a, a + h)]
    rise = Sum((heights[1], Negative(heights[0])))
    ratio = Quotient(rise, literal(h))
    return Number(
        f"{name}({named_coordinate(a)}, h = {named_coordinate(h)})",
        value,
        exact_form(ratio, value),
        formula=ratio if all(map(is_recognised, (*section.held.values(), a, h, a + h))) else None,
        place=(a, h),
        cross_check=lambda: _rise(section.field, section.point(a), section.point(a + h)) / h,
    )


def gradient_length(field: RealFunction, point: Point, name: str = "f") -> Number:
    """The length of the gradient; checked by differences."""
    place = coordinates(field, point)
    value = math.hypot(*(partial_derivative(field, name).at(place) for name in field.variables))
    known = _known(_length(_slopes(field, place)), value, field, place)
    label = f"|grad {name}{named_point(place)}|"
    check = partial(differences.gradient_length, field, place)
    return Number(label, value, **known, cross_check=check)


def differential(
    field: RealFunction, point: Point, step: Sequence[float], name: str = "f"
) -> Number:
    """df: the change on the tangent plane; checked as the rate of change along the step."""
    place = coordinates(field, point)
    steps = vector(step, field.variables, "a step")
    value = tangent_planes.total_differential(field, place, steps).df
    dot = _dot(_slopes(field, place), [literal(h) for h in steps])
    label = f"d{name} at {named_point(place)} by {named_point(steps)}"
    check = partial(differences.rate_of_change, field, place, steps)
    return Number(label, value, **_known(dot, value, field, place, steps), cross_check=check)


def directional_derivative(
    field: RealFunction, point: Point, direction: Sequence[float], name: str = "f"
) -> Number:
    """The slope in a direction, which is normalised; checked as a rate of change."""
    place = coordinates(field, point)
    components = vector(direction, field.variables, "a direction")
    value = tangent_planes.directional_derivative(field, place, components)
    steps = [literal(h) for h in components]
    slope = Quotient(_dot(_slopes(field, place), steps), _length(steps))
    unit = [h / math.hypot(*components) for h in components]
    return Number(
        f"D_u {name}{named_point(place)} along {named_point(components)}",
        value,
        **_known(slope, value, field, place, components),
        cross_check=partial(differences.rate_of_change, field, place, unit),
    )


def change(field: RealFunction, point: Point, step: Sequence[float], name: str = "f") -> Number:
    """delta f: the change on the surface; checked by the two heights."""
    place = coordinates(field, point)
    steps = vector(step, field.variables, "a step")
    value = tangent_planes.total_differential(field, place, steps).delta_f
    end_point = [a + h for a, h in zip(place, steps, strict=True)]
    return Number(
        f"delta {name} from {named_point(place)} by {named_point(steps)}",
        value,
        **_known(_change(field, place, steps), value, field, place, steps),
        cross_check=lambda: _rise(field, place, end_point),
    )


def linearisation_error(
    field: RealFunction, point: Point, step: Sequence[float], name: str = "f"
) -> Number:
    """delta f - df: the height of the surface over the tangent plane; checked by differences."""
    place = coordinates(field, point)
    steps = vector(step, field.variables, "a step")
    value = tangent_planes.total_differential(field, place, steps).error
    label = f"delta {name} - d{name} at {named_point(place)} by {named_point(steps)}"
    moves = [literal(h) for h in steps]
    tree = Sum((_change(field, place, steps), Negative(_dot(_slopes(field, place), moves))))
    known = {**_known(tree, value, field, place, steps), "exact": None}
    check = partial(differences.linearisation_error, field, place, steps)
    return Number(label, value, cross_check=check, **known)


def _rise(field: RealFunction, start: Sequence[float], end: Sequence[float]) -> float:
    """The difference of two heights, in plain float64 unless that cancels its digits."""
    low, high = field.at(start), field.at(end)
    if abs(high - low) > _CANCELLED * max(abs(low), abs(high)):
        return high - low
    return differences.difference(field, start, end)


def _known(
    tree: Node,
    value: float,
    field: RealFunction,
    place: Sequence[float],
    step: Sequence[float] = (),
) -> dict[str, Any]:
    """The exact form and formula of a number; none where its value is a limit, no formula's.

    No formula either where a coordinate is not known exactly, as at the end of a search.
    """
    named = (*place, *step)
    if field.is_limit_at(place):
        return {"place": named}
    formula = tree if all(map(is_recognised, named)) else None
    return {"exact": exact_form(tree, value), "formula": formula, "place": named}


def _change(field: RealFunction, place: Sequence[float], step: Sequence[float]) -> Node:
    """f at the end of a step from a place, less f at the place."""
    moved = [Sum((literal(a), literal(h))) for a, h in zip(place, step, strict=True)]
    end = substituted(field.tree, dict(zip(field.variables, moved, strict=True)))
    return Sum((end, Negative(substitute_point(field.tree, field.variables, tuple(place)))))


def _slopes(field: RealFunction, place: tuple[float, ...]) -> list[Node]:
    return [
        substitute_point(partial_derivative(field, n).tree, field.variables, place)
        for n in field.variables
    ]


def _dot(left: Sequence[Node], right: Sequence[Node]) -> Node:
    products = [Product((a, b)) for a, b in zip(left, right, strict=True)]
    return Sum(tuple(products)) if len(products) > 1 else products[0]


def _length(parts: Sequence[Node]) -> Node:
    squares = _dot(parts, parts)
    return Call("sqrt", (squares,))
