"""What the gradient says of a small step: directional derivative, tangent plane, differential."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

import numpy as np
from mpmath import mp
from numpy.typing import ArrayLike

from calclib.arrays import Array, Point, shown, vector
from calclib.errors import NotDifferentiable
from calclib.field import ScalarField
from calclib.numeric.kinks import simplest
from calclib.numeric.partials import Partial, agreed, sides_along

_DIGITS = 40
_ROUNDING = 8 * sys.float_info.epsilon


@dataclass(frozen=True)
class TotalDifferential:
    """A step from a point: `terms` f_i dx_i in the order of the variables, and the true change."""

    terms: tuple[float, ...]
    delta_f: float

    @property
    def df(self) -> float:
        """The change on the tangent plane: the sum of the terms."""
        return math.fsum(self.terms)

    @property
    def error(self) -> float:
        """By how much the surface rises above the tangent plane: delta_f - df; 0 but for rounding
        is 0."""
        gap = math.fsum((self.delta_f, *(-term for term in self.terms)))
        size = max(abs(each) for each in (self.delta_f, *self.terms))
        return 0.0 if abs(gap) <= _ROUNDING * size else gap


@dataclass(frozen=True)
class TangentPlane:
    """The affine function with a field's value and slopes at a point."""

    point: tuple[float, ...]
    value: float
    slopes: tuple[float, ...]

    def __call__(self, *inputs: ArrayLike) -> Array:
        """Heights at arrays that broadcast, one for each variable."""
        if len(inputs) != len(self.slopes):
            raise ValueError(f"the tangent plane takes {len(self.slopes)} inputs")
        height = np.asarray(self.value, dtype=np.float64)
        for each, start, slope in zip(inputs, self.point, self.slopes, strict=True):
            height = height + slope * (np.asarray(each, dtype=np.float64) - start)
        return height


def directional_derivative(
    field: ScalarField, point: Point, direction: Sequence[float] | Array
) -> float:
    """gradient . u where the formulas hold, else by the quotients along the line, both ways."""
    place = field.coordinates(point)
    way = vector(direction, field.variables, "a direction")
    if not any(way):
        raise ValueError("a direction has a length greater than 0")
    field.at(place)
    partials = [Partial.of_field(field, name) for name in field.variables]
    if all(partial.is_regular(place) for partial in partials):
        largest = max(abs(each) for each in way)
        scaled = [each / largest for each in way]
        slopes = [partial.at(place) for partial in partials]
        return math.fsum(map(mul, slopes, scaled)) / math.hypot(*scaled)
    sides = sides_along(field, place, way)
    return agreed(sides, f"{field} has no slope at {shown(place)} along {shown(way)}")


def total_differential(
    field: ScalarField, point: Point, step: Sequence[float] | Array | float
) -> TotalDifferential:
    """The terms f_i dx_i of a step from a point, and f(point + step) - f(point)."""
    place = field.coordinates(point)
    steps = vector(step, field.variables, "a step")
    slopes = [field.partial_at(name, place) for name in field.variables]
    _require_touching(field, place, slopes)
    return TotalDifferential(tuple(map(mul, slopes, steps)), change(field, place, steps))


def tangent_plane(field: ScalarField, point: Point) -> TangentPlane:
    """The tangent plane at a point; errors as for the partial derivatives."""
    place = field.coordinates(point)
    slopes = [field.partial_at(name, place) for name in field.variables]
    _require_touching(field, place, slopes)
    return TangentPlane(place, field.at(place), tuple(slopes))


def _require_touching(field: ScalarField, place: Sequence[float], slopes: Sequence[float]) -> None:
    """Raise NotDifferentiable where the slope along a diagonal is not what the partials say.

    Partial derivatives alone do not make a tangent plane: (x*y)^(1/3) at (0, 0) has both.
    """
    if all(Partial.of_field(field, name).is_regular(place) for name in field.variables):
        return
    for sign in (1, -1):
        way = [float(sign**number) for number in range(len(slopes))]
        expected = math.fsum(map(mul, slopes, way)) / math.hypot(*way)
        sides = sides_along(field, place, way)
        if not math.isclose(float(sides.value), expected, rel_tol=1e-9, abs_tol=1e-9):
            left, right = float(sides.left), float(sides.right)
            what = f"{field} has no tangent plane at {shown(place)}"
            raise NotDifferentiable(
                f"{what} (along {shown(way)}: left {left:.4g}, right {right:.4g})", left, right
            )


def change(field: ScalarField, place: Sequence[float], step: Sequence[float]) -> float:
    """f(place + step) - f(place), without the cancellation of float64.

    Raises DomainError where either is undefined.
    """
    field.at(place)
    field.at([a + h for a, h in zip(place, step, strict=True)])
    with mp.workdps(_DIGITS):
        start = [simplest(each) for each in place]
        end = [a + simplest(h) for a, h in zip(start, step, strict=True)]
        return float(field.exactly(end) - field.exactly(start))
