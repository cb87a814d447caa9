"""Windows of functions that have nothing to show near the point."""

import math

import numpy as np
import pytest

from calclib import ScalarField
from calclib.framing.secants import secant_view
from calclib.framing.windows.intervals import default_interval
from calclib.framing.windows.poles import free_of_poles
from calclib.framing.windows.regions import equal_scale_region


def slice_of(text: str):
    return ScalarField.parse(text, ("x",)).slice()


@pytest.mark.parametrize(
    ("text", "point", "kink"),
    [("max(x, -1)", 2, -1), ("max(2, x)", -1, 2), ("min(x, 4)", 1, 4), ("abs(x)", 4, 0),
     ("abs(x - 50)", 60, 50), ("max(x, 0)", -3, 0)],
)  # fmt: skip
def test_a_line_is_shown_with_its_nearest_kink_and_no_more(text, point, kink) -> None:
    (left, right), _ = default_interval(slice_of(text), point)
    assert left < kink < right
    assert right - left <= 5.2 * max(abs(kink - point), 1.2)


@pytest.mark.parametrize(
    ("text", "point", "half"),
    [("max(x, y)", (2, -1), 3 * math.sqrt(2)), ("min(x, 2*y)", (1, 2), 3.0),
     ("abs(x) + abs(y)", (1, 2), 3.0), ("floor(x)*y", (1.5, 1), 3.0)],
)  # fmt: skip
def test_a_plane_is_shown_as_far_as_its_nearest_kink_needs(text, point, half) -> None:
    _, (low, high) = equal_scale_region(ScalarField.parse(text), point)
    assert high - low <= 2.1 * half


@pytest.mark.parametrize(
    ("text", "point", "start", "end"),
    [("5000/(1+exp(-x))", 40, -3, 3), ("tanh(x)", 20, -2, 2), ("erf(x)", 6, -1, 1),
     ("exp(-x^2)", 4, -1, 1), ("tanh(x)", -20, -2, 2)],
)  # fmt: skip
def test_from_a_plateau_the_rise_beside_it_is_seen(text, point, start, end) -> None:
    g = slice_of(text)
    for left, right in (default_interval(g, point)[0], secant_view(g, point)[0]):
        assert left < (start + end) / 2 < right
        assert right - left < 3 * (abs(point) + end - start)
    values = g(np.linspace(*secant_view(g, point)[0], 201))
    assert np.ptp(values) > 0.9 * abs(g.at(end) - g.at(start))


@pytest.mark.parametrize(
    ("text", "point"), [("x/y", (3, 2)), ("y/x", (-2, 3)), ("1/(x*y)", (4, 4))]
)
def test_a_wider_region_keeps_to_one_branch_and_one_sign(text, point) -> None:
    region = equal_scale_region(ScalarField.parse(text), point, 1.2)
    for (low, high), a in zip(region, point, strict=True):
        assert low * high >= 0
        assert low < a < high


def test_a_region_beside_a_pole_ends_there() -> None:
    across, (low, high) = free_of_poles(ScalarField.parse("x/y"), (3, 2), ((-1, 7), (-0.5, 6)))
    assert across == (-1, 7)
    assert 0 < low < 1e-8
    assert high == 6
