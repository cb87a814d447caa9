"""Directional derivatives, tangent planes, total differentials."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from calclib import DomainError, NotDifferentiable, ScalarField

FIELD = ScalarField.parse("x^2*y + sin(y)")


@given(st.floats(0, 6.28), st.floats(0.1, 1e6))
def test_directional_derivative_is_the_slope_along_the_line(angle, length):
    direction = (length * math.cos(angle), length * math.sin(angle))
    unit = np.array(direction) / math.hypot(*direction)
    expected = mp.diff(
        lambda t: (-1 + t * unit[0]) ** 2 * (1 + t * unit[1]) + mp.sin(1 + t * unit[1]), 0
    )
    found = FIELD.directional_derivative((-1, 1), direction)
    assert found == pytest.approx(float(expected), abs=1e-12)


@pytest.mark.parametrize(
    ("text", "direction", "expected"),
    [
        ("abs(x) + y", (0, 1), 1),
        ("abs(x) + y", (0, -5), -1),
        ("abs(4x - 3y) + x", (3, 4), 0.6),
        ("max(x, y)", (1, 1), math.sqrt(0.5)),
        ("x*abs(y)", (1, 1), 0),
        ("(x^3 + y^3)^(1/3)", (1, 0), 1),
        ("x^(1/3)*y^(2/3)", (1, 8), 4 / math.sqrt(65)),
    ],
)
def test_without_a_gradient_the_limit_along_the_line_decides(text, direction, expected):
    field = ScalarField.parse(text)
    assert field.directional_derivative((0, 0), direction) == pytest.approx(expected, abs=1e-12)


def test_a_kink_along_the_line():
    with pytest.raises(NotDifferentiable) as caught:
        ScalarField.parse("abs(x) + y").directional_derivative((0, 0), (1, 0))
    assert (caught.value.left, caught.value.right) == (-1, 1)
    with pytest.raises(DomainError):
        ScalarField.parse("x/x").directional_derivative((0, 0), (1, 0))


@pytest.mark.parametrize("scale", [1e-300, 1e-5, 1e300])
def test_directions_are_normalised(scale):
    assert FIELD.directional_derivative((-1, 1), (3 * scale, 4 * scale)) == pytest.approx(
        (-2 * 3 + (1 + math.cos(1)) * 4) / 5
    )


def test_the_error_of_the_differential_is_of_second_order():
    errors = []
    for h in (1e-2, 1e-4, 1e-6):
        found = FIELD.total_differential((-1, 1), (h, -2 * h))
        errors.append((found.delta_f - found.df) / h**2)
    second_order = (2 * 1 + 2 * 2 * (-1) * -2 - math.sin(1) * 4) / 2
    assert errors == pytest.approx([second_order] * 3, rel=0.02)


def test_the_tangent_plane_touches():
    plane = FIELD.tangent_plane((-1, 1))
    assert plane(-1, 1) == FIELD.at((-1, 1))
    assert plane.slopes == (-2, pytest.approx(1 + math.cos(1)))
    assert plane(np.zeros((2, 1)), np.zeros(3)).shape == (2, 3)
    with pytest.raises(NotDifferentiable):
        ScalarField.parse("abs(x)").tangent_plane((0, 0))


@pytest.mark.parametrize("text", ["(x*y)^(1/3)", "x^2*y/(x^2 + y^2)", "sqrt(abs(x*y))"])
def test_partials_alone_make_no_tangent_plane(text):
    field = ScalarField.parse(text).extended()
    np.testing.assert_allclose(field.gradient().at((0, 0)), [0, 0], atol=1e-12)
    with pytest.raises(NotDifferentiable):
        field.tangent_plane((0, 0))
    with pytest.raises(NotDifferentiable):
        field.total_differential((0, 0), (0.1, 0.1))


def test_a_kink_that_is_smoothed_has_a_tangent_plane():
    assert ScalarField.parse("x*abs(y) + y").tangent_plane((0, 0)).slopes == (0, 1)
