"""The side from which a land is seen."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest


@pytest.mark.parametrize(
    ("text", "at"),
    [("y^2 - x^2", "1.5,-0.4"), ("cos(pi*x/2)*exp(-y^2/4)", "1.5,-1.2"), ("8 - x^2 - y^2", "1,2")],
)
def test_a_climb_goes_up_in_the_picture(dry_run: Any, text: str, at: str) -> None:
    lesson = dry_run("hiking_ascent", last="terrain", function=text, at=at)
    path, (phi, theta) = lesson.hike.points[[0, -1]], lesson.landscape.direction
    heights = lesson.parameters.field(*path.T)
    start, end = lesson.landscape.space.place_of(np.column_stack([path, heights]))
    up = [-np.cos(phi) * np.cos(theta), -np.cos(phi) * np.sin(theta), np.sin(phi)]
    assert heights[1] > heights[0]
    assert (end - start) @ up > 0.5 * (end - start)[2]
