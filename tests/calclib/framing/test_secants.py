"""Views of secants, close views, and reasons why there is no derivative."""

import math

import numpy as np
import pytest

from calclib import ScalarField
from calclib.framing.secant_steps import secant_steps, secants_turn
from calclib.framing.secants import (
    is_continuous_at,
    line_zoom,
    nondifferentiable_kind,
    secant_view,
    slice_range,
)


def function(text):
    return ScalarField.parse(text, ("x",))


@pytest.mark.parametrize("text", ["x^2", "exp(x)", "3", "1000*x", "0.001*sin(50x)"])
def test_a_close_view_contains_the_point_and_its_value(text):
    f = function(text)
    (left, right), (low, high) = secant_view(f, 0.01)
    assert left < 0.01 < right
    assert low < f.at(0.01) < high


@pytest.mark.parametrize(("text", "a"), [("x^2 + 1", -1.0), ("x^3 - 3*x", 1.0), ("exp(-x^2)", 0.5)])
def test_curve_and_tangent_are_seen_on_both_sides_of_the_first_secant(text, a):
    f = function(text)
    (left, right), (low, high) = secant_view(f, a)
    step, *_, last = secant_steps(f, a, (left, right))
    assert left < a < a + step < right
    near = f(np.linspace(a - step, a + step, 65))
    assert np.ptp(near) > 0.2 * (high - low)
    ends = f.at(a) + (f.at(a + last) - f.at(a)) / last * np.array([-step, step])
    assert (low < ends).all() or low < near.min() - 0.15 * (high - low)
    assert (ends < high).all() or high > near.max() + 0.15 * (high - low)


def test_a_given_interval_is_not_changed():
    assert secant_view(function("x^2"), 1.0, (-3.0, 4.0))[0] == (-3.0, 4.0)


def test_the_zoom_stops_where_function_and_tangent_look_the_same():
    factor = line_zoom(function("x^2"), (2.0, 2.0), 1.0, (3.0, 6.0))
    reach = factor * 1.5
    gap = reach**2  # of x^2 to its tangent, exactly
    assert gap <= 0.004 * factor * 6.0
    assert (2 * reach) ** 2 > 0.004 * 2 * factor * 6.0


def test_a_corner_is_zoomed_to_the_limit():
    assert line_zoom(function("abs(x)"), (-1.0, 1.0), 0.0, (3.0, 3.0)) == 1e-3


@pytest.mark.parametrize(
    ("text", "power", "slopes"),
    [
        ("x^(1/3)", 1 / 3, (math.inf, math.inf)),
        ("x^(1/5)", 1 / 5, (math.inf, math.inf)),
        ("sqrt(x)", 1 / 2, (math.nan, math.inf)),
        ("sqrt(abs(x))", 1 / 2, (-math.inf, math.inf)),
    ],
)
def test_a_vertical_tangent_is_zoomed_until_the_curve_looks_vertical(text, power, slopes):
    size = (3.0, 2.0)
    factor = line_zoom(function(text), slopes, 0.0, size)
    for shown, is_vertical in ((factor, True), (2 * factor, False)):
        width = (shown * size[1] / 2) ** (1 / power)  # at the upper border of the window, exactly
        assert (width <= 0.0041 * shown * size[0]) == is_vertical


def test_one_side_may_be_vertical_and_the_other_level():
    f = function("sqrt(max(x, 0))")
    assert 1e-3 < line_zoom(f, (0.0, math.inf), 0.0, (3.0, 2.0)) < 0.1


def test_a_jump_is_not_zoomed():
    assert line_zoom(function("sign(x)"), (math.inf, math.inf), 0.0, (3.0, 2.0)) == 1.0


@pytest.mark.parametrize(
    ("text", "a", "continuous"),
    [
        ("x^2", 1.0, True),
        ("3", 0.0, True),
        ("x^(1/9)", 0.0, True),
        ("1e6*x", 1e3, True),
        ("sqrt(x)", 0.0, True),
        ("sign(x)", 0.0, False),
        ("x + sign(x - 2)", 2.0, False),
        ("abs(x)", 0.0, True),
    ],
)
def test_jumps_are_told_from_steep_places(text, a, continuous):
    assert is_continuous_at(function(text), a) == continuous


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        (-1.0, 1.0, "corner"),
        (math.inf, math.inf, "steep"),
        (-math.inf, 1.0, "steep"),
        (math.nan, 1.0, "edge"),
        (math.inf, math.nan, "edge"),
    ],
)
def test_kinds_of_points_without_a_derivative(left, right, kind):
    assert nondifferentiable_kind(left, right) == kind


def test_a_slice_has_its_own_range_where_the_graph_s_is_much_larger() -> None:
    """3e5 x y^2 - 2e4 y at x = 0.2: from -1667 to 6400 for y from -0.2 to 0.4."""
    piece = ScalarField.parse("3e5*x*y^2 - 2e4*y").slice(x=0.2)
    low, high = slice_range(piece, 0.1, (-0.2, 0.4), (-90000.0, 90000.0))
    assert low == pytest.approx(-5e4 / 30, abs=900)
    assert high == pytest.approx(6400, abs=900)


@pytest.mark.parametrize("text", ["0*x + 3", "x", "1/x"])
def test_a_slice_keeps_the_graph_s_range(text: str) -> None:
    """A constant one, one that needs it, and one that leaves it at a pole."""
    assert slice_range(function(text), 1.0, (-3.0, 3.0), (-3.5, 3.5)) == (-3.5, 3.5)


@pytest.mark.parametrize(
    ("text", "a"),
    [
        ("x^2*sin(1/x)", 0.1),
        ("x*exp(-50*(x-1)^2) + 0.1*x", 1.0),
        ("x + sin(40*x)/10", 0.3),
        ("x^2", 1.0),
        ("abs(x)", 0.0),
        ("cbrt(x)", 0.0),
    ],
)
def test_slopes_of_the_secants_shown_settle(text: str, a: float) -> None:
    f = function(text)
    steps = np.array(secant_steps(f, a, secant_view(f, a)[0]))
    slopes = (f(a + steps) - f(np.array([a]))) / steps
    gaps = np.abs(slopes - slopes[-1])
    assert (np.diff(gaps) <= 1e-6 * abs(slopes[-1])).all()


@pytest.mark.parametrize(
    ("text", "a"),
    [("(x^2-1)/(x^2+1)", 0.5), ("exp(-x^2)", 0.6), ("x^3 - 3*x", 0.2), ("sin(1/x)", 0.1)],
)
def test_near_an_inflection_the_curve_still_bends_in_the_picture(text: str, a: float) -> None:
    f = function(text)
    (left, right), (low, high) = secant_view(f, a)
    x = np.linspace(left, right, 257)
    tangent = f.at(a) + (f.at(a + 1e-5) - f.at(a - 1e-5)) / 2e-5 * (x - a)
    assert np.abs(f(x) - tangent).max() > 0.25 * (high - low)


def test_what_is_far_higher_beyond_a_jump_does_not_flatten_the_graph_at_the_point() -> None:
    f = function("exp(-1/x)")
    (left, right), (low, high) = secant_view(f, 0.3)
    assert left < 0.3 < right
    assert np.ptp(f(np.linspace(0.1, 0.5, 65))) > 0.1 * (high - low)


@pytest.mark.parametrize(
    ("text", "a", "cusp"),
    [("sqrt(abs(x))", 0.01, 0.0), ("abs(x - 1)^(2/3)", 1.01, 1.0), ("abs(x)", -0.01, 0.0)],
)
def test_a_point_beside_a_cusp_or_a_corner_is_seen_apart_from_it(
    text: str, a: float, cusp: float
) -> None:
    (left, right), _ = secant_view(function(text), a)
    assert abs(a - cusp) > 0.02 * (right - left)


def test_a_cusp_at_the_point_is_not_fled_from() -> None:
    (left, right), _ = secant_view(function("sqrt(abs(x))"), 0.0)
    assert right - left > 3


def test_the_valley_at_the_point_is_seen_and_not_flattened_by_what_is_far() -> None:
    """Rosenbrock's function along x is level at -1 beside its values at -6."""
    f = function("100*(1-x^2)^2 + (1-x)^2")
    (left, right), (low, high) = secant_view(f, -1.0)
    assert right <= 0.5
    assert left < -1.5
    first = abs(secant_steps(f, -1.0, (left, right))[0])
    assert np.ptp(f(np.linspace(-1 - first, -1 + first, 65))) > 0.25 * (high - low)


@pytest.mark.parametrize(("text", "a"), [("tanh(10*x)", 1.0), ("x^6", 0.0)])
def test_a_plain_is_shown_with_what_is_beside_it(text: str, a: float) -> None:
    (left, right), _ = secant_view(function(text), a)
    assert right - left > 2


@pytest.mark.parametrize(("text", "a"), [("abs(x^3 - 1)", 1.0), ("x^3*abs(x - 2)", 2.0)])
def test_both_sides_of_a_corner_are_seen(text: str, a: float) -> None:
    f = function(text)
    interval, (low, high) = secant_view(f, a)
    step = abs(secant_steps(f, a, interval)[0])
    for side in (-step, step):
        assert abs(f.at(a + side) - f.at(a)) > 0.08 * (high - low)


@pytest.mark.parametrize(
    ("text", "a"), [("sqrt(x)", 4.0), ("x^0.7", 10.0), ("sqrt(x^2 + 1)", 3.0), ("sin(x)/x", 2.0)]
)
def test_a_view_is_so_wide_that_secants_turn_in_it(text: str, a: float) -> None:
    f = function(text)
    (left, right), _ = secant_view(f, a)
    height = np.ptp(f(np.linspace(max(left, 1e-9), right, 1001)))
    first = secant_steps(f, a, (left, right))[0]
    assert secants_turn(f, a, first, (right - left, height))


@pytest.mark.parametrize(("text", "a"), [("x + 4/x^2", 1.6), ("1/x + x", 2.0)])
def test_the_wall_of_a_pole_does_not_press_the_secants_together(text: str, a: float) -> None:
    f = function(text)
    interval, (low, high) = secant_view(f, a)
    first = secant_steps(f, a, interval)[0]
    assert abs(f.at(a + first) - f.at(a)) > 0.1 * (high - low)
    assert high - low < 2 * np.ptp(f(np.linspace(a, interval[1], 129)))


def test_a_corner_with_a_gentle_side_is_seen_from_so_far_that_both_sides_bend() -> None:
    """Steps to both sides stay in the window, as far as the first secant turns in it."""
    f = function("max(sqrt(x), x^2/8)")
    (left, right), (low, high) = secant_view(f, 4.0)
    first = abs(secant_steps(f, 4.0, (left, right))[0])
    assert left <= 4 - first < 4 + first <= right
    assert secants_turn(f, 4.0, first, (right - left, high - low))


@pytest.mark.parametrize("text", ["min(x, sqrt(x))", "max(x^2, 3*x - 2)", "abs(x - 1)"])
def test_steps_to_both_sides_of_a_corner_stay_in_the_window(text: str) -> None:
    f = function(text)
    (left, right), _ = secant_view(f, 1.0)
    first = abs(secant_steps(f, 1.0, (left, right))[0])
    assert left <= 1 - first < 1 + first <= right
