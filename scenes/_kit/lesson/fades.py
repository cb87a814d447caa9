"""Lets `FadeIn(shift=[...])` take lists, and names what is no vector."""

from __future__ import annotations

from manim import Animation

from engine.mobjects.checks import vector


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
