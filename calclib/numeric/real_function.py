"""Functions of named variables: their protocol, and the one that a tree defines."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import ArrayLike

from calclib.arrays import Array, Point, point_text, vector
from calclib.errors import DomainError
from calclib.tree.evaluation import Program
from calclib.tree.nodes import Node
from calclib.tree.rounding import float64_decides

if TYPE_CHECKING:
    from calclib.tree.precision import Mpf

EXACT_DIGITS = 600
"""Decimal digits at which a value is computed that float64 cannot decide."""
_POINTS_REMEMBERED = 64
"""Single points whose values a function remembers."""


class RealFunction(Protocol):
    """f: R^n -> R: of a text, a derivative or extension of it, or a `ScalarField`."""

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the inputs, in order."""
        ...

    @property
    def tree(self) -> Node:
        """The formula."""
        ...

    @property
    def typed_tree(self) -> Node:
        """The tree of the text as typed, whose domain its derivatives inherit."""
        ...

    @property
    def derived_by(self) -> tuple[str, ...]:
        """The names of the variables by which the text was differentiated, in turn."""
        ...

    @property
    def limit_depth(self) -> int:
        """How deeply limits are nested in a value: 0 where it comes from a formula alone."""
        ...

    def __call__(self, *inputs: ArrayLike) -> Array:
        """Values at arrays that broadcast, one for each variable: float64, NaN where undefined."""
        ...

    def at(self, point: Point) -> float:
        """The value at one point. Raises DomainError where undefined."""
        ...

    def evaluate_mp(self, point: Sequence[Mpf]) -> Mpf:
        """The value at one point at mpmath's working precision; NaN where undefined."""
        ...

    def is_limit_at(self, point: Sequence[float]) -> bool:
        """Whether the value at a point is a limit instead of the formula's value."""
        ...


class DifferentiableFunction(RealFunction, Protocol):
    """A function with its derivatives as functions of arrays."""

    def gradient(self) -> Callable[..., Array]:
        """First partial derivatives: shape (..., n)."""
        ...

    def hessian(self) -> Callable[..., Array]:
        """Second partial derivatives: shape (..., n, n)."""
        ...


@dataclass(frozen=True)
class TreeFunction:
    """A tree with its variables; undefined (NaN) wherever a part of the tree has no real value."""

    tree: Node
    variables: tuple[str, ...]

    @property
    def typed_tree(self) -> Node:
        """The tree itself."""
        return self.tree

    @property
    def derived_by(self) -> tuple[str, ...]:
        """Empty: the tree is the text itself."""
        return ()

    @property
    def limit_depth(self) -> int:
        """0: values come from the tree."""
        return 0

    def __str__(self) -> str:
        return f"f({', '.join(self.variables)})"

    def __call__(self, *inputs: ArrayLike) -> Array:
        """Values at arrays; raises ValueError for another number of inputs than variables.

        At a single point (numbers instead of arrays) poles, borders of the domain and cancelled
        digits are decided at high precision, where float64 cannot.
        """
        if len(inputs) != len(self.variables):
            raise ValueError(f"{self} takes {len(self.variables)} inputs, not {len(inputs)}")
        if any(map(np.ndim, inputs)):
            return self._program(dict(zip(self.variables, inputs, strict=True)))
        return np.array(self._value_at(np.array(inputs, dtype=np.float64).tobytes()))

    @cached_property
    def _value_at(self) -> Callable[[bytes], float]:
        """The value at a point by its bytes, of which 0.0 and -0.0 have different ones; a figure
        asks for the same few points many times a frame."""
        return lru_cache(_POINTS_REMEMBERED)(self._computed_value)

    def _computed_value(self, point: bytes) -> float:
        place = np.frombuffer(point).tolist()
        if not self._is_certain(place):
            return self._value_mp(place)
        return float(self._program(dict(zip(self.variables, place, strict=True))))

    @cached_property
    def _program(self) -> Program:
        return Program.of(self.tree)

    @cached_property
    def _decides(self) -> Callable[[dict[str, float]], bool]:
        return float64_decides(self.tree)

    def _is_certain(self, place: Sequence[float]) -> bool:
        """Whether float64 is enough at a point, or the point is not finite."""
        is_finite = all(map(math.isfinite, place))
        return not is_finite or self._decides(dict(zip(self.variables, place, strict=True)))

    def _value_mp(self, place: Sequence[float]) -> float:
        """The value at the exact point that floats were rounded from; NaN where undefined."""
        from mpmath import mp

        from calclib.numeric.kinks import literal_mp

        with mp.workdps(EXACT_DIGITS):
            value = float(TreeFunction.evaluate_mp(self, [literal_mp(a) for a in place]))
        return value if math.isfinite(value) else math.nan

    def at(self, point: Point) -> float:
        """The value at one point."""
        place = coordinates(self, point)
        value = float(self(*place))
        if math.isnan(value):
            raise DomainError(f"{self} is undefined at {point_text(place)}")
        return value

    def evaluate_mp(self, point: Sequence[Mpf]) -> Mpf:
        """The value at mpmath's working precision."""
        from mpmath import mp

        from calclib.tree.precision import evaluate_mp

        return evaluate_mp(self.tree, dict(zip(self.variables, point, strict=True)), mp.dps)

    def is_limit_at(self, point: Sequence[float]) -> bool:
        """False: values come from the tree."""
        return False


@dataclass(frozen=True)
class LimitFunction(TreeFunction):
    """A function whose values are, where its tree has none, limits of another one, the `source`."""

    source: RealFunction

    @property
    def limit_depth(self) -> int:
        """One limit more than the source."""
        return self.source.limit_depth + 1

    @property
    def typed_tree(self) -> Node:
        """The tree of the text that the source was made from."""
        return self.source.typed_tree


def coordinates(function: RealFunction, point: Point) -> tuple[float, ...]:
    """A point as floats, one for each variable. Raises ValueError for anything else."""
    return vector(point, function.variables, f"a point of {function}")


def require_variable(function: RealFunction, name: str) -> None:
    """Raises ValueError unless the function has a variable of that name."""
    if name not in function.variables:
        allowed = ", ".join(function.variables)
        raise ValueError(f"{function} has no variable {name!r}; it has {allowed}")
