"""GradientField: its arrows can be seen and told apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from manim import ManimColor

from calclib import ScalarField
from calclib.sampling.crossing_arrows import do_arrows_cross
from engine.mobjects.points import Points
from scenes._kit import theme
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.plane.right_angles import SIDE
from scenes._kit.space.axes import axes_among
from scenes.figures.gradient.arrows import GradientArrows
from scenes.figures.gradient.bowl import Bowl

DryRun = Callable[..., Lesson]


@pytest.mark.parametrize("function", ["2*x - 3*y", "3*x - 2*y", "x - y", "x + y", "-y"])
def test_uphill_arrows_do_not_point_at_the_viewer(dry_run: DryRun, function: str) -> None:
    lesson: Any = dry_run("gradient_field", last="level_curves", function=function, at="1,1")
    bowl = Bowl(lesson.figure, lesson.camera, lesson.stage)
    bowl.side_view.apply_to(lesson.camera)
    shown = lesson.camera.project_points(bowl.uphill_arrows()[1].points)
    tails, tips = np.split(shown[:, :2], 2)
    assert np.median(np.linalg.norm(tips - tails, axis=1)) > 0.4


@pytest.mark.parametrize(
    ("function", "at"), [("cos(x)*exp(-y)", "pi/6,0"), ("x^3 - 3*x*y^2", "1,1")]
)
def test_arrows_on_level_curves_do_not_cross(dry_run: DryRun, function: str, at: str) -> None:
    lesson: Any = dry_run("gradient_field", last="field", function=function, at=at)
    figure = lesson.figure
    tails = figure.crossing.marked_tails
    assert not do_arrows_cross(tails, figure.crossing.growth * figure.arrows.vectors(tails))


@pytest.mark.parametrize("function", ["cos(x)*exp(-y)", "1e4*x^2*y - 1e3*y^3"])
def test_the_dot_leaves_the_arrow_at_it_visible(dry_run: DryRun, function: str) -> None:
    lesson: Any = dry_run("gradient_field", last="field", function=function, at="0.1,0.3")
    figure = lesson.figure
    dot = next(each for each in lesson.mobjects if each.get_color() == ManimColor(theme.POINT))
    assert dot.width / 2 <= np.hypot(*figure.vector()) * figure.unit / 3


@pytest.mark.parametrize(
    ("function", "at"),
    [("sqrt(16-x^2-4y^2)", "2,-1"), ("log(1+x^2*y^2)", "0.6,-1.8"), ("x^3 - 3*x*y^2", "1,1")],
)
def test_where_lengths_differ_widely_all_arrows_have_a_visible_length(
    dry_run: DryRun, function: str, at: str
) -> None:
    figure: Any = dry_run("gradient_field", last="field", function=function, at=at).figure  # type: ignore[attr-defined]
    drawn = np.linalg.norm(figure.arrows.vectors(figure.arrows.others), axis=1) * figure.unit
    true = np.linalg.norm(figure.arrows.gradient(*figure.arrows.others.T), axis=1)
    assert drawn[true > 1e-2 * true.max()].min() > 0.2
    assert (np.diff(drawn[np.argsort(true)]) >= -1e-9).all()
    assert drawn.max() > 1.5 * drawn.min()


@pytest.mark.parametrize(
    ("function", "at"), [("1/(x^2+y)", "1,0.5"), ("x/(x-y)", "2,-1"), ("ln(x-y)", "2,-1")]
)
def test_poles_are_marked_and_no_arrow_crosses_them(
    dry_run: DryRun, function: str, at: str
) -> None:
    figure: Any = dry_run("gradient_field", last="field", function=function, at=at).figure  # type: ignore[attr-defined]
    marked = figure.plot.curves[0].points
    x, y = figure.plot.point_at(marked).T
    height = np.ptp(figure.plot.window.y)
    from_pole = x**2 + y if "x^2" in function else x - y
    assert len(marked) > 40
    assert np.abs(from_pole).max() < 0.01 * height
    tails = np.vstack([figure.arrows.others, figure.point])
    (x0, y0), (x1, y1) = tails.T, (tails + figure.arrows.vectors(tails)).T
    sides = [x**2 + y if "x^2" in function else x - y for x, y in ((x0, y0), (x1, y1))]
    assert len(tails) > 30
    assert (sides[0] * sides[1] > 0).all()


@pytest.mark.parametrize(
    ("function", "at"), [("3*x/(y+4)-sqrt(x*y+6)", "2,-1"), ("x*sqrt(y+2)", "1,-1")]
)
def test_no_arrow_reaches_beyond_the_domain(dry_run: DryRun, function: str, at: str) -> None:
    lesson = dry_run("gradient_field", last="field", function=function, at=at)
    arrows, f = lesson.figure.arrows, lesson.parameters.field  # type: ignore[attr-defined]
    drawn = np.vstack([arrows.others, lesson.figure.point])  # type: ignore[attr-defined]
    known = np.isfinite(f(*drawn.T))
    tips = (drawn + arrows.vectors(drawn))[known]
    with np.errstate(invalid="ignore"):
        assert np.isfinite(f(*tips.T)).all()
    assert len(tips) > 30


def test_the_given_arrow_is_as_long_as_the_others(dry_run: DryRun) -> None:
    figure: Any = dry_run("gradient_field", last="field", function="x + 2*y", at="1,1").figure  # type: ignore[attr-defined]
    own, others = np.ptp(figure.arrow().points, axis=0), figure.field_arrows
    assert own[1] == pytest.approx(np.abs(others.tips - others.tails)[0, 1], abs=0.05)


def test_no_level_curve_lies_close_to_the_one_through_the_point(dry_run: DryRun) -> None:
    lesson: Any = dry_run("gradient_field", function="ln(1 + x^2 + y^4)", at="1,1")
    levels = sorted({curve.level for curve in lesson.figure.crossing.curves})
    gaps = np.abs(np.array(levels) - np.log(3))
    assert gaps.min() > 0.3 * np.diff(levels).min()


def test_the_dot_keeps_its_share_of_an_arrow_that_is_scaled(dry_run: DryRun) -> None:
    figure = dry_run("gradient_field", last="vector").figure  # type: ignore[attr-defined]
    dot, point = figure.dot(), figure.dot().scale(0)
    for share in (0.0, 0.4, 1.0, 0.2):
        figure.field_scale.set_value(share)
        radius = min(max(0.22 * np.hypot(*figure.vector()) * figure.unit, 0.05), theme.DOT_RADIUS)
        assert dot.update().width == pytest.approx(2 * radius, abs=1e-9)
        np.testing.assert_allclose(dot.get_center(), figure.plot.place_of(figure.point), atol=1e-9)
    assert point.update().width == 0  # as where it begins to grow from its middle


@pytest.mark.parametrize(
    ("function", "at"), [("max(x, y)", "2,-1"), ("abs(x-y)", "2,-1"), ("min(x, 2*y)", "1,2")]
)
def test_right_angles_stand_off_kinks(dry_run: DryRun, function: str, at: str) -> None:
    """A level curve has a corner there, and the gradient does not exist."""
    figure: Any = dry_run("gradient_field", last="field", function=function, at=at).figure  # type: ignore[attr-defined]
    tails = figure.crossing.tails
    assert len(tails) >= 4
    x, y = tails.T
    distances = np.abs(x - 2 * y) / 5**0.5 if "2*y" in function else np.abs(x - y) / 2**0.5
    assert distances.min() * figure.crossing.unit > SIDE / 2


@pytest.mark.parametrize("given", [{}, {"function": "x/y", "at": "3,2"}, {"function": "3"}])
def test_the_point_is_under_and_on_the_graph_at_last(
    dry_run: DryRun, given: dict[str, Any]
) -> None:
    lesson: Any = dry_run("gradient_field", **given)
    family = (each for top in lesson.mobjects for each in top.get_family())
    drawn = [each for each in family if isinstance(each, Points)]
    dots = [each for each in drawn if each.get_color() == ManimColor(theme.POINT)]
    assert len(dots) == 2
    zero_vectors = [each.get_color() for each in drawn if each not in dots]
    assert zero_vectors == ([ManimColor(theme.GRADIENT)] if given == {"function": "3"} else [])
    (x0, y0, z0), (x1, y1, z1) = (each.points[0] for each in dots)
    assert (x0, y0) == pytest.approx((x1, y1))
    assert z0 < z1


@pytest.mark.parametrize(
    ("function", "at"), [("sin(x)*cos(y)", "1,0.5"), ("2*sin(x) + cos(2y)", "pi/6,pi/4")]
)
def test_the_scale_of_arrows_at_level_curves_is_a_round_number(
    dry_run: DryRun, function: str, at: str
) -> None:
    lesson: Any = dry_run("gradient_field", last="field", function=function, at=at)
    figure = lesson.figure
    assert figure.arrows.scale.is_even
    times = figure.arrows.scale.factor / figure.crossing.growth
    shown = max(times, 1 / times)
    assert shown == pytest.approx(float(f"{shown:.2g}"))
    assert figure.crossing.growth > 1


@pytest.mark.parametrize(
    ("function", "at"), [("x^2 + y^2", "-1,-2"), ("abs(x*y)", "1,-2"), ("x*exp(-x^2-y^2)", "0.3,1")]
)
def test_the_given_arrow_on_the_surface_is_the_longest_and_is_not_crowded(
    dry_run: DryRun, function: str, at: str
) -> None:
    lesson: Any = dry_run("gradient_field", last="level_curves", function=function, at=at)
    bowl = Bowl(lesson.figure, lesson.camera, lesson.stage)
    bowl.side_view.apply_to(lesson.camera)

    def seen(points: np.ndarray) -> np.ndarray:
        return lesson.camera.project_points(points)[:, :2]

    own = seen(np.array(bowl.arrow_at_point().points))
    tails, tips = np.split(seen(bowl.uphill_arrows()[1].points), 2)
    longest = np.linalg.norm(tips - tails, axis=1).max()
    assert np.linalg.norm(np.ptp(own, axis=0)) > 1.2 * longest
    middles = (tails + tips) / 2
    assert np.linalg.norm(middles[:, None] - own, axis=-1).min() > 0.15


def test_numbers_of_the_z_axis_are_values_of_the_function(dry_run: DryRun) -> None:
    """The floor lies lower, but what is never negative has no negative number."""
    lesson: Any = dry_run("gradient_field", last="level_curves", function="abs(x*y)", at="1,-2")
    bowl = Bowl(lesson.figure, lesson.camera, lesson.stage)
    upright = next(axis for axis in axes_among(bowl.axes) if axis.is_upright)
    heights = bowl.space.points_of([number.get_center() for number in upright.numbers])[:, 2]
    assert len(heights) > 1
    assert heights.min() > -1
    assert bowl.space.floor < -1


@pytest.mark.parametrize(
    ("function", "at", "shown"),
    [("x^2 + y^2", "-1,-2", 2), ("x*y", "2,-0.1", 1), ("1000000*x + y", "1,1", 1)],
)
def test_a_leg_is_drawn_where_it_can_be_seen(
    dry_run: DryRun, function: str, at: str, shown: int
) -> None:
    lesson: Any = dry_run("gradient_field", last="one_arrow", function=function, at=at)
    legs, numbers = lesson.figure.legs
    assert len(legs) == len(numbers) == shown
    assert min(max(leg.width, leg.height) for leg in legs) > 0.1


@pytest.mark.parametrize("function", ["1/(x^2 + y^2)", "-1/(x^2 + y^2)"])
def test_a_surface_with_a_pole_reaches_up_to_the_point(dry_run: DryRun, function: str) -> None:
    lesson: Any = dry_run("gradient_field", last="level_curves", function=function, at="0.5,0.2")
    bowl = Bowl(lesson.figure, lesson.camera, lesson.stage)
    assert bowl.heights[0] <= bowl.height <= bowl.heights[1]
    assert len(bowl.raised_point()) == 2
    assert len(bowl.arrow_at_point().points)


def test_arrows_beside_a_peak_are_no_specks() -> None:
    """Those around the peak must be short: with fewer of them, all can be longer."""
    region = ((-1.2, 2.0), (-2.0, 1.2))
    peak = ScalarField.parse("1/((x-1)^2+(y+1)^2+0.2)")
    arrows = GradientArrows(peak, region, (0.4, -0.5))
    drawn = np.linalg.norm(arrows.vectors(arrows.tails), axis=1)
    assert np.median(drawn) >= 0.05 * 3.2
    assert not do_arrows_cross(arrows.others, arrows.vectors(arrows.others))


@pytest.mark.parametrize(("function", "at"), [("ln(1+exp(x-2y))", "0,0"), ("x^2 + y^2", "-1,-2")])
def test_a_surface_that_bends_upwards_does_not_cover_the_arrow_at_the_point(
    dry_run: DryRun, function: str, at: str
) -> None:
    lesson: Any = dry_run("gradient_field", last="level_curves", function=function, at=at)
    bowl = Bowl(lesson.figure, lesson.camera, lesson.stage)
    places = bowl.arrow_at_point().points
    points = bowl.space.points_of(places[(np.abs(places) < bowl.size / 2).all(axis=1)])
    assert (points[:, 2] >= bowl.field(*points[:, :2].T) - 0.05 * np.ptp(bowl.heights)).all()
