"""Slicing: a graph that would hide the plane is translucent while the plane slides in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from scenes._kit import theme
from scenes._kit.lesson.lesson import Lesson

DryRun = Callable[..., Lesson]


@pytest.mark.parametrize(
    ("given", "opacity"),
    [
        ({}, 1.0),
        ({"function": "x^2+y^2", "at": "1,0.5"}, 1.0),
        ({"function": "sin(8*x*y)/4", "at": "pi/8,1/2"}, theme.TRANSLUCENT),
        ({"function": "9-x^2-y^2", "at": "1,1"}, theme.TRANSLUCENT),
    ],
)
def test_the_graph_does_not_hide_the_plane(
    dry_run: DryRun, given: dict[str, str], opacity: float
) -> None:
    lesson: Any = dry_run("slicing", last="plane", **given)
    assert lesson.graph.opacity == pytest.approx(opacity)


@pytest.mark.parametrize("function", ["x^2+y^2", "9-x^2-y^2"])
def test_behind_the_plane_the_graph_is_opaque(dry_run: DryRun, function: str) -> None:
    lesson: Any = dry_run("slicing", last="cut", function=function, at="1,0.5")
    assert lesson.graph.opacity == pytest.approx(1.0)
    assert lesson.graph.fade_beyond[0] < 0.5
