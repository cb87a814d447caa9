"""How the derivatives of a node follow from those of its children: one rule for each kind.

At a kink the derivatives are the means of both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial, reduce
from itertools import combinations_with_replacement
from typing import NamedTuple, TypeAlias

import numpy as np

from calclib.arrays import Array
from calclib.symbolic.derivatives import derivative
from calclib.tree.conditions import selected
from calclib.tree.evaluation import Program, operation
from calclib.tree.functions import FUNCTIONS
from calclib.tree.nodes import (
    Call,
    Comparison,
    Constant,
    Letter,
    Logic,
    Negative,
    Node,
    Numeral,
    Pieces,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    constant_rational,
)
from calclib.tree.powers import power_by_squaring

Function: TypeAlias = Callable[..., Array]

FIRST, SECOND = 2, 5
"""How many derivatives there are up to the first and up to the second order."""
_MAX_MULTIPLIED_EXPONENT = 64
_NO_SLOPES = np.zeros(1)


class Jet(NamedTuple):
    """Values (...) with derivatives (k, ...): by x and y; by xx, xy and yy too where k is 5.

    A constant has one row of zeros.
    """

    value: Array
    slopes: Array

    @property
    def is_second(self) -> bool:
        """Whether there are second derivatives."""
        return len(self.slopes) == SECOND


Part: TypeAlias = Jet | Array
"""A node's jet, or the value of a node without variables."""


def as_jet(part: Part) -> Jet:
    """A jet, also of a constant."""
    return part if isinstance(part, Jet) else Jet(part, _NO_SLOPES)


def jet_operation(node: Node) -> Callable[..., Part]:
    """The function that makes a node's jet from those of its children; not for a `Variable`."""
    match node:
        case Numeral() | Constant() | Letter():
            return operation(node)
        case Negative():
            return lambda part: Jet(-as_jet(part).value, -as_jet(part).slopes)
        case Sum():
            return lambda *parts: reduce(_sum, map(as_jet, parts))
        case Product():
            return lambda *parts: reduce(_product, map(as_jet, parts))
        case Quotient():
            reciprocal = _power(Fraction(-1))
            return lambda top, bottom: _product(as_jet(top), reciprocal(bottom))
        case Power(_, exponent):
            rational = constant_rational(exponent)
            return _general_power if rational is None else _power(rational)
        case Call("min" | "max" as name):
            sign = 1 if name == "max" else -1
            return lambda *parts: reduce(partial(_extreme, sign), map(as_jet, parts))
        case Call(name):
            return _table_function(name)
        case Comparison() | Logic():
            holds = operation(node)
            return lambda *parts: holds(*(as_jet(part).value for part in parts))
        case Pieces(values):
            return partial(_pieces, len(values))
    raise TypeError(f"{node!r} has no derivative of its own")


def _pieces(count: int, *parts: Part) -> Jet:
    """The jet of the piece that holds."""
    jets, conditions = [as_jet(part) for part in parts[:count]], [*parts[count:]]
    slopes = [jet.slopes for jet in jets]
    value = selected([jet.value for jet in jets], conditions)
    constant = all(len(each) == 1 for each in slopes)
    return Jet(value, slopes[0] if constant else selected(slopes, conditions))


def _sum(u: Jet, v: Jet) -> Jet:
    return Jet(u.value + v.value, u.slopes + v.slopes)


def _product(u: Jet, v: Jet) -> Jet:
    slopes = u.value * v.slopes + v.value * u.slopes
    if u.is_second and v.is_second:
        slopes[FIRST:] += _cross_terms(u, v)
    return Jet(u.value * v.value, slopes)


def _cross_terms(u: Jet, v: Jet) -> Array:
    """u_i v_j + u_j v_i for xx, xy and yy."""
    (ux, uy), (vx, vy) = u.slopes[:FIRST], v.slopes[:FIRST]
    return np.stack(np.broadcast_arrays(2 * ux * vx, ux * vy + uy * vx, 2 * uy * vy))


def _chain_rule(outer: Array, u: Jet) -> Array:
    """Slopes of a function of u from its derivative `outer`, which may be infinite.

    First derivatives are 0 there if those of u are, the mean of both sides, as for sqrt(x^2).
    """
    slopes = outer * u.slopes
    if not np.isfinite(outer).all():
        slopes[:FIRST] = np.where(u.slopes[:FIRST] == 0, 0.0, slopes[:FIRST])
    return slopes


@dataclass(frozen=True)
class _Function:
    """A function of k numbers, its k first derivatives, and the second ones by i and j, i <= j."""

    value: Function
    first: tuple[Function, ...]
    second: Mapping[tuple[int, int], Function]

    def __call__(self, *parts: Part) -> Jet:
        """The chain rule."""
        jets = [as_jet(part) for part in parts]
        values = [jet.value for jet in jets]
        pairs = zip(self.first, jets, strict=True)
        slopes = reduce(np.add, (_chain_rule(first(*values), jet) for first, jet in pairs))
        for (i, j), second in self.second.items():
            if jets[i].is_second and jets[j].is_second:
                slopes[FIRST:] += second(*values) * _cross_terms(jets[i], jets[j]) / (1 + (i == j))
        return Jet(self.value(*values), slopes)


@cache
def _table_function(name: str) -> _Function:
    """The function of an entry in the table of functions."""
    names = ("x", "y")[: FUNCTIONS[name].arity]
    tree = Call(name, tuple(map(Variable, names)))
    pairs = combinations_with_replacement(range(len(names)), 2)
    return _Function(
        _program(tree, names),
        tuple(_program(derivative(tree, name), names) for name in names),
        {(i, j): _program(derivative(tree, names[i], names[j]), names) for i, j in pairs},
    )


def _program(tree: Node, names: Sequence[str]) -> Function:
    program = Program.of(tree)
    return lambda *values: program.run(dict(zip(names, values, strict=True)))


def _power(exponent: Fraction) -> Callable[..., Jet]:
    """base^exponent for a rational exponent, by the rules of `evaluation`."""
    value = _rational_power(exponent)
    first_of = _power_derivative(exponent, 1.0)
    second_of = _power_derivative(exponent - 1, float(exponent))

    def jet(base: Part, _exponent: Part | None = None) -> Jet:
        u = as_jet(base)
        power = value(u.value)
        first = first_of(power, u.value)
        slopes = _chain_rule(first, u)
        if u.is_second:
            slopes[FIRST:] += second_of(first, u.value) * _cross_terms(u, u) / 2
        return Jet(power, slopes)

    return jet


def _power_derivative(exponent: Fraction, factor: float) -> Callable[[Array, Array], Array]:
    """The derivative of factor base^exponent from its values and the base, without a second
    power."""
    number, at_zero = float(exponent), 0.0 if exponent > 1 else np.nan
    if factor == 0 or exponent in (0, 1):
        return lambda power, base: np.full_like(base, factor * number)
    return lambda power, base: number * np.where(base == 0, at_zero, power / base)


def _rational_power(exponent: Fraction) -> Function:
    """base^exponent, by multiplications where they are few."""
    whole = int(exponent) if exponent.denominator == 1 else 0
    if whole == -1:
        return lambda base: np.where(base == 0, np.nan, 1 / base)
    if 1 <= whole <= _MAX_MULTIPLIED_EXPONENT:
        return partial(power_by_squaring, exponent=whole)
    power, left = operation(Power(Variable("x"), Numeral(exponent))), np.asarray(float(exponent))
    return lambda base: power(base, left)


def _extreme(sign: int, u: Jet, v: Jet) -> Jet:
    """The maximum of two (sign 1) or their minimum (-1); where they are equal, the mean slope."""
    difference = sign * (u.value - v.value)
    slopes = np.where(difference > 0, u.slopes, v.slopes)
    slopes = np.where(difference == 0, (u.slopes + v.slopes) / 2, slopes)
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
"""b^e with its derivatives, where both b and e vary."""


def _general_power(base: Part, exponent: Part) -> Jet:
    """base^exponent for any exponent; one power is enough where the base is a number, as e."""
    if isinstance(base, Jet):
        return _GENERAL_POWER(base, exponent)
    u, rate = as_jet(exponent), np.log(base)
    power = _POWER(base, u.value)
    slopes = _chain_rule(rate * power, u)
    if u.is_second:
        slopes[FIRST:] += rate**2 * power * _cross_terms(u, u) / 2
    return Jet(power, slopes)
