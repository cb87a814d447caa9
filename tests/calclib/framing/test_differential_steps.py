"""Default steps, and the effect of halving a step on the error."""

from __future__ import annotations

import math

import pytest

from calclib import DomainError, ScalarField
from calclib.framing.differential_steps import (
    default_step,
    halving_effect,
    has_values_around,
    is_representable,
    steps_along_axes,
)
from calclib.framing.secant_steps import round_number_below
from calclib.framing.windows.visible_slices import closer_region


@pytest.mark.parametrize(
    ("text", "point", "step"),
    [
        ("x^2 + y^2", (1, 2), (0.1, 0.1)),
        ("0.001*sin(50x)", (1, 2), (0.002, 0.1)),
        ("x^2/y", (1.6e-19, 5.3e-11), (1e-20, 2e-12)),
        ("sqrt(x)*y", (0, 1), None),
        ("sqrt(-x)*sqrt(-y)", (0, 0), None),
    ],
)
def test_the_default_step_stays_in_the_domain(text: str, point: tuple, step: tuple | None) -> None:
    field = ScalarField.parse(text)
    found = default_step(field, point)
    assert step is None or found == step
    assert has_values_around(field, point, found)
    assert math.isfinite(field.at([a + h for a, h in zip(point, found, strict=True)]))


def test_the_step_scales_with_a_given_region() -> None:
    field = ScalarField.parse("x*y")
    assert default_step(field, (0, 0), ((-400, 400), (-0.04, 0.04))) == (20, 0.002)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("40*x^0.3*y^0.7", (10, 20)),
        ("x^2 - y^2", (1, 1)),
        ("sqrt(x*y)", (3, 3)),
        ("x/y", (2, 2)),
        ("(-x+sqrt(x^2-4*y))/2", (5, 4)),
        ("sqrt(x^2+(50*y-1/(0.002*y))^2)", (30, 5)),
        ("x*y/(x-y)", (30, 10)),
    ],
)
def test_the_tangent_plane_has_an_error_along_the_step(text: str, point: tuple) -> None:
    field = ScalarField.parse(text)
    found = field.total_differential(point, default_step(field, point))
    assert abs(found.error) > 1e-3 * max(map(abs, found.terms))


def test_a_plane_has_the_step_of_any_function() -> None:
    assert default_step(ScalarField.parse("2*x - 3*y"), (1, 2)) == (0.1, 0.1)


@pytest.mark.parametrize("text", ["100x + y", "50*9.81*x/(cos(y) + x*sin(y))", "y - 30*x*exp(y)"])
def test_no_rise_is_a_speck_beside_the_other(text: str) -> None:
    field, point = ScalarField.parse(text), (0.3, 0.5)
    step = default_step(field, point)
    rises = [abs(g * h) for g, h in zip(field.gradient().at(point), step, strict=True)]
    assert max(rises) < 10 * min(rises)


@pytest.mark.parametrize(
    ("text", "point"), [("10*x^0.3*y^0.7", (8, 27)), ("pi*y^2/4*sqrt(19.6*x)", (5, 0.3))]
)
def test_a_step_along_which_the_graph_rises_less_is_longer(text: str, point: tuple) -> None:
    field = ScalarField.parse(text)
    dx, dy = default_step(field, point)
    rises = [abs(g * h) for g, h in zip(field.gradient().at(point), (dx, dy), strict=True)]
    (left, right), (low, high) = closer_region(field, point)
    assert max(rises) < 4 * min(rises)
    assert (right - left) / 24 < dx < (right - left) / 9
    assert dy < (high - low) / 24


def test_beside_a_rise_that_is_next_to_none_the_other_step_is_not_shorter() -> None:
    assert default_step(ScalarField.parse("x^2 + y"), (0.001, 0)) == (0.1, 0.1)


def test_an_isolated_point_has_no_step() -> None:
    with pytest.raises(DomainError, match="beside"):
        default_step(ScalarField.parse("sqrt(-x^2-y^2)"), (0, 0), ((-1, 1), (-1, 1)))


@pytest.mark.parametrize(
    ("whole", "half", "kind"),
    [
        (0.02, 0.005, "quarter"),
        (-4, -1.1, "quarter"),
        (0, 0, "none"),
        (8, 1, "other"),
        (1, 0, "other"),
        (0, 1, "other"),
    ],
)
def test_the_effect_of_halving_a_step(whole: float, half: float, kind: str) -> None:
    assert halving_effect(whole, half) == kind


def test_representable_steps() -> None:
    assert is_representable((1, 2), (0.1, 0))
    assert not is_representable((1, 2), (0, 0))
    assert not is_representable((1e6, 2), (1e-9, 1))
    assert is_representable((1.6e-19, 5.3e-11), (1e-20, 1e-12))
    assert steps_along_axes((0.1, -2)) == [(0.1, 0), (0, -2)]


@pytest.mark.parametrize(
    ("value", "below"), [(0.15, 0.1), (0.3, 0.2), (7, 5), (1000, 1000), (0.5, 0.5)]
)
def test_rounding_down(value: float, below: float) -> None:
    assert round_number_below(value) == below
