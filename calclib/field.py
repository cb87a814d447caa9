"""A real function of several real variables: the methods that users call, each in its own module.

Everything but the values is imported when it is first used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from numpy.typing import ArrayLike

from calclib.arrays import Array, Found, Point, Region
from calclib.numeric.real_function import RealFunction, TreeFunction
from calclib.tree.nodes import Node

if TYPE_CHECKING:
    import sympy

    from calclib.expression import Letters
    from calclib.geometry.critical_points import CriticalPoint
    from calclib.geometry.level_curves import LevelCurve
    from calclib.geometry.slices import Slice
    from calclib.geometry.steepest_ascent import Ascent
    from calclib.geometry.tangent_planes import TangentPlane, TotalDifferential
    from calclib.mapping import Mapping, MatrixField
    from calclib.tree.precision import Mpf


@dataclass(frozen=True)
class ScalarField:
    """f: R^n -> R as typed; undefined (NaN) wherever a part of the text has no real value."""

    function: RealFunction

    @staticmethod
    def parse(
        text: str,
        variables: Sequence[str] | None = None,
        let: Letters | None = None,
        count: int | None = None,
    ) -> ScalarField:
        """The field of a text such as `x^2*y + sin(y)` or `f(r, theta) = a r cos(theta)`.

        The inputs are `variables`, or those declared, or else the letters used (x and y for a
        number; all of them, if there are `count`). `let`: the values of other letters. Raises
        ExpressionError with the position of the error.
        """
        from calclib.expression import parse_function

        return ScalarField(TreeFunction(*parse_function(text, variables, let, count)))

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the inputs, in order."""
        return self.function.variables

    @property
    def tree(self) -> Node:
        """The formula."""
        return self.function.tree

    @property
    def typed_tree(self) -> Node:
        """The tree of the text as typed, whose domain its derivatives inherit."""
        return self.function.typed_tree

    @property
    def derived_by(self) -> tuple[str, ...]:
        """The names of the variables by which the text was differentiated, in turn."""
        return self.function.derived_by

    @property
    def limit_depth(self) -> int:
        """How deeply limits are nested in a value: 0 where it comes from a formula alone."""
        return self.function.limit_depth

    def __str__(self) -> str:
        return str(self.function)

    @cached_property
    def expr(self) -> sympy.Expr:
        """The sympy expression of the formula."""
        from calclib.symbolic.sympy_form import to_sympy

        return to_sympy(self.tree)

    def __call__(self, *inputs: ArrayLike) -> Array:
        """Values at arrays that broadcast, one for each variable: float64, NaN where undefined."""
        return self.function(*inputs)

    def at(self, point: Point) -> float:
        """The value at one point; of a derivative by the limit where the formula fails.

        Raises DomainError where the field is undefined, and NotDifferentiable with both one-sided
        values where a derivative does not exist.
        """
        return self.function.at(point)

    def evaluate_mp(self, point: Sequence[Mpf]) -> Mpf:
        """The value at one point at mpmath's working precision; NaN where undefined."""
        return self.function.evaluate_mp(point)

    def is_limit_at(self, point: Sequence[float]) -> bool:
        """Whether the value at a point is a limit instead of the formula's value."""
        return self.function.is_limit_at(point)

    def partial(self, *names: str) -> ScalarField:
        """The partial derivative by the names in turn; NaN where it does not exist."""
        from calclib.numeric.partials import partial_derivative

        return ScalarField(partial_derivative(self.function, *names))

    def partial_at(self, name: str, point: Point) -> float:
        """The partial derivative at one point, by the limit where the formula fails.

        Raises NotDifferentiable with both one-sided derivatives where they disagree, and
        DomainError where the field is undefined.
        """
        return self.partial(name).at(point)

    def gradient(self) -> Mapping:
        """All first partial derivatives as one mapping R^n -> R^n."""
        from calclib.mapping import Mapping

        return Mapping(tuple(self.partial(name) for name in self.variables))

    def hessian(self) -> MatrixField:
        """All second partial derivatives; row i is the gradient of the i-th first one."""
        from calclib.mapping import MatrixField

        return MatrixField(
            tuple(tuple(self.partial(a, b) for b in self.variables) for a in self.variables)
        )

    def directional_derivative(self, point: Point, direction: Sequence[float] | Array) -> float:
        """The slope at a point along a direction, which is normalised.

        Raises ValueError for a zero direction, NotDifferentiable where the slopes forward and
        backward along the line disagree, DomainError where the field is undefined.
        """
        from calclib.geometry.tangent_planes import directional_derivative

        return directional_derivative(self, point, direction)

    def total_differential(
        self, point: Point, step: Sequence[float] | Array | float
    ) -> TotalDifferential:
        """df = sum of f_i dx_i for a step from a point, and the true change."""
        from calclib.geometry.tangent_planes import total_differential

        return total_differential(self, point, step)

    def tangent_plane(self, point: Point) -> TangentPlane:
        """The tangent plane at a point (the affine approximation, for other than two variables)."""
        from calclib.geometry.tangent_planes import tangent_plane

        return tangent_plane(self, point)

    def slice(self, **held: float) -> Slice:
        """The function of the one variable that is not held: `f.slice(y=1)`."""
        from calclib.geometry.slices import slice_of

        return slice_of(self, held)

    def extended(self) -> ScalarField:
        """The same field with removable holes filled by their limit."""
        from calclib.numeric.removable_holes import Extension

        return ScalarField(Extension.of(self.function))

    def level_curves(self, levels: Sequence[float], region: Region) -> Found[LevelCurve]:
        """The curves f = level in a region ((x0, x1), (y0, y1))."""
        from calclib.geometry.level_curves import level_curves

        return level_curves(self, levels, region)

    def critical_points(self, region: Region) -> Found[CriticalPoint]:
        """The isolated points of a region where the gradient is 0."""
        from calclib.geometry.critical_points import critical_points

        return critical_points(self, region)

    def steepest_ascent(self, start: Point, region: Region) -> Ascent:
        """The path of steepest ascent from a start to a summit, or to the border of the region."""
        from calclib.geometry.steepest_ascent import steepest_ascent

        return steepest_ascent(self, start, region)
