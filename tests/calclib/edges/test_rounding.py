"""Points as typed are exact: poles, borders of the domain, and digits that float64 cancels.

Answers are by hand, or by mpmath's own functions at 60 digits and more.
"""

import math

import numpy as np
import pytest
from mpmath import mp

from calclib import DomainError, ScalarField
from calclib.expression import parse_point

POLES = [
    ("1/sin(x)", "pi,0"), ("1/sin(x)", "7pi,0"), ("1/sin(2x)", "pi/2,0"), ("1/sin(pi x)", "3,0"),
    ("1/cos(x)", "pi/2,0"), ("1/cos(x)", "-3pi/2,0"), ("1/cos(pi x)", "0.5,0"),
    ("sin(x)/cos(y)", "1,pi/2"), ("atan(1/cos(x))", "pi/2,0"), ("(x-pi)/sin(x)", "pi,0"),
    ("1/(x+y-0.3)", "0.1,0.2"), ("1/(x-0.1)", "0.1,0"), ("1/(10x-1)", "0.1,0"),
    ("1/(3x-1)", "1/3,0"), ("1/(x-1/3)", "1/3,0"), ("1/(49x-1)", "1/49,0"),
    ("1/(x^2+y^2-1)", "0.6,0.8"), ("1/(x^2+y^2-1)", "5/13,12/13"), ("1/(x^2-2)", "sqrt(2),0"),
    ("1/(x^2-0.5)", "sqrt(0.5),0"), ("1/(x^4-9)", "sqrt(3),0"), ("1/(log(x)-1)", "e,0"),
    ("1/(log(x^2)-2)", "e,0"), ("1/(exp(x)-e^2)", "2,0"), ("1/(sin(x)-1/2)", "pi/6,0"),
    ("1/(2sin(x)^2-1)", "pi/4,0"), ("1/(tan(x)-1)", "pi/4,0"), ("1/(sin(x)-cos(y))", "pi/3,pi/6"),
    ("1/(x*y-0.06)", "0.2,0.3"), ("1/(x/y-0.7)", "0.07,0.1"), ("(x-0.1)/(x-0.1)", "0.1,3"),
    ("(x+y-0.3)^-2", "0.1,0.2"), ("(x-1.1)^(-1/3)", "1.1,0"), ("1/sqrt(0.3-x-y)", "0.1,0.2"),
    ("log(x+y-0.3)", "0.1,0.2"), ("log(sin(x))", "pi,0"), ("log(1-x^2-y^2)", "0.6,0.8"),
    ("ln(3x-1)", "1/3,0"), ("tan(x)", "pi/2,0"), ("tan(pi x)", "2.5,0"), ("cot(x)", "2pi,0"),
    ("sec(x+y)", "pi/4,pi/4"), ("csc(3x)", "pi/3,0"), ("atanh(x/0.1)", "0.1,0"),
    ("atanh(x+y)", "0.3,0.7"), ("1/|x-0.7|", "0.7,0"), ("1/max(x-0.7,0)", "0.7,0"),
    ("1/(cos(x)+1)", "pi,0"), ("1/(x-1.23456789)", "1.23456789,0"), ("1/(x-1e-7)", "1e-7,0"),
    ("(x-0.1)^(y-0.2)", "0.1,0.2"), ("exp(1/(x-0.1))", "0.1,0"), ("1/(1/(x-0.1))", "0.1,0"),
    ("0*log(x-0.1)", "0.1,0"), ("sin(1/(x+y-0.3))", "0.1,0.2"), ("1/(sqrt(x)-sqrt(0.3))", "0.3,0"),
    ("1/asin(x-0.1)", "0.1,0"), ("1/(x^3-0.001)", "0.1,0"), ("1/((x-y)^2)", "0.1,0.1"),
    ("y/(cosh(x)-cosh(0.3))", "0.3,0"),
]  # fmt: skip

VALUES = [
    ("sqrt(4-x^2-y^2)", "1.2,1.6", 0), ("sqrt(1-x^2-y^2)", "0.6,0.8", 0),
    ("sqrt(0.3-x-y)", "0.1,0.2", 0), ("sqrt(x-1/3)", "1/3,0", 0), ("sqrt(sin(x))", "pi,0", 0),
    ("sqrt(sin(x))", "3pi,0", 0), ("sqrt(2-x^2)", "sqrt(2),0", 0), ("(0.7-x)^(3/2)", "0.7,0", 0),
    ("(x+y-0.3)^(1/4)", "0.1,0.2", 0), ("asin(x/0.1)", "0.1,0", math.pi / 2),
    ("asin(x+y)", "0.3,0.7", math.pi / 2), ("asin(3x)", "-1/3,0", -math.pi / 2),
    ("acos(x/0.7)", "0.7,0", 0), ("acos(x^2+y^2)", "0.6,0.8", 0), ("acosh(10x)", "0.1,0", 0),
    ("acosh(x+y)", "0.3,0.7", 0), ("sin(x)", "pi,0", 0), ("sin(100x)", "pi,0", 0),
    ("cos(x)", "pi/2,0", 0), ("tan(x)", "pi,0", 0), ("tan(x)", "5pi/4,0", 1),
    ("x+y-0.3", "0.1,0.2", 0), ("3x-1", "1/3,0", 0), ("x^2-2", "sqrt(2),0", 0),
    ("log(x)-1", "e,0", 0), ("(x+y-0.3)/(x*y)", "0.1,0.2", 0), ("sign(x+y-0.3)", "0.1,0.2", 0),
    ("sign(sin(x))", "pi,0", 0), ("|3x-1|^(1/3)", "1/3,0", 0), ("(x+y-0.3)^(1/3)", "0.1,0.2", 0),
    ("sqrt(1-x^2-y^2)", "5/13,12/13", 0), ("sqrt(x*y-0.06)", "0.2,0.3", 0),
    ("1/(1+sqrt(0.3-x-y))", "0.1,0.2", 1), ("max(x+y,0.3)-0.3", "0.1,0.2", 0),
    ("exp(sqrt(0.3-x-y))", "0.1,0.2", 1), ("(x+y-0.3)^0", "0.1,0.2", 1),
    ("atan(1/(x-0.1))", "0.2,0", math.atan(10)), ("1/(x-0.1)", "0.2,0", 10),
    ("1e7 sin(x)+y", "pi,1e-3", 1e-3), ("x^2-y^2", "1.1,-1.1", 0),
]  # fmt: skip

CANCELLED = [
    ("(1-cos(x))/x^2", lambda x: (1 - mp.cos(x)) / x**2, (1e-8, 1e-20, 1e-60, -3e-5, 0.5)),
    ("ln(1+x)/x", lambda x: mp.log(1 + x) / x, (1e-15, 1e-9, -1e-12, 1e-40, 3)),
    ("(x-sin(x))/x^3", lambda x: (x - mp.sin(x)) / x**3, (1e-5, 1e-9, 1e-30, 2)),
    ("(exp(x)-1)/x", lambda x: (mp.exp(x) - 1) / x, (1e-10, -1e-14, 1e-50)),
    ("sqrt(1+x)-1", lambda x: mp.sqrt(1 + x) - 1, (1e-12, 1e-20)),
    ("1-cos(x)", lambda x: 1 - mp.cos(x), (1e-9, 1e-12)),
    ("(1+x)^3-1-3x", lambda x: (1 + x) ** 3 - 1 - 3 * x, (1e-8, 1e-10)),
    ("tan(x)-x", lambda x: mp.tan(x) - x, (1e-6, 1e-9)),
    ("sin(x)/x-1", lambda x: mp.sin(x) / x - 1, (1e-7, 1e-11)),
    ("cosh(x)-1", lambda x: mp.cosh(x) - 1, (1e-9, 1e-13)),
    ("exp(x)-exp(-x)-2x", lambda x: mp.exp(x) - mp.exp(-x) - 2 * x, (1e-4, 1e-7)),
    ("log(x)-log(x-1e-9)", lambda x: mp.log(x) - mp.log(x - mp.mpf("1e-9")), (2, 0.5)),
    ("(x+1)^0.5-x^0.5", lambda x: mp.sqrt(x + 1) - mp.sqrt(x), (1e12, 1e9)),
    ("1/x-1/(x+1e-9)", lambda x: 1 / x - 1 / (x + mp.mpf("1e-9")), (1, 3)),
    ("atan(x+1)-atan(x)", lambda x: mp.atan(x + 1) - mp.atan(x), (1e8, 1e11)),
    ("(x-1)^7 - (x^7-7x^6+21x^5-35x^4+35x^3-21x^2+7x-2)", lambda x: mp.one, (1.001, 0.5)),
    ("x^2-1.21", lambda x: x**2 - mp.mpf("1.21"), (1.1000001,)),
    ("asin(x)-x", lambda x: mp.asin(x) - x, (1e-6, 1e-9)),
]


def as_typed(number: float):
    """The typed number, not the float next to it."""
    return mp.mpf(repr(number))


@pytest.mark.parametrize(("text", "typed"), POLES)
def test_undefined(text: str, typed: str) -> None:
    f, point = ScalarField.parse(text), parse_point(typed)
    for call in (f.at, lambda place: f.partial_at("x", place)):
        with pytest.raises(DomainError):
            call(point)
    assert np.isnan(f(*point))
    assert np.isnan(f.partial("x")(*point))


@pytest.mark.parametrize(("text", "typed", "expected"), VALUES)
def test_value(text: str, typed: str, expected: float) -> None:
    f, point = ScalarField.parse(text), parse_point(typed)
    assert f.at(point) == pytest.approx(expected, rel=1e-14, abs=1e-300)
    assert f(*point) == f.at(point)


@pytest.mark.parametrize(
    ("text", "formula", "x"), [(text, formula, x) for text, formula, xs in CANCELLED for x in xs]
)
def test_digits_that_float64_cancels(text: str, formula, x: float) -> None:
    f = ScalarField.parse(text)
    with mp.workdps(300):
        at = as_typed(x)
        value = float(formula(at))
        slope = float(mp.diff(formula, at, h=abs(at) * mp.mpf(10) ** -60))
    assert f.at((x, 0)) == pytest.approx(value, rel=1e-10, abs=0)
    if value != 1:
        assert f.partial_at("x", (x, 0)) == pytest.approx(slope, rel=1e-9, abs=0)
