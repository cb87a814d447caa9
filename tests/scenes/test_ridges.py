"""HikingAscent on a sharp ridge, where there is no gradient."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from scenes._kit.lesson.lesson import Lesson
from scenes.figures.hiking.turning import CompassOnKink

DryRun = Callable[..., Lesson]


@pytest.mark.parametrize(
    ("text", "at", "is_ridge"),
    [
        ("min(6 - x, 4 + x, 5 - y^2)", "3,1", True),
        ("-abs(x) - abs(y)", "1,2", True),
        ("-sqrt(x^2 + y^2)", "1,1", False),
        ("{4 - x^2 - y^2 if x^2 + y^2 < 4; 0 otherwise}", "1.5,1", False),
    ],
)
def test_on_a_ridge_no_gradient_is_said_to_lead_the_way(
    dry_run: DryRun, text: str, at: str, is_ridge: bool
) -> None:
    lesson: Any = dry_run("hiking_ascent", last="walk", function=text, at=at)
    assert ("on the ridge there is no gradient" in lesson.played[-1].narration["en"]) is is_ridge


def test_from_a_start_on_a_ridge_the_way_leads_along_it(dry_run: DryRun) -> None:
    """Without a gradient the direction turns all the same, and ends in the one way up."""
    lesson: Any = dry_run(
        "hiking_ascent", last="summit", function="6 - max(abs(x), abs(y-1))", at="2,3"
    )
    said = {beat.name: beat.narration["en"] for beat in lesson.played}
    assert "no gradient to ask" in said["directions"]
    assert "on the ridge there is no gradient" in said["walk"]
    assert "grows the profile" in said["profile"]
    assert lesson.hike.points[-1] == pytest.approx([0, 1])
    compass = CompassOnKink(lesson.landscape, lesson.hike)
    assert not compass.is_folded
    assert len(compass.circles()) == 3
    assert compass.along == pytest.approx([-(0.5**0.5)] * 2, abs=1e-6)
    quarters = compass.steps(np.arange(4) * np.pi / 2)[:, 2] * compass.factor
    assert quarters == pytest.approx(np.array([1, -1, -1, -1]) * 0.5**0.5, rel=1e-6)


@pytest.mark.parametrize(
    ("text", "at", "way"),
    [
        ("8 - abs(x^2-y) - y^2/4", "1,1", [-0.5, -1]),
        ("10*exp(-abs(x+y)/2) - y^2/4", "1,-1", [-1, 1]),
    ],
)
def test_on_a_sharp_ridge_the_arrow_is_no_stub(
    dry_run: DryRun, text: str, at: str, way: list[float]
) -> None:
    """The land falls steeply at both sides: a circle there would be folded about the ridge."""
    lesson: Any = dry_run("hiking_ascent", last="directions", function=text, at=at)
    compass = CompassOnKink(lesson.landscape, lesson.hike)
    assert compass.is_folded
    assert len(compass.circles()) == 1
    assert compass.along == pytest.approx(np.array(way) / np.linalg.norm(way), abs=1e-12)
    steep: Any = compass.direction()[-1]
    compass.angle.set_value(0)
    tail, tip = steep.update().points
    assert np.linalg.norm(tip - tail) > 0.8


@pytest.mark.parametrize(
    ("text", "at", "slope"),
    [
        ("8 - abs(x^2-y) - y^2/4", "1,1", 0.2**0.5),
        ("8 - sqrt(x^2+y^2) - abs(x)/2", "0,2", 1.0),
        ("2*x + y - abs(x)", "0,1", 2**0.5),
    ],
)
def test_from_a_kink_the_largest_slope_is_stated(
    dry_run: DryRun, text: str, at: str, slope: float
) -> None:
    lesson: Any = dry_run("hiking_ascent", last="directions", function=text, at=at)
    assert lesson.played[-1].values[-1].value == pytest.approx(slope, abs=1e-12)
    assert lesson.landscape.level_lines.opacity < 0.5


def test_where_two_ways_are_as_steep_no_slope_is_stated(dry_run: DryRun) -> None:
    lesson: Any = dry_run("hiking_ascent", last="walk", function="abs(x)+y", at="0,0")
    assert [number.value for number in lesson.played[-2].values] == [1.0]
    assert lesson.landscape.level_lines.opacity == 1
