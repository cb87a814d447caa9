"""Default views of arbitrary functions."""

import math

import numpy as np
import pytest

from calclib import ScalarField
from calclib.framing.windows.intervals import default_interval
from calclib.framing.windows.poles import pole_free
from calclib.framing.windows.regions import (
    active_region,
    default_region,
    equal_scale_region,
)
from calclib.framing.windows.visible_slices import closer_region

PEAKS = "3*(1-x)^2*exp(-x^2-(y+1)^2) - 10*(x/5-x^3-y^5)*exp(-x^2-y^2) - exp(-(x+1)^2-y^2)/3"

VIEWS = {
    "x^2": (lambda x: x**2, 1),
    "parabola": (lambda x: x**2 + np.sin(1), -1),
    "log": (np.log, 2),
    "half circle": (lambda x: np.sqrt(4 - x * x), 1),
    "1/x": (lambda x: 1 / x, 1),
    "tan": (np.tan, 0),
    "steep": (lambda x: 1000 * x, 1),
    "tiny waves": (lambda x: 0.001 * np.sin(50 * x), 0.01),
    "exp": (np.exp, 3),
    "constant": (lambda x: 0 * x + 3, 0),
    "cubic": (lambda x: x**3 - 3 * x, 0),
    "sin": (np.sin, 0.5),
    "bell": (lambda x: np.exp(-((x / 1000) ** 2)), 500),
    "arcsin": (np.arcsin, 0.5),
    "power": (lambda x: x**10, 0.5),
}


@pytest.mark.parametrize("name", VIEWS)
def test_the_point_is_well_inside_and_its_slope_is_legible(name: str) -> None:
    function, point = VIEWS[name]
    evaluations = 0

    def counted(x):
        nonlocal evaluations
        evaluations += np.size(x)
        return function(x)

    with np.errstate(all="ignore"):
        (left, right), (low, high) = default_interval(counted, point)
        assert evaluations < 30_000
        share = (point - left) / (right - left)
        level = (function(np.float64(point)) - low) / (high - low)
        h = 1e-6 * (right - left)
        slope = (function(point + h) - function(point - h)) / (2 * h)
        defined_share = np.isfinite(function(np.linspace(left, right, 400))).mean()
    assert 0.15 < share < 0.85
    assert 0.0 < level < 1.0
    assert slope == 0 or 0.01 < abs(slope) * (right - left) / (high - low) < 8
    assert defined_share > 0.6
    assert np.isfinite([left, right, low, high]).all()


def test_the_interesting_shape_is_visible() -> None:
    with np.errstate(all="ignore"):
        (left, right), _ = default_interval(lambda x: x**3 - 3 * x, 0)
        assert left < -1
        assert right > 1
        (left, right), _ = default_interval(lambda x: np.sqrt(4 - x * x), 1)
        assert left <= -2
        assert right >= 2
        (left, right), _ = default_interval(lambda x: 0.001 * np.sin(50 * x), 0.01)
        assert 0.5 < (right - left) / (2 * np.pi / 50) < 6
        with pytest.raises(ValueError, match="no values"):
            default_interval(lambda x: np.full_like(x, np.nan), 0)


@pytest.mark.parametrize(
    ("text", "point"),
    [("x^2*y + sin(y)", (-1, 1)), (PEAKS, (0.5, 0.5)), ("log(x*y)", (1, 2)), ("5", (0, 0)),
     ("1000x*y", (1, 1)), ("0.001*sin(50x)*sin(50y)", (0.01, 0.01)), ("x*y/(x^2+y^2)", (1, 1)),
     ("sqrt(4 - x^2 - y^2)", (1, 0.5)), ("1/x", (1, 0))],
)  # fmt: skip
def test_regions_contain_the_point_and_its_value(text: str, point: tuple) -> None:
    field = ScalarField.parse(text)
    region, (low, high) = default_region(field, point)
    for (start, end), value in zip(region, point, strict=True):
        assert start + 0.12 * (end - start) < value < end - 0.12 * (end - start)
    assert low < float(field(*point)) < high
    assert default_region(field, point) == (region, (low, high))


@pytest.mark.parametrize(
    ("function", "point", "width"),
    [
        (lambda x: np.exp(-100 * x * x), 0.0, 2.5),  # the needle is about 0.3 wide
        (lambda x: np.exp(-100 * x * x), 0.1, 2.5),
        (lambda x: np.arctan(10 * x), 1.0, 8.0),
        (lambda x: 1 / (x * x + 0.01), 0.0, 5.0),
    ],
)
def test_what_happens_in_a_small_place_is_large_in_the_picture(function, point, width) -> None:
    (left, right), _ = default_interval(function, point)
    assert left < 0 < right
    assert right - left < width


def slice_of(text: str, **let: float):
    field = ScalarField.parse(text, ("x",), let)
    return field.slice()


@pytest.mark.parametrize(
    ("text", "point"),
    [("1/x", 0.025), ("1/x", -2), ("1e-9/x", 2e-6), ("4e5/x^2", 6371), ("8/(x-4e-5) - 1/x^2", 1e-3),
     ("tan(x)", 1.5), ("1/(x-99)", 100)],
)  # fmt: skip
def test_the_window_is_on_the_point_s_side_of_a_pole_and_of_its_size(text, point) -> None:
    (left, right), _ = default_interval(slice_of(text), point)
    assert pole_free(slice_of(text), point, (left, right)) == (left, right)
    assert right - left < 5 * abs(point)
    share = (point - left) / (right - left)
    assert 0.15 < share < 0.99


@pytest.mark.parametrize(
    ("text", "point", "least"),
    [
        ("exp(-x^2/450)", 10.0, 12.0),
        ("1000/(1+exp(-0.8*(x-5)))", 5.0, 10.0),
        ("4e5/x^2", 6371.0, 4000.0),
        ("tanh(x/40)", 10.0, 30.0),
        ("sqrt(20x)", 20.0, 25.0),
        ("8x", 300.0, 200.0),
    ],
)
def test_the_window_is_as_wide_as_the_function_s_own_scale(text, point, least) -> None:
    (left, right), _ = default_interval(slice_of(text), point)
    assert right - left > least


@pytest.mark.parametrize("text", ["x^3*2", "8x", "x^2 + 5x"])
def test_a_length_of_another_size_has_no_negative_window(text) -> None:
    (left, right), _ = default_interval(slice_of(text), 30.0)
    assert left + 0.5 * (30 - left) > 0  # figures show the inner half
    (left, right), _ = default_interval(slice_of("8x"), 0.025)
    assert left >= 0
    assert right < 0.1


def test_a_region_ends_before_the_folds_of_an_essential_singularity() -> None:
    """sin(x/(1+y)) has ever more waves towards y = -1."""
    ((_, right), (low, high)), _ = default_region(ScalarField.parse("sin(x/(1+y))"), (2, 1))
    assert right / (1 + low) < 20
    assert high > 2


def test_a_point_has_room_in_a_window_cut_to_the_length_of_its_other_side() -> None:
    """x goes from the pole at 2 to 3, and y as far: much less than there is to see."""
    field = ScalarField.parse("1/(x-2)+1/(y+1)+x*y/2")
    for a, (low, high) in zip((2.3, 1), equal_scale_region(field, (2.3, 1)), strict=True):
        assert low + 0.15 * (high - low) < a < high - 0.15 * (high - low)


def test_the_whole_of_a_bounded_domain_is_shown() -> None:
    region = equal_scale_region(ScalarField.parse("sqrt(1-x^2/4-y^2/9)"), (1, 1))
    for (low, high), edge in zip(region, (2 * math.sqrt(8) / 3, 3 * math.sqrt(3) / 2), strict=True):
        assert low < -edge
        assert high > edge


def test_a_closer_region_does_not_end_just_before_the_edge_of_the_domain() -> None:
    f, edge = ScalarField.parse("ln(9 - x^2 - 9*y^2)"), math.sqrt(8) / 3
    _, (low, high) = closer_region(f, (1, 0.5), 0.6)
    assert edge < high < edge + 0.05 * (high - low)
    wide, _ = default_region(ScalarField.parse("x^2*y"), (1, 1))
    near = closer_region(ScalarField.parse("x^2*y"), (1, 1), 0.5)
    assert np.allclose(np.array(near) - 1, 0.5 * (np.array(wide) - 1))


@pytest.mark.parametrize(
    ("text", "point"), [("exp(x*y)", (2, 1)), ("x^y", (2, 3)), ("exp(x+y)", (3, 3))]
)
def test_in_a_closer_region_slices_are_not_flat_beside_the_graph(text, point) -> None:
    f = ScalarField.parse(text)
    region = closer_region(f, point, 0.6)
    nodes = [np.linspace(*side, 101) for side in region]
    values = f(nodes[0][None, :], nodes[1][:, None])
    slices = np.concatenate([f(nodes[0], point[1]), f(point[0], nodes[1])])
    assert np.ptp(slices) >= 0.2 * np.ptp(values)
    assert all(low < a < high for a, (low, high) in zip(point, region, strict=True))


@pytest.mark.parametrize(("text", "point"), [("x*y", (0, 0)), ("x^2+4*y^2", (1, 1))])
def test_a_region_does_not_shrink_where_that_would_not_help(text, point) -> None:
    f = ScalarField.parse(text)
    lengths = [np.diff(closer_region(f, point, share)).ravel() for share in (0.5, 1.0)]
    assert 2 * lengths[0] == pytest.approx(lengths[1])


@pytest.mark.parametrize(
    ("text", "point", "half"),
    [
        ("x*y*exp(-x^2-y^2)", (0.5, 0.5), 2.0),
        ("exp(-x^2-y^2)", (1, 0), 1.5),
        ("(x^2+3*y^2)*exp(1-x^2-y^2)", (0.5, 0.8), 1.8),
        ("exp(-(x-30)^2-(y+20)^2)", (31, -19), 1.4),
    ],
)
def test_what_is_flat_around_a_function_is_left_out(
    text: str, point: tuple[float, float], half: float
) -> None:
    """All around the middle of what there is to see, up to `half` to each side."""
    field = ScalarField.parse(text)
    region = equal_scale_region(field, point, 1.2)
    (x0, x1), (y0, y1) = active_region(field, point, region)
    assert (x1 - x0) / (y1 - y0) == pytest.approx(1.2)
    assert y1 - y0 < 3 * half
    for (low, high), value in zip(((x0, x1), (y0, y1)), point, strict=True):
        middle = round(value, -1)
        assert low < middle - 0.8 * half
        assert middle + 0.8 * half < high
        assert low + 0.2 * (high - low) < value < high - 0.2 * (high - low)


@pytest.mark.parametrize("text", ["x^2 + y^2", "sin(x)*cos(y)", "x^3 - 3*x*y", "x + 2*y", "3"])
def test_a_function_with_something_to_see_everywhere_keeps_its_region(text: str) -> None:
    field = ScalarField.parse(text)
    region = equal_scale_region(field, (0.5, 1), 1.2)
    assert active_region(field, (0.5, 1), region) == region


def test_a_small_number_beside_large_ones_gives_its_scale() -> None:
    """A monthly rate beside a count of months: near 0 there is nothing to be seen but a fold."""
    f = ScalarField.parse("250000*x/(1-(1+x)^(-y))")
    (low, high), (first, last) = default_region(f, (0.004, 300.0))[0]
    assert -0.004 < low < 0.004 < high < 0.04
    assert first < 300 < last
    (low, high), _ = default_region(ScalarField.parse("cos(x)*y"), (0.004, 3.0))[0]
    assert high - low > 1  # a place near 0
