"""Slices of a field along one variable; their slopes, tangents and secants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from calclib.arrays import Array, vector
from calclib.geometry.tangent_planes import change
from calclib.numeric.partials import partial_derivative
from calclib.numeric.real_function import RealFunction, require_variable
from calclib.tree.literals import literal
from calclib.tree.nodes import Node, substituted


@dataclass(frozen=True)
class Line:
    """The line through a point (a, value) with a slope."""

    point: tuple[float, float]
    slope: float

    def __call__(self, x: ArrayLike) -> Array:
        """Heights at an array."""
        start, value = self.point
        return value + self.slope * (np.asarray(x, dtype=np.float64) - start)


@dataclass(frozen=True)
class Slice:
    """s(x) = f with all variables but `variable` held at the numbers in `held`."""

    field: RealFunction
    variable: str
    held: Mapping[str, float]

    @cached_property
    def tree(self) -> Node:
        """The tree of the field with the held numbers substituted."""
        return substituted(self.field.tree, {n: literal(v) for n, v in self.held.items()})

    def __call__(self, x: ArrayLike) -> Array:
        """Values at an array; NaN where undefined."""
        return self.field(*(x if n == self.variable else self.held[n] for n in self._names))

    def at(self, a: float) -> float:
        """The value at one number. Raises DomainError where undefined."""
        return self.field.at(self.point(a))

    def point(self, a: float) -> tuple[float, ...]:
        """The point of the field's domain at the argument a."""
        (number,) = vector(a, (self.variable,), "a slice")
        return tuple(number if n == self.variable else self.held[n] for n in self._names)

    @cached_property
    def partial(self) -> RealFunction:
        """The field's partial derivative by the variable of the slice."""
        return partial_derivative(self.field, self.variable)

    def slope(self, a: float) -> float:
        """The derivative at a: the field's partial derivative, errors as there."""
        return self.partial.at(self.point(a))

    def tangent(self, a: float) -> Line:
        """The tangent at a; errors as for the slope."""
        return Line((float(a), self.at(a)), self.slope(a))

    def secant(self, a: float, h: float) -> Line:
        """The line through the slice at a and at a + h. Raises ValueError for h = 0."""
        if not h:
            raise ValueError("a secant takes a step other than 0")
        rise = change(self.field, self.point(a), [h * component for component in self._axis])
        return Line((float(a), self.at(a)), rise / h)

    @property
    def _names(self) -> tuple[str, ...]:
        return self.field.variables

    @property
    def _axis(self) -> list[float]:
        return [float(name == self.variable) for name in self._names]


def slice_of(field: RealFunction, held: Mapping[str, float]) -> Slice:
    """The slice of a field with all variables but one held. Raises ValueError otherwise."""
    names = list(held)
    for name in names:
        require_variable(field, name)
    free = [name for name in field.variables if name not in held]
    if len(free) != 1:
        raise ValueError(f"a slice of {field} holds all variables but one, not {len(names)}")
    values = vector(list(held.values()), names, "what is held") if names else ()
    return Slice(field, free[0], MappingProxyType(dict(zip(names, values, strict=True))))
