"""Partial derivatives as functions: by formula, and by difference quotients where that fails."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from mpmath import mp
from numpy.typing import ArrayLike

from calclib.arrays import Array, Mask, Point, point_text
from calclib.errors import NotDifferentiable
from calclib.numeric.kinks import is_exact_kink, is_near_zero, kinks, literal_mp, moved_to_kink
from calclib.numeric.one_sided_limits import (
    DIGITS,
    QUICK_DIGITS,
    OneSidedLimits,
    one_sided_derivatives,
)
from calclib.numeric.real_function import LimitFunction, RealFunction, coordinates, require_variable
from calclib.symbolic.derivatives import derivative_formula
from calclib.tree.nodes import Node
from calclib.tree.precision import Mpf

_PROBE_DISTANCE = 1e-3


def partial_derivative(f: RealFunction, *names: str) -> RealFunction:
    """The derivative by the names in turn; f itself without names. ValueError for unknown names."""
    for name in names:
        f = PartialDerivative.of(f, name)
    return f


@dataclass(frozen=True)
class PartialDerivative(LimitFunction):
    """The derivative of `source` by the variable `name`; undefined where the source is.

    `tree` is the formula. Where it has no finite value, or the text has a kink, the value is the
    limit of one-sided difference quotients of the source; in arrays NaN where they disagree.
    """

    name: str

    @classmethod
    def of(cls, source: RealFunction, name: str) -> PartialDerivative:
        """The derivative of a function by one of its variables."""
        require_variable(source, name)
        tree = derivative_formula(source.typed_tree, *source.derived_by, name)
        return cls(tree, source.variables, source, name)

    @property
    def derived_by(self) -> tuple[str, ...]:
        """The names of the variables by which the text was differentiated, in turn."""
        return (*self.source.derived_by, self.name)

    @cached_property
    def _kinks(self) -> tuple[Node, ...]:
        return kinks(self.typed_tree, self.derived_by)

    def __str__(self) -> str:
        return f"f_{''.join(self.derived_by)}({', '.join(self.variables)})"

    def __call__(self, *inputs: ArrayLike) -> Array:
        """Values at arrays that broadcast; NaN where the derivative does not exist."""
        defined = ~np.isnan(self.source(*inputs))
        values = np.where(defined, super().__call__(*inputs), np.nan)
        broadcast = np.broadcast_arrays(*(np.asarray(array, dtype=np.float64) for array in inputs))
        uncertain = defined & (np.isnan(values) | self._is_kink(broadcast))
        if uncertain.any():
            values[uncertain] = self._limits([array[uncertain] for array in broadcast])
        return values

    def at(self, point: Point) -> float:
        """The value at one point, by the limit where the formula fails.

        Raises DomainError where the source is undefined, and NotDifferentiable with both
        one-sided derivatives where they disagree or are infinite.
        """
        place = coordinates(self, point)
        self.source.at(place)
        if not self.is_limit_at(place):
            return float(super().__call__(*place))
        sides = self._sides(place)
        return agreed_derivative(
            sides, f"{self.source} has no derivative by {self.name} at {point_text(place)}"
        )

    def is_limit_at(self, point: Sequence[float]) -> bool:
        """Whether the formula is not used at a point: a kink of the text, or no finite value."""
        formula = float(super().__call__(*point))
        return not math.isfinite(formula) or bool(self._is_kink([np.asarray(a) for a in point]))

    def _limits(self, inputs: Sequence[Array]) -> Array:
        """Limits (n,) at points where the formula is not used; NaN where there is none."""
        # Newton's method leads hundreds of starts to one point, and limits are slow
        places, which = np.unique(np.stack(inputs), axis=1, return_inverse=True)
        values = np.zeros(places.shape[1])
        for index in np.flatnonzero(~self._is_flat(places)):
            values[index] = self._limit(places[:, index].tolist())
        return values[which.ravel()]

    def _is_flat(self, inputs: Sequence[Array] | Array) -> Mask:
        """Whether the source is constant near each point along the variable, as max(x, 0) is."""
        middle = self.source(*inputs)
        flat = ~np.isnan(middle)
        for step in (-_PROBE_DISTANCE, -(_PROBE_DISTANCE**2), _PROBE_DISTANCE**2, _PROBE_DISTANCE):
            moved = [
                x + step * (1 + np.abs(x)) if name == self.name else x
                for name, x in zip(self.variables, inputs, strict=True)
            ]
            flat = flat & (self.source(*moved) == middle)
        return flat

    def _is_kink(self, inputs: Sequence[Array]) -> Mask:
        values = dict(zip(self.variables, inputs, strict=True))
        found = np.zeros(np.shape(inputs[0]), dtype=bool)
        for tree in self._kinks:
            found = found | is_near_zero(tree, values)
        return found

    def _limit(self, place: Sequence[float]) -> float:
        quick = self._sides(place, QUICK_DIGITS)
        unclear = mp.isnan(quick.left) or mp.isnan(quick.right)
        return float((self._sides(place) if unclear else quick).value)

    def _sides(self, place: Sequence[float], digits: int = DIGITS) -> OneSidedLimits:
        direction = [float(name == self.name) for name in self.variables]
        return derivatives_along(self.source, place, direction, digits)

    def evaluate_mp(self, point: Sequence[Mpf]) -> Mpf:
        """The value at mpmath's working precision; NaN where the derivative does not exist."""
        formula = super().evaluate_mp(point)
        values = dict(zip(self.variables, point, strict=True))
        if mp.isfinite(formula) and not is_exact_kink(self._kinks, values, mp.dps):
            return mp.nan if mp.isnan(self.source.evaluate_mp(point)) else formula
        axis = [mp.mpf(name == self.name) for name in self.variables]
        return one_sided_derivatives(
            lambda t: _value_along(self.source, point, axis, t), self.source.limit_depth
        ).value


def derivatives_along(
    f: RealFunction,
    place: Sequence[float],
    direction: Sequence[float] | Array,
    digits: int = DIGITS,
) -> OneSidedLimits:
    """The one-sided derivatives of a function at a place along a direction, which is normalised."""
    with mp.workdps(digits):
        components = [literal_mp(float(u)) for u in direction]
        length = mp.norm(components)
        unit = [u / length for u in components]
        trees = kinks(f.typed_tree, f.variables)
        point = moved_to_kink(trees, f.variables, [literal_mp(a) for a in place], unit)
        return one_sided_derivatives(lambda t: _value_along(f, point, unit, t), f.limit_depth)


def agreed_derivative(sides: OneSidedLimits, message: str) -> float:
    """The derivative on which both sides agree, else NotDifferentiable with `message` and both."""
    value = float(sides.value)
    if math.isnan(value):
        left, right = float(sides.left), float(sides.right)
        raise NotDifferentiable(f"{message} (left {left:.4g}, right {right:.4g})", left, right)
    return value


def _value_along(f: RealFunction, point: Sequence[Mpf], unit: Sequence[Mpf], t: Mpf) -> Mpf:
    return f.evaluate_mp([a + t * u for a, u in zip(point, unit, strict=True)])
