"""Slices, their tangents and secants."""

import math

import numpy as np
import pytest

from calclib import DomainError, NotDifferentiable, ScalarField
from calclib.tree.evaluation import evaluate
from calclib.tree.nodes import variables

FIELD = ScalarField.parse("x^2*y + sin(y)")


def test_the_tree_contains_the_held_number():
    section = FIELD.slice(y=1)
    x = np.linspace(-2, 2, 9)
    np.testing.assert_allclose(evaluate(section.tree, {"x": x}), x**2 + math.sin(1))
    assert variables(section.tree) == {"x"}
    assert (section.variable, dict(section.held)) == ("x", {"y": 1.0})


@pytest.mark.parametrize("held", [0.1, -2.5, math.pi / 2, 1 / 3, math.sqrt(2)])
def test_any_number_can_be_held(held):
    section = FIELD.slice(y=held)
    assert section.at(3) == pytest.approx(9 * held + math.sin(held))
    assert evaluate(section.tree, {"x": 3}) == pytest.approx(section.at(3))


def test_secants_are_precise_for_tiny_steps():
    section = FIELD.slice(y=1)
    for h in (1e-6, -1e-9, 1e-12):
        assert section.secant(-1, h).slope == pytest.approx(-2 + h, rel=1e-15)


def test_lines():
    line = FIELD.slice(y=1).tangent(-1)
    assert (line.slope, line.point) == (-2, (-1, pytest.approx(1 + math.sin(1))))
    np.testing.assert_allclose(line([0, 1]), [math.sin(1) - 1, math.sin(1) - 3])
    secant = FIELD.slice(y=1).secant(-1, 0.5)
    assert secant(-0.5) == pytest.approx(FIELD.at((-0.5, 1)))


def test_a_function_of_one_variable_is_a_slice_of_itself():
    section = ScalarField.parse("x^2 - 3", variables=("x",)).slice()
    assert (section.at(2), section.slope(2), section.variable) == (1, 4, "x")


def test_a_kink_in_the_slice():
    section = ScalarField.parse("abs(x) + y").slice(y=2)
    with pytest.raises(NotDifferentiable) as caught:
        section.tangent(0)
    assert (caught.value.left, caught.value.right) == (-1, 1)


def test_outside_the_domain():
    section = ScalarField.parse("log(x)*y").slice(y=2)
    assert np.isnan(section(np.array([-1, 1]))).tolist() == [True, False]
    with pytest.raises(DomainError):
        section.secant(1, -2)


def test_slices_of_derived_fields():
    assert FIELD.partial("x").slice(y=3).slope(1) == 6
    hole = ScalarField.parse("sin(x)/x*y").extended().slice(y=2)
    assert (hole.at(0), hole.slope(0)) == (pytest.approx(2), pytest.approx(0, abs=1e-12))
