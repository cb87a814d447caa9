"""Values with first and second derivatives at once, for a tree in two variables.

Forward-mode automatic differentiation (Griewank and Walther, Evaluating Derivatives, chapter 13):
each node's derivatives come from those of its children. No formula is made, so that the time is a
few times that for the values, however long the formulas of the derivatives would be. At a kink the
derivatives are the mean of both sides; limits of one-sided quotients are for `partials`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial, reduce
from itertools import combinations_with_replacement
from typing import TypeAlias

import numpy as np

from calclib.arrays import Array, finite
from calclib.symbolic.derivatives import derivative
from calclib.tree.evaluation import Program, operation
from calclib.tree.functions import FUNCTIONS
from calclib.tree.nodes import (
    Call,
    Constant,
    Negative,
    Node,
    Numeral,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    constant_rational,
)

Function: TypeAlias = Callable[..., Array]

_FIRST, _SECOND = 2, 5
_LARGEST_MULTIPLIED = 64


@dataclass(frozen=True)
class Jet:
    """Values (...) with derivatives (k, ...): by x and y; by xx, xy and yy too where k is 5.

    A constant has one row of zeros.
    """

    value: Array
    slopes: Array

    @property
    def is_second(self) -> bool:
        """Whether there are second derivatives."""
        return len(self.slopes) == _SECOND


Part: TypeAlias = Jet | Array
"""A node's jet, or the value of a node without variables."""


@dataclass(frozen=True)
class Jets:
    """The derivatives of a tree in two variables."""

    program: Program
    variables: tuple[str, ...]

    @staticmethod
    def of(tree: Node, variables: tuple[str, ...]) -> Jets:
        """The derivatives of a tree by its variables."""
        return Jets(Program.of(tree, _operation), variables)

    def gradient(self, x: Array, y: Array) -> Array:
        """First derivatives (..., 2) at arrays of one shape; NaN where they have no value."""
        return np.moveaxis(self._slopes(x, y, _FIRST), 0, -1)

    def hessian(self, x: Array, y: Array) -> Array:
        """Second derivatives (..., 2, 2) at arrays of one shape; NaN where they have no value."""
        xx, xy, yy = self._slopes(x, y, _SECOND)[_FIRST:]
        return np.stack([np.stack([xx, xy], axis=-1), np.stack([xy, yy], axis=-1)], axis=-2)

    def _slopes(self, x: Array, y: Array, count: int) -> Array:
        units = np.eye(count)[:_FIRST].reshape(_FIRST, count, *(1,) * np.ndim(x))
        pairs = zip(self.variables, (x, y), units, strict=True)
        with np.errstate(all="ignore"):
            inputs = {name: Jet(np.asarray(each), unit) for name, each, unit in pairs}
            result = _jet(self.program.run(inputs))
            defined = np.isfinite(result.value + 0 * x)
            return finite(
                np.where(defined, result.slopes, np.nan) + np.zeros((count, *np.shape(x)))
            )


def _jet(part: Part) -> Jet:
    return part if isinstance(part, Jet) else Jet(part, np.zeros(1))


def _operation(node: Node) -> Callable[..., Part]:
    """What makes one node's jet from those of its children; not for a `Variable`."""
    match node:
        case Numeral() | Constant():
            return operation(node)
        case Negative():
            return lambda part: Jet(-_jet(part).value, -_jet(part).slopes)
        case Sum():
            return lambda *parts: reduce(_sum, map(_jet, parts))
        case Product():
            return lambda *parts: reduce(_product, map(_jet, parts))
        case Quotient():
            reciprocal = _power(Fraction(-1))
            return lambda above, below: _product(_jet(above), reciprocal(below))
        case Power(_, exponent):
            rational = constant_rational(exponent)
            return _GENERAL_POWER if rational is None else _power(rational)
        case Call("min" | "max" as name):
            sign = 1 if name == "max" else -1
            return lambda *parts: reduce(partial(_extreme, sign), map(_jet, parts))
        case Call(name):
            return _called(name)
    raise TypeError(f"{node!r} has no derivative of its own")


def _sum(u: Jet, v: Jet) -> Jet:
    return Jet(u.value + v.value, u.slopes + v.slopes)


def _product(u: Jet, v: Jet) -> Jet:
    slopes = u.value * v.slopes + v.value * u.slopes
    if u.is_second and v.is_second:
        slopes[_FIRST:] += _crossed(u, v)
    return Jet(u.value * v.value, slopes)


def _crossed(u: Jet, v: Jet) -> Array:
    """u_i v_j + u_j v_i for xx, xy and yy."""
    (ux, uy), (vx, vy) = u.slopes[:_FIRST], v.slopes[:_FIRST]
    return np.stack(np.broadcast_arrays(2 * ux * vx, ux * vy + uy * vx, 2 * uy * vy))


@dataclass(frozen=True)
class _Function:
    """A function of some numbers, with its first derivatives, and the second ones for i <= j."""

    value: Function
    first: tuple[Function, ...]
    second: Mapping[tuple[int, int], Function]

    def __call__(self, *parts: Part) -> Jet:
        """The chain rule."""
        jets = [_jet(part) for part in parts]
        values = [each.value for each in jets]
        pairs = zip(self.first, jets, strict=True)
        slopes = reduce(np.add, (first(*values) * each.slopes for first, each in pairs))
        for (i, j), second in self.second.items():
            if jets[i].is_second and jets[j].is_second:
                slopes[_FIRST:] += second(*values) * _crossed(jets[i], jets[j]) / (1 + (i == j))
        return Jet(self.value(*values), slopes)


@cache
def _called(name: str) -> _Function:
    """An entry of the table of functions."""
    names = ("x", "y")[: FUNCTIONS[name].arity]
    tree = Call(name, tuple(map(Variable, names)))
    pairs = combinations_with_replacement(range(len(names)), 2)
    return _Function(
        _program(tree, names),
        tuple(_program(derivative(tree, each), names) for each in names),
        {(i, j): _program(derivative(tree, names[i], names[j]), names) for i, j in pairs},
    )


def _program(tree: Node, names: Sequence[str]) -> Function:
    program = Program.of(tree)
    return lambda *values: program.run(dict(zip(names, values, strict=True)))


def _power(exponent: Fraction) -> Callable[..., Jet]:
    """base^exponent for a rational exponent, by the rules of `evaluation`."""
    value = _rational_power(exponent)

    def jet(base: Part, _exponent: Part | None = None) -> Jet:
        u = _jet(base)
        above = value(u.value)
        first = _lowered(above, u.value, exponent, 1.0)
        slopes = first * u.slopes
        if u.is_second:
            second = _lowered(first, u.value, exponent - 1, float(exponent))
            slopes[_FIRST:] += second * _crossed(u, u) / 2
        return Jet(above, slopes)

    return jet


def _lowered(power: Array, base: Array, exponent: Fraction, factor: float) -> Array:
    """The derivative of factor base^exponent, from its values: no second power is computed."""
    if factor == 0 or exponent in (0, 1):
        return np.full_like(base, factor * float(exponent))
    at_zero = 0.0 if exponent > 1 else np.nan
    return float(exponent) * np.where(base == 0, at_zero, power / base)


def _rational_power(exponent: Fraction) -> Function:
    """base^exponent, by multiplications where these are few."""
    whole = int(exponent) if exponent.denominator == 1 else 0
    if whole == -1:
        return lambda base: np.where(base == 0, np.nan, 1 / base)
    if 1 <= whole <= _LARGEST_MULTIPLIED:
        return partial(_multiplied, exponent=whole)
    power, left = operation(Power(Variable("x"), Numeral(exponent))), np.asarray(float(exponent))
    return lambda base: power(base, left)


def _multiplied(base: Array, exponent: int) -> Array:
    """base^exponent by squares."""
    half = base if exponent < 2 else _multiplied(base, exponent // 2)
    even = half * half if exponent > 1 else half
    return even * base if exponent % 2 and exponent > 1 else even


def _extreme(sign: int, u: Jet, v: Jet) -> Jet:
    """The larger one of two, or for the other sign the smaller one; of equals the mean slope."""
    above = sign * (u.value - v.value)
    slopes = np.where(above > 0, u.slopes, v.slopes)
    slopes = np.where(above == 0, (u.slopes + v.slopes) / 2, slopes)
    larger = np.maximum if sign > 0 else np.minimum
    return Jet(larger(u.value, v.value), slopes)


_POWER = operation(Power(Variable("x"), Variable("y")))
_GENERAL_POWER = _Function(
    _POWER,
    (lambda b, e: e * _POWER(b, e) / b, lambda b, e: np.log(b) * _POWER(b, e)),
    {
        (0, 0): lambda b, e: e * (e - 1) * _POWER(b, e) / b**2,
        (0, 1): lambda b, e: (1 + e * np.log(b)) * _POWER(b, e) / b,
        (1, 1): lambda b, e: np.log(b) ** 2 * _POWER(b, e),
    },
)
"""b^e with its derivatives, where both move."""
