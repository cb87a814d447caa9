"""Functions with several outputs: mappings R^n -> R^m and matrices of fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from calclib.arrays import Array, Point
from calclib.expression import Letters, parse_mapping
from calclib.numeric.real_function import RealFunction, TreeFunction

_SOME_INPUTS = np.array([[-2.3, 0.7, 1.9, -0.4], [1.1, -0.6, 2.7, -1.7], [0.3, -1.3, 2.2, 0.9]])
"""A few values of each input, by which most mappings are seen to bend."""


@dataclass(frozen=True)
class Mapping:
    """m: R^n -> R^m, one field for each output, all of the same variables."""

    components: tuple[RealFunction, ...]

    @staticmethod
    def parse(
        text: str,
        variables: Sequence[str] | None = None,
        let: Letters | None = None,
        count: int | None = None,
    ) -> Mapping:
        """The mapping that a text in brackets describes: `[x^2+y^2, x^2-y^2]`.

        The inputs are `variables`, or those declared (`r(u, v) = [...]`), or else the letters used,
        in the order t, s or x, y, z (all of them, if there are `count`). `let`: the values of other
        letters. Raises ExpressionError with the position of the error.
        """
        trees, names = parse_mapping(text, variables, let, count)
        return Mapping(tuple(TreeFunction(tree, names) for tree in trees))

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the variables, in order: n of them."""
        return self.components[0].variables

    @property
    def outputs(self) -> int:
        """How many outputs there are: m."""
        return len(self.components)

    @property
    def is_affine(self) -> bool:
        """Whether every output is of first degree in the inputs, and one of them does change: the
        partial derivatives are constants, not all of them 0."""
        from calclib.symbolic.sympy_form import is_constant

        slopes = self.jacobian()
        some = slopes(*_SOME_INPUTS[: len(self.inputs)])
        if not np.allclose(some, some[0]):
            return False
        return bool(some.any()) and all(
            is_constant(each.tree) for row in slopes.rows for each in row
        )

    def __call__(self, *inputs: ArrayLike) -> Array:
        """Values at arrays that broadcast: shape (..., m); NaN where an output is undefined."""
        return np.stack([component(*inputs) for component in self.components], axis=-1)

    def at(self, point: Point) -> Array:
        """The value at one point: shape (m,). Raises DomainError where an output is undefined."""
        return np.array([component.at(point) for component in self.components])

    def jacobian(self) -> MatrixField:
        """The partial derivatives: row i holds those of output i, in the order of the inputs."""
        from calclib.numeric.partials import partial_derivative

        return MatrixField(
            tuple(
                tuple(partial_derivative(component, name) for name in self.inputs)
                for component in self.components
            )
        )


@dataclass(frozen=True)
class MatrixField:
    """A matrix of fields of the same variables, such as a Jacobian or a Hessian."""

    rows: tuple[tuple[RealFunction, ...], ...]

    def __call__(self, *inputs: ArrayLike) -> Array:
        """Values at arrays that broadcast: shape (..., rows, columns); NaN where undefined."""
        return np.stack([Mapping(row)(*inputs) for row in self.rows], axis=-2)

    def at(self, point: Point) -> Array:
        """The matrix at one point; raises DomainError or NotDifferentiable as its entries do."""
        return np.array([[entry.at(point) for entry in row] for row in self.rows])
