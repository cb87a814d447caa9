"""Lattices of arrows: where their points are, and that they are out of step with a field."""

from __future__ import annotations

import numpy as np
import pytest

from calclib import ScalarField
from calclib.framing.lattices import (
    count_out_of_step,
    off_zeros,
    square_lattice,
    without_remnants,
)

SQUARE = ((-3.0, 3.0), (-1.0, 5.0))


def test_a_lattice_contains_the_point_and_is_inside() -> None:
    nodes = square_lattice((-1.0, -2.0), ((-3.0, 3.0), (-4.0, 8.0)), 10)
    assert np.abs(nodes - (-1.0, -2.0)).max(axis=1).min() < 1e-12
    assert (np.abs(nodes[:, 0]) < 3).all()
    assert ((nodes[:, 1] > -4) & (nodes[:, 1] < 8)).all()
    steps = np.diff(np.unique(nodes.round(9)[:, 0]))
    assert np.allclose(steps, 0.6)


def test_a_lattice_of_a_narrow_strip_is_small() -> None:
    for width in (1e-2, 1e-5, 1e-10, 1e-300):
        nodes = square_lattice((width / 3, 0.5), ((0.0, width), (0.0, 1.0)), 12)
        assert 1 <= len(nodes) <= 13 * 128
        assert (np.abs(nodes[:, 1] - 0.5) < 1e-12).any()


@pytest.mark.parametrize(
    ("text", "axis", "period"),
    [("y*sin(pi*x)", 0, 2.0), ("cos(pi*y)", 1, 2.0), ("sin(3*pi*x) + y", 0, 2 / 3)],
)
def test_a_lattice_is_out_of_step_with_a_period(text: str, axis: int, period: float) -> None:
    """With 9 points the same few arrows come again and again; with others there are more."""

    def phases(count: int) -> int:
        places = square_lattice((0.5, 2.0), SQUARE, count)[:, axis]
        turns = np.exp(2j * np.pi * places / period)
        return len(np.unique(turns.round(6)))

    count = count_out_of_step(ScalarField.parse(text).gradient(), (0.5, 2.0), SQUARE, 9)
    assert 8 <= count <= 11
    assert phases(9) <= 3
    assert phases(count) >= 5


@pytest.mark.parametrize("text", ["x^2 + y^2", "x + 2*y", "sin(x)", "exp(y)", "sin(x)*cos(y)"])
def test_a_lattice_that_shows_enough_is_kept(text: str) -> None:
    assert count_out_of_step(ScalarField.parse(text).gradient(), (0.5, 1.0), SQUARE, 9) == 9


@pytest.mark.parametrize("text", ["x^2*y^2 - x^2 - y^2", "x^2 - 3x*y", "cos(x) + y^2"])
def test_no_arrow_almost_at_a_zero(text: str) -> None:
    gradient = ScalarField.parse(text).gradient()
    nodes = square_lattice((0.02, 0.03), SQUARE, 9)
    near = np.hypot(*nodes.T) < 0.05
    kept = off_zeros(gradient, nodes, 6 / 9)
    assert near.sum() == 1
    assert not (np.hypot(*kept.T) < 0.05).any()
    assert len(kept) >= 0.8 * len(nodes)


@pytest.mark.parametrize("text", ["exp(2x)*y", "x + 3y", "sqrt(x^2 + y^2 + 1)/y^3", "1/x^2 + y"])
def test_arrows_stay_where_a_field_is_small_on_one_side(text: str) -> None:
    nodes = square_lattice((1.0, 2.0), ((0.5, 3.0), (0.5, 3.0)), 9)
    assert len(off_zeros(ScalarField.parse(text).gradient(), nodes, 2.5 / 9)) == len(nodes)


def test_of_a_row_at_the_rim_little_is_not_left_alone() -> None:
    points = square_lattice((0.0, 0.0), ((-2.5, 2.5), (-2.5, 2.5)), 5)
    x, y = points.T
    lowest, disc = y == y.min(), np.hypot(x, y) < 2.3
    every = np.ones(len(points), bool)
    torn = without_remnants(points, ~lowest | (x > 0.5), every)
    np.testing.assert_array_equal(torn, ~lowest)
    whole = without_remnants(points, ~lowest | (x > -1.5), every)
    np.testing.assert_array_equal(whole, ~lowest | (x > -1.5))
    np.testing.assert_array_equal(without_remnants(points, every, disc), disc)
