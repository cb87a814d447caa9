"""Numbers that scenes show of a function, each a `Number` with an independent cross-check.

All of them raise what the field's own methods raise: DomainError, NotDifferentiable, ValueError.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from itertools import product

from calclib.arrays import Point, point_text, vector
from calclib.errors import NotDifferentiable
from calclib.geometry import tangent_planes
from calclib.geometry.slices import Slice
from calclib.number import Number
from calclib.numeric import central_differences as differences
from calclib.numeric.exact_forms import at_point, exact_form
from calclib.numeric.partials import partial_derivative
from calclib.numeric.real_function import RealFunction, coordinates
from calclib.tree.literals import literal
from calclib.tree.nodes import Call, Negative, Node, Product, Quotient, Sum, substituted, variables

_BESIDE = (0.0, 0.37, -0.43)
"""How far from a point, along each variable, a number is looked for."""


def value_at(field: RealFunction, point: Point, name: str = "f") -> Number:
    """f at a point; checked at high precision."""
    place = coordinates(field, point)
    value = field.at(place)
    exact = _exact(at_point(field.tree, field.variables, place), value, field, place)
    label = f"{name}{point_text(place)}"
    return Number(label, value, exact, cross_check=partial(differences.value, field, place))


def partial_at(field: RealFunction, names: Sequence[str], point: Point, name: str = "f") -> Number:
    """A partial derivative by the names in turn (`"x"`, `"xy"`); checked by nested differences."""
    path = tuple(names)
    place = coordinates(field, point)
    derived = partial_derivative(field, *path)
    value = derived.at(place)
    exact = _exact(at_point(derived.tree, field.variables, place), value, derived, place)
    label = f"{name}_{''.join(path)}{point_text(place)}"
    return Number(
        label, value, exact, cross_check=partial(differences.partial_derivative, field, path, place)
    )


def existing_partial(field: RealFunction, names: Sequence[str], point: Point) -> Number | None:
    """A partial derivative by the names in turn; None where it does not exist."""
    try:
        return partial_at(field, names, point)
    except NotDifferentiable:
        return None


def constant_partial(
    field: RealFunction, names: Sequence[str], point: Point, name: str = "f"
) -> Number | None:
    """A partial derivative whose formula is a number; None where it is none.

    Read off at the point, or beside it where the derivative does not exist there.
    """
    if variables(partial_derivative(field, *names).tree):
        return None
    place = coordinates(field, point)
    for aside in product(_BESIDE, repeat=len(place)):
        with suppress(ValueError):
            return partial_at(
                field, names, [a + b for a, b in zip(place, aside, strict=True)], name
            )
    return None


def tangent_slope(piece: Slice, a: float, name: str = "f") -> Number:
    """The slope of a slice; checked by differences."""
    return partial_at(piece.field, piece.variable, piece.point(a), name)


def secant_slope(piece: Slice, a: float, h: float, name: str = "slope") -> Number:
    """The slope of a secant; checked in plain float64."""
    value = piece.secant(a, h).slope
    above = [at_point(piece.tree, (piece.variable,), (x,)) for x in (a, a + h)]
    rise = Sum((above[1], Negative(above[0])))
    exact = exact_form(Quotient(rise, literal(h)), value)
    return Number(
        f"{name}({a:.12g}, h = {h:.12g})",
        value,
        exact,
        cross_check=lambda: (piece.at(a + h) - piece.at(a)) / h,
    )


def gradient_length(field: RealFunction, point: Point, name: str = "f") -> Number:
    """The length of the gradient; checked by differences."""
    place = coordinates(field, point)
    value = math.hypot(*(partial_derivative(field, name).at(place) for name in field.variables))
    exact = _exact(_length(_slopes(field, place)), value, field, place)
    label = f"|grad {name}{point_text(place)}|"
    return Number(
        label, value, exact, cross_check=partial(differences.gradient_length, field, place)
    )


def differential(
    field: RealFunction, point: Point, step: Sequence[float], name: str = "f"
) -> Number:
    """df: the change on the tangent plane; checked as the rate of change along the step."""
    place = coordinates(field, point)
    steps = vector(step, field.variables, "a step")
    value = tangent_planes.total_differential(field, place, steps).df
    dot = _dot(_slopes(field, place), [literal(each) for each in steps])
    label = f"d{name} at {point_text(place)} by {point_text(steps)}"
    exact = _exact(dot, value, field, place)
    return Number(
        label, value, exact, cross_check=partial(differences.rate_of_change, field, place, steps)
    )


def change(field: RealFunction, point: Point, step: Sequence[float], name: str = "f") -> Number:
    """delta f: the change on the surface; checked in plain float64."""
    place = coordinates(field, point)
    steps = vector(step, field.variables, "a step")
    value = tangent_planes.total_differential(field, place, steps).delta_f
    moved = [Sum((literal(a), literal(h))) for a, h in zip(place, steps, strict=True)]
    end = substituted(field.tree, dict(zip(field.variables, moved, strict=True)))
    start = at_point(field.tree, field.variables, place)
    goal = [a + h for a, h in zip(place, steps, strict=True)]
    return Number(
        f"delta {name} from {point_text(place)} by {point_text(steps)}",
        value,
        _exact(Sum((end, Negative(start))), value, field, place),
        cross_check=lambda: field.at(goal) - field.at(place),
    )


def gap(field: RealFunction, point: Point, step: Sequence[float], name: str = "f") -> Number:
    """delta f - df: how far the surface is above the tangent plane; checked by differences."""
    place = coordinates(field, point)
    steps = vector(step, field.variables, "a step")
    value = tangent_planes.total_differential(field, place, steps).error
    label = f"delta {name} - d{name} at {point_text(place)} by {point_text(steps)}"
    return Number(label, value, cross_check=partial(differences.gap, field, place, steps))


def _exact(tree: Node, value: float, field: RealFunction, place: Sequence[float]) -> str | None:
    """The exact form, unless the number is a limit and not the value of a formula."""
    return None if field.is_limit_at(place) else exact_form(tree, value)


def _slopes(field: RealFunction, place: tuple[float, ...]) -> list[Node]:
    return [
        at_point(partial_derivative(field, n).tree, field.variables, place) for n in field.variables
    ]


def _dot(left: Sequence[Node], right: Sequence[Node]) -> Node:
    products = [Product((a, b)) for a, b in zip(left, right, strict=True)]
    return Sum(tuple(products)) if len(products) > 1 else products[0]


def _length(parts: Sequence[Node]) -> Node:
    squares = _dot(parts, parts)
    return Call("sqrt", (squares,))
