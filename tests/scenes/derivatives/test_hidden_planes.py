"""Slicing: a graph that would hide the plane is translucent while the plane slides in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from scenes._kit import theme
from scenes._kit.layout.labels import covers
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.space.viewpoint import seen_from

DryRun = Callable[..., Lesson]


@pytest.mark.parametrize(
    ("given", "opacity"),
    [
        ({}, 1.0),
        ({"function": "x^2+y^2", "at": "1,0.5"}, 1.0),
        ({"function": "sin(8*x*y)/4", "at": "pi/8,1/2"}, theme.TRANSLUCENT),
        ({"function": "9-x^2-y^2", "at": "1,1"}, theme.TRANSLUCENT),
        ({"function": "cos(x)*sin(x*y)", "at": "1,pi/3"}, theme.TRANSLUCENT),
    ],
)
def test_the_graph_does_not_hide_the_plane(
    dry_run: DryRun, given: dict[str, str], opacity: float
) -> None:
    lesson: Any = dry_run("slicing", last="plane", **given)
    assert lesson.graph.opacity == pytest.approx(opacity)


def test_a_label_does_not_lie_across_the_rim_of_its_plane(dry_run: DryRun) -> None:
    lesson: Any = dry_run("slicing", last="plane", function="cos(x)*sin(x*y)", at="1,pi/3")
    figure = lesson.first
    (t0, t1), top = figure.plane.window.x, figure.plane.window.y[1]
    edge = [(t, top) for t in np.linspace(t0, t1, 50)]
    places = np.vstack([figure.label.get_center(), figure.plane.place_of(edge)])
    place, *rim = seen_from(lesson.camera, figure.view, places)
    assert not covers(figure.label.copy().move_to(place), np.array(rim))


@pytest.mark.parametrize("function", ["x^2+y^2", "9-x^2-y^2"])
def test_behind_the_plane_the_graph_is_opaque(dry_run: DryRun, function: str) -> None:
    lesson: Any = dry_run("slicing", last="cut", function=function, at="1,0.5")
    assert lesson.graph.opacity == pytest.approx(1.0)
    assert lesson.graph.fade_beyond[0] < 0.5
