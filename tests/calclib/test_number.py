"""Numbers to be shown: values, exact forms, cross-checks."""

import math

import pytest

from calclib import Mismatch, Number, ScalarField, readings
from calclib.typesetting.decimals import decimals_shown

parse = ScalarField.parse
SLICING = parse("x^2*y + sin(y)")
SECOND = parse("sin(x)*y^2")
BOWL = parse("x^2 + y^2")
TERRAIN = parse("4*exp(-(x^2/2 + y^2/8))")
PEANO = parse("x*y*(x^2-y^2)/(x^2+y^2)").extended()
SLICE = SLICING.slice(y=1)
HIKER = (-1.5, -2)
HEIGHT = 4 * math.exp(-13 / 8)

READINGS = [
    (readings.value_at(SLICING, (-1, 1)), 1 + math.sin(1), "1 + sin(1)"),
    (readings.partial_at(SLICING, "x", (-1, 1)), -2, "-2"),
    (readings.partial_at(SLICING, "y", (-1, 1)), 1 + math.cos(1), "1 + cos(1)"),
    (readings.tangent_slope(SLICE, -1), -2, "-2"),
    (readings.secant_slope(SLICE, -1, 0.5), -1.5, "-3/2"),
    (readings.secant_slope(SLICE, -1, 0.01), -1.99, "-199/100"),
    (readings.partial_at(SECOND, "xy", (math.pi / 3, 2)), 2, "2"),
    (readings.partial_at(SECOND, "yx", (math.pi / 3, 2)), 2, "2"),
    (readings.partial_at(SECOND, "xx", (math.pi / 3, 2)), -2 * math.sqrt(3), "-2*sqrt(3)"),
    (readings.gradient_length(BOWL, (-1, -2)), math.sqrt(20), "2*sqrt(5)"),
    (readings.differential(BOWL, (1, 2), (0.1, 0.1)), 0.6, "3/5"),
    (readings.directional_derivative(BOWL, (1, 2), (0.3, 0.4)), 4.4, "22/5"),
    (readings.directional_derivative(BOWL, (1, 2), (-1, 1)), math.sqrt(2), "sqrt(2)"),
    (readings.change(BOWL, (1, 2), (0.1, 0.1)), 0.62, "31/50"),
    (readings.value_at(TERRAIN, HIKER), HEIGHT, "4*exp(-13/8)"),
    (readings.gradient_length(TERRAIN, HIKER), HEIGHT * math.sqrt(2.5), "2*sqrt(10)*exp(-13/8)"),
    (readings.partial_at(PEANO, "xy", (0, 0)), -1, None),
    (readings.partial_at(PEANO, "yx", (0, 0)), 1, None),
    (readings.value_at(PEANO, (0, 0)), 0, None),
    (readings.value_at(parse("x^(1/3)"), (-8, 0)), -2, "-2"),
    (readings.partial_at(parse("x*abs(x)"), "x", (0, 0)), 0, None),
    (readings.value_at(parse("x^100*y^100"), (1.5, 2)), 3.0**100, str(3**100)),
]


@pytest.mark.parametrize(("number", "expected", "exact"), READINGS)
def test_reading(number, expected, exact):
    assert number.value == pytest.approx(expected, rel=1e-13, abs=1e-13)
    if exact is None or len(exact) <= 40:
        assert number.exact == exact
    else:
        assert number.exact is None
    number.check()
    number.check(3)


@pytest.mark.parametrize("digits", [None, 3])
def test_a_wrong_number_raises_a_mismatch(digits):
    wrong = Number("f(0)", 1.0, cross_check=lambda: 1.001)
    with pytest.raises(Mismatch, match=r"f\(0\) is 1, but 1.001 by the cross-check"):
        wrong.check(digits)
    with pytest.raises(Mismatch):
        Number("f(0)", 1.0, cross_check=lambda: math.nan).check(digits)


def test_only_printed_digits_must_agree():
    Number("f(0)", 1.0, cross_check=lambda: 1.0004).check(3)


def test_huge_powers_have_no_exact_form():
    field = parse("x^y")
    assert readings.value_at(field, (1.000001, 100000)).exact is None


def test_a_constant_derivative_is_evaluated_near_a_point_where_it_does_not_exist():
    field = ScalarField.parse("abs(x - 2) + y/7")
    found = readings.constant_partial(field, "y", (2, 1))
    assert found is not None
    assert (found.value, found.exact) == (pytest.approx(1 / 7), "1/7")
    second = readings.constant_partial(field, "xx", (2, 1))
    assert second is not None
    assert second.value == 0
    second.check()
    assert readings.constant_partial(field, "x", (2, 1)) is None


@pytest.mark.parametrize(
    ("text", "point", "value"),
    [
        ("sin(x)*y", (math.pi, 1), 0.0),
        ("1e7*sin(x) + y", (math.pi, 0), 0.0),
        ("1e-13*x*y", (2, 3), 6e-13),
    ],
)
def test_what_float64_leaves_of_a_zero_is_zero_and_a_tiny_number_is_not(text, point, value):
    number = readings.value_at(ScalarField.parse(text), point)
    assert number.value == pytest.approx(value, rel=1e-9, abs=0)
    number.check(decimals_shown(number.value))


@pytest.mark.parametrize(
    ("text", "point", "exact"),
    [
        ("5000/(1 + exp(-x)) + 0*y", (40, 0), False),
        ("1 - exp(-50)*x*y", (1, 1), False),
        ("tanh(x*y)", (20, 2), False),
        ("sin(x)*y", (math.pi, 1), True),
        ("x^2*y", (0.1, 3), True),
        ("cos(x)^2 + sin(x)^2 + y", (1, 2), True),
        ("sqrt(x)*y", (2.25, 1), True),
        ("sqrt(x)*y", (2, 1), False),
        ("x/y", (1, 8), True),
        ("1/(x + y)", (1, 2), False),
    ],
)
def test_a_value_is_exact_if_its_formula_is(text, point, exact):
    """And not where float64 alone is the decimal that is printed."""
    assert readings.value_at(ScalarField.parse(text), point).is_exact() is exact


def test_slopes_and_changes_are_exact_by_their_formulas():
    field = ScalarField.parse("5000/(1 + exp(-x)) + y")
    assert readings.partial_at(field, "y", (40, 1)).is_exact()
    assert not readings.partial_at(field, "x", (40, 1)).is_exact()
    assert not readings.value_at(ScalarField.parse("x^2 + y"), (math.sqrt(2), 1)).is_exact_as_named
