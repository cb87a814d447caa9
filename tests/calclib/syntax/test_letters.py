"""Letters: those that have values, and their names, Greek or with a subscript."""

from __future__ import annotations

import math

import numpy as np
import pytest

from calclib import ExpressionError, ScalarField, readings
from calclib.tree.letters import letter, letter_text
from calclib.tree.nodes import walk
from calclib.typesetting.formulas import to_typst

LETTERS = [
    ("a x^2 y", {"a": 3}, "3*x^2*y"),
    ("x^a", {"a": "1/3"}, "x^(1/3)"),
    ("sin(ax) + b", {"a": "pi/2", "b": 0.5}, "sin(pi/2*x) + 0.5"),
    ("R^2 - x^2 - y^2", {"R": "sqrt(2)"}, "sqrt(2)^2 - x^2 - y^2"),
    ("max(c, x) e^(-λ y)", {"c": 1, "lambda": 2}, "max(1, x)*e^(-2y)"),
    ("log(k + x^2)", {"k": "2"}, "log(2 + x^2)"),
    ("x0 x + y0", {"x0": 3, "y_0": "1/2"}, "3x + 0.5"),
    ("G M/(1 + x^2)", {"G": 6.674e-11, "M": "5.972e24"}, "6.674*59720000000000/(1 + x^2)"),
]


@pytest.mark.parametrize(("text", "let", "same"), LETTERS, ids=[row[0] for row in LETTERS])
def test_letters_have_values_and_stay_letters(text, let, same) -> None:
    field, other = ScalarField.parse(text, let=let), ScalarField.parse(same, ("x", "y"))
    assert field.variables == ("x", "y")
    points = np.random.default_rng(5).uniform(-2, 2, (2, 50))
    assert field(*points) == pytest.approx(other(*points), nan_ok=True, rel=1e-14)
    for name in "xy":
        derived, expected = field.partial(name), other.partial(name)
        assert derived(*points) == pytest.approx(expected(*points), nan_ok=True, rel=1e-12)
    number = readings.partial_at(field, "x", (0.7, 0.4))
    number.check()
    assert number.value == pytest.approx(readings.partial_at(other, "x", (0.7, 0.4)).value)
    for name in let:
        assert str(letter(name)) in to_typst(field.tree)


def test_a_letter_with_a_value_in_a_derivative_is_no_number() -> None:
    derived = ScalarField.parse("a x^n", let={"a": 2, "n": 3}).partial("x")
    assert {getattr(node, "name", "") for node in walk(derived.tree)} >= {"a", "n", "x"}
    assert derived.at((2, 0)) == 24


@pytest.mark.parametrize(
    ("let", "words"),
    [
        ({"sin": 1}, "no letter"),
        ({"e": 1}, "no letter"),
        ({"pi": 1}, "no letter"),
        ({"ab": 1}, "no letter"),
        ({"a": "x"}, "only numbers"),
        ({"a": "1/"}, "expected a number"),
        ({"a": "__import__('os')"}, "unknown"),
    ],
    ids=str,
)
def test_values_of_letters_are_numbers(let, words) -> None:
    with pytest.raises(ExpressionError, match=words.replace("(", "\\(")):
        ScalarField.parse("a x", let=let)


def test_an_input_has_no_value() -> None:
    with pytest.raises(ExpressionError, match="cannot have a value as well"):
        ScalarField.parse("f(a, x) = a x", let={"a": 2})


def test_greek_letters_have_one_name() -> None:
    assert letter("θ") == letter("ϑ") == letter("theta") == "theta"
    assert letter_text("theta") == "θ"
    assert letter_text("x") == "x"
    assert letter("R1") == letter("R₁") == letter("R_1") == "R_1"
    assert letter_text("R_12") == "R₁₂"
    assert letter_text("k_B") == "k_B"
    assert letter("e_1") is letter("ab1") is None
    assert letter("π") is None
    assert letter("i") is None


def test_the_name_of_a_number_has_the_letters_as_printed() -> None:
    field = ScalarField.parse("r^2 sin(theta)")
    number = readings.partial_at(field, ("r", "theta"), (1, math.pi / 2))
    assert number.name.startswith("f_rθ(")
    assert readings.partial_at(field, "theta", (1, 0)).value == 1
