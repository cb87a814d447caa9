"""Whether float64 decides the value of a tree at a point, by a running error analysis.

It does not where rounding may hide a pole or a border of the domain, or has cancelled the digits
that are shown (Higham, Accuracy and Stability of Numerical Algorithms, section 3.3). Bounds are of
first order, in plain floats, which are fast for a single point.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

import numpy as np

from calclib.tree.evaluation import operation
from calclib.tree.nodes import (
    Call,
    Constant,
    Negative,
    Node,
    Numeral,
    Pieces,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    children,
    constant_rational,
    with_values,
)

Bound: TypeAlias = tuple[float, float]
"""A value and a bound on its absolute error."""
Step: TypeAlias = Callable[[Sequence[Bound]], Bound]

_EPSILON = 2.0**-52
_SHORT_BITS = 2.0**20
_RELATIVE_ERROR = 1e-10
"""Nine digits of a number are compared with its cross-check."""


class _UndecidedError(Exception):
    """Rounding hides on which side of a pole or of a border of the domain a number lies."""


def float64_decides(node: Node) -> Callable[[Mapping[str, float]], bool]:
    """A test for points by names: is the float64 value of a tree right to ten digits, or NaN?"""
    bound = _compiled(with_values(node))

    def decides(values: Mapping[str, float]) -> bool:
        try:
            with np.errstate(all="ignore"):
                value, error = bound(values)
        except (_UndecidedError, OverflowError, ZeroDivisionError):
            return False
        return math.isnan(value) or error <= _RELATIVE_ERROR * abs(value)

    return decides


def _compiled(node: Node) -> Callable[[Mapping[str, float]], Bound]:
    match node:
        case Variable(name):
            return lambda values: _input(values[name])
        case Numeral(value):
            number = _numeral(value)
            return lambda _: number
        case Constant():
            number = float(operation(node)())
            return lambda _: (number, _EPSILON * number)
        case Pieces(values, conditions):
            return _pieces(list(map(_compiled, values)), list(map(_compiled, conditions)))
    step, parts = _step(node), [_compiled(child) for child in children(node)]

    def bound(values: Mapping[str, float]) -> Bound:
        operands = [part(values) for part in parts]
        if any(math.isnan(value) for value, _ in operands):
            return math.nan, 0.0
        return step(operands)

    return bound


def _pieces(
    values: Sequence[Callable[[Mapping[str, float]], Bound]],
    conditions: Sequence[Callable[[Mapping[str, float]], Bound]],
) -> Callable[[Mapping[str, float]], Bound]:
    """The bound of the piece that holds; undecided where a condition is, or may be undefined."""

    def bound(named: Mapping[str, float]) -> Bound:
        for value, condition in zip(values, conditions, strict=False):
            holds, error = condition(named)
            if error >= 1:
                raise _UndecidedError
            if holds:  # NaN is true
                return (math.nan, 0.0) if math.isnan(holds) else value(named)
        return values[-1](named) if len(values) > len(conditions) else (math.nan, 0.0)

    return bound


def _input(value: float) -> Bound:
    """A coordinate: exact if it has few binary digits, else the rounding of a typed number."""
    exact = value * _SHORT_BITS
    return value, 0.0 if exact == int(exact) else _EPSILON * abs(value)


def _numeral(value: Fraction) -> Bound:
    number = float(value)
    return number, 0.0 if number == value else _EPSILON * abs(number)


def _step(node: Node) -> Step:
    match node:
        case Negative():
            return lambda parts: (-parts[0][0], parts[0][1])
        case Sum():
            return _sum
        case Product():
            return _product
        case Quotient():
            return _quotient
        case Power(_, exponent):
            rational = constant_rational(exponent)
            if rational is None:
                return _general_power
            return lambda parts: _rational_power(parts[0], rational)
        case Call(name) if name in ("min", "max"):
            extreme = min if name == "min" else max
            return lambda parts: (extreme(v for v, _ in parts), max(e for _, e in parts))
    return _call(operation(node))


def _sum(parts: Sequence[Bound]) -> Bound:
    total, error = parts[0]
    for value, slack in parts[1:]:
        total += value
        error += slack + _EPSILON * abs(total)
    if total == 0 and not any(slack for _, slack in parts):  # such as x - 1 at 1
        error = float(abs(sum(Fraction(value) for value, _ in parts)))
    return total, error


def _product(parts: Sequence[Bound]) -> Bound:
    total, error = parts[0]
    for value, slack in parts[1:]:
        error = error * (abs(value) + slack) + abs(total) * slack
        total *= value
        error += _EPSILON * abs(total)
    return total, error


def _quotient(parts: Sequence[Bound]) -> Bound:
    (top, top_error), (bottom, bottom_error) = parts
    if bottom == 0 == bottom_error:
        return math.nan, 0.0
    rest = abs(bottom) - bottom_error
    if rest <= 0:
        raise _UndecidedError
    value = top / bottom
    return value, (top_error + abs(value) * bottom_error) / rest + _EPSILON * abs(value)


def _rational_power(base: Bound, exponent: Fraction) -> Bound:
    value, error = base
    low, size, high = max(0.0, abs(value) - error), abs(value), abs(value) + error
    if low == 0 and high > 0 and (exponent < 0 or exponent.denominator % 2 == 0):
        raise _UndecidedError
    if (size == 0 and exponent < 0) or (value < 0 and exponent.denominator % 2 == 0):
        return math.nan, 0.0
    power = float(exponent)
    below, middle, above = low**power, size**power, high**power
    spread = max(abs(middle - below), abs(above - middle))
    sign = -1 if value < 0 and exponent.numerator % 2 else 1
    return sign * middle, spread + 2 * _EPSILON * middle


def _general_power(parts: Sequence[Bound]) -> Bound:
    (base, base_error), (exponent, exponent_error) = parts
    if base - base_error <= 0:
        raise _UndecidedError
    value = base**exponent
    relative = abs(exponent) * base_error / (base - base_error)
    relative += exponent_error * max(1.0, abs(math.log(base))) + 4 * _EPSILON
    return value, value * relative * (1 + abs(math.log(base) * exponent) * _EPSILON)


def _call(function: Callable) -> Step:
    """A function of the table, at its arguments and at both ends of the error of each."""

    def step(parts: Sequence[Bound]) -> Bound:
        values = [np.float64(value) for value, _ in parts]
        middle, total = float(function(*values)), 0.0
        for place, (value, error) in enumerate(parts):
            ends = np.array((value - error, value + error))
            moved = function(*values[:place], ends, *values[place + 1 :]).tolist()
            if any(math.isnan(end) != math.isnan(middle) for end in moved):
                raise _UndecidedError
            total += max(abs(end - middle) for end in moved)
        return middle, total + 4 * _EPSILON * abs(middle)

    return step
