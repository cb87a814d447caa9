"""Stepping a scene does what manim's own does."""

from __future__ import annotations

from functools import partial, wraps
from typing import Any

import numpy as np
import pytest
from manim import (
    RIGHT,
    UP,
    AnimationGroup,
    Circle,
    Dot,
    FadeOut,
    LaggedStart,
    Scene,
    Succession,
    ValueTracker,
    VGroup,
    tempconfig,
)

from engine.stepping import Stepper, update


class Moves:
    """Updaters of every kind that manim calls with, or without, the step of time."""

    def __init__(self) -> None:
        self.calls: list[tuple] = []
        note = self.calls.append

        def wrapped(m, dt):
            note(("wrapped", dt))

        @wraps(wrapped)
        def wrapping(*arguments):
            return wrapped(*arguments)

        def keyword_only(m, *, other=0):
            dt = other  # a local name is no parameter
            note(("keyword", dt))

        self.updaters = [
            lambda m: note(("plain",)),
            lambda m, dt: note(("step", dt)),
            lambda m, dt=5: note(("default", dt)),
            wrapping,
            keyword_only,
            partial(lambda m, dt, name: note((name, dt)), name="partial"),
            self.bound,
            self.bound_with_step,
        ]

    def bound(self, m) -> None:
        self.calls.append(("bound",))

    def bound_with_step(self, m, dt) -> None:
        self.calls.append(("bound with step", dt))


def _family(moves: Moves) -> VGroup:
    child, idle, suspended = Dot(), Dot(), VGroup(Dot(), Dot())
    for updater in moves.updaters:
        for mobject in (child, suspended):
            mobject.updaters.append(updater)
    suspended.suspend_updating()
    return VGroup(VGroup(child, idle), suspended)


def test_updaters_are_called_as_manim_calls_them() -> None:
    ours, manims = Moves(), Moves()
    update(_family(ours), 0.25)
    _family(manims).update(0.25)
    assert ours.calls == manims.calls
    assert len(ours.calls) == len(ours.updaters)


def _states(step: bool, kind: type[AnimationGroup]) -> list[np.ndarray]:
    """Points after each step of a group of animations of mobjects with updaters."""
    tracker: Any = ValueTracker()
    circle: Any = Circle()
    dot, other = Dot(), Dot()
    dot.add_updater(lambda m: m.move_to(tracker.get_value() * RIGHT))
    other.add_updater(lambda m, dt: m.shift(dt * UP))
    with tempconfig({"dry_run": True}):
        scene = Scene()
    scene.add(tracker, other, dot)
    scene.compile_animation_data(
        kind(tracker.animate.set_value(2), FadeOut(dot), circle.animate.shift(UP)),
        tracker.animate.set_value(3),
    )
    scene.begin_animations()
    stepper, states = Stepper(scene), []
    for time in np.linspace(0, scene.duration, 9):
        stepper.advance(time) if step else scene.update_to_time(time)
        states.append(np.concatenate([m.points for m in (circle, dot, other)]))
    return states


@pytest.mark.parametrize("kind", [AnimationGroup, LaggedStart, Succession])
def test_a_play_passes_the_states_of_manim(kind: type[AnimationGroup]) -> None:
    for ours, manims in zip(_states(True, kind), _states(False, kind), strict=True):
        assert np.array_equal(ours, manims)
