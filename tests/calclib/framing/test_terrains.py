"""Regions and heights of terrains: start, path, summit and the extrema near them are inside."""

from __future__ import annotations

import math

import numpy as np
import pytest

from calclib import ScalarField
from calclib.framing.climbs import climb
from calclib.framing.hike import hike
from calclib.framing.levels import inner_levels
from calclib.framing.terrains import terrain_heights, terrain_region

ASPECT = 1.4
PIT_AND_HILL = "x*exp(-x^2-y^2)"  # extrema at (-+1/sqrt(2), 0), where f = -+exp(-1/2)/sqrt(2)
TWO_PEAKS = "1/(1+x^2+y^2) + 1/(1+(x-2)^2+(y-1)^2)"


def assert_inside(region, point, rim=0.05) -> None:
    for (low, high), value in zip(region, point, strict=True):
        assert low + rim * (high - low) < value < high - rim * (high - low), (region, point)


@pytest.mark.parametrize("start", [(-1, 1), (1, 1), (0.1, 2), (-0.5, -1.5), (2, -1)])
def test_pit_and_hill_are_shown_from_any_start(start) -> None:
    field = ScalarField.parse(PIT_AND_HILL)
    region = terrain_region(field, start, ASPECT)
    for point in (start, (-math.sqrt(0.5), 0), (math.sqrt(0.5), 0)):
        assert_inside(region, point)
    top = math.exp(-0.5) * math.sqrt(0.5)
    assert terrain_heights(field, region, [(field.at(start), field.at(start))]) == pytest.approx(
        (-top, top), rel=1e-3
    )


@pytest.mark.parametrize("start", [(-1, 1), (3, 3), (0.1, 2), (2, -1)])
def test_a_start_is_shown_from_all_sides(start) -> None:
    """There is room for the directions that turn around it."""
    region = terrain_region(ScalarField.parse("exp(-x^2-y^2)"), start, ASPECT)
    (x0, x1), (y0, y1) = region
    assert (x1 - x0) / (y1 - y0) == pytest.approx(ASPECT)
    for (low, high), value in zip(region, start, strict=True):
        assert min(value - low, high - value) > 0.16 * (y1 - y0)


@pytest.mark.parametrize(
    ("text", "start", "summit"),
    [
        (TWO_PEAKS, (-2, -2), (0.06, 0.03)),
        (TWO_PEAKS, (-2, -2), (1.94, 0.97)),  # the one beside it
        ("exp(-x^2-y^2)", (3, 3), (0, 0)),  # three times farther than the default region reaches
        ("exp(-(x-5)^2-y^2) + 2*exp(-(x+5)^2-y^2)", (1, 1), (5, 0)),
        ("exp(-100(x^2+y^2))", (1, 1), (0, 0)),
        ("3e5*exp(-x^2-y^2)", (1, -1), (0, 0)),
        ("exp(-((x-100)^2+(y-50)^2)/400)", (80, 70), (100, 50)),
    ],
)
def test_summits_are_shown_from_all_sides(text, start, summit) -> None:
    field = ScalarField.parse(text)
    region = terrain_region(field, start, ASPECT)
    assert_inside(region, start)
    assert_inside(region, summit, 0.08)
    (x0, x1), (y0, y1) = region
    assert (x1 - x0) / (y1 - y0) == pytest.approx(ASPECT)
    assert y1 - y0 < 6 * math.dist(start, summit)
    low, high = terrain_heights(field, region, [(field.at(start), field.at(start))])
    assert low <= field.at(start)
    assert high >= field.at(summit)


def test_a_path_onto_a_plateau_is_followed_as_far_as_it_gains_height() -> None:
    """x exp(-r^2) from (-1, 1) climbs from -0.135 towards 0, forever."""
    field = ScalarField.parse(PIT_AND_HILL)
    found = hike(field, (-1, 1), aspect=ASPECT)
    assert found.outcome == "left the region"
    assert found.values[-1] > 0.03 * found.values[0]
    assert found.length < 3.5


def test_a_path_that_gains_on_and_on_keeps_the_default_region() -> None:
    field = ScalarField.parse("x^2 + y^2")
    (x0, x1), (y0, y1) = terrain_region(field, (1, 0.5))
    assert (x1 - x0, y1 - y0) == pytest.approx((6, 6))


@pytest.mark.parametrize(
    ("text", "start", "bend"),
    [
        ("ln(1+x^2) - y^2/3", (0.3, -2), (1.2, -0.6)),
        ("atan(x) - y^2", (-2, 1), (-1.8, 0)),
        ("ln(1+x^2+4y^2)", (0.5, 0.2), (0.6, 0.5)),
        ("ln(x^2+y^2)", (1, 0.5), (1, 0.5)),  # straight
    ],
)
def test_of_a_path_that_gains_little_far_on_the_bent_part_is_shown(text, start, bend) -> None:
    field = ScalarField.parse(text)
    found = hike(field, start, aspect=1.15)
    assert found.outcome == "left the region"
    assert_inside(found.region, start, 0.15)
    assert_inside(found.region, bend, 0.15)
    (x0, x1), (y0, y1) = found.region
    assert y1 - y0 < 7
    assert found.length > 0.4 * (x1 - x0)


def test_a_small_climb_is_not_flattened_by_a_steep_border() -> None:
    """x^3 - 3x - y^2 climbs from -1 to 2 at (-1, 0); at x = -4 it is below -50."""
    field = ScalarField.parse("x^3 - 3x - y^2")
    region = terrain_region(field, (0, 1), ASPECT)
    low, high = terrain_heights(field, region, [(0, 1)])
    assert_inside(region, (-1, 0))
    assert high - low < 20


def test_poles_do_not_reach_into_the_heights() -> None:
    field = ScalarField.parse("1/(x^2 + y^2)")
    region = terrain_region(field, (1, 0.5), ASPECT)
    low, high = terrain_heights(field, region, [(1, 0.5)])
    assert low < 0.8 < high < 20
    assert_inside(region, (0, 0))


def test_the_levels_of_a_plain_are_no_curves() -> None:
    levels = inner_levels((0.0, 1.0))
    assert levels == pytest.approx(np.arange(1, 10) / 10)
    assert all(isinstance(level, float) for level in levels)


@pytest.mark.parametrize("climbs", [[(0.0, 0.0)], [(3.0, 3.0), (0.0, 0.0)]])
def test_who_does_not_climb_needs_no_more_levels(climbs) -> None:
    assert inner_levels((0.0, 4.0), climbs) == inner_levels((0.0, 4.0))


CLIMBS = [
    ("cos(x)*sin(2y)", (0.8, 0.3)),
    ("x*y*(3-x-y)", (0.5, 0.3)),
    ("(x^2+3y^2)*exp(1-x^2-y^2)", (-1, -0.5)),
    ("-10*ln(y) - 5*((x-2)^2+1)/y^2", (0, 2)),
    ("-x^4 - y^4 + 4x*y", (0.2, 0.3)),
    ("3000 - 2*(x-10)^2 - (y-20)^2", (2, 5)),
]


@pytest.mark.parametrize(("text", "start"), CLIMBS)
def test_a_climb_is_large_on_the_map_and_crosses_levels(text, start) -> None:
    field = ScalarField.parse(text)
    found = hike(field, start, aspect=ASPECT)
    ((x0, x1), _), climb = found.region, (found.values[0], found.values[-1])
    assert math.dist(found.points[0], found.points[-1]) > 0.32 * (x1 - x0)
    low, high = terrain_heights(field, found.region, [climb])
    assert high - low < 5 * (climb[1] - climb[0])
    crossed = [level for level in inner_levels((low, high), [climb]) if climb[0] < level < climb[1]]
    assert 3 <= len(crossed) <= 9


def test_a_terrain_ends_at_a_pole_beside_it() -> None:
    _, (low, _) = terrain_region(ScalarField.parse("-10*ln(y) - 5*((x-2)^2+1)/y^2"), (0, 2), ASPECT)
    assert low > -1e-6


@pytest.mark.parametrize(
    ("text", "start", "other"),
    [
        ("2x^2 - x^4 - y^2", (0.3, 1), (-1, 0)),
        ("(x^2+3y^2)*exp(1-x^2-y^2)", (-1, -0.5), (0, 1)),
    ],
)
def test_a_second_summit_beside_the_path_is_not_cut(text, start, other) -> None:
    assert_inside(terrain_region(ScalarField.parse(text), start), other, rim=0.1)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("36*sqrt(x) + 24*sqrt(y) - 3*x - 4*y", (9, 4)),
        ("sqrt(x*y)", (1, 2)),
        ("ln(x) + ln(y) - x - y", (0.3, 2)),
        ("sqrt(x) + y", (0.5, 1)),
    ],
)
def test_a_terrain_stays_within_the_domain(text, start) -> None:
    """Sides of the picture would be empty else."""
    field = ScalarField.parse(text)
    x, y = np.meshgrid(*(np.linspace(*side, 101) for side in terrain_region(field, start)))
    with np.errstate(all="ignore"):
        known = np.isfinite(field(x, y))
    assert known.mean() > 0.9
    assert_inside(terrain_region(field, start), start)


def test_a_terrain_has_no_sides_below_the_heights_shown() -> None:
    """A long ridge, whose flanks are cut off, would stand alone in the middle of the picture."""
    field = ScalarField.parse("10*sqrt(y+3) - (x-1)^2 - y*sqrt(x^2+1)")
    region = terrain_region(field, (2.0, 3.0))
    path = climb(field, (2.0, 3.0), region)
    low, _ = terrain_heights(field, region, [(path.values[0], path.values[-1])])
    x, y = np.meshgrid(*(np.linspace(*side, 101) for side in region))
    with np.errstate(all="ignore"):
        seen = field(x, y) >= low
    assert path.outcome == "summit"
    assert seen.mean() > 0.5


def test_hardly_more_relief_than_is_shown_is_hardly_cut() -> None:
    """A land cut far below what it shows would have walls that lean in."""
    field = ScalarField.parse("100 - x^2 - 20*y^2")
    region, climbs = ((-4.0, 4.0), (-2.5, 2.5)), [(71.0, 100.0)]
    low, high = terrain_heights(field, region, climbs)
    assert (low, high) == pytest.approx((100 - 4 * 29, 100))
    assert terrain_heights(field, region, [(62.0, 100.0)])[0] == pytest.approx(-41, rel=0.05)


@pytest.mark.parametrize(
    ("text", "start", "lows"),
    [
        ("45*x^0.4*y^0.3-6*x-9*y", (4, 3), (0, None)),  # no values for y < 0: that edge is seen
        ("x^(1/3)*y^(2/3)", (2, 3), (0, 0)),
        ("4-sqrt(abs(x))-y^2", (2, 1), (None, None)),  # the path ends on that line
        ("5-abs(x^2+y^2-4)^(1/3)", (1, 0.5), (None, None)),  # no straight one
    ],
)
def test_what_is_beyond_a_vertical_line_is_left_out_where_it_is_not_needed(
    text, start, lows
) -> None:
    region = terrain_region(ScalarField.parse(text), start, ASPECT)
    for side, low in zip(region, lows, strict=True):
        assert (side[0] == 0) == (low == 0)
