"""The value of a tree at one point, to any number of digits, by mpmath.

Domains and real roots are those of `evaluation`; the code is independent, so that each checks the
other. A sum (or a sine) that cancels down to rounding is 0, such as `3x - 1` at 1/3.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cache, reduce
from math import isfinite
from operator import mul
from pkgutil import resolve_name
from typing import Any, TypeAlias

from mpmath import mp

from calclib.tree.function_entry import Domain
from calclib.tree.functions import FUNCTIONS
from calclib.tree.nodes import (
    Call,
    Comparison,
    Constant,
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
    children,
    constant_rational,
    with_values,
)

Mpf: TypeAlias = Any
"""A real number of mpmath (an mpf), which has no static type."""

_MAX_LOGARITHM = 100_000
"""exp of more than this counts as an overflow: mpmath would run out of memory."""

_GUARD_DIGITS = 15
"""Extra digits computed; where terms cancel, as many more digits are taken for noise."""


def evaluate_mp(node: Node, values: Mapping[str, Mpf], digits: int = 50) -> Mpf:
    """The value of a tree to `digits` digits (an mpf); NaN where undefined or too large."""
    with mp.workdps(digits + _GUARD_DIGITS):
        result = _evaluate(with_values(node), values, _noise_threshold(digits))
    return result if mp.isfinite(result) else mp.nan


def constant(node: Node, digits: int = 50) -> Mpf:
    """The value of a tree without variables to `digits` digits; NaN where it has none.

    Raises OverflowError where a part of it is too large for float64.
    """
    with mp.workdps(digits + _GUARD_DIGITS):
        return _constant(with_values(node), _noise_threshold(digits))


def _constant(node: Node, noise: Mpf) -> Mpf:
    value = _apply_without_noise(node, [_constant(child, noise) for child in children(node)], noise)
    if abs(value) > sys.float_info.max:
        raise OverflowError("a number is too large for float64")
    return value


def _noise_threshold(digits: int) -> Mpf:
    return mp.mpf(10) ** -(digits - _GUARD_DIGITS)


def _evaluate(node: Node, values: Mapping[str, Mpf], noise: Mpf) -> Mpf:
    if isinstance(node, Variable):
        return mp.mpf(values[node.name])
    return _apply_without_noise(
        node, [_evaluate(child, values, noise) for child in children(node)], noise
    )


def _apply_without_noise(node: Node, parts: Sequence[Mpf], noise: Mpf) -> Mpf:
    if isinstance(node, Pieces):
        return _selected(parts[: len(node.values)], parts[len(node.values) :])
    if any(mp.isnan(part) for part in parts):
        return mp.nan
    if isinstance(node, Comparison):
        return _compared(node.name, parts[0], parts[1], noise)
    value = _apply(node, parts)
    if isinstance(node, Sum):
        size = max(abs(part) for part in parts)
    elif isinstance(node, Call) and node.name in ("sin", "cos"):
        size = abs(parts[0])
    else:
        return value
    return mp.zero if mp.isfinite(size) and abs(value) <= noise * size else value


def _apply(node: Node, parts: Sequence[Mpf]) -> Mpf:
    match node:
        case Numeral(value):
            return mp.mpf(value.numerator) / value.denominator
        case Constant(name):
            return +mp.pi if name == "pi" else +mp.e
        case Negative():
            return -parts[0]
        case Sum():
            return reduce(lambda a, b: a + b, parts)
        case Product():
            return reduce(mul, parts)
        case Quotient():
            return _quotient(*parts)
        case Power(_, exponent):
            return _power(parts[0], parts[1], constant_rational(exponent))
        case Call(name):
            return _function(name)(*parts)
        case Logic(name):
            return min(parts) if name == "and" else max(parts)
    raise TypeError(f"{node!r} has no value of its own")


def _compared(name: str, left: Mpf, right: Mpf, noise: Mpf) -> Mpf:
    """1 where a comparison holds, else 0; numbers that differ by rounding are equal."""
    is_equal = abs(left - right) <= noise * max(abs(left), abs(right)) or left == right
    less = left < right and not is_equal
    holds = {"<": less, "<=": less or is_equal, "=": is_equal}
    opposite = {">": "<=", ">=": "<", "!=": "="}
    return mp.mpf(not holds[opposite[name]] if name in opposite else holds[name])


def _selected(values: Sequence[Mpf], conditions: Sequence[Mpf]) -> Mpf:
    for value, holds in zip(values, conditions, strict=False):
        if holds:  # NaN is true: an undefined condition makes the value undefined
            return mp.nan if mp.isnan(holds) else value
    return values[-1] if len(values) > len(conditions) else mp.nan


def _quotient(numerator: Mpf, denominator: Mpf) -> Mpf:
    return mp.nan if denominator == 0 else numerator / denominator


def _power(base: Mpf, exponent: Mpf, rational: Fraction | None) -> Mpf:
    if rational == 0:
        return mp.one
    if base == 0:
        return mp.zero if exponent > 0 else mp.nan
    if base > 0:
        return _positive_power(base, exponent)
    if rational is not None and rational.denominator % 2:
        size = _positive_power(-base, exponent)
        return -size if rational.numerator % 2 else size
    if rational is not None or not mp.isint(exponent):
        return mp.nan
    size = _positive_power(-base, exponent)
    return -size if int(exponent) % 2 else size


def _positive_power(base: Mpf, exponent: Mpf) -> Mpf:
    if mp.isinf(base) or mp.isinf(exponent) or abs(exponent) > 4096 or not mp.isint(exponent):
        return _function("exp")(exponent * mp.log(base))
    logarithm = exponent * mp.mag(base)
    return base ** int(exponent) if abs(logarithm) < _MAX_LOGARITHM else _function("exp")(logarithm)


@cache
def _function(name: str) -> Callable[..., Mpf]:
    """A function of mpmath's numbers, from its entry in the table of functions."""
    entry = FUNCTIONS[name]
    if entry.ratio:
        return _ratio(*entry.ratio)
    value = resolve_name(entry.mpmath or f"mpmath:mp.{name}")
    if (tails := entry.tails) is not None:
        return lambda x: value(x) if abs(x) <= _MAX_LOGARITHM else mp.mpf(tails[x > 0])
    return value if entry.domain is None else _restricted(entry.domain, value)


def _restricted(domain: Domain, value: Callable) -> Callable[[Mpf], Mpf]:
    """A function on its domain; an argument that is an end (except 0) up to rounding is that end.

    So asin(sqrt(2)^2/2) is pi/2, and atanh(sqrt(2)^2/2) is undefined.
    """
    ends = [end for end in (domain.low, domain.high) if end and isfinite(end)]

    def restricted(x: Mpf) -> Mpf:
        slack = mp.eps * mp.mpf(10) ** (2 * _GUARD_DIGITS)
        x = next((mp.mpf(end) for end in ends if abs(x - end) <= slack), x)
        return value(x) if domain.contains(x) else mp.nan

    return restricted


def _ratio(numerator_name: str, denominator_name: str) -> Callable[[Mpf], Mpf]:
    """A trigonometric quotient; NaN where the precision cannot resolve a point and the pole."""
    numerator = _function(numerator_name) if numerator_name else lambda _: mp.one
    denominator = _function(denominator_name)

    def quotient(x: Mpf) -> Mpf:
        divisor = denominator(x)
        pole = abs(divisor) <= 4 * mp.eps * abs(x)
        return mp.nan if pole else numerator(x) / divisor

    return quotient
