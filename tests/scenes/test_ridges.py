"""HikingAscent on a sharp ridge, where there is no gradient."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from scenes._kit.lesson.lesson import Lesson


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
    dry_run: Callable[..., Lesson], text: str, at: str, is_ridge: bool
) -> None:
    lesson: Any = dry_run("hiking_ascent", last="walk", function=text, at=at)
    assert ("on the ridge there is no gradient" in lesson.played[-1].narration["en"]) is is_ridge
