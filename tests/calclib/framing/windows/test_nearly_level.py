"""Where a graph is nearly level at the point, its window is as that of a point beside it."""

from __future__ import annotations

import math

import pytest

from calclib import ScalarField
from calclib.framing.secants import secant_view
from calclib.framing.windows.intervals import default_interval
from calclib.geometry.slices import Slice

NEAR_LEVEL = [
    ("x^3 - x", 0.6),
    ("x^3 - 3*x", 0.95),
    ("x^2 - 4*x", 2.05),
    ("x*exp(-x^2/4)", 1.4),
    ("(x-2)^2", 2.01),
    ("x^2*cos(pi*x/3)", 1.0),
    ("100*(1-x^2)^2", 0.97),
    ("exp(-x^2)", 3.5),
]


def slice_of(text: str) -> Slice:
    return Slice(ScalarField.parse(f"{text} + 0*y"), "x", {"y": 0.0})


@pytest.mark.parametrize(("text", "a"), NEAR_LEVEL)
def test_a_slope_next_to_none_does_not_ask_for_a_narrow_or_wide_window(text: str, a: float) -> None:
    (low, high), _ = default_interval(slice_of(text), a)
    assert 4 < high - low < 12


@pytest.mark.parametrize("slope", [0.0, 1e-3, 0.02, 0.1])
def test_a_window_hardly_depends_on_how_level_the_graph_is(slope: float) -> None:
    """The parabola is the same from its vertex as from beside it."""
    (low, high), _ = default_interval(slice_of("(x-2)^2"), 2 + slope / 2)
    assert (low, high) == pytest.approx((-1, 5), abs=0.1)


def test_near_a_small_number_the_slope_gives_the_size_of_a_window() -> None:
    """A wide one would show a slope of -8000 as level."""
    (low, high), _ = default_interval(slice_of("6e4*x^2 - 2e4*x"), 0.1)
    assert high - low < 1.5


@pytest.mark.parametrize(("text", "a"), NEAR_LEVEL[:5])
def test_secants_beside_a_summit_are_seen_with_it(text: str, a: float) -> None:
    (left, right), (low, high) = secant_view(slice_of(text), a)
    assert 1 < right - left < 6
    assert math.isfinite(high - low)
