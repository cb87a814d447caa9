"""HikingAscent: at the end map and land are large; both are read from the same side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from scenes._kit import theme
from scenes._kit.lesson.fades import visible
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.space.viewpoint import current_view

DryRun = Callable[..., Lesson]

HIKES = [
    {},
    {"function": "-ln(0.1+x^2+3y^2)", "at": "1,0.5"},
    {"function": "5 - sqrt(x^2 + y^2)", "at": "3,2"},
    {"function": "3", "at": "1,1"},
]


@pytest.mark.parametrize("given", HIKES, ids=str)
def test_at_the_end_map_and_land_are_larger_and_all_else_has_left(
    dry_run: DryRun, given: dict[str, str]
) -> None:
    widths, zooms = [], []
    for beat in ("profile", "summit"):
        lesson: Any = dry_run("hiking_ascent", last=beat, **given)
        widths.append(lesson.landscape.plot.axes.lines[0].width)
        zooms.append(current_view(lesson.camera).zoom)
        assert zooms[-1] == pytest.approx(lesson.landscape.viewpoint.zoom)
        assert widths[-1] == pytest.approx(lesson.landscape.plot.area.width)
        (flat,) = lesson.markers[2].points
        (here,) = lesson.landscape.map_places(lesson.hike.at(lesson.hiker.share)[None])
        assert flat == pytest.approx(here, abs=1e-6)
    assert widths[1] > 1.1 * widths[0]
    assert zooms[1] > 1.1 * zooms[0]
    shown = {id(part) for each in visible(lesson.mobjects) for part in each.get_family()}
    assert not any(id(mark) in shown for mark in lesson.hiker.right_angles())
    assert len(lesson.notes.rows) <= 2


@pytest.mark.parametrize("given", HIKES[:3], ids=str)
def test_on_the_land_axes_run_as_on_the_map(dry_run: DryRun, given: dict[str, str]) -> None:
    lesson: Any = dry_run("hiking_ascent", last="terrain", **given)
    right = np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    origin, along_x, along_y = lesson.camera.project_points(right)[:, :2]
    assert (along_x - origin)[0] > 0.6 * np.linalg.norm(along_x - origin)
    assert (along_y - origin)[1] > 0


def test_a_long_height_at_the_end_is_as_large_as_a_short_one(dry_run: DryRun) -> None:
    """It stands above the land as well where the map is narrower than it."""
    lesson: Any = dry_run(
        "hiking_ascent", last="summit", function="x*exp(-x^2-y^2)", at="-1,1", domain="-3:3,-3:3"
    )
    row, _ = lesson.notes.rows
    assert row.width > lesson.landscape.plot.slot.width
    assert row.font_size >= theme.FORMULA
