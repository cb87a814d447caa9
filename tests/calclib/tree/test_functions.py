"""The table of functions: a new function needs one entry only."""

import math

import numpy as np
import pytest
import sympy

from calclib import NotDifferentiable, ScalarField, readings
from calclib.errors import ExpressionError
from calclib.tree.functions import FUNCTION_NAMES, FUNCTIONS, Function
from calclib.typesetting.formulas import to_typst

ERF = Function(
    numpy="scipy.special:erf",
    derivatives=("2/sqrt(pi)*exp(-x^2)",),
    typst='op("erf")',
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
    for name, entry in {"erf": ERF, "angle": ANGLE}.items():
        monkeypatch.setitem(FUNCTIONS, name, entry)
        monkeypatch.setitem(FUNCTION_NAMES, name, name)


def test_a_function_of_one_argument():
    field = ScalarField.parse("erf(x*y)^2")
    assert field.at((0.5, 1)) == pytest.approx(math.erf(0.5) ** 2)
    assert to_typst(field.tree) == 'op("erf")^2(x y)'
    assert field.expr.has(sympy.erf)
    readings.value_at(field, (0.5, 1)).check()
    readings.partial_at(field, "xy", (0.5, 1)).check()
    assert readings.value_at(ScalarField.parse("erf(x)"), (1, 0)).exact == "erf(1)"


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
