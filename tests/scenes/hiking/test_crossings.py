"""HikingAscent: marks on the map fit between its level curves; the chord is seen or left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from scenes._kit import theme
from scenes._kit.lesson.lesson import Lesson
from scenes.figures.hiking.crossings import LEAST_SIDE

DryRun = Callable[..., Lesson]


@pytest.mark.parametrize(
    ("function", "at"),
    [
        ("4*exp(-(x^2/2 + y^2/8))", "-1.5,-2"),
        ("4*x*y*exp(-x^2-y^2)", "-1.5,-0.2"),
        ("cos(x+y)+cos(x-y)/2", "1.2,-2"),
        ("40*x+60*y-x^2-2*y^2-x*y", "5,3"),
        ("sin(x)*sin(y)", "0.5,0.3"),
    ],
)
def test_right_angles_fit_between_level_curves(dry_run: DryRun, function: str, at: str) -> None:
    """Their corners are nearer to the curve that they stand on than to any other."""
    lesson: Any = dry_run("hiking_ascent", last="walk", function=function, at=at)
    landscape, marks = lesson.landscape, lesson.hiker.right_angles()
    assert len(marks)
    for mark in marks:
        first, corner, *_, last = mark.get_anchors()
        side = np.linalg.norm(corner - first)
        assert side >= LEAST_SIDE - 1e-9
        place = first + last - corner
        gaps = [
            np.linalg.norm(landscape.map_places(curve.points) - place, axis=1).min()
            for curve in landscape.curves
        ]
        on_curve, next_curve = sorted(gaps)[:2]
        assert on_curve < 0.02 < side < next_curve


@pytest.mark.parametrize(
    ("function", "at", "count"),
    [
        ("4*exp(-(x^2/2 + y^2/8))", "-1.5,-2", 1),
        ("cos(x+y)+cos(x-y)/2", "1.2,-2", 0),
        ("4*x*y*exp(-x^2-y^2)", "-1.5,-0.2", 0),
        ("x+y", "0,0", 0),
    ],
)
def test_the_chord_is_drawn_where_the_path_leaves_it_free(
    dry_run: DryRun, function: str, at: str, count: int
) -> None:
    lesson: Any = dry_run("hiking_ascent", last="terrain", function=function, at=at)
    assert len(lesson.hiker.chord()) == count


def test_no_right_angle_is_under_the_hiker_who_stands(dry_run: DryRun) -> None:
    where = {"function": "x*y*(3-x-y)", "at": "0.5,0.3"}
    lesson: Any = dry_run("hiking_ascent", last="walk", **where)
    hiker, radius = lesson.hiker, 1.2 * theme.DOT_WIDTH / 200
    here = hiker.landscape.map_places(hiker.hike.at(hiker.share))
    assert lesson.hiker.share < 1
    for mark in hiker.right_angles():
        distance = np.linalg.norm(mark.points - here, axis=1).min()
        assert mark.get_stroke_opacity() == 0 or distance > radius
