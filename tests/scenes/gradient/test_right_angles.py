"""GradientField: right angles and their arrows have room among level curves."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from calclib import ScalarField
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.plane.right_angles import SIDE
from scenes.figures.gradient.mark_room import mark_room

DryRun = Callable[..., Lesson]


@pytest.mark.parametrize(
    ("function", "at"),
    [
        ("sin(x+y)/(1+x^2)", "0.5,1"),
        ("6*x/(1+x^2+y^4)", "1,0.5"),
        ("1/sqrt((x-1)^2+y^2+0.1)-1/sqrt((x+1)^2+y^2+0.1)", "0.3,0.9"),
    ],
)
def test_the_arrow_that_crosses_a_small_oval_can_be_read(
    dry_run: DryRun, function: str, at: str
) -> None:
    crossing = dry_run("gradient_field", last="vector", function=function, at=at).figure.crossing  # type: ignore[attr-defined]
    height = np.ptp(crossing.window.y)
    assert np.linalg.norm(crossing.vectors[-1]) >= 0.14 * height
    assert min(np.linalg.norm(crossing.vectors, axis=1)) >= 0.05 * height


def test_right_angles_are_small_beside_the_radius_of_their_circle() -> None:
    field, points = ScalarField.parse("x^2+y^2"), np.array([[0.0, 0.2], [3.0, 0.0], [0.0, -1.0]])
    room = mark_room(field, [0.04, 1.0, 9.0], points, 0.4)
    assert room == pytest.approx([0.1, 0.4, 0.4])


def test_right_angles_hold_no_other_level_curve() -> None:
    field, points = ScalarField.parse("3*x + 4*y"), np.array([[0.0, 0.0], [0.6, 0.8]])
    room = mark_room(field, [0.0, 5.0, 6.0], points, 0.4)
    assert room[0] == pytest.approx(0.4)
    assert 0.1 < room[1] < 0.2


@pytest.mark.parametrize(("function", "at"), [("x^4+y^4-4*x*y", "0.5,1.5")])
def test_no_arrow_ends_in_another_s_right_angle(dry_run: DryRun, function: str, at: str) -> None:
    crossing = dry_run("gradient_field", last="vector", function=function, at=at).figure.crossing  # type: ignore[attr-defined]
    tails, tips = crossing.marked_tails, crossing.marked_tails + crossing.vectors
    gaps = np.linalg.norm(tips[:, None] - tails[None], axis=2) * crossing.unit
    assert len(tails) >= 4
    assert gaps.min() > 1.9 * SIDE
