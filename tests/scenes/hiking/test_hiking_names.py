"""HikingAscent: the names of the direction and of the gradient belong to their arrows."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from pipeline.lint.figure.labels import distance
from pipeline.lint.figure.strokes import points_along
from scenes._kit.layout.labels import dense_points
from scenes._kit.lesson.lesson import Lesson
from scenes.figures.hiking.compass import Compass

DryRun = Callable[..., Lesson]

NAMED = [
    ("10 - abs(x) - 2*abs(y)", "2,1"),
    ("cos(x)*sin(2*y)", "0.8,0.3"),
    ("5 - sqrt(x^2 + y^2)", "3,2"),
    ("x*y*(3-x-y)", "0.5,0.3"),
    ("x^2/6 + y^2/3 + 1", "1,-0.5"),
    ("10*exp(-20*(x-1)^2 - 20*(y-1)^2)", "0.5,0.7"),
]
"""Gradients drawn to scale, and others dashed, among many level curves and few."""


def compass_of(lesson: Any) -> Any:
    gradient = [slope.value for slope in lesson.slopes.values()]
    return Compass(lesson.landscape, lesson.hike.at(0), gradient)


@pytest.mark.parametrize(("function", "at"), NAMED)
def test_the_gradient_s_name_stands_at_the_outer_part_of_its_mark(
    dry_run: DryRun, function: str, at: str
) -> None:
    """And not where the direction turns, nor on the mark."""
    lesson: Any = dry_run("hiking_ascent", last="directions", function=function, at=at)
    compass = compass_of(lesson)
    arrow = compass.gradient_mark()
    name = compass.names(compass.direction()[1], arrow)[1]
    start, tip = lesson.landscape.map_places(compass._gradient_ends())[:, :2]
    half, center = np.array([name.width, name.height]) / 2, name.get_center()[:2]
    mark = start + np.linspace(0.5, 1, 65)[:, None] * (tip - start)
    gaps = np.linalg.norm(np.maximum(np.abs(mark - center) - half, 0), axis=1)
    assert 0.1 < gaps.min() < 0.55
    outline = dense_points(arrow)[:, :2]
    assert (np.abs(outline - center) - half).max(axis=1).min() > 0.04
    inner = np.linalg.norm(np.maximum(np.abs(start - center) - half, 0))
    assert inner > lesson.landscape.unit / compass.factor


@pytest.mark.parametrize(("function", "at"), [NAMED[2], NAMED[3]])
def test_the_gradient_s_name_is_clear_of_level_curves_where_there_is_room(
    dry_run: DryRun, function: str, at: str
) -> None:
    lesson: Any = dry_run("hiking_ascent", last="directions", function=function, at=at)
    compass, landscape = compass_of(lesson), lesson.landscape
    name = compass.names(compass.direction()[1], compass.gradient_mark())[1]
    half = 0.4 * np.array([name.width, name.height])  # the corners of its box are empty
    for curve in landscape.curves:
        corners = landscape.map_places(curve.points)[:, :2]
        for start, end in pairwise(corners):
            places = start + np.linspace(0, 1, 200)[:, None] * (end - start)
            assert (np.abs(places - name.get_center()[:2]) > half).any(axis=1).all()


ALONG = [
    ("x*y", "1,1"),
    ("ln(x^2+y^2)", "1,1"),
    ("1/(x-y)", "2,1"),
    ("1e-5*x^2*y", "3,2"),
    ("1.5*x", "0,0"),
    ("x^5-y^5", "1,0.5"),
]
"""Gradients whose heads are beside the direction's tip, and dashed ones that lead beyond it."""


@pytest.mark.parametrize(("function", "at"), ALONG)
def test_the_direction_s_name_is_nearest_to_its_arrow_where_that_lies_on_the_gradient(
    dry_run: DryRun, function: str, at: str
) -> None:
    lesson: Any = dry_run("hiking_ascent", last="terrain", function=function, at=at)
    compass = compass_of(lesson)
    compass.angle.set_value(0.0)
    arrow, mark = compass.direction()[1], compass.gradient_mark()
    name = compass.names(arrow, mark)[0]
    half, center = np.array([name.width, name.height]) / 2, name.get_center()[:2]
    box = np.concatenate([center - half, center + half])
    own, other = (distance(box, points_along(each)[:, :2]) for each in (arrow, mark))
    assert other > 0.05
    assert other >= 0.8 * own - 0.05


def test_on_level_ground_the_direction_turns_with_slope_0(dry_run: DryRun) -> None:
    lesson: Any = dry_run("hiking_ascent", last="directions", function="x^2-y^2", at="0,0")
    compass = compass_of(lesson)
    assert compass.length == 0
    for angle in (0.0, 1.0, 4.0):
        compass.angle.set_value(angle)
        assert compass.slope == 0
        (step,) = compass.steps(np.array([angle]))
        assert step == pytest.approx([np.cos(angle), np.sin(angle), 0] / np.array(compass.factor))


@pytest.mark.parametrize(
    ("function", "at"),
    [("5 - sqrt(x^2 + y^2)", "3,2"), ("2 - max(abs(x), abs(y)/2)", "1.2,-1.5"), *ALONG[2:4]],
)
def test_where_both_arrows_are_parallel_their_names_are_not_read_as_one(
    dry_run: DryRun, function: str, at: str
) -> None:
    lesson: Any = dry_run("hiking_ascent", last="terrain", function=function, at=at)
    compass = compass_of(lesson)
    compass.angle.set_value(0.0)
    names = compass.names(compass.direction()[1], compass.gradient_mark())
    apart = np.abs(names[0].get_center() - names[1].get_center())[:2]
    sizes = np.array([(each.width, each.height) for each in names])
    gap = np.linalg.norm(np.maximum(apart - sizes.sum(axis=0) / 2, 0))
    assert gap > names[0].width


def test_the_head_of_an_arrow_lies_within_the_head_of_its_rim(dry_run: DryRun) -> None:
    lesson: Any = dry_run("hiking_ascent", last="terrain")
    slopes = [slope.value for slope in lesson.slopes.values()]
    direction: Any = Compass(lesson.landscape, lesson.hike.at(0), slopes).direction()
    rim, arrow, *_ = direction
    ahead, (head, larger) = rim.tips[0] - arrow.tips[0], map(_head_length, (arrow, rim))
    along = arrow.tips[0] - arrow.tails[0]
    beyond = float(ahead @ along) / np.linalg.norm(along)
    assert beyond > 0
    assert larger - head - beyond == pytest.approx(beyond, rel=0.1)


def _head_length(arrow: Any) -> float:
    """In scene units; arrow.glsl has heads of 6.4 radii of the shaft."""
    return 6.4 * arrow.stroke_width / 2 / 100
