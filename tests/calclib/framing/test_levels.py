"""Levels of level curves that are all over a picture."""

from __future__ import annotations

import numpy as np
import pytest

from calclib import ScalarField
from calclib.framing.levels import (
    apart_in_picture,
    emptiest_share,
    inner_levels,
    mixed_levels,
    spread_levels,
    with_level_on_long_way,
)
from calclib.framing.ticks import ticks

REGION = ((-3.0, 3.0), (-3.0, 3.0))


@pytest.mark.parametrize(
    "text", ["x*exp(-y)", "exp(x + y)", "x^5*y", "exp(-100*(x^2+y^2)) + x", "1/(x^2 + y^2 + 0.01)"]
)
def test_levels_are_among_the_heights_of_most_of_the_picture(text: str) -> None:
    field = ScalarField.parse(text)
    levels = np.array(spread_levels(field, REGION))
    nodes = np.linspace(-2.99, 3, 80)
    least, most = np.quantile(field(nodes[:, None], nodes[None]), (0.1, 0.9))
    assert ((least < levels) & (levels < most)).sum() >= 3
    assert (np.diff(levels) > 0).all()


def test_levels_are_round_where_round_ones_do() -> None:
    assert spread_levels(ScalarField.parse("x^2 + y^2"), REGION) == list(range(0, 19, 2))
    assert spread_levels(ScalarField.parse("x"), REGION) == list(range(-3, 4))


def test_a_plain_has_no_level_curves_of_its_own() -> None:
    """Above 0 alone there is something: a mean of both would draw the plain's border."""
    levels = spread_levels(ScalarField.parse("max(0, exp(3*x) - 100)"), REGION)
    assert min(levels) > 0


def test_no_more_than_half_of_a_picture_is_between_two_levels() -> None:
    """Even levels of an exponential function are all in a corner."""
    field, region = ScalarField.parse("exp(2*x - y)"), ((0.0, 1.8), (-1.7, -0.1))
    levels = np.array(spread_levels(field, region))
    nodes = np.meshgrid(*(np.linspace(*side, 101) for side in region))
    shares = np.bincount(np.searchsorted(levels, field(*nodes).ravel())) / nodes[0].size
    assert len(levels) >= 6
    assert shares.max() < 0.25


def test_level_curves_that_run_into_others_are_left_out() -> None:
    f, region = ScalarField.parse("5*exp(-x^2)*y"), ((-3.0, 3.0), (-2.0, 4.0))
    curves = f.level_curves([-2.0, -0.02, 0.0, 0.02, 2.0, 8.0], region)
    own = f.level_curves([2.2], region)
    left = {curve.level for curve in apart_in_picture(curves, own, 0.15)}
    assert {-2.0, 8.0} <= left
    assert len(left & {-0.02, 0.0, 0.02}) <= 1
    assert 2.0 not in left  # beside that through the point


def test_level_curves_apart_all_stay() -> None:
    curves = ScalarField.parse("x^2 + y^2").level_curves([1.0, 2.0, 4.0], REGION)
    assert apart_in_picture(curves, [], 0.15) == curves


def test_mixed_levels_are_halfway_between_even_ones_and_equal_parts_of_a_picture() -> None:
    heights = np.exp(np.linspace(0.0, 4.0, 801))
    levels = np.array(mixed_levels(heights, 8))
    by_area, by_height = np.log(levels) / 4.0, (levels - 1) / (np.exp(4.0) - 1)
    assert (by_area + by_height) / 2 == pytest.approx((np.arange(8) + 0.5) / 8, abs=0.01)
    assert emptiest_share(levels, heights) < 0.25
    assert emptiest_share(ticks(1.0, np.exp(4.0), 8), heights) > 0.4
    assert np.diff(levels).max() < np.ptp(heights) / 4


def test_a_plain_has_no_mixed_levels_and_gaps_do_not_count() -> None:
    assert mixed_levels(np.full(9, 3.0), 8) == []
    assert mixed_levels(np.full(9, np.nan), 8) == []
    assert emptiest_share([1.0], np.full(9, np.nan)) == 0
    assert emptiest_share([1.0], np.array([0.0, np.nan, 2.0, 2.0, np.nan])) == pytest.approx(2 / 3)


def test_a_short_climb_crosses_three_levels_of_no_more_than_it_needs() -> None:
    """Round levels would be twenty-one, as of 2 - |x y| - x^2/3 from (1, 1)."""
    levels = np.array(inner_levels((-2.27, 2.0), [(2 / 3, 2.0)]))
    assert ((levels > 2 / 3) & (levels < 2)).sum() == 3
    assert levels.size <= 12
    assert np.diff(levels) == pytest.approx(levels[1] - levels[0])


def test_a_long_way_along_a_ridge_crosses_a_level() -> None:
    lengths, climbed = np.array([0.0, 4.0, 10.0]), np.array([0.0, 7.2, 7.8])
    levels = with_level_on_long_way([2.0, 4.0, 6.0], (0.0, 8.0), lengths, climbed)
    assert levels == pytest.approx([2, 4, 6, np.interp((6 / 1.8 + 10) / 2, lengths, climbed)])


def test_a_level_way_gets_no_level_of_rounding_errors() -> None:
    lengths, climbed = np.array([0.0, 4.0, 10.0]), np.array([0.0, 7.2, 7.2001])
    levels = [2.0, 4.0, 6.0, 7.2]
    assert with_level_on_long_way(levels, (0.0, 8.0), lengths, climbed) == levels


@pytest.mark.parametrize("through", [2.0, 3.7, -0.4])
def test_levels_are_evenly_spaced_with_one_they_go_through(through: float) -> None:
    levels = np.array(spread_levels(ScalarField.parse("x^2 - y"), REGION, 8, through))
    assert np.allclose(np.diff(levels), levels[1] - levels[0])
    assert np.abs(levels - through).min() < 1e-9
    assert len(levels) >= 6
