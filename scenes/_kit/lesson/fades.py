"""Fades: of a whole picture, and with lists as vectors."""

from __future__ import annotations

from collections.abc import Iterable

from manim import Animation, FadeOut, Group, Mobject, ValueTracker

from engine.mobjects.checks import vector
from engine.mobjects.place import in_frame
from scenes._kit import theme


def leaving(mobjects: Iterable[Mobject]) -> list[FadeOut]:
    """Fades what is shown in the plane of the frame, where it is, wherever the camera goes.

    To be played with the first animations of what follows, so that no frame is empty.
    """
    shown = visible(mobjects)
    return [FadeOut(in_frame(Group(*shown)), run_time=theme.QUICK)] if shown else []


def visible(mobjects: Iterable[Mobject]) -> list[Mobject]:
    """The mobjects that are not trackers."""
    return [each for each in mobjects if not isinstance(each, ValueTracker)]


def take_lists(animation: Animation) -> None:
    """Lets `FadeIn(..., shift=[1, 0, 0])` do as well as manim's own vectors.

    Raises ValueError for a shift that is not three numbers.
    """
    shift = getattr(animation, "shift_vector", None)
    if shift is not None:
        what = f"{type(animation).__name__}: shift"
        animation.shift_vector = vector(shift, what)  # type: ignore[attr-defined]
    for each in getattr(animation, "animations", ()):
        take_lists(each)
