"""HikingAscent: its numbers, by closed forms, and how every kind of walk ends."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from scenes._kit.lesson import Lesson

DryRun = Callable[..., Lesson]

ENDINGS = [
    ({"function": "1/(x^2+y^2)"}, "f has no value any more"),
    ({"function": "3"}, "The hiker has not moved"),
    ({"function": "x"}, "the way still leads up"),
    ({"function": "x^2-y^2", "at": "0,1", "domain": "-2:2,-2:2"}, "it is a saddle"),
    ({"function": "y-abs(x)", "at": "-1,-1", "domain": "-2:2,-2:2"}, "no single summit"),
    ({"function": "abs(x)+y", "at": "0,0"}, "no gradient to ask"),
]


@pytest.mark.parametrize(("given", "fragment"), ENDINGS, ids=[str(row[0]) for row in ENDINGS])
def test_every_walk_has_its_ending(dry_run: DryRun, given: dict[str, Any], fragment: str) -> None:
    lesson = dry_run("hiking_ascent", last="summit", **given)
    assert fragment in " ".join(beat.narration["en"] for beat in lesson.played)


def test_the_storyboard_s_numbers(dry_run: DryRun) -> None:
    lesson = dry_run("hiking_ascent")
    shown = {beat.name: [n.value for n in beat.values] for beat in lesson.played}
    height = 4 * math.exp(-1.125 - 0.5)
    slopes = [1.5 * height, 0.5 * height]
    assert shown["terrain"] == pytest.approx([height])
    assert shown["directions"] == pytest.approx([*slopes, math.hypot(*slopes)])
    assert shown["summit"] == pytest.approx([4.0, 0.0])
    first, other = shown["second_terrain"]
    assert first > other + 1


def test_map_and_land_show_the_same_hiker(dry_run: DryRun) -> None:
    lesson: Any = dry_run("hiking_ascent", last="walk")
    hiker, land = lesson.hiker, lesson.landscape
    *_, flat, steep = hiker.markers()
    x, y, z = hiker.hike.at(hiker.share)
    assert 0 < hiker.share < 1
    assert np.allclose(flat.points, land.plot.at([[x, y]]))
    assert np.allclose(steep.points, land.space.at([[x, y, z]]))


def test_the_bar_is_the_slope_in_the_direction(dry_run: DryRun) -> None:
    lesson: Any = dry_run("hiking_ascent", last="directions")
    compass, field = lesson.compass, lesson.parameters.field
    for angle in (0.0, 1.0, np.pi / 2, 2.5):
        compass.angle.set_value(angle)
        (step,) = compass.steps(np.array([angle]))
        place, unit = compass.place[:2], step[:2] / np.hypot(*step[:2])
        h = 1e-6
        quotient = (field.at(place + h * unit) - field.at(place - h * unit)) / (2 * h)
        assert compass.slope == pytest.approx(quotient, abs=1e-7)
