"""Graphs that are vertical somewhere, and windows without the stub beyond."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from calclib import ScalarField
from calclib.arrays import Interval
from calclib.framing.secants import secant_view
from calclib.framing.windows.steep_places import vertical_places, without_stub


@pytest.mark.parametrize("power", [0.2, 0.4, 2 / 3, 0.8])
def test_cusps_are_vertical(power: float) -> None:
    assert vertical_places(lambda x: np.abs(x) ** power, (-4.0, 36.0)) == [0.0]


def test_places_are_found_off_round_numbers() -> None:
    places = vertical_places(lambda x: np.cbrt(np.asarray(x) - 0.7), (0.0, 14.0))
    assert places == pytest.approx([0.7], abs=1e-3)


@pytest.mark.parametrize(
    "smooth",
    [np.sin, np.abs, np.exp, np.floor, lambda x: np.arctan(1000 * x), np.zeros_like],
)
def test_waves_corners_jumps_and_cliffs_are_not(smooth: Callable[[Any], Any]) -> None:
    assert vertical_places(smooth, (-2.0, 9.0)) == []


def test_a_stub_is_left_out_but_a_second_half_or_a_near_cusp_is_not() -> None:
    def cusp(x: Any) -> np.ndarray:
        return np.cbrt(np.asarray(x, dtype=float) ** 2)

    assert without_stub(cusp, 16.0, (-4.0, 36.0)) == (0.0, 36.0)
    assert without_stub(cusp, -16.0, (-36.0, 4.0)) == (-36.0, 0.0)
    assert without_stub(cusp, 1.0, (-2.0, 4.0)) == (-2.0, 4.0)
    assert without_stub(cusp, 1.0, (-4.0, 36.0)) == (-4.0, 36.0)


def test_a_production_function_is_shown_for_positive_inputs() -> None:
    field = ScalarField.parse("120*x^0.4*y^0.6")
    (start, end), _ = secant_view(field.slice(y=81), 16.0)
    assert start == 0 < 16 < end


@pytest.mark.parametrize(
    ("text", "a", "shown"),
    [
        ("arctan(1/x)", 1.0, (0.0, 3.5)),
        ("arctan(1/(x - 2)) + x", 4.0, (2.0, 7.0)),
        ("1/(1 + exp(1/x))", 1.0, (0.0, 3.5)),
    ],
)
def test_what_is_beyond_a_jump_is_a_stub_too(text: str, a: float, shown: Interval) -> None:
    start, end = secant_view(ScalarField.parse(text, ("x",)), a)[0]
    assert (start, end) == pytest.approx(shown, abs=1e-9)


def test_a_pole_and_a_jump_in_the_middle_are_kept() -> None:
    assert without_stub(lambda x: 1 / np.asarray(x), 1.0, (-0.5, 3.5)) == (-0.5, 3.5)
    assert without_stub(np.sign, 1.0, (-2.0, 3.0)) == (-2.0, 3.0)
    assert without_stub(np.sign, 0.1, (-0.2, 3.0)) == (-0.2, 3.0)
