"""Colours by value."""

from __future__ import annotations

import numpy as np
import pytest

from engine.mobjects.ramps import GAMMA, ramp_colors

RAMP = ["#000000", "#ff0000", "#ffffff"]


def test_ends_and_stops_are_the_ramps_colours() -> None:
    found = ramp_colors(np.array([[2.0, 3, 4]]), RAMP)
    assert found.shape == (1, 3, 4)
    assert found[0, :, :3] == pytest.approx(np.array([[0, 0, 0], [1, 0, 0], [1, 1, 1]]))


def test_values_beyond_the_interval_get_its_ends_and_nan_the_first() -> None:
    found = ramp_colors(np.array([-9, 9, np.nan, np.inf]), RAMP, (0, 1))
    assert found[:, 1] == pytest.approx([0, 1, 0, 1])
    assert (found[:, 3] == 1).all()


def test_colours_are_mixed_in_linear_light() -> None:
    found = ramp_colors(np.array([0.5]), ["#000000", "#ffffff"], (0, 1))
    assert found[0, 0] == pytest.approx(0.5 ** (1 / GAMMA))


@pytest.mark.parametrize("values", [np.zeros(0), np.full(3, np.nan), np.full(3, 7.0)])
def test_values_without_a_range_have_colours(values: np.ndarray) -> None:
    assert np.isfinite(ramp_colors(values, RAMP)).all()
