"""Windows that show one shape: a critical point's, or a wave rather than many."""

from __future__ import annotations

import math

import numpy as np
import pytest

from calclib import ScalarField
from calclib.framing.windows.shapes import calm_region, region_of_shape

SQUARE = ((-3.0, 3.0), (-3.0, 3.0))


def side(region: tuple[tuple[float, float], tuple[float, float]]) -> float:
    return region[0][1] - region[0][0]


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("y^2 - x^3 + 3x", (-1.0, 0.0)),
        ("y^2 - x^3 + 3x", (1.0, 0.0)),
        ("x^3 + y^3 - 3*x*y", (0.0, 0.0)),
        ("exp(x*y)", (0.0, 0.0)),
        ("x + y + 1/(x*y)", (1.0, 1.0)),
    ],
)
def test_a_critical_point_is_not_dwarfed_by_what_is_far(
    text: str, point: tuple[float, float]
) -> None:
    f = ScalarField.parse(text)
    region = region_of_shape(f, point, SQUARE)
    assert side(region) < 5
    for a, (low, high) in zip(point, region, strict=True):
        assert 0.2 < (a - low) / (high - low) < 0.8
    # over the window, values go about as far as those of the second derivatives at the point
    bends = f.hessian().at(point)
    x, y = np.meshgrid(*(np.linspace(*each, 21) for each in region))
    steps = np.stack([x - point[0], y - point[1]], axis=-1)
    model = np.einsum("...i,ij,...j", steps, bends, steps) / 2
    assert np.abs(f(x, y) - f.at(point)).max() < 1.6 * np.abs(model).max()


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("x^2 + y^2", (0.0, 0.0)),
        ("x^2 - y^2", (0.0, 0.0)),
        ("1/(1 + x^2 + y^2)", (0.0, 0.0)),
        ("x^4 + y^4", (0.0, 0.0)),  # the second derivatives tell nothing
        ("x^2 + y^2", (1.0, 2.0)),
    ],
)
def test_other_windows_stay(text: str, point: tuple[float, float]) -> None:
    assert region_of_shape(ScalarField.parse(text), point, SQUARE) == SQUARE


def test_a_point_beside_a_summit_is_seen_beside_it() -> None:
    region = region_of_shape(ScalarField.parse("exp(-x^2 - y^2)"), (0.2, 0.1), SQUARE)
    assert np.hypot(0.2, 0.1) / side(region) == pytest.approx(0.1)


@pytest.mark.parametrize("text", ["sin(x - y)", "sin(2*x + y)", "cos(3*x)"])
def test_a_wave_comes_about_once(text: str) -> None:
    f, point = ScalarField.parse(text), (1.0, 0.5)
    region = calm_region(f, point, ((-6.0, 6.0), (-6.0, 6.0)))
    (x0, x1), (y0, y1) = region
    assert side(region) < 12
    t = np.linspace(0, 1, 400)
    for y in (y0 + t * (y1 - y0), y1 - t * (y1 - y0)):
        steps = np.diff(f(x0 + t * (x1 - x0), y))
        steps = steps[np.abs(steps) > 1e-9]
        assert (steps[1:] * steps[:-1] < 0).sum() <= 5  # with small ones at the ends


@pytest.mark.parametrize("text", ["x^2 + y^2", "x^4 - 2*x^2 + y^2", "x*y", "3"])
def test_a_calm_graph_keeps_its_window(text: str) -> None:
    assert calm_region(ScalarField.parse(text), (1.0, 0.5), SQUARE) == SQUARE


@pytest.mark.parametrize(
    ("text", "point"),
    [("sin(x)^2 + cos(x)*y - y^2/3", (math.pi / 6, 1)), ("x^2*y^3/6 - x*y + 2*x", (0.2, 1.9))],
)
def test_the_given_point_stays_well_inside_the_window_of_a_shape(text, point) -> None:
    region = region_of_shape(ScalarField.parse(text), point, ((-3.6, 3.6), (-1.0, 4.0)))
    for a, (low, high) in zip(point, region, strict=True):
        assert 0.15 < (a - low) / (high - low) < 0.85
