"""Arrows: their positions, drawn lengths, and the lengths in a legend."""

from __future__ import annotations

import numpy as np
import pytest

from calclib.framing.arrows import (
    arrow_scale,
    region_for_arrow,
    unit_vector_factor,
)

SQUARE = ((-3.0, 3.0), (-3.0, 3.0))


def test_arrows_of_similar_length_are_drawn_to_one_scale() -> None:
    lengths = np.linspace(0.5, 8.5, 50)
    scale = arrow_scale(lengths, 0.6)
    assert scale is not None
    assert scale.is_even
    assert not scale.cuts
    assert np.allclose(scale.drawn(lengths) * scale.factor, lengths)
    assert scale.drawn(lengths).max() <= 0.6


def test_arrows_of_different_length_keep_their_order_and_are_visible() -> None:
    lengths = np.logspace(-2, 4, 61)
    scale = arrow_scale(lengths, 1.0)
    assert scale is not None
    assert not scale.is_even
    drawn = scale.drawn(lengths)
    assert (np.diff(drawn) >= 0).all()
    assert drawn.max() == pytest.approx(1.0)
    assert np.median(drawn) > 0.15


def test_a_pole_does_not_shorten_the_others() -> None:
    lengths = np.append(np.linspace(1, 2, 50), [1e9, np.inf, np.nan])
    scale = arrow_scale(lengths, 1.0)
    assert scale is not None
    assert scale.cuts
    assert scale.drawn(np.array([2.0]))[0] > 0.5
    assert scale.drawn(np.array([1e9]))[0] == pytest.approx(1.0)


def test_without_lengths_there_is_no_scale() -> None:
    assert arrow_scale(np.array([0.0, np.nan]), 1.0) is None


@pytest.mark.parametrize("length_at_point", [0.02, 0.2, 0.9])
def test_the_arrow_at_the_point_is_visible_beside_its_dot(length_at_point: float) -> None:
    scale = arrow_scale(np.linspace(0.1, 1.0, 30), 1.0, length_at_point)
    assert scale is not None
    assert scale.drawn(np.array([length_at_point]))[0] > 0.25
    assert scale.is_even == (length_at_point > 0.35)


def test_a_point_without_a_gradient_has_no_effect() -> None:
    lengths = np.linspace(0.1, 1.0, 30)
    for length_at_point in (0.0, np.nan):
        assert arrow_scale(lengths, 1.0, length_at_point) == arrow_scale(lengths, 1.0)


def test_an_arrow_has_its_true_length_where_it_fits() -> None:
    widened, factor = region_for_arrow((-1.0, -2.0), (-2.0, -4.0), SQUARE)
    assert factor == 1
    assert widened[1][0] < -6


@pytest.mark.parametrize("vector", [(-2000.0, 1500.0), (1e-3, 0.0), (0.0, -50.0)])
def test_any_other_arrow_is_scaled_to_the_picture(vector: tuple[float, float]) -> None:
    widened, factor = region_for_arrow((1.0, 2.0), vector, SQUARE)
    tip = np.array([1.0, 2.0]) + np.array(vector) / factor
    assert widened[0][0] < tip[0] < widened[0][1]
    assert widened[1][0] < tip[1] < widened[1][1]
    assert 0.1 < np.hypot(*vector) / factor / 6 < 0.5


@pytest.mark.parametrize("length", [0.5, 0.764, 1.05, 1.1, 2.0])
def test_one_arrow_is_no_small_thing_in_the_picture(length: float) -> None:
    """One of true length would be, where it is short in the region."""
    (side, _), factor = region_for_arrow((0.0, 0.0), (0.6 * length, 0.8 * length), SQUARE)
    assert length / factor >= 0.18 * (side[1] - side[0])
    assert (factor == 1) is (length > 1.08)


@pytest.mark.parametrize("distance", [1.1, 1.4, 2.0])
@pytest.mark.parametrize("length", [0.4, 2.5, 30.0])
def test_one_arrow_ends_before_a_limit(distance: float, length: float) -> None:
    """At its true length, or at a third of the side, it would seem to reach beyond it."""
    limit = np.array([[distance, -5.0], [distance, 5.0]])
    _, factor = region_for_arrow((0.0, 0.0), (length, 0.0), SQUARE, [limit])
    assert length / factor < distance
    assert region_for_arrow((0.0, 0.0), (-length, 0.0), SQUARE, [limit])[1] < 1.2 * factor


@pytest.mark.parametrize("size", [0.02, 1.0, 6.0, 9.9, 900.0])
def test_a_unit_vector_is_drawn_legibly(size: float) -> None:
    share = 1 / unit_vector_factor(((0.0, size), (0.0, 2 * size))) / size
    assert 0.14 <= share <= 0.35


def test_a_short_unit_vector_is_drawn_longer_where_the_picture_is_small() -> None:
    assert unit_vector_factor(SQUARE) == 1
    assert unit_vector_factor(SQUARE, 0.2) < 1


@pytest.mark.parametrize("room", [0.15, 0.18, 0.3])
def test_a_unit_vector_near_an_edge_stays_inside(room: float) -> None:
    assert 1 / unit_vector_factor(SQUARE, room=room) <= 6 * room


def test_a_unit_vector_on_an_edge_is_legible() -> None:
    assert 1 / unit_vector_factor(SQUARE, room=0.0) >= 0.1 * 6


def test_shrunk_arrows_stay_legible_by_a_root() -> None:
    lengths = np.append(np.full(60, 0.25), np.full(10, 1.0))
    usual, shrunk = (arrow_scale(lengths, 1.0, shrunk=by) for by in (1.0, 2.0))
    assert usual is not None
    assert shrunk is not None
    assert usual.is_even
    assert not shrunk.is_even


def test_short_arrows_have_a_visible_length_and_keep_their_order() -> None:
    lengths = np.append(np.geomspace(0.01, 10.0, 60), 0.0)
    scale = arrow_scale(lengths, 1.0, shortest=0.3)
    assert scale is not None
    assert not scale.is_even
    drawn = scale.drawn(lengths)
    assert drawn[-1] == 0
    assert drawn[:-1].min() >= 0.3
    assert (np.diff(drawn[:-1]) >= 0).all()
    assert drawn.max() == pytest.approx(1.0)


def test_a_few_short_arrows_leave_all_to_one_scale() -> None:
    scale = arrow_scale(np.append(np.linspace(4, 10, 60), [0.1, 0.2]), 1.0, shortest=0.3)
    assert scale is not None
    assert scale.is_even


def test_arrows_far_from_a_peak_are_told_apart_where_none_can_be_long() -> None:
    lengths = np.append(np.geomspace(0.1, 1.0, 60), np.linspace(4, 7, 10))
    scale = arrow_scale(lengths, 0.5, shrunk=2.0, shortest=0.3)
    assert scale is not None
    assert not scale.is_even
    assert np.median(scale.levels(lengths)) >= 0.3
