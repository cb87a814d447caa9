"""Hard cases of critical points: near poles, along lines, in flat areas, at kinks."""

from __future__ import annotations

import math

import numpy as np
import pytest
from mpmath import mp

from calclib import ScalarField, critical_points
from calclib.geometry.newton import thinned

REGION = ((-3.0, 3.0), (-3.0, 3.0))


def found(text: str) -> list:
    return critical_points(ScalarField.parse(text), REGION)


def slope_by_differences(field: ScalarField, point: np.ndarray) -> float:
    """The length of the gradient from values alone, at high precision."""
    with mp.workdps(80):
        place, step = [mp.mpf(float(each)) for each in point], mp.mpf(10) ** -25
        slopes = []
        for axis in (0, 1):
            ahead, behind = list(place), list(place)
            ahead[axis] += step
            behind[axis] -= step
            slopes.append((field.evaluate_mp(ahead) - field.evaluate_mp(behind)) / (2 * step))
        return float(mp.norm(slopes))


def assert_the_gradient_vanishes(field: ScalarField, point: np.ndarray) -> None:
    """The gradient is much smaller there than on a circle of 1/1000 of the region."""
    angles = 0.1 + np.arange(8) * np.pi / 4
    circle = point + 6e-3 * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    median = np.median([slope_by_differences(field, each) for each in circle])
    assert slope_by_differences(field, point) <= 1e-8 * median


@pytest.mark.parametrize(
    "text",
    [
        "y + 1/(x+10y)^2", "x + 1/(5x+y)^2", "1/(x-y)^2 + x", "exp(1/x) + y", "x + 1/(x-3y)^2",
        "x + y + 1/(x+2y)^4", "exp(1/(x+y)^2) + x", "log(|x+10y|) + y", "y + exp(1/(x+10y))",
        "x - tan(x+7y)", "1/sin(x+10y) + x", "tanh(1e6*(x+3y)) + x", "atan(1000*(x+y)) + x",
        "sign(x) + x^2 + y^2", "|x| + y^2", "|x|^(1/2) + y^2", "x^(1/3) + y^2",
    ],
)  # fmt: skip
def test_none_is_found_where_the_gradient_does_not_vanish(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "|y^2|", "|x|^4", "max(x,x)", "max(x, x+0)", "min(x^2,1)", "abs(x*y)^3", "y^2", "|x-y|^3",
        "sqrt(x^4)", "sqrt((x+y)^4)", "max(x,y)^2", "min(x^2,y^2)", "min(x^2, x^2+y^2)",
        "|max(x,y,0)|^3", "min(|x|,|y|)^3", "max(0,x)^2 - max(0,y)^2", "|x-1/3|*|y-1/7|",
        "sin(x)^2 + cos(x)^2 + y^2", "(x^2-y)^2", "|x|^2*|y|^2", "exp(-1/x) + y^2", "(x^2)^(1/3)*y",
    ],
)  # fmt: skip
def test_points_in_lines_and_areas_are_not_isolated(text: str) -> None:
    assert found(text) == []


KNOWN = [
    ("x^3 - 3x + y^2", [(-1, 0), (1, 0)], 1e-12),
    ("exp(-100*(x^2+y^2))", [(0, 0)], 0),
    ("exp(-1e6*(x^2+y^2))", [(0, 0)], 0),
    ("1e-8*(x^2 + y^2)", [(0, 0)], 0),
    ("1e-200*(x^2 + y^2)", [(0, 0)], 0),
    ("exp(-x^2)*1e-300 + y^2*1e-300", [(0, 0)], 0),
    ("1e15 + x^2 + y^2", [(0, 0)], 0),
    ("1/(x^2+y^2+1e-8)", [(0, 0)], 0),
    ("(x^2+y^2)^40", [(0, 0)], 0),
    ("|x|^3 + y^2", [(0, 0)], 0),
    ("|x*x| + y^2", [(0, 0)], 0),
    ("max(x^2,x^2) + y^2", [(0, 0)], 0),
    ("max(x^2,y^2)", [(0, 0)], 0),
    ("max(|x|,|y|)^3", [(0, 0)], 0),
    ("|x*y|*sqrt(x^2+y^2) + x^4 + y^4", [(0, 0)], 0),
    ("x^(4/3) + y^(4/3)", [(0, 0)], 0),
    ("x^(5/3) + y^(5/3)", [(0, 0)], 0),
    ("|x-sqrt(2)|^3 + |y-1/3|^3", [(math.sqrt(2), 1 / 3)], 1e-12),
    ("x*y + 1/(x+y)^2", [(-(0.5**0.5), -(0.5**0.5)), (0.5**0.5, 0.5**0.5)], 1e-12),
]


@pytest.mark.parametrize(("text", "points", "tolerance"), KNOWN)
def test_known_points_are_found_and_the_gradient_vanishes(
    text: str, points: list[tuple[float, float]], tolerance: float
) -> None:
    field = ScalarField.parse(text)
    places = [each.point for each in critical_points(field, REGION)]
    assert np.array(places) == pytest.approx(np.array(points, dtype=float), abs=tolerance or 1e-300)
    for place in places:
        assert_the_gradient_vanishes(field, place)


def test_points_on_many_kinks() -> None:
    # a minimum where both sines are -1; on the kinks between them the slopes do not vanish
    points = found("max(sin(5x), sin(5y))")
    sides = (-np.pi / 2 + 2 * np.pi * np.arange(-2, 3)) / 5
    expected = np.stack(np.meshgrid(sides, sides, indexing="ij"), axis=-1).reshape(-1, 2)
    assert np.array([each.point for each in points]) == pytest.approx(expected, abs=1e-12)
    assert {each.kind for each in points} == {"minimum"}


def test_many_degenerate_points_are_classified() -> None:
    # along each axis 9 zeros of |sin|^3 and 10 of its summits
    kinds = [each.kind for each in found("|sin(5x)|^3 + |sin(5y)|^3")]
    assert {name: kinds.count(name) for name in set(kinds)} == {
        "minimum": 9**2, "maximum": 10**2, "saddle": 2 * 9 * 10,
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "/".join(f"(x^2+{k}y)" for k in range(1, 40)),
        "max(" + ",".join(f"sin({k}x+{k + 1}y)" for k in range(1, 12)) + ")",
        "x/(1+y" * 20 + ")" * 20,
    ],
)
def test_no_formula_of_a_derivative_is_needed(text: str) -> None:
    """Their formulas would have tens of thousands of terms; some are rejected for that."""
    for each in found(text):
        assert np.isfinite(each.value)


def test_thousands_of_coincident_places_take_little_memory() -> None:
    places = np.full((100_000, 2), 0.3) + 1e-9 * np.random.default_rng(0).random((100_000, 2))
    places = np.concatenate([places, [[0.7, 0.7]]])
    remaining = thinned(places, np.full(len(places), 1e-6))
    assert np.array_equal(remaining, [places[0], places[-1]])
