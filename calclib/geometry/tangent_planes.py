"""Tangent planes, total differentials and directional derivatives of a function at a point."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

import numpy as np
from mpmath import mp
from numpy.typing import ArrayLike

from calclib.arrays import Array, Point, point_text, vector
from calclib.errors import NotDifferentiable
from calclib.numeric.kinks import literal_mp
from calclib.numeric.one_sided_limits import DIGITS
from calclib.numeric.partials import PartialDerivative, agreed_derivative, derivatives_along
from calclib.numeric.real_function import RealFunction, coordinates

_DIGITS = 40
_NOISE = 1e-30
"""A share of the heights that may be an error of limits."""


@dataclass(frozen=True)
class TotalDifferential:
    """A step from a point: `terms` f_i dx_i in the order of the variables, and the true change.

    `error` is delta_f - df, the height of the surface over the tangent plane, 0 up to rounding.
    """

    terms: tuple[float, ...]
    delta_f: float
    error: float

    @property
    def df(self) -> float:
        """The change on the tangent plane: the sum of the terms."""
        return math.fsum(self.terms)


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
        for values, start, slope in zip(inputs, self.point, self.slopes, strict=True):
            height = height + slope * (np.asarray(values, dtype=np.float64) - start)
        return height


def directional_derivative(
    f: RealFunction, point: Point, direction: Sequence[float] | Array
) -> float:
    """gradient . u where the formulas hold, else the limit of difference quotients."""
    place = coordinates(f, point)
    components = vector(direction, f.variables, "a direction")
    if not any(components):
        raise ValueError("a direction has a length greater than 0")
    f.at(place)
    partials = [PartialDerivative.of(f, name) for name in f.variables]
    if not any(partial.is_limit_at(place) for partial in partials):
        largest = max(map(abs, components))
        scaled = [component / largest for component in components]
        slopes = [partial.at(place) for partial in partials]
        return math.fsum(map(mul, slopes, scaled)) / math.hypot(*scaled)
    sides = derivatives_along(f, place, components)
    return agreed_derivative(
        sides, f"{f} has no slope at {point_text(place)} along {point_text(components)}"
    )


def total_differential(
    f: RealFunction, point: Point, step: Sequence[float] | Array | float
) -> TotalDifferential:
    """The terms f_i dx_i of a step from a point, and f(point + step) - f(point)."""
    place = coordinates(f, point)
    steps = vector(step, f.variables, "a step")
    slopes = [PartialDerivative.of(f, name).at(place) for name in f.variables]
    _require_differentiable(f, place, slopes)
    delta_f = change(f, place, steps)
    terms = tuple(map(mul, slopes, steps))
    return TotalDifferential(terms, delta_f, _linearisation_error(f, place, steps))


def _linearisation_error(f: RealFunction, place: Sequence[float], steps: Sequence[float]) -> float:
    """delta f - df at high precision: in float64 a small one would be noise beside large terms."""
    with mp.workdps(DIGITS):
        start, moves = ([literal_mp(a) for a in vector] for vector in (place, steps))
        end = [a + h for a, h in zip(start, moves, strict=True)]
        slopes = [PartialDerivative.of(f, name).evaluate_mp(start) for name in f.variables]
        heights = f.evaluate_mp(end), f.evaluate_mp(start)
        df = mp.fdot(slopes, moves)
        error = heights[0] - heights[1] - df
        noise = _NOISE * max(map(abs, (*heights, df)))
        return float(error) if abs(error) > noise else 0.0


def tangent_plane(f: RealFunction, point: Point) -> TangentPlane:
    """The tangent plane at a point; errors as for the partial derivatives."""
    place = coordinates(f, point)
    slopes = [PartialDerivative.of(f, name).at(place) for name in f.variables]
    _require_differentiable(f, place, slopes)
    return TangentPlane(place, f.at(place), tuple(slopes))


def _require_differentiable(
    f: RealFunction, place: Sequence[float], slopes: Sequence[float]
) -> None:
    """Raise NotDifferentiable where the partial derivatives contradict the slope along a diagonal.

    Partial derivatives alone make no tangent plane: (x*y)^(1/3) has both at (0, 0).
    """
    if not any(PartialDerivative.of(f, name).is_limit_at(place) for name in f.variables):
        return
    for sign in (1, -1):
        diagonal = [float(sign**number) for number in range(len(slopes))]
        expected = math.fsum(map(mul, slopes, diagonal)) / math.hypot(*diagonal)
        sides = derivatives_along(f, place, diagonal)
        if not math.isclose(float(sides.value), expected, rel_tol=1e-9, abs_tol=1e-9):
            left, right = float(sides.left), float(sides.right)
            problem = f"{f} has no tangent plane at {point_text(place)}"
            raise NotDifferentiable(
                f"{problem} (along {point_text(diagonal)}: left {left:.4g}, right {right:.4g})",
                left,
                right,
            )


def change(f: RealFunction, place: Sequence[float], step: Sequence[float]) -> float:
    """f(place + step) - f(place), at high precision, since float64 would cancel.

    Raises DomainError where either is undefined.
    """
    f.at(place)
    f.at([a + h for a, h in zip(place, step, strict=True)])
    with mp.workdps(_DIGITS):
        start = [literal_mp(a) for a in place]
        end = [a + literal_mp(h) for a, h in zip(start, step, strict=True)]
        return float(f.evaluate_mp(end) - f.evaluate_mp(start))
