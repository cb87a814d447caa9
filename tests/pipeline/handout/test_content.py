"""What a hand-out says of a scene."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.catalog import find
from pipeline.handout.content import function_as_typed, name_of, relation
from pipeline.video.companions import ValueRecord


@pytest.mark.parametrize(
    ("scene", "given", "typed"),
    [
        ("slicing", {"function": "x^2y"}, "f(x, y) = x^2y"),
        ("slicing", {"function": "r cos(theta)"}, "f(r, θ) = r cos(theta)"),
        ("slicing", {"function": "T(x, t) = x t"}, "T(x, t) = x t"),
        ("slicing", {"function": "a x + k y", "let": "a=2,k=pi/2"},
         "f(x, y) = a x + k y (a = 2, k = pi/2)"),
        ("transformation", {"function": "<u, u v>"}, "(u, v) ↦ <u, u v>"),
    ],
)  # fmt: skip
def test_a_function_is_shown_as_typed(scene: str, given: dict[str, Any], typed: str) -> None:
    assert function_as_typed(find(scene).parameters(given)) == typed


@pytest.mark.parametrize(
    ("value", "rounded", "written"),
    [(-2.0, False, "= −2"), (1.5403023, True, "≈ 1.540"), (5000.0, True, "≈ 5000"),
     (0.0, False, "= 0"), (None, False, "—")],
)  # fmt: skip
def test_how_a_number_is_written(value: float | None, rounded: bool, written: str) -> None:
    """As where it was shown: 5000/(1 + exp(-40)) is 5000 in float64 alone."""
    assert relation(ValueRecord("f", "a", value, None, rounded)) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("F(-0.00931758195995, 1.58136796294)", "F(−0.00932, 1.581)"),
        ("f(-1.5, π/4)", "f(−1.5, π/4)"),
        ("f_x(0.123456, 2)", "f_x(0.123456, 2)"),
    ],
)
def test_names_have_no_more_digits_than_pictures_but_those_that_were_typed(
    name: str, written: str
) -> None:
    assert name_of(ValueRecord(name, "a", 1.0, None, False)) == written
