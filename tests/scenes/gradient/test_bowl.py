"""GradientField: what lies on the floor and what on the surface can be told apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from engine.mobjects.arrows import ArrowField
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.space.axes import axes_among
from scenes._kit.space.viewpoint import seen_from
from scenes.figures.gradient.bowl import Bowl

DryRun = Callable[..., Lesson]


def test_arrows_on_the_floor_are_not_seen_through_the_surface(dry_run: DryRun) -> None:
    """A low bowl seen from the front: those at its front edge stay, those farther back do not."""
    lesson: Any = dry_run("gradient_field", function="x^4/4 - x^2*y + y^2", at="1,2")
    bowl = Bowl(lesson.figure, lesson.camera, lesson.stage)
    remaining, covered = (each.points for each in bowl.floor.field)
    shown = [len(each.points) for each in lesson.mobjects if isinstance(each, ArrowField)]
    assert min(len(remaining), len(covered)) > 20
    assert len(remaining) in shown
    assert len(covered) not in shown


def test_no_arrow_on_the_surface_lies_across_the_point_on_the_floor(dry_run: DryRun) -> None:
    lesson: Any = dry_run("gradient_field", function="abs(x-1)*y - y^2", at="3,1/2")
    bowl = Bowl(lesson.figure, lesson.camera, lesson.stage)
    foot = bowl.floor.places(bowl.plane.point[None])
    arrows = bowl.uphill_arrows()[1].points
    seen = seen_from(bowl.camera, bowl.side_view, np.vstack([arrows, foot]))[:, :2]
    tails, tips = np.split(seen[:-1], 2)
    ways = tails + np.linspace(0, 1, 9)[:, None, None] * (tips - tails)
    assert np.linalg.norm(ways - seen[-1], axis=-1).min() > 0.25


@pytest.mark.parametrize(
    ("function", "at"),
    [
        ("4*(1/(x^2+y^2)^6 - 1/(x^2+y^2)^3)", "1,0.6"),
        ("sqrt(abs(x*y-3)) + x", "1,1.5"),
        ("max(x,y)^2 - x*y", "1,2"),
        ("0.4*ln(x-2) + 0.6*ln(y-1)", "4,3"),
        ("x*ln(y) - y", "2,1"),
        ("x^2 - 4*x*y + y^3 + 4*y", "3,2"),
        ("x^2 + y^2", "1,1"),
    ],
)
def test_the_field_on_the_floor_is_seen_under_the_surface(
    dry_run: DryRun, function: str, at: str
) -> None:
    lesson: Any = dry_run("gradient_field", last="level_curves", function=function, at=at)
    bowl = Bowl(lesson.figure, lesson.camera, lesson.stage)
    in_the_open, covered = (len(each.points) for each in bowl.floor.field)
    assert in_the_open > 1.5 * covered
    lines, hidden = (np.isfinite(each.points).all(axis=1) for each in bowl.floor.lines)
    assert lines.any()
    assert not (lines & hidden).any()
    assert not bowl._are_covered(bowl.floor.lines[0].points[lines]).any()
    assert bowl._are_covered(bowl.floor.lines[1].points[hidden]).all()
    foot = bowl.floor.places(bowl.plane.point[None])
    assert not bowl._are_covered(foot).any()


@pytest.mark.parametrize(
    ("function", "at"), [("ln(x*y)", "2,1"), ("ln(x^2+y^2)", "1,2"), ("x/(y-1)", "2,3")]
)
def test_a_wall_beside_a_pole_ends_above_the_floor(dry_run: DryRun, function: str, at: str) -> None:
    lesson: Any = dry_run("gradient_field", last="vector", function=function, at=at)
    bowl = Bowl(lesson.figure, lesson.camera, lesson.stage)
    heights = bowl.space.points_of(bowl.graph.points.reshape(-1, 3))[:, 2]
    low, high = bowl.heights
    assert np.nanmin(heights) >= low - 1e-6 * (high - low)
    assert bowl.space.floor <= low - 0.9 * (high - low)


@pytest.mark.parametrize(
    ("function", "at"),
    [
        ("ln(x/y) + x*y^3/6", "2,1.5"),
        ("2*x - 1.5*ln(x^2+y^2)", "1.2,0.8"),
        ("1/((x-1)^2+y^2) - y", "1,0.7"),
    ],
)
def test_no_thin_wall_or_spike_stands_before_the_point(
    dry_run: DryRun, function: str, at: str
) -> None:
    lesson: Any = dry_run("gradient_field", last="level_curves", function=function, at=at)
    bowl = Bowl(lesson.figure, lesson.camera, lesson.stage)
    x, y = bowl.plane.point
    around = [(x + 0.1 * np.cos(t), y + 0.1 * np.sin(t)) for t in np.arange(6)]
    raised = [(*spot, float(bowl.field(*spot))) for spot in [(x, y), *around]]
    places = bowl.space.place_of(np.array(raised)) + 0.15 * bowl.side.to_viewer
    assert bowl._are_covered(places).mean() < 0.3
    foot = np.linspace(0, 1, 5)[:, None] * bowl.plane.arrows.vectors(bowl.plane.point[None])
    assert not bowl._are_covered(bowl.floor.places(bowl.plane.point + foot)).any()


@pytest.mark.parametrize(("function", "at"), [("3*x - x^3 - x*y^2", "0.5,1"), ("x^2+y^2", "-1,-2")])
def test_the_upright_axis_has_its_name_beside_it_where_the_surface_meets_its_tip(
    dry_run: DryRun, function: str, at: str
) -> None:
    lesson: Any = dry_run("gradient_field", last="level_curves", function=function, at=at)
    bowl = Bowl(lesson.figure, lesson.camera, lesson.stage)
    (upright,) = (axis for axis in axes_among(bowl.axes) if axis.is_upright)
    name, numbers = upright.name_label.get_center(), [n.get_center() for n in upright.numbers]
    assert name[2] > min(number[2] for number in numbers)
    places = bowl.graph.grid.reshape(-1, 3)
    shown = places[np.isfinite(places).all(axis=1)]
    *seen, label = seen_from(bowl.camera, bowl.side_view, np.vstack([shown, name]))[:, :2]
    assert np.abs(np.array(seen) - label).max(axis=1).min() > 0.1


@pytest.mark.parametrize(
    ("function", "at"),
    [
        ("x*ln(x) + y*ln(y) + (1-x-y)*ln(1-x-y)", "0.2,0.5"),
        ("asin(x*y/3) - y/2", "1.5,1"),
        ("exp(x/2) + y^2/3", "1,1"),
    ],
)
def test_arrows_uphill_are_seen_whole_and_apart(dry_run: DryRun, function: str, at: str) -> None:
    """None is a stub on the rim of the surface, and none hides behind its front wall."""
    lesson: Any = dry_run("gradient_field", last="level_curves", function=function, at=at)
    bowl = Bowl(lesson.figure, lesson.camera, lesson.stage)
    tails, tips = np.split(bowl.uphill_arrows()[1].points, 2)
    assert len(tails) >= 3
    assert not bowl._are_covered(np.vstack([tails, (tails + tips) / 2])).any()
    seen = seen_from(bowl.camera, bowl.side_view, np.vstack([tails, tips]))[:, :2]
    ends, true = np.split(seen, 2), np.linalg.norm(tips - tails, axis=1)
    assert (np.linalg.norm(ends[1] - ends[0], axis=1) > 0.35 * true).all()
    gaps = np.linalg.norm(ends[0][:, None] - ends[0], axis=-1) + 9 * np.eye(len(tails))
    assert gaps.min() > 0.4


@pytest.mark.parametrize(
    ("function", "at"), [("atan(y/x)*sqrt(x^2+y^2)", "1,1"), ("x^2+y^2", "-1,-2")]
)
def test_no_rod_runs_along_the_dashes_above_the_point(
    dry_run: DryRun, function: str, at: str
) -> None:
    lesson: Any = dry_run("gradient_field", last="level_curves", function=function, at=at)
    bowl = Bowl(lesson.figure, lesson.camera, lesson.stage)
    rods, dashes = bowl.uphill_arrows()[0], bowl.raised_point()[0]
    own = np.linspace(dashes.start(), dashes.end(), 200)
    assert len(rods) >= 3
    for rod in rods:
        ways = np.vstack([own, np.linspace(rod.start(), rod.end(), 50)])
        seen = seen_from(bowl.camera, bowl.side_view, ways)[:, :2]
        assert np.linalg.norm(seen[:200, None] - seen[200:], axis=-1).min() > 0.1
