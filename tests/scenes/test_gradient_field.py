"""GradientField: its numbers against closed forms, and its sentences for special cases."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from manim import config

from calclib import ScalarField
from calclib.sampling.crossing_arrows import do_arrows_cross
from pipeline.catalog import find
from scenes._kit import theme
from scenes._kit.layout.slots import safe_area
from scenes._kit.lesson.lesson import Lesson
from scenes.figures.gradient.arrows import GradientArrows
from scenes.figures.gradient.bowl import Bowl

DryRun = Callable[..., Lesson]

CASES = [
    ({"function": "3"}, "zero vector everywhere"),
    ({"function": "x^2 + y^2", "at": "0,0"}, "an arrow without length"),
    ({"function": "abs(x) + y", "at": "0,1"}, "partial derivative does not exist"),
    ({"function": "1000*x*y"}, "its length is 2236"),
]


@pytest.mark.parametrize(("given", "fragment"), CASES, ids=[str(row[0]) for row in CASES])
def test_every_kind_of_point_has_its_sentence(
    dry_run: DryRun, given: dict[str, Any], fragment: str
) -> None:
    lesson = dry_run("gradient_field", **given)
    assert fragment in " ".join(beat.narration["en"] for beat in lesson.played)


def test_the_storyboard_s_arrow(dry_run: DryRun) -> None:
    lesson = dry_run("gradient_field", last="field")
    shown = [number.value for beat in lesson.played for number in beat.values]
    assert shown == pytest.approx([-2, -4, math.sqrt(20)], abs=1e-12)


def test_a_given_function_replaces_the_example() -> None:
    entry = find("gradient_field")
    for given, text in (({}, "x^2*sin(y)"), ({"function": "x*y"}, "x*y")):
        assert entry.parameters(given).first.tree == ScalarField.parse(text).tree


def test_crossing_arrows_are_perpendicular_to_the_level_curves(dry_run: DryRun) -> None:
    """On x^2 + y^2 the arrows point away from the origin, at any scale."""
    lesson = dry_run("gradient_field", last="level_curves")
    figure: Any = lesson.figure  # type: ignore[attr-defined]
    vectors = figure.arrows.vectors(figure.crossing.tails)
    cross = (
        vectors[:, 0] * figure.crossing.tails[:, 1] - vectors[:, 1] * figure.crossing.tails[:, 0]
    )
    assert np.abs(cross).max() < 1e-9
    assert (np.einsum("ij,ij->i", vectors, figure.crossing.tails) > 0).all()


def test_the_legend_s_numbers_are_recorded_as_given(dry_run: DryRun) -> None:
    """Arrows of x^2 + y^2 are drawn 1 : 10; the longest is about 7.5 long."""
    lesson = dry_run("gradient_field", last="size")
    assert lesson.played[-1].given == [7, 4, 1.5, 10]


@pytest.mark.parametrize("function", ["x^2*y+sin(y)", "1000*x*y", "1/(x^2+y^2)"])
def test_crossing_arrows_are_visible_and_stay_in_the_region(dry_run: DryRun, function: str) -> None:
    lesson = dry_run("gradient_field", last="level_curves", function=function, at="1,1")
    figure: Any = lesson.figure  # type: ignore[attr-defined]
    vectors = figure.arrows.vectors(figure.crossing.tails)
    assert len(vectors)
    assert np.linalg.norm(vectors, axis=1).min() * figure.unit > 0.2
    low, high = np.array(figure.region).T
    assert (figure.crossing.tails + vectors >= low).all()
    assert (figure.crossing.tails + vectors <= high).all()


@pytest.mark.parametrize(
    ("function", "at"),
    [
        ("x^2+y^2", (1, 1)),
        ("80/(1+x^2+2*y^2)", (1, 1)),
        ("1/sqrt((x-1)^2+y^2) - 1/sqrt((x+1)^2+y^2)", (0, 1)),
    ],
)
def test_every_arrow_is_drawn_and_none_crosses_another(
    function: str, at: tuple[float, float]
) -> None:
    region = ((-3.0, 3.0), (-3.0, 3.0))
    arrows = GradientArrows(ScalarField.parse(function), region, at)
    assert len(arrows.others) == len(arrows.tails) - 1
    assert not do_arrows_cross(arrows.others, arrows.vectors(arrows.others))
    assert all(
        low <= a < b <= high for (a, b), (low, high) in zip(region, arrows.region, strict=True)
    )


def test_uphill_arrows_have_a_maximum_length(dry_run: DryRun) -> None:
    """However steep the surface is, no arrow on it is longer than a unit."""
    lesson: Any = dry_run("gradient_field", last="level_curves", function="10*sin(3x)", at="0,0")
    _, arrows = Bowl(lesson.figure, lesson.camera, lesson.stage).uphill_arrows()
    tails, tips = np.split(arrows.points, 2)
    assert 0.5 < np.linalg.norm(tips - tails, axis=1).max() < 1 + 1e-6


def test_a_leg_s_number_stays_in_the_plot(dry_run: DryRun) -> None:
    lesson = dry_run("gradient_field", last="one_arrow", function="7*x-5*y", at="0,0")
    figure: Any = lesson.figure  # type: ignore[attr-defined]
    _, numbers = figure.legs
    for number in numbers:
        assert number.get_left()[0] >= figure.plot.slot.left
        assert number.get_right()[0] <= figure.plot.slot.right


def test_large_numbers_are_legible_beside_level_curves(dry_run: DryRun) -> None:
    given = {"function": "9*10^9/sqrt(x^2+y^2)", "at": "3,2"}
    lesson: Any = dry_run("gradient_field", last="level_curves", **given)
    assert lesson.rows_of_crossing()[0].font_size >= theme.RULE


def test_a_missing_partial_derivative_is_none(dry_run: DryRun) -> None:
    lesson: Any = dry_run("gradient_field", last="one_arrow", function="abs(x)+y", at="0,0")
    assert lesson.slopes["x"] is None
    assert lesson.slopes["y"].value == 1


def test_long_numbers_at_the_left_are_inside_the_frame(dry_run: DryRun) -> None:
    lesson: Any = dry_run("gradient_field", function="0.001*sin(50x)", at="0.02,0")
    bowl = Bowl(lesson.figure, lesson.camera, lesson.stage)
    bowl.side_view.apply_to(lesson.camera)
    for number in bowl.axes[2][1:]:
        middle = lesson.camera.project_points(number.get_center()[None])[0]
        assert middle[0] - number.width / 2 > safe_area().left


@pytest.mark.parametrize(
    ("function", "at", "count"),
    [("x^2 + y^2", "-1,-2", 2), ("x*y", "2,-0.2", 2), ("3*x", "1,1", 1), ("-x + y", "1,1", 2)],
)
def test_a_number_is_nearest_to_its_own_leg(
    dry_run: DryRun, function: str, at: str, count: int
) -> None:
    lesson: Any = dry_run("gradient_field", last="one_arrow", function=function, at=at)
    legs, numbers = lesson.figure.legs
    assert len(numbers) == count
    for number, leg in zip(numbers, legs, strict=True):
        if len(number) > 1:
            assert np.allclose(number[1].get_end(), leg.get_center())
            continue
        center = number[0].get_center()
        distances = [np.linalg.norm(each.get_center() - center) for each in legs]
        assert min(distances) == np.linalg.norm(leg.get_center() - center)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_crossing_is_said_in_words(dry_run: DryRun, language: str) -> None:
    lesson: Any = dry_run("gradient_field", last="level_curves", language=language)
    said, scale = lesson.notes.rows[-2:]
    assert said in lesson.mobjects
    assert said.font_size == pytest.approx(theme.TEXT)
    figure = lesson.figure
    assert scale in lesson.mobjects
    assert figure.arrows.scale.factor / figure.crossing.growth in lesson.played[-1].given


def test_a_point_on_a_plateau_has_no_level_curve(dry_run: DryRun) -> None:
    plateau: Any = dry_run("gradient_field", function="max(x^2+y^2, 4)", at="1,1")
    assert plateau.figure.crossing.curve_at_point == []
    outside: Any = dry_run("gradient_field", function="max(x^2+y^2, 4)", at="2,1")
    assert outside.figure.crossing.curve_at_point


@pytest.mark.parametrize("function", ["x^2 + y^2", "exp(-x^2 - y^2)", "sin(x)*y", "1/(x^2+y^2)"])
def test_arrows_at_level_curves_are_longer_but_do_not_point_beyond_summits(
    dry_run: DryRun, function: str
) -> None:
    lesson: Any = dry_run("gradient_field", last="level_curves", function=function, at="0.5,-0.3")
    figure = lesson.figure
    growth = figure.growth.get_value()
    assert growth == figure.crossing.growth >= 1
    tails = figure.crossing.tails
    tips = tails + growth * figure.arrows.vectors(tails)
    on_the_way = [tails + share * (tips - tails) for share in np.linspace(0, 1, 9)]
    heights = np.array([figure.field(*points.T) for points in on_the_way])
    assert (heights[-1] > heights[0]).all()
    low, high = np.array(figure.region).T
    assert ((low <= tips) & (tips <= high)).all()


def test_right_angles_are_large_and_that_at_the_point_is_the_largest(dry_run: DryRun) -> None:
    lesson: Any = dry_run("gradient_field", last="level_curves")
    assert lesson.figure.crossing.growth == 2.5
    *others, at_point = (
        np.linalg.norm(mark.points[0] - lesson.figure._in_last_window(tail[None])[0])
        for mark, tail in zip(
            lesson.figure.right_angles(), lesson.figure.crossing.marked_tails, strict=True
        )
    )
    assert min(others) >= 1 / 40 * config.frame_height
    assert at_point > max(others)


@pytest.mark.parametrize("at", ["1,-1", "1,1"])
def test_without_an_arrow_at_the_point_others_cross_level_curves(dry_run: DryRun, at: str) -> None:
    """At the kink of min(x, y^2) there is no gradient, but there is beside it."""
    lesson: Any = dry_run("gradient_field", function="min(x, y^2)", at=at)
    assert lesson.length is None
    assert len(lesson.figure.crossing.tails) >= 3


@pytest.mark.parametrize("given", [{"at": "0,0"}, {"function": "max(x,y)", "at": "1,1"}])
def test_level_curves_lie_where_the_axes_say(dry_run: DryRun, given: dict[str, Any]) -> None:
    """Without an arrow at the point the window does not change: it is the last one at once."""
    figure: Any = dry_run("gradient_field", last="level_curves", **given).figure  # type: ignore[attr-defined]
    points = figure.crossing.curves[0].points[:, :2]
    assert np.allclose(figure.plot.place_of(points), figure._in_last_window(points))


@pytest.mark.parametrize("text", ["x*y*exp(-x^2-y^2)", "x^3/3 - x + y^2", "x*exp(-y)"])
def test_arrows_fill_the_plot(dry_run: DryRun, text: str) -> None:
    lesson = dry_run("gradient_field", last="field", function=text, at="0.5,0.5")
    figure: Any = lesson.figure  # type: ignore[attr-defined]
    filled = [
        np.ptp(arrows) / np.ptp(window)
        for arrows, window in zip(
            figure.arrows.region, (figure.window.x, figure.window.y), strict=True
        )
    ]
    assert max(filled) == pytest.approx(1.0, abs=0.03)
    assert min(filled) > 0.9  # where tips need room beyond one side, the other has some to spare
