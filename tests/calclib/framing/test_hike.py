"""Hikes: the path by share of its length, its region, and where it crosses level curves."""

from __future__ import annotations

import math

import numpy as np
import pytest

from calclib import ScalarField
from calclib.framing.hike import final_gradient_length, hike, rises_higher
from calclib.framing.levels import spread_levels, spread_points
from calclib.framing.terrains import terrain_heights
from calclib.framing.windows.regions import equal_scale_region

HILL = ScalarField.parse("4*exp(-(x^2/2 + y^2/8))")
REGION = ((-4.0, 4.0), (-3.0, 3.0))


@pytest.fixture(scope="module")
def path():
    return hike(HILL, (-1.5, -2.0), REGION)


def test_the_path_runs_from_the_start_to_the_summit(path) -> None:
    assert path.outcome == "summit"
    assert path.at(0.0) == pytest.approx([-1.5, -2.0, 4 * math.exp(-1.625)])
    assert path.at(1.0) == pytest.approx([0.0, 0.0, 4.0], abs=1e-9)
    assert not path.is_straight


def test_the_path_lies_on_the_exact_one(path) -> None:
    """dy/dx = f_y/f_x = y/(4x): x = x0 (y/y0)^4, whatever the height."""
    for share in (0.2, 0.5, 0.8):
        x, y, height = path.at(share)
        assert x == pytest.approx(-1.5 * (y / -2.0) ** 4, abs=2e-3)
        assert height == pytest.approx(4 * math.exp(-(x * x / 2 + y * y / 8)), abs=2e-3)


def test_a_partial_path_ends_at_its_share(path) -> None:
    for share in (0.0, 0.37, 1.0):
        assert path.path_to(share)[-1] == pytest.approx(path.at(share))
        assert path.profile(share)[-1] == pytest.approx([share * path.length, path.at(share)[2]])
    assert (np.diff(path.profile(1.0)[:, 1]) >= 0).all()


def test_crossings_of_levels_have_the_right_heights(path) -> None:
    levels = [0.1, 1.0, 2.0, 3.5, 5.0]
    heights = [path.at(share)[2] for share in path.crossing_shares(levels)]
    assert heights == pytest.approx([1.0, 2.0, 3.5], abs=1e-3)


def test_the_gradient_vanishes_at_a_summit(path) -> None:
    number = final_gradient_length(HILL, path)
    assert number.value == 0
    number.check()


def test_the_gradient_does_not_vanish_at_the_border() -> None:
    slope = ScalarField.parse("x + 2y")
    path = hike(slope, (0.0, 0.0), REGION)
    assert path.outcome == "left the region"
    assert path.is_straight
    with pytest.raises(ValueError, match="grad"):
        final_gradient_length(slope, path).check()


def test_a_constant_field_has_a_path_of_one_point() -> None:
    path = hike(ScalarField.parse("3"), (1.0, 1.0), REGION)
    assert path.length == 0
    assert path.at(0.7) == pytest.approx([1.0, 1.0, 3.0])
    assert path.path_to(0.5).shape == (1, 3)
    assert path.crossing_shares([3.0]).size == 0


@pytest.mark.parametrize("text", ["0.001*sin(50x)", "x^2+y^2", "log(x)*y", "1000*x*y"])
@pytest.mark.parametrize("aspect", [1.0, 1.4])
def test_a_region_has_equal_scales_and_contains_the_point(text: str, aspect: float) -> None:
    (x0, x1), (y0, y1) = equal_scale_region(ScalarField.parse(text), (1.0, 2.0), aspect)
    assert (x1 - x0) / (y1 - y0) == pytest.approx(aspect)
    assert x0 < 1.0 < x1
    assert y0 < 2.0 < y1


def test_level_curves_cross_the_gradient_at_right_angles() -> None:
    """The direction along the drawn curve against the gradient by central differences."""
    field = ScalarField.parse("x^2*y + sin(y)")
    region = ((-2.0, 2.0), (-2.0, 2.0))
    curves = field.level_curves(spread_levels(field, region), region)
    places = spread_points(field, curves, region, (-1.0, 1.0), 7)
    assert len(places) == 7
    h = 1e-6
    for place in places:
        rows = min(
            (c.points for c in curves), key=lambda p: np.linalg.norm(p - place, axis=1).min()
        )
        k = int(np.clip(np.linalg.norm(rows - place, axis=1).argmin(), 1, len(rows) - 2))
        along = rows[k + 1] - rows[k - 1]
        slope = [
            field.at(place + step) - field.at(place - step) for step in np.array([[h, 0], [0, h]])
        ]
        cosine = along @ slope / (np.linalg.norm(along) * np.linalg.norm(slope))
        assert abs(cosine) < 0.02


def test_spread_points_are_far_apart() -> None:
    field = ScalarField.parse("x^2 + y^2")
    curves = field.level_curves([1.0, 4.0], REGION)
    places = spread_points(field, curves, REGION, (-1.0, -2.0), 6)
    gaps = [math.dist(a, b) for k, a in enumerate(places) for b in places[k + 1 :]]
    assert min(gaps) > 1.0


def test_a_constant_has_no_spread_points() -> None:
    assert spread_points(ScalarField.parse("3"), [], REGION, (0.0, 0.0), 5).shape == (0, 2)


@pytest.mark.parametrize(
    ("text", "start", "summit"),
    [
        ("3 - x^2 - y^2/2", (2, 1), (0, 0)),
        ("1/(1 + (x-0.3)^2 + (y+0.125)^2)", (1, 1), (0.3, -0.125)),
        ("sin(x)*cos(y)", (0.2, 1), (math.pi / 2, 0)),
    ],
)
def test_round_coordinates_of_a_summit_are_exact(text, start, summit) -> None:
    end = hike(ScalarField.parse(text), start).points[-1]
    assert end.tolist() == list(summit)
    assert not np.signbit(end[end == 0]).any()


def test_a_hike_ends_on_a_hole_that_the_limit_fills() -> None:
    path = hike(ScalarField.parse("sin(sqrt(x^2+y^2))/sqrt(x^2+y^2)"), (2, 1))
    assert path.outcome == "summit"
    assert (*path.points[-1], path.values[-1]) == (0, 0, 1)


def test_what_rounding_leaves_of_0_is_0() -> None:
    path = hike(ScalarField.parse("10 - abs(x) - 2*abs(y)"), (2, 1))
    assert path.points[-1][1] == 0


def test_round_coordinates_of_a_ridge_are_exact() -> None:
    path = hike(ScalarField.parse("6 - x*y^2"), (1, 1), ((-1, 3), (-1, 3)))
    assert path.outcome == "summit"
    assert path.points[-1][1] == 0


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("x*y + 1/x + 1/y", (2, 0.4)),
        ("1/(x^2 + y^2)", (1, 0.5)),
        ("-ln(abs(x)) + y", (1, 0)),
        ("1/x + y", (1, 1)),
        ("5 - 2*ln(sqrt((x-1)^2 + y^2))", (-1, 1)),
    ],
)
def test_towards_a_pole_a_hike_ends_where_the_heights_are_cut_off(text, start) -> None:
    field = ScalarField.parse(text)
    path = hike(field, start)
    assert path.outcome == "left the heights"
    climbed = (path.values[0], path.values[-1])
    assert path.values[-1] == pytest.approx(terrain_heights(field, path.region, [climbed])[1])
    assert path.values[-1] == pytest.approx(field.at(path.points[-1]))
    assert (np.diff(path.values) >= 0).all()


@pytest.mark.parametrize(
    "text", ["exp(x + y)", "exp(-1000*((x-1)^2 + y^2))", "-sqrt(1 - x^2)", "-cbrt(1 - x)"]
)
def test_a_finite_height_is_not_cut_off(text) -> None:
    assert hike(ScalarField.parse(text), (0.9, 0)).outcome != "left the heights"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("exp(x/2) - y^2", (-1.0, 1.5), (3.0, 0.0)),
        ("2 - abs(x*y) - x^2/3", (-1.2, 0.7), (0.0, 0.0)),
        ("x + y/1000", (-1.0, -0.003), (3.0, 0.001)),
    ],
)
def test_an_end_is_at_0_where_that_cannot_be_told_apart_and_is_no_lower(text, start, end):
    found = hike(ScalarField.parse(text), start, ((-2.0, 3.0), (-2.0, 2.0)))
    assert found.points[-1] == pytest.approx(end, abs=1e-9)
    assert found.values[-1] == ScalarField.parse(text).at(tuple(found.points[-1]))
    assert (np.diff(found.values) >= 0).all()


@pytest.mark.parametrize(
    ("text", "start", "higher"),
    [
        ("30 - (x^2-2*y)^2/6 - x*y", (2.0, 0.5), True),
        ("x^3/3 - x - y^2", (-2.0, 1.0), False),
        ("4*exp(-x^2-y^2) + 7*exp(-(x-2)^2-y^2)", (-1.0, 0.5), True),
    ],
)
def test_a_summit_is_only_local_where_other_land_is_higher(
    text: str, start: tuple[float, float], higher: bool
) -> None:
    field = ScalarField.parse(text)
    assert rises_higher(field, hike(field, start)) == higher
