"""How the time of a beat is shared out."""

from __future__ import annotations

from typing import Any

import pytest
from manim import UR, Dot, Line

from engine.mobjects.arrows import ArrowField
from engine.mobjects.curve import Curve3D
from engine.mobjects.points import Points
from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes._kit.layout.slots import safe_area
from scenes._kit.lesson.answers import Pulse, RunAlong, pulses
from scenes._kit.lesson.pacing import COMPLETE_BY, MAX_STILL, STANDS, beat_length, hold
from scenes._kit.text.formula import Formula


@pytest.mark.parametrize("seconds", [1.0, 2.0, 2.6, 3.0, 4.5, 5.5, 6.0, 8.0, 12.5, 20.0])
def test_a_hold_is_shared_out_whole(seconds: float) -> None:
    found = hold(seconds)
    assert found.count * (found.rest + found.answer) + found.last == pytest.approx(seconds)
    assert found.last >= theme.MIN_HOLD
    assert max(found.rest, found.last) <= MAX_STILL
    if found.count:
        assert 0.9 <= found.answer <= 3.0


def test_nothing_stands_still_for_half_of_a_hold() -> None:
    for tenths in range(35, 200):
        found = hold(tenths / 10)
        assert found.count * found.answer > 0.4 * tenths / 10


def test_what_a_beat_is_about_is_complete_in_time_and_stands() -> None:
    assert beat_length(complete=6.0, elapsed=6.0, reading=4.0) == pytest.approx(6 / COMPLETE_BY)
    assert beat_length(complete=1.0, elapsed=1.0, reading=2.0) == 1.0 + STANDS
    assert beat_length(complete=1.0, elapsed=6.0, reading=2.0) == 6.0 + theme.MIN_HOLD
    assert beat_length(complete=1.0, elapsed=1.0, reading=9.0) == 9.0


@pytest.mark.parametrize(
    ("mobject", "measure"),
    [
        (Dot(), "width"),
        (Line(), "stroke_width"),
        (Points([(0, 0)]), "dot_width"),
        (Curve3D([(0, 0), (1, 0)]), "stroke_width"),
        (ArrowField([(0, 0)], [(1, 0)]), "stroke_width"),
        (Formula("x^2"), "width"),
    ],
)
def test_a_pulse_grows_and_comes_back(mobject, measure: str) -> None:
    before = getattr(mobject, measure)
    pulse = Pulse(mobject, run_time=1)
    pulse.begin()
    pulse.interpolate(0.5)
    assert getattr(mobject, measure) > 1.05 * before
    pulse.finish()
    assert getattr(mobject, measure) == pytest.approx(before)


def test_a_pulse_stays_inside_the_margin() -> None:
    formula = safe_area().place(Formula("a + b + c"), UR)
    pulse = Pulse(formula, run_time=1)
    pulse.begin()
    pulse.interpolate(0.5)
    assert formula.get_right()[0] <= safe_area().right + 1e-6
    assert formula.get_top()[1] <= safe_area().top + 1e-6


def test_a_surface_does_not_pulse() -> None:
    assert not pulses(SurfaceMesh([[(0, 0, 0), (0, 1, 0)], [(1, 0, 0), (1, 1, 0)]]))
    assert pulses(Formula("x"))


def test_a_light_runs_along_the_longest_part_of_a_curve() -> None:
    nan = float("nan")
    run = RunAlong(Curve3D([(0, 0), (2, 0), (nan, nan), (3, 1), (9, 1)]), run_time=1)
    run.begin()
    light: Any = run.mobject
    places = []
    for alpha in (0.0, 0.25, 0.5, 0.75, 1.0):
        run.interpolate(alpha)
        places.append(light.points[-1:, 0].tolist())
    assert places[0] == []
    assert places == sorted(places)
    assert places[2] == pytest.approx([6])
    assert places[-1] == pytest.approx([9])


def test_a_light_on_a_curve_that_is_nowhere_is_not_seen() -> None:
    nan = float("nan")
    run = RunAlong(Curve3D([(nan, nan), (nan, nan)]), run_time=1)
    run.begin()
    run.interpolate(0.5)
    light: Any = run.mobject
    assert not light.points.size
