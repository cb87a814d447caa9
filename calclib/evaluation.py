"""Values of a tree, twice: vectorised in float64, and one point at any precision.

A value is undefined (NaN) where any part of the text as typed has no real value. An overflow is
large, not undefined, until it reaches the result: `1/(1 + exp(-x))` is 0 at -1000, and `exp(1000)`
itself NaN.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import reduce

import numpy as np
from numpy.typing import ArrayLike, NDArray

from calclib.tree import (
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
    children,
    constant_rational,
)

Array = NDArray[np.float64]

_CONSTANTS = {"pi": math.pi, "e": math.e}
_EPSILON = float(np.finfo(float).eps)


def evaluate(node: Node, values: Mapping[str, ArrayLike]) -> Array:
    """The float64 values of a tree; NaN where it is undefined, never infinite, no warnings.

    `values` holds an array for each variable; they broadcast, and so does a constant.
    """
    inputs = {name: np.asarray(value, dtype=np.float64) for name, value in values.items()}
    shape = np.broadcast_shapes(*(each.shape for each in inputs.values()))
    with np.errstate(all="ignore"):
        inputs = {name: np.where(np.isfinite(v), v, np.nan) for name, v in inputs.items()}
        result = _fold(node, inputs)
        result = np.where(np.isfinite(result), result, np.nan)
    return np.array(np.broadcast_to(result, shape))


def _fold(node: Node, inputs: Mapping[str, Array]) -> Array:
    if isinstance(node, Variable):
        return inputs[node.name]
    return apply(node, [_fold(child, inputs) for child in children(node)])


def apply(node: Node, parts: Sequence[Array]) -> Array:
    """One node's values from those of its children; not for a `Variable`."""
    match node:
        case Numeral(value):
            return np.asarray(_as_float(value))
        case Constant(name):
            return np.asarray(_CONSTANTS[name])
        case Negative():
            return -parts[0]
        case Sum():
            return reduce(np.add, parts)
        case Product():
            return reduce(np.multiply, parts)
        case Quotient():
            return np.where(parts[1] == 0, np.nan, parts[0] / parts[1])
        case Power(_, exponent):
            return _power(parts[0], parts[1], constant_rational(exponent))
        case Call(name):
            return _CALLS[name](*parts)
    raise TypeError(f"{node!r} has no value of its own")


def _as_float(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.copysign(math.inf, value)


def _power(base: Array, exponent: Array, rational: Fraction | None) -> Array:
    """base ^ exponent; a constant exponent with odd denominator takes the real root."""
    if rational is None:
        undefined = np.isnan(base) | np.isnan(exponent) | ((base == 0) & (exponent <= 0))
        return np.where(undefined, np.nan, np.power(base, exponent))
    if rational == 0:
        return np.where(np.isnan(base), np.nan, 1.0)
    value = _rational_exponent(base, rational)
    return np.where(base == 0, np.nan, value) if rational < 0 else value


def _rational_exponent(base: Array, exponent: Fraction) -> Array:
    power, root = exponent.numerator, exponent.denominator
    if root == 1:
        return np.power(base, _as_float(exponent))
    if root == 2 and power == 1:
        return np.sqrt(base)
    if root % 2 == 0:
        return np.power(base, _as_float(exponent))
    if root == 3:
        size = np.power(np.cbrt(np.abs(base)), _as_float(Fraction(power)))
    else:
        size = np.power(np.abs(base), _as_float(exponent))
    return size * np.sign(base) if power % 2 else size


def _over(numerator: Callable, denominator: Callable) -> Callable[[Array], Array]:
    """A trigonometric quotient, undefined where float64 cannot tell the place from its pole."""

    def quotient(x: Array) -> Array:
        below = denominator(x)
        pole = np.abs(below) <= _EPSILON * np.abs(x)
        return np.where(pole, np.nan, numerator(x) / below)

    return quotient


_CALLS: dict[str, Callable[..., Array]] = {
    "sqrt": np.sqrt,
    "exp": np.exp,
    "log": lambda x: np.where(x > 0, np.log(x), np.nan),
    "abs": np.abs,
    "sign": np.sign,
    "min": lambda *parts: reduce(np.minimum, parts),
    "max": lambda *parts: reduce(np.maximum, parts),
    "sin": np.sin,
    "cos": np.cos,
    "tan": _over(np.sin, np.cos),
    "cot": _over(np.cos, np.sin),
    "sec": _over(np.ones_like, np.cos),
    "csc": _over(np.ones_like, np.sin),
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "asinh": np.arcsinh,
    "acosh": np.arccosh,
    "atanh": lambda x: np.where(np.abs(x) < 1, np.arctanh(x), np.nan),
}
