"""A tree as a sympy expression, with real powers, as in textbooks."""

from __future__ import annotations

from fractions import Fraction
from pkgutil import resolve_name
from typing import Any

import numpy as np
import sympy
from sympy.core.function import ArgumentIndexError

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
    with_values,
)

_MAX_BITS = 4096
_COMPARISONS: dict[str, Any] = {
    "<": sympy.Lt,
    "<=": sympy.Le,
    ">": sympy.Gt,
    ">=": sympy.Ge,
    "=": sympy.Eq,
    "!=": sympy.Ne,
}


def is_constant(node: Node) -> bool:
    """Whether the variables of a tree cancel when it is multiplied out, as in `2(x + 1) - 2x`."""
    return not to_sympy(node).expand().free_symbols


def to_sympy(node: Node) -> Any:
    """The sympy expression of a tree, its symbols real.

    x^(p/q) with odd q is the real root (`RealPower`); numbers are exact. Powers of numbers that
    would be too long are not evaluated.
    """
    match node:
        case Numeral(value):
            return sympy.Rational(value.numerator, value.denominator)
        case Constant(name):
            return sympy.pi if name == "pi" else sympy.E
        case Letter(_, value):
            return to_sympy(value)
        case Variable(name):
            return sympy.Symbol(name, real=True)
        case Negative(operand):
            return -to_sympy(operand)
        case Sum(terms):
            return sympy.Add(*map(to_sympy, terms))
        case Product(factors):
            return sympy.Mul(*map(to_sympy, factors))
        case Quotient(numerator, denominator):
            return to_sympy(numerator) / to_sympy(denominator)
        case Power(base, exponent):
            return _power(to_sympy(base), with_values(exponent))
        case Call(name, arguments):
            return _call(name, [to_sympy(argument) for argument in arguments])
        case Comparison() | Logic() | Pieces():
            return _in_pieces(node)


def _in_pieces(node: Comparison | Logic | Pieces) -> Any:
    match node:
        case Comparison(name, left, right):
            return _COMPARISONS[name](to_sympy(left), to_sympy(right), evaluate=False)
        case Logic(name, conditions):
            combine: Any = sympy.And if name == "and" else sympy.Or
            return combine(*map(to_sympy, conditions), evaluate=False)
        case Pieces(values, conditions):
            pairs = zip(map(to_sympy, values), [*map(to_sympy, conditions), True], strict=False)
            return sympy.Piecewise(*pairs, evaluate=False)


class RealPower(sympy.Function):
    """base^exponent over the reals: the real root where the exponent has an odd denominator.

    sympy's own power of a negative base is complex there: (-8)^(1/3) is 1 + sqrt(3) i.
    """

    is_extended_real = True

    @classmethod
    def eval(cls, *args: Any) -> Any:
        """The root of a rational number; None (unevaluated) for anything else."""
        base, exponent = args
        if not base.is_Rational or exponent.q % 2 == 0 or _too_long(base, exponent):
            return None
        root = abs(base) ** exponent
        return -root if base < 0 and exponent.p % 2 else root

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        """The derivative by the base; the exponent is a rational number."""
        if argindex != 1:
            raise ArgumentIndexError(self, argindex)
        base, exponent = self._parts
        return exponent * RealPower(base, exponent - 1)

    @property
    def _parts(self) -> tuple[Any, Any]:
        base, exponent = self.args
        return base, exponent

    def _eval_evalf(self, prec: int) -> sympy.Expr | None:
        base, exponent = self._parts
        base = base._evalf(prec)
        if not base.is_Float or (base < 0 and exponent.q % 2 == 0):
            return None
        size = abs(base) ** exponent._evalf(prec)
        return -size if base < 0 and exponent.p % 2 else size

    @staticmethod
    def _imp_(base: Any, exponent: float) -> Any:
        """Values at arrays, for sympy's lambdify."""
        fraction = Fraction(exponent).limit_denominator(1000)
        root = np.abs(base) ** exponent
        negative = np.nan if fraction.denominator % 2 == 0 else (-1) ** fraction.numerator
        return np.where(np.asarray(base) < 0, negative * root, root)


def _power(base: Any, exponent: Node) -> Any:
    power = to_sympy(exponent)
    if not isinstance(power, sympy.Rational):
        return sympy.Pow(base, power)
    odd_root = power.q % 2 == 1 and power.q > 1 and constant_rational(exponent) is not None
    return RealPower(base, power) if odd_root or _too_long(base, power) else base**power


def _too_long(base: sympy.Expr, exponent: sympy.Rational) -> bool:
    """Whether the base's numeric factor, raised to the exponent, would be too long."""
    number, _ = base.as_coeff_Mul()
    if not isinstance(number, sympy.Rational) or number in (0, 1, -1):
        return False
    return (number.p.bit_length() + number.q.bit_length()) * abs(exponent) > _MAX_BITS


def _call(name: str, arguments: list[sympy.Expr]) -> sympy.Expr:
    entry = FUNCTIONS[name]
    function = resolve_name(entry.sympy or f"sympy:{name}")
    return function(*arguments) if entry.sympy_evaluates else function(*arguments, evaluate=False)


def cbrt(x: sympy.Expr) -> Any:
    """The real cube root."""
    return RealPower(x, sympy.Rational(1, 3))


def log10(x: sympy.Expr) -> Any:
    """The logarithm to base 10."""
    return sympy.log(x) / sympy.log(10)


def log2(x: sympy.Expr) -> Any:
    """The logarithm to base 2."""
    return sympy.log(x) / sympy.log(2)
