"""GradientField: the numbers at the legs of its first arrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from manim import DL, DR, UL, UR

from scenes._kit import theme
from scenes._kit.lesson.lesson import Lesson

DryRun = Callable[..., Lesson]


@pytest.mark.parametrize(
    ("function", "at"),
    [("exp(x-1)-x*y^2", "1,3/4"), ("ln(1+exp(x-2y))", "0,0"), ("x^2 - 2*x*y", "0,0.5")],
)
def test_a_leg_s_number_is_clear_of_the_dot_and_of_the_lines_at_zero(
    dry_run: DryRun, function: str, at: str
) -> None:
    lesson: Any = dry_run("gradient_field", last="one_arrow", function=function, at=at)
    plot, point = lesson.figure.plot, lesson.figure.plot.place_of(lesson.figure.point)
    origin = plot.place_of((0, 0))
    for number, *_ in lesson.figure.legs[1]:
        half = np.array([number.width, number.height]) / 2
        off = np.abs(number.get_center() - origin)[:2] - half
        assert off.min() > 0.02
        beside = np.maximum(np.abs(number.get_center() - point)[:2] - half, 0)
        assert np.linalg.norm(beside) > theme.DOT_RADIUS + 0.05


def test_no_number_of_a_leg_stands_on_a_pole(dry_run: DryRun) -> None:
    given = {"function": "(x^2+y)/(y-x)", "at": "1,1.6"}
    lesson: Any = dry_run("gradient_field", last="one_arrow", **given)
    for number, *_ in lesson.figure.legs[1]:
        corners = np.array([number.get_corner(each) for each in (UL, UR, DL, DR)])
        x, y = lesson.figure.plot.point_at(corners).T
        assert abs(np.sign(y - x).sum()) == len(corners)


@pytest.mark.parametrize(
    ("function", "at"),
    [("y/(1+x)+ln(2+x*y)", "0.5,1.2"), ("(x^2-1)*exp(-y)/(2+x)", "0,1.5"), ("sin(x)*y", "1,-2")],
)
def test_numbers_are_outside_the_triangle(dry_run: DryRun, function: str, at: str) -> None:
    """That of the leg along x is above or below it, that of the other one on its outer side."""
    lesson: Any = dry_run("gradient_field", last="one_arrow", function=function, at=at)
    figure = lesson.figure
    tail, tip = figure.plot.place_of(np.array([[0, 0], figure.first_vector]) + figure.point)
    (level, *leader), (upright, *_) = figure.legs[1]
    way = np.sign(tip - tail)[:2]
    assert way[1] * (level.get_center() - tail)[1] < 0
    assert way[0] * (upright.get_center() - tip)[0] > 0
    for line in leader:
        across, along = np.abs(line.get_vector())[:2]
        assert across > 0.2 * along  # else it could be taken for a leg
