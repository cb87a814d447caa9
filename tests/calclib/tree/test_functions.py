"""The table of functions: a new function needs one entry only."""

import math
from fractions import Fraction

import numpy as np
import pytest
import sympy

from calclib import NotDifferentiable, ScalarField, readings
from calclib.errors import ExpressionError
from calclib.expression import parse
from calclib.tree.function_entry import Function
from calclib.tree.functions import FUNCTION_NAMES, FUNCTIONS
from calclib.tree.precision import evaluate_mp
from calclib.typesetting.formulas import to_typst

ERFC = Function(
    numpy="scipy.special:erfc",
    derivatives=("-2/sqrt(pi)*exp(-x^2)",),
    typst='op("erfc")',
    takes_powers=True,
)
ANGLE = Function(
    arity=2,
    numpy="numpy:arctan2",
    mpmath="mpmath:mp.atan2",
    derivatives=("y/(x^2 + y^2)", "-x/(x^2 + y^2)"),
    kinks=("x",),
    sympy="sympy:atan2",
)


@pytest.fixture(autouse=True)
def two_more_functions(monkeypatch):
    for name, entry in {"erfc": ERFC, "angle": ANGLE}.items():
        monkeypatch.setitem(FUNCTIONS, name, entry)
        monkeypatch.setitem(FUNCTION_NAMES, name, name)


def test_a_function_of_one_argument():
    field = ScalarField.parse("erfc(x*y)^2")
    assert field.at((0.5, 1)) == pytest.approx(math.erfc(0.5) ** 2)
    assert to_typst(field.tree) == 'op("erfc")^2(x y)'
    assert field.expr.has(sympy.erfc)
    readings.value_at(field, (0.5, 1)).check()
    readings.partial_at(field, "xy", (0.5, 1)).check()
    assert readings.value_at(ScalarField.parse("erfc(x)"), (1, 0)).exact == "erfc(1)"


def test_a_function_of_two_arguments():
    field = ScalarField.parse("angle(y, x)")
    np.testing.assert_allclose(field([1, -1, 0], [0, 0, -1]), [0, np.pi, -np.pi / 2])
    assert field.gradient().at((3, 4)) == pytest.approx([-4 / 25, 3 / 25])
    readings.partial_at(field, "xy", (3, 4)).check()
    with pytest.raises(NotDifferentiable):
        field.partial_at("y", (-1, 0))


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("1 + angle(x)", 4, "angle takes 2 arguments, not 1"),
        ("angle(x, y, 1)", 12, "angle takes 2 arguments, not 3"),
        ("erg(x)", 0, "did you mean erf?"),
    ],
)
def test_calls_with_wrong_arguments(text, position, words):
    with pytest.raises(ExpressionError, match=words.replace("?", r"\?")) as caught:
        ScalarField.parse(text)
    assert caught.value.position == position


@pytest.mark.parametrize(
    ("text", "point", "value", "slope"),
    [
        ("cbrt(x y)", (-8, 1), -2, Fraction(1, 12)),
        ("log2(x) + y", (8, 0), 3, 1 / (8 * math.log(2))),
        ("log10(x)", (1000, 0), 3, 1 / (1000 * math.log(10))),
        ("log_3(x)", (81, 0), 4, 1 / (81 * math.log(3))),
        ("coth(x)", (1, 0), 1 / math.tanh(1), -1 / math.sinh(1) ** 2),
        ("sech(x)", (-1, 0), 1 / math.cosh(1), math.tanh(1) / math.cosh(1)),
        ("csch(x)", (2, 0), 1 / math.sinh(2), -math.cosh(2) / math.sinh(2) ** 2),
        ("sech(x) + csch(x)", (800, 0), 0, 0),
        ("coth(x)", (-800, 0), -1, 0),
        ("erf(x)", (0.5, 0), math.erf(0.5), 2 / math.sqrt(math.pi) * math.exp(-0.25)),
        ("sgn(x)", (-2, 0), -1, 0),
        ("floor(x)", (-0.5, 0), -1, 0),
        ("ceil(x y)", (1.5, 1), 2, 0),
        ("mod(x, 3)", (-1, 0), 2, 1),
        ("mod(7, x)", (2.5, 0), 2, -2),
    ],
)
def test_values_and_slopes_of_the_table(text, point, value, slope):
    field = ScalarField.parse(text)
    assert field.at(point) == pytest.approx(float(value))
    assert field.partial_at("x", point) == pytest.approx(float(slope))
    readings.value_at(field, point).check()
    readings.partial_at(field, "x", point).check()


@pytest.mark.parametrize(
    ("text", "point", "left", "right"),
    [
        ("floor(x)", (2, 0), math.inf, 0),
        ("ceil(x y)", (0.5, 4), 0, math.inf),
        ("mod(x, 3)", (-3, 0), -math.inf, 1),
        ("x floor(x)", (0, 0), -1, 0),
        ("cbrt(x)", (0, 0), math.inf, math.inf),
    ],
)
def test_steps_have_no_derivative_at_their_edges(text, point, left, right):
    with pytest.raises(NotDifferentiable) as caught:
        ScalarField.parse(text).partial_at("x", point)
    assert (caught.value.left, caught.value.right) == (left, right)


def test_steps_of_numbers_that_are_whole_up_to_rounding():
    assert evaluate_mp(parse("floor(3*(1/3)) + ceil(100*0.29) + mod(0.3, 0.1)"), {}) == 30


@pytest.mark.parametrize("text", ["mod(x, 0)", "coth(x - x)", "log2(-x^2)", "csch(0 x)"])
def test_where_the_table_is_undefined(text):
    assert math.isnan(ScalarField.parse(text)(1, 1))
