"""The second terrain of the hiking scene is another one than the first."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from calclib import ScalarField
from scenes.figures.hiking.second_terrains import terrain_beside

PEAKS = "3*(1-x)^2*exp(-x^2-(y+1)^2)-10*(x/5-x^3-y^5)*exp(-x^2-y^2)-exp(-(x+1)^2-y^2)/3"
IN_OTHER_WORDS = (
    "h(u, v) = 3*(u-1)^2/exp(u^2+(v+1)^2) + (10*v^5+10*u^3-2*u)/exp(u^2+v^2) - exp(-(u+1)^2-v^2)/3"
)
OTHERS = [
    "x^2+y^2",
    "4*exp(-(x^2/2+y^2/8))",
    f"{PEAKS} + 1",
    f"2*({PEAKS})",
    "x/y",
    "ln(x)",
    "3",
    "2*sin(x)*sin(y) + x/3",
]


@pytest.mark.parametrize("text", [PEAKS, IN_OTHER_WORDS])
def test_the_peaks_are_not_shown_again(text: str) -> None:
    field = ScalarField.parse(text)
    assert not terrain_beside(field).is_of(field)


@pytest.mark.parametrize("text", OTHERS)
def test_after_any_other_function_the_peaks_are_shown(text: str) -> None:
    field = ScalarField.parse(text, ("x", "y"))
    assert terrain_beside(field).is_of(ScalarField.parse(PEAKS))


@pytest.mark.parametrize("text", [PEAKS, "x*y"])
def test_two_hikers_start_side_by_side_and_end_on_different_summits(text: str) -> None:
    first, other = terrain_beside(ScalarField.parse(text)).hikes()
    assert first.outcome == other.outcome == "summit"
    sides = np.ptp(np.array(first.region), axis=1)
    assert np.hypot(*((first.points[0] - other.points[0]) / sides)) < 0.1
    assert np.hypot(*((first.points[-1] - other.points[-1]) / sides)) > 0.2
    assert abs(first.values[-1] - other.values[-1]) > 1


def test_the_second_beat_after_the_peaks_has_the_heights_of_another_terrain(dry_run: Any) -> None:
    """Where 2 sin x sin y + x/3 is highest: y = pi/2 and cos x = -1/6, or each less pi."""
    lesson = dry_run("hiking_ascent", function=PEAKS, at="1,1")
    shown = {beat.name: [n.value for n in beat.values] for beat in lesson.played}
    x = math.acos(-1 / 6)
    heights = [2 * math.sin(x) + x / 3, 2 * math.sin(x) + (x - math.pi) / 3]
    assert shown["second_terrain"] == pytest.approx(heights)
