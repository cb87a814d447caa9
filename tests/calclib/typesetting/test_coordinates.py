"""Points in the names of numbers: exact fractions, and twelve digits for all other numbers."""

from __future__ import annotations

import math

import pytest

from calclib import ScalarField, readings
from calclib.typesetting.coordinates import coordinate_text, named_coordinate, named_point

COORDINATES = [
    (0.0, "0"),
    (-1.5, "-1.5"),
    (1 / 3, "1/3"),
    (-22 / 7, "-22/7"),
    (0.333, "0.333"),
    (math.pi / 4, "π/4"),
    (-3 * math.pi / 2, "-3π/2"),
    (math.pi / 24, "0.1308996939"),
    (0.785398163, "0.785398163"),
    (math.sqrt(2), "1.41421356237"),
    (1e-7, "1e-07"),
]


@pytest.mark.parametrize(("value", "text"), COORDINATES)
def test_a_coordinate(value: float, text: str) -> None:
    assert named_coordinate(value) == text


READ = [
    (0.0, "0"),
    (1 / 3, "1/3"),
    (-2 / 7, "−2/7"),
    (0.3333, "0.333"),
    (1.25, "1.25"),
    (1 / 101, "0.00990"),
    (-math.pi / 2, "−π/2"),
    (math.sqrt(2), "1.414"),
]


@pytest.mark.parametrize(("value", "text"), READ)
def test_a_coordinate_to_be_read(value: float, text: str) -> None:
    assert coordinate_text(value) == text


def test_numbers_are_named_by_the_point_that_was_meant() -> None:
    field = ScalarField.parse("sin(x)*y")
    point = (math.pi / 4, 1 / 3)
    assert named_point(point) == "(π/4, 1/3)"
    assert readings.value_at(field, point).name == "f(π/4, 1/3)"
    assert readings.partial_at(field, "xy", point).name == "f_xy(π/4, 1/3)"
    assert readings.secant_slope(field.slice(y=1), point[0], 0.5).name == "slope(π/4, h = 0.5)"
