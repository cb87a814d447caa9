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
