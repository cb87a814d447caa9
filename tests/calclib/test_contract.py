"""The contract of calclib and the numbers of the storyboard, row by row.

Expected values are computed by hand or with `math` here, never by the code under test.
"""

import math
import subprocess
import sys

import numpy as np
import pytest

from calclib import DomainError, ExpressionError, NotDifferentiable, ScalarField

SLICING = "x^2*y + sin(y)"
SECOND = "sin(x)*y^2"
BOWL = "x^2 + y^2"
TERRAIN = "4*exp(-(x^2/2 + y^2/8))"
PEANO = "x*y*(x^2-y^2)/(x^2+y^2)"
HIKER = (-1.5, -2)
HEIGHT = 4 * math.exp(-(1.125 + 0.5))
THIRD = math.pi / 3

parse = ScalarField.parse
gradient_at_hiker = (1.5 * HEIGHT, 0.5 * HEIGHT)

VALUES = [
    (SLICING, (-1, 1), 1 + math.sin(1)),
    (SLICING, (2, -3), -12 - math.sin(3)),
    (BOWL, (1, 2), 5),
    (TERRAIN, HIKER, HEIGHT),
    (TERRAIN, (0, 0), 4),
    ("x^(1/3)", (-8, 0), -2),
    ("x^(2/3)", (-8, 0), 4),
    ("x^(-1/3)", (-8, 0), -0.5),
    ("x^(2/6)", (-27, 0), -3),
    ("x^0.2", (-32, 0), -2),
    ("x^0", (0, 0), 1),
    ("3/2 x", (2, 0), 3),
    ("x/y/2", (6, 3), 1),
    ("2^-x", (3, 0), 0.125),
    ("|x| + max(x, y)", (-2, 1), 3),
    ("1/(1 + exp(-x))", (-1000, 0), 0),
]

UNDEFINED = [
    ("x/x", (0, 1)),
    ("1/x", (0, 1)),
    ("sqrt(x)^2", (-1, 0)),
    ("exp(log(x))", (-1, 0)),
    ("0*log(x)", (-1, 0)),
    ("1/(1/x)", (0, 0)),
    ("max(y, log(x))", (-1, 5)),
    ("log(x)^0", (-1, 0)),
    ("x^(1/2)", (-4, 0)),
    ("x^(1/4)", (-16, 0)),
    ("x^y", (0, 0)),
    ("x^-1", (0, 0)),
    ("exp(x)", (1000, 0)),
    ("tan(x)", (math.pi / 2, 0)),
    ("x*y/(x^2+y^2)", (0, 0)),
    (PEANO, (0, 0)),
]

PARTIALS = [
    (SLICING, "x", (-1, 1), -2),
    (SLICING, "y", (-1, 1), 1 + math.cos(1)),
    (SECOND, "x", (THIRD, 2), 2),
    (SECOND, "y", (THIRD, 2), 2 * math.sqrt(3)),
    (SECOND, "xx", (THIRD, 2), -2 * math.sqrt(3)),
    (SECOND, "xy", (THIRD, 2), 2),
    (SECOND, "yx", (THIRD, 2), 2),
    (SECOND, "yy", (THIRD, 2), math.sqrt(3)),
    (BOWL, "x", (-1, -2), -2),
    (BOWL, "y", (-1, -2), -4),
    (TERRAIN, "x", HIKER, gradient_at_hiker[0]),
    (TERRAIN, "y", HIKER, gradient_at_hiker[1]),
    (TERRAIN, "x", (0, 0), 0),
    ("x^2*sin(y)", "x", (2, 1), 4 * math.sin(1)),
    ("x^2*sin(y)", "y", (2, 1), 4 * math.cos(1)),
    ("x*abs(x)", "x", (0, 0), 0),
    ("abs(x)^3", "x", (0, 0), 0),
    ("abs(x)*y", "x", (0, 0), 0),
    ("abs(x)*y", "y", (0, 0), 0),
    ("x^(4/3)", "x", (0, 0), 0),
    ("sqrt(x)*y", "y", (0, 3), 0),
    ("abs(3x-1)*(3x-1)", "x", (1 / 3, 0), 0),
    ("x*abs(x)", "xx", (1, 0), 2),
    ("x^2*abs(x)", "xx", (0, 0), 0),
    ("max(x, 0)^3", "xx", (0, 0), 0),
]

KINKS = [
    ("abs(x)", "x", (0, 0), -1, 1),
    ("abs(x - 1/3)", "x", (1 / 3, 0), -1, 1),
    ("abs(x^2 - 2)", "x", (math.sqrt(2), 0), -2 * math.sqrt(2), 2 * math.sqrt(2)),
    ("abs(sin(x))", "x", (math.pi, 0), -1, 1),
    ("sqrt((x - sqrt(2))^2)", "x", (math.sqrt(2), 0), -1, 1),
    ("sqrt(4*(x - e)^2)", "x", (math.e, 0), -2, 2),
    ("(x^2)^(1/2)", "x", (0, 0), -1, 1),
    ("max(x, y)", "x", (0.1 + 0.2, 0.3), 0, 1),
    ("min(x, y)", "y", (2, 2), 1, 0),
    ("sqrt(x^2 + y^2)", "y", (0, 0), -1, 1),
    ("x^(1/3)", "x", (0, 0), math.inf, math.inf),
    ("x^(2/3)", "x", (0, 0), -math.inf, math.inf),
    ("sqrt(x)", "x", (0, 0), math.nan, math.inf),
    ("asin(sin(x))", "x", (math.pi / 2, 0), 1, -1),
    ("x*abs(x)", "xx", (0, 0), -2, 2),
]


@pytest.mark.parametrize(("text", "point", "expected"), VALUES)
def test_value(text, point, expected):
    assert parse(text).at(point) == pytest.approx(expected, rel=1e-14, abs=1e-15)


@pytest.mark.parametrize(("text", "point"), UNDEFINED)
def test_undefined_values_and_derivatives(text, point):
    f = parse(text)
    assert np.isnan(f(*point))
    assert np.isnan(f.partial("x")(*point))
    with pytest.raises(DomainError, match=r"f\(x, y\) is undefined at \("):
        f.at(point)
    with pytest.raises(DomainError):
        f.partial_at("y", point)


@pytest.mark.parametrize(("text", "names", "point", "expected"), PARTIALS)
def test_partial(text, names, point, expected):
    *before, last = names
    field = parse(text).partial(*before)
    assert field.partial_at(last, point) == pytest.approx(expected, rel=1e-12, abs=1e-12)
    assert parse(text).partial(*names)(*point) == pytest.approx(expected, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize(("text", "names", "point", "left", "right"), KINKS)
def test_kink(text, names, point, left, right):
    *before, last = names
    field = parse(text).partial(*before)
    with pytest.raises(NotDifferentiable) as caught:
        field.partial_at(last, point)
    sides = (caught.value.left, caught.value.right)
    assert sides == pytest.approx((left, right), rel=1e-12, nan_ok=True)
    assert np.isnan(field.partial(last)(*point))


def test_values_broadcast():
    f = parse(SLICING)
    x, y = np.linspace(-3, 3, 7), np.linspace(-2, 2, 5)[:, None]
    assert f(x, y).dtype == np.float64
    np.testing.assert_allclose(f(x, y), x**2 * y + np.sin(y))
    assert parse("2").partial("x")(x, y).shape == (5, 7)


def test_gradient_and_hessian():
    f = parse(BOWL)
    np.testing.assert_allclose(f.gradient().at((-1, -2)), [-2, -4])
    assert np.hypot(*f.gradient().at((-1, -2))) == pytest.approx(4.472, abs=5e-4)
    np.testing.assert_allclose(f.hessian().at((3, 4)), [[2, 0], [0, 2]], atol=1e-15)
    mixed = parse(PEANO).extended().hessian().at((0, 0))
    np.testing.assert_allclose(mixed, [[0, -1], [1, 0]], atol=1e-9)


def test_the_hiker():
    f = parse(TERRAIN)
    east, north = f.gradient().at(HIKER)
    steepest = f.directional_derivative(HIKER, (east, north))
    shown = [round(value, 3) for value in (f.at(HIKER), east, north, steepest)]
    assert shown == [0.788, 1.181, 0.394, 1.245]
    assert f.directional_derivative(HIKER, (-north, east)) == pytest.approx(0, abs=1e-15)
    np.testing.assert_array_equal(f.gradient().at((0, 0)), [0, 0])


def test_total_differential():
    f = parse(BOWL)
    whole = f.total_differential((1, 2), (0.1, 0.1))
    assert whole.terms == pytest.approx((0.2, 0.4))
    assert (whole.df, whole.delta_f) == pytest.approx((0.6, 0.62))
    half = f.total_differential((1, 2), (0.05, 0.05))
    assert half.delta_f - half.df == pytest.approx(0.005)


def test_slices():
    f = parse(SLICING)
    s = f.slice(y=1)
    assert s.at(-1) == pytest.approx(1 + math.sin(1))
    np.testing.assert_allclose(s(np.array([0, 2])), [math.sin(1), 4 + math.sin(1)])
    assert s.slope(-1) == -2
    assert [s.secant(-1, h).slope for h in (1, 0.5, 0.1, 0.01)] == pytest.approx(
        [-1, -1.5, -1.9, -1.99]
    )
    assert s.tangent(-1)(0) == pytest.approx(math.sin(1) - 1)
    assert f.slice(x=-1).slope(1) == pytest.approx(1.540, abs=5e-4)


def test_tangent_plane():
    plane = parse(BOWL).tangent_plane((1, 2))
    np.testing.assert_allclose(plane(np.array([1, 1.1]), np.array([2, 2.1])), [5, 5.6])


@pytest.mark.parametrize(
    "call",
    [
        lambda f: f.at((1,)),
        lambda f: f.at((1, 2, 3)),
        lambda f: f.at((math.nan, 0)),
        lambda f: f.at((10**400, 0)),
        lambda f: f.at([[1, 2]]),
        lambda f: f.at("ab"),
        lambda f: f(1),
        lambda f: f.partial("z"),
        lambda f: f.partial_at("z", (0, 0)),
        lambda f: f.slice(),
        lambda f: f.slice(z=1),
        lambda f: f.slice(x=0, y=1),
        lambda f: f.slice(y=math.inf),
        lambda f: f.slice(y=1).secant(0, 0),
        lambda f: f.directional_derivative((0, 0), (0, 0)),
        lambda f: f.directional_derivative((0, 0), (math.inf, 0)),
        lambda f: f.directional_derivative((0, 0), (1,)),
        lambda f: f.total_differential((0, 0), (1,)),
    ],
)
def test_wrong_arguments_are_value_errors_of_one_line(call):
    with pytest.raises(ValueError, match=r"\A[^\n]+\Z") as caught:
        call(parse(SLICING))
    assert type(caught.value) is ValueError


def test_parsing_and_rejecting_need_no_heavy_import():
    program = (
        "import sys, calclib\n"
        "try: calclib.ScalarField.parse('x+')\n"
        "except calclib.ExpressionError: pass\n"
        "calclib.ScalarField.parse('x*sin(y)').at((1, 2))\n"
        "print([m for m in ('sympy', 'scipy', 'mpmath', 'manim') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


def test_a_rejected_text_has_a_position():
    with pytest.raises(ExpressionError) as caught:
        parse("x + + ")
    assert caught.value.position is not None
