"""Derivatives by rules, against sympy and against differences at high precision."""

import math

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calclib.errors import ExpressionError
from calclib.expression import parse
from calclib.symbolic.derivatives import derivative
from calclib.symbolic.sympy_form import RealPower, to_sympy
from calclib.tree.nodes import Call, walk
from calclib.tree.precision import evaluate_mp
from calclib.typesetting.formulas import to_typst
from tests.effort import effort

x, y = sympy.symbols("x y", real=True)


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("x^2*y + sin(y)", "x", "2x y"),
        ("x^2*y + sin(y)", "y", "x^2 + cos(y)"),
        ("sin(x)*y^2", "x", "cos(x)*y^2"),
        ("sin(x)*y^2", "y", "2y sin(x)"),
        ("sin(x)*y^2", "xx", "-sin(x)*y^2"),
        ("sin(x)*y^2", "xy", "2y cos(x)"),
        ("sin(x)*y^2", "yx", "2y cos(x)"),
        ("sin(x)*y^2", "yy", "2sin(x)"),
        ("x^2*sin(y)", "x", "2x sin(y)"),
        ("x^2*sin(y)", "y", "x^2*cos(y)"),
        ("x^2 + y^2", "x", "2x"),
        ("y*x^2", "x", "2x y"),
        ("4*exp(-(x^2/2 + y^2/8))", "x", "-(4x exp(-(x^2/2 + y^2/8)))"),
        ("sin(x*y)", "x", "y cos(x*y)"),
        ("(x+1)*(x+2)", "x", "2x + 3"),
        ("x/(1+x)", "x", "1/(1+x)^2"),
        ("sin(x)/x", "x", "(x cos(x) - sin(x))/x^2"),
        ("x*log(x)", "x", "log(x) + 1"),
        ("x^2/2", "x", "x"),
        ("x^2/4", "x", "x/2"),
        ("0.25*x^2", "x", "0.5*x"),
        ("x^(1/3)", "x", "1/(3x^(2/3))"),
        ("sqrt(x)", "x", "1/(2sqrt(x))"),
        ("2^x", "x", "ln(2)*2^x"),
        ("e^(2x)", "x", "2e^(2x)"),
        ("x^y", "x", "y x^(y-1)"),
        ("abs(x)", "x", "sign(x)"),
        ("sign(x)", "x", "0"),
        ("y^3 + 1", "x", "0"),
        ("sin(0.3pi)*sin(pi*y)", "y", "pi sin(0.3pi) cos(pi*y)"),
        ("x*exp(x)", "xx", "2exp(x) + x exp(x)"),
        ("max(x^2+y^2, 4)", "x", "{2x if x^2+y^2 > 4; 0 if x^2+y^2 < 4}"),
        ("max(0, x)*y", "x", "{0 if x < 0; 1 if x > 0} y"),
        ("min(x, y)", "y", "{0 if x < y; 1 if x > y}"),
        ("max(x, y, 1)", "x", "{1 if x > y and x > 1; 0 if y > x and y > 1; 0 if x < 1 and y < 1}"),
        ("max(x^2 + y, y)", "y", "1"),
    ],
)
def test_derivatives_have_their_textbook_form(text, names, expected):
    assert derivative(parse(text), *names) == parse(expected)


SMOOTH = [
    "exp(x*y)", "log(1+x^2+y)", "tan(x)*y", "cot(x+y)", "sec(x*y)", "csc(x)", "asin(x*y/4)",
    "acos(x/3)", "atan(y/x)", "sinh(x)-cosh(y*x)", "tanh(x*y)", "asinh(x*y)", "acosh(2+x)",
    "atanh(x*y/5)", "sqrt(x+y^2)", "abs(x-2y)", "min(x,y)", "max(x^2,y,1/2)", "sign(x-y)*x^2",
    "x^y", "y^(x^2)", "x^-3/y", "(x-3y)^(1/3)", "(x-3y)^(2/5)", "(x-3y)^(5/3)", "x^pi", "pi^x",
    "x*y*(x^2-y^2)/(x^2+y^2)", "(x+y+1)^7/(x-5)", "x/y/(x+y)", "(2x)^3*(x*y)^-2", "0.1x^2.5",
    "sqrt(x)^3*sqrt(x)", "exp(-x^2)/sqrt(1+x^2)", "3*(1-x)^2*exp(-x^2-(y+1)^2)", "-(-x)*-y",
]  # fmt: skip
PLACE = ("0.7", "1.3")


@pytest.mark.parametrize("text", SMOOTH)
@pytest.mark.parametrize("names", ["x", "y", "xy"])
def test_derivatives_agree_with_differences_and_with_sympy(text, names):
    tree = parse(text)
    with mpmath.workdps(60):
        a, b = map(mpmath.mpf, PLACE)
        order = (names.count("x"), names.count("y"))
        by_differences = mpmath.diff(
            lambda u, v: evaluate_mp(tree, {"x": u, "y": v}, mpmath.mp.dps), (a, b), order
        )
        by_rules = evaluate_mp(derivative(tree, *names), {"x": a, "y": b}, mpmath.mp.dps)
        assert mpmath.almosteq(by_rules, by_differences, 1e-12, 1e-12)
    by_sympy = to_sympy(tree).diff(*names_to_symbols(names))
    value = by_sympy.subs({x: sympy.Rational(PLACE[0]), y: sympy.Rational(PLACE[1])}).evalf(20)
    assert float(value) == pytest.approx(float(by_rules), rel=1e-12, abs=1e-12)


def names_to_symbols(names):
    return [{"x": x, "y": y}[name] for name in names]


PIECES = st.sampled_from(["x", "y", "2", "0.5", "sin(x)", "exp(-y)", "(x+y)", "x^2", "sqrt(x)"])
OPERATORS = st.sampled_from([" + ", " - ", " * ", "/", " "])


@settings(deadline=None)
@given(st.lists(st.tuples(PIECES, OPERATORS), min_size=1, max_size=7), PIECES)
def test_rules_hold_for_any_combination(pairs, last):
    try:
        tree = parse("".join(piece + operator for piece, operator in pairs) + last)
    except ExpressionError:
        assume(False)
    place = {"x": mpmath.mpf("0.7"), "y": mpmath.mpf("1.3")}
    with mpmath.workdps(40):
        slope = mpmath.diff(
            lambda u: evaluate_mp(tree, place | {"x": u}, mpmath.mp.dps), place["x"]
        )
        value = evaluate_mp(derivative(tree, "x"), place, mpmath.mp.dps)
        assert mpmath.almosteq(slope, value, 1e-12, 1e-12)


def test_odd_roots_are_real():
    root = to_sympy(parse("x^(1/3)"))
    assert root.subs(x, -8) == -2
    assert root.diff(x).subs(x, -8) == sympy.Rational(1, 12)
    assert to_sympy(parse("x^(2/3)")).subs(x, -8) == 4
    assert float(root.subs(x, -sympy.pi).evalf()) == pytest.approx(-math.cbrt(math.pi))
    values = sympy.lambdify(x, root)(np.array([-8.0, 27.0]))
    assert values == pytest.approx([-2, 3])
    assert RealPower(sympy.Integer(-8), sympy.Rational(-2, 3)) == sympy.Rational(1, 4)


def test_trees_become_sympy_expressions():
    assert to_sympy(parse("x^2*y + ln(y)")) == x**2 * y + sympy.log(y)
    assert to_sympy(parse("max(x, y) + |x|")) == sympy.Max(x, y) + sympy.Abs(x)
    assert to_sympy(parse("0.1")) == sympy.Rational(1, 10)
    assert to_sympy(parse("asinh(e^x) + pi")) == sympy.asinh(sympy.exp(x)) + sympy.pi


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ln(3)*x^y", {"ln"}), ("log(3)*x^y", {"log"}), ("sin(y) + x^y", {"cos", "ln"})],
)
def test_the_logarithm_is_named_as_in_the_text(text, expected):
    found = {node.name for node in walk(derivative(parse(text), "y")) if isinstance(node, Call)}
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "0.5^(sqrt(4)*1e12)",
        "1.0000001^1e9 * x",
        "(0.99x)^1e14",
        "(0.99x)^(1e14/3)",
        "0.5^1000^5 + x",
        "x^(((0.9^64)^64)^64)^64",
        "sqrt(10^300+7)*log(10^300+7)",
        "max(" + ",".join(f"x+{n}y" for n in range(25)) + ")",
        "|" + "+".join(f"log(x+{n})" for n in range(60)) + "|",
        "1/0 + tan(pi/2) + log(0) + max(1/0, x)",
        "(x+y+1)^100*(x-y)^9000",
        "sin(" * 45 + "x" + ")" * 45,
    ],
)
def test_no_derivative_takes_long(text):
    tree = parse(text)
    with effort(at_most=2_000_000):
        to_sympy(tree)
        derivative(tree, "x", "y")


@pytest.mark.parametrize(
    "text",
    [
        "*".join(f"sin({n}x)" for n in range(1, 90)),
        "*".join(f"(x*exp({n}x)+1)" for n in range(1, 40)),
    ],
)
def test_too_long_derivatives_are_rejected(text):
    tree = parse(text)
    with effort(at_most=4_000_000), pytest.raises(ExpressionError, match="too many terms"):
        derivative(tree, *"xxxx")


def test_numbers_in_an_exponent_are_added():
    assert to_typst(derivative(parse("x^(2y + 1)"), "x")) == "(2 y + 1) x^(2 y)"
