"""Answers: what a sentence names pulses, or a light runs along it, and then looks as before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import Animation, Dot, Mobject, Scene, Transform, VMobject, smooth, there_and_back

from calclib.sampling.polylines import masked_runs
from engine.mobjects.arrows import ArrowField
from engine.mobjects.curve import Curve3D
from engine.mobjects.image import Image
from engine.mobjects.place import in_frame, is_in_frame, is_text
from engine.mobjects.points import Points
from engine.primitives.arc_length import part_by_length
from scenes._kit import theme
from scenes._kit.layout.slots import safe_area
from scenes._kit.lesson.pacing import Hold

_GROWTH, _MOST = 1.12, 0.3
"""By how much a text grows: the factor, and the most in scene units."""
_DOTS, _LINES = 1.7, 1.9
"""By how much dots and the widths of lines grow."""
_LIGHT = 1.2 * theme.DOT_WIDTH
_FADE = 0.08
"""The share of its way on which a light appears, and on which it goes out."""


class Pulse(Transform):
    """A mobject grows and shrinks again: texts and dots as a whole, lines and arrows in width."""

    def __init__(self, mobject: Mobject, **kwargs: Any) -> None:
        target = mobject.copy().clear_updaters()
        _grow(target)
        super().__init__(mobject, target, **{"rate_func": there_and_back, **kwargs})


class RunAlong(Animation):
    """A light runs along the longest unbroken part of some curves, and is gone at the end."""

    def __init__(self, *curves: Mobject, color: str | None = None, **kwargs: Any) -> None:
        lines = [line for curve in curves for line in _unbroken(curve)]
        self.line = max(lines, key=_length, default=np.full((2, 3), np.nan))
        light = Points(self.line[:1], width=_LIGHT, color=color or theme.POINT, depth_bias=0.5)
        if is_in_frame(curves[0]):
            in_frame(light)
        super().__init__(light, introducer=True, remover=True, rate_func=smooth, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        light: Any = self.mobject
        light.points = part_by_length(self.line, 0.0, self.rate_func(alpha))[-1:]
        light.set_opacity(float(np.clip(min(alpha, 1 - alpha) / _FADE, 0.0, 1.0)))


def follow(scene: Scene, answers: Sequence[Any], hold: Hold) -> None:
    """Plays the answers that can be seen, in turn, each after a rest, as a hold has room."""
    found = seen(answers, scene.mobjects)
    for number in range(hold.count if found else 0):
        scene.wait(hold.rest)
        answer = found[number % len(found)]
        playable = Pulse(answer) if isinstance(answer, Mobject) else answer
        scene.play(playable, run_time=hold.answer)


def seen(answers: Sequence[Any], mobjects: Sequence[Mobject]) -> list[Any]:
    """The answers that can be seen among the mobjects of a scene; without any, its latest one."""
    shown = {member for each in mobjects for member in each.get_family()}
    found = [
        each
        for each in answers
        if not isinstance(each, Mobject) or not shown.isdisjoint(each.get_family())
    ]
    return found or [each for each in reversed(mobjects) if pulses(each)][:1]


def pulses(mobject: Mobject) -> bool:
    """Whether a pulse of a mobject can be seen."""
    kinds = (Curve3D, ArrowField, Points)
    return any(
        isinstance(each, kinds)
        or (isinstance(each, VMobject) and each.has_points() and not isinstance(each, Image))
        for each in mobject.get_family()
    )


def _grow(mobject: Any) -> None:
    """Makes a mobject as large as it is in the middle of a pulse."""
    if is_text(mobject):
        _grow_text(mobject)
        return
    if isinstance(mobject, Dot):
        mobject.scale(_DOTS)
    elif isinstance(mobject, Points):
        mobject.dot_width *= _DOTS
    elif isinstance(mobject, (Curve3D, ArrowField)):
        mobject.stroke_width *= _LINES
    elif isinstance(mobject, VMobject) and mobject.has_points() and mobject.get_stroke_width():
        mobject.set_stroke(width=_LINES * mobject.get_stroke_width(), family=False)
    elif isinstance(mobject, VMobject) and mobject.has_points():
        mobject.scale(_GROWTH)
    for part in mobject.submobjects:
        _grow(part)


def _grow_text(text: VMobject) -> None:
    """A long text grows by a smaller share; one inside the margin stays there."""
    longest = max(text.width, text.height)
    if not longest:
        return
    room = safe_area()
    shift = np.zeros(3)
    text.scale(min(_GROWTH, 1 + _MOST / longest))
    for axis, (low, high) in enumerate(((room.left, room.right), (room.bottom, room.top))):
        first, last = (
            text.get_extremum_along_dim(dim=axis, key=-1),
            text.get_extremum_along_dim(dim=axis, key=1),
        )
        shift[axis] = max(0.0, low - first) - max(0.0, last - high)
    text.shift(shift)


def _length(line: np.ndarray) -> float:
    return float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum())


def _unbroken(curve: Any) -> Sequence[np.ndarray]:
    """The unbroken lines (n, 3) that a curve consists of."""
    points = curve.points
    if isinstance(curve, Curve3D):
        return masked_runs(points, np.isfinite(points).all(axis=1), 2)
    return [line[:: curve.n_points_per_curve] for line in curve.get_subpaths() if len(line) > 1]
