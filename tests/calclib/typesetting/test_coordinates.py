"""Points in the names of numbers: exact fractions, and twelve digits for all other numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest

from calclib import ScalarField, readings
from calclib.typesetting.coordinates import (
    coordinate_text,
    fraction_text,
    is_coordinate_exact,
    named_coordinate,
    named_point,
)

COORDINATES = [
    (0.0, "0"),
    (-1.5, "-1.5"),
    (1 / 3, "1/3"),
    (-22 / 7, "-22/7"),
    (0.333, "0.333"),
    (math.pi / 4, "π/4"),
    (-3 * math.pi / 2, "-3π/2"),
    (math.pi / 24, "π/24"),
    (math.pi / 25, "0.125663706144"),
    (0.785398163, "0.785398163"),
    (math.e, "e"),
    (-math.e / 2, "-e/2"),
    (math.sqrt(2), "1.41421356237"),
    (1e-7, "10⁻⁷"),
    (-1.25e-11, "-1.25×10⁻¹¹"),
    (1234567.125, "1.234567125×10⁶"),
    (1e6, "10⁶"),
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
    (math.e, "e"),
    (-3 * math.e / 2, "−3e/2"),
    (2.718, "2.718"),
    (math.sqrt(2), "1.414"),
    (1e-10, "10⁻¹⁰"),
    (1e8, "10⁸"),
    (1e7 / 3, "3.333×10⁶"),
    (0.785398163, "0.785"),
]


@pytest.mark.parametrize(("value", "text"), READ)
def test_a_coordinate_to_be_read(value: float, text: str) -> None:
    assert coordinate_text(value) == text


@pytest.mark.parametrize("value", [0.0, -1.5, 1 / 3, math.pi / 6, 1e-7, 3e8])
def test_a_coordinate_is_exact(value: float) -> None:
    assert is_coordinate_exact(value)


@pytest.mark.parametrize("value", [math.sqrt(2), 0.3333, 1 / 101, 0.785398163, 1e8 + 1])
def test_a_coordinate_is_rounded(value: float) -> None:
    assert not is_coordinate_exact(value)


def test_numbers_are_named_by_the_point_that_was_meant() -> None:
    field = ScalarField.parse("sin(x)*y")
    point = (math.pi / 4, 1 / 3)
    assert named_point(point) == "(π/4, 1/3)"
    assert readings.value_at(field, point).name == "f(π/4, 1/3)"
    assert readings.partial_at(field, "xy", point).name == "f_xy(π/4, 1/3)"
    assert readings.secant_slope(field.slice(y=1), point[0], 0.5).name == "slope(π/4, h = 0.5)"


def test_a_number_of_numpy_is_written_as_any_other() -> None:
    for value in (-0.00932, 1.581, 0.5, 1 / 3):
        assert fraction_text(np.float64(value)) == fraction_text(value)
