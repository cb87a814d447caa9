"""Derivatives of fields against high-precision differences, in single points and in arrays."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from calclib import DomainError, NotDifferentiable, ScalarField
from calclib.numeric.real_function import TreeFunction
from calclib.tree.precision import evaluate_mp
from tests.effort import effort

TEXTS = [
    "x^2*y + sin(y)",
    "sin(x)*y^2",
    "4*exp(-(x^2/2 + y^2/8))",
    "3*(1-x)^2*exp(-x^2-(y+1)^2) - 10*(x/5-x^3-y^5)*exp(-x^2-y^2) - exp(-(x+1)^2-y^2)/3",
    "x*y*(x^2-y^2)/(x^2+y^2)",
    "log(x^2 + y^2 + 1)*atan(x*y)",
    "sqrt(x^2 + y^2)",
    "(x - y)^(1/3)*y",
    "x^(2/3) + y^(-1/3)",
    "abs(x*y - 1)*x",
    "max(x, y^2, 1)",
    "min(x*y, sin(x))",
    "tanh(x)*cosh(y) + asinh(x*y)",
    "tan(x/4)*sec(y/4)",
    "x^y",
    "e^(x*y) - 2^x",
]
places = st.tuples(st.floats(-2, 2), st.floats(-2, 2)).map(
    lambda point: tuple(round(each, 4) for each in point)
)


def by_differences(field, name, point):
    """The central difference quotient at 60 digits; NaN where the field is undefined around."""
    with mp.workdps(80):
        step = mp.mpf(10) ** -25
        ends = [
            evaluate_mp(
                field.tree,
                {
                    n: mp.mpf(p) + sign * step * (n == name)
                    for n, p in zip("xy", point, strict=True)
                },
                60,
            )
            for sign in (1, -1)
        ]
        return float((ends[0] - ends[1]) / (2 * step))


@pytest.mark.parametrize("text", TEXTS)
@given(point=places)
def test_partials_agree_with_differences(text, point):
    field = ScalarField.parse(text)
    for name in "xy":
        try:
            value = field.partial_at(name, point)
        except DomainError:
            assert np.isnan(field(*point))
            continue
        except NotDifferentiable:
            assert np.isnan(field.partial(name)(*point))
            continue
        expected = by_differences(field, name, point)
        assert value == pytest.approx(expected, rel=1e-9, abs=1e-9)
        assert float(field.partial(name)(*point)) == pytest.approx(value, rel=1e-12, abs=1e-12)


def test_limits_are_used_at_single_points_of_arrays():
    x = np.array([-1, 0, 1])
    np.testing.assert_array_equal(ScalarField.parse("abs(x)").partial("x")(x, 0), [-1, np.nan, 1])
    np.testing.assert_array_equal(ScalarField.parse("x*abs(x)").partial("x")(x, 0), [2, 0, 2])
    root = ScalarField.parse("x^(4/3)").partial("x")(np.array([-1, 0, 8]), 0)
    np.testing.assert_allclose(root, [-4 / 3, 0, 8 / 3])
    log = ScalarField.parse("log(x)").partial("x")(np.array([-1, 0, 2]), 0)
    np.testing.assert_array_equal(log, [np.nan, np.nan, 0.5])


def test_flat_areas_have_slope_zero():
    x, y = np.meshgrid(np.linspace(-2, 2, 201), np.linspace(-2, 2, 201))
    slope = ScalarField.parse("sqrt(max(0, 1 - x^2 - y^2))").partial("x")(x, y)
    outside = x**2 + y**2 > 1.02
    inside = x**2 + y**2 < 0.98
    assert not slope[outside].any()
    expected = -x[inside] / np.sqrt(1 - x[inside] ** 2 - y[inside] ** 2)
    np.testing.assert_allclose(slope[inside], expected, atol=1e-12)


def test_names_other_than_x_and_y():
    field = ScalarField.parse("t^2*z", variables=("t", "z"))
    assert field.partial_at("t", (3, 2)) == 12
    assert str(field) == "f(t, z)"


def test_arbitrary_names_of_variables():
    field = ScalarField.parse("w*u^2*v*sin(u)", variables=("u", "v", "w"))
    u, v, w = 0.7, 2.0, -3.0
    slope = w * v * (2 * u * np.sin(u) + u**2 * np.cos(u))
    assert field.gradient().at((u, v, w)) == pytest.approx(
        [slope, w * u**2 * np.sin(u), v * u**2 * np.sin(u)]
    )
    assert field.hessian().at((u, v, w))[1, 2] == pytest.approx(u**2 * np.sin(u))


class Counted(TreeFunction):
    """A function that counts its evaluations."""

    calls = 0

    def __call__(self, *inputs):
        Counted.calls += 1
        return super().__call__(*inputs)


def test_without_kinks_the_source_is_evaluated_once():
    counted = Counted(ScalarField.parse("x^3*y").tree, ("x", "y"))
    assert ScalarField(counted).partial("x", "y")(2.0, 1.0) == 12
    assert Counted.calls == 1


def test_one_and_three_variables():
    assert ScalarField.parse("x^2", variables=("x",)).partial_at("x", (3,)) == 6
    assert ScalarField.parse("x^2", variables=("x",)).at(3) == 9
    assert ScalarField.parse("x*y*z", variables=("x", "y", "z")).partial_at("y", (2, 3, 4)) == 8


def test_fields_compare_by_value():
    assert ScalarField.parse("x*y").partial("x") == ScalarField.parse("x*y").partial("x")
    assert ScalarField.parse("x*y").partial("x") != ScalarField.parse("x*y").partial("y")


def test_limits_at_equal_places_are_computed_once():
    field = ScalarField.parse("abs(x)^3").partial("x", "x")
    field(0.0, 0.0)  # fills the caches
    with effort() as once:
        field(0.0, 0.0)
    with effort(at_most=2 * once.calls):
        values = field(np.array([0.0, 2.0] * 300), 0.0)
    np.testing.assert_allclose(values, [0, 12] * 300, atol=1e-9)


def test_a_value_at_a_point_is_computed_once():
    f = ScalarField.parse("x*y^2 + sin(x)")
    first = f(0.3, 0.7)
    for values in (f(0.3, 0.7), f.at((0.3, 0.7)), f(np.float64(0.3), np.array(0.7))):
        assert values == first
    assert f.function._value_at.cache_info().misses == 1  # type: ignore[attr-defined]


def test_values_at_points_are_remembered_to_the_bit():
    f = ScalarField.parse("x", variables=("x",))
    assert math.copysign(1, f(0.0)) == 1
    assert math.copysign(1, f(-0.0)) == -1
    assert np.isnan(f(math.nan))
    values = f(2.0)
    values[...] = 7
    assert f(2.0) == 2
