"""`CameraMotion`: the whole picture moves, or a whole figure: by a camera, by a zoom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from manim import Animation, FadeOut, Mobject

from scenes._kit.edition import edition


class CameraMotion(Animation):
    """An animation in which a large part of the picture moves.

    In the edition with reduced motion it is a cut, as such moves make some viewers ill (WCAG 2.2,
    2.3.3): it takes the same time, and stands as at its end from its first frame on.
    """

    def share(self, alpha: float) -> float:
        """How far the move has gone, 0 to 1, at a share of its time."""
        return 1.0 if edition().reduced_motion else self.rate_func(alpha)


def leaves(*mobjects: Mobject, **timing: Any) -> FadeOut:
    """Fades what a move of the camera leaves behind; at a cut it is gone at once, as it is to be
    seen from where the camera was."""
    fades = FadeOut(*mobjects, **timing)
    if edition().reduced_motion:
        fades.rate_func = lambda _: 1.0
    return fades


def cuts(animations: Iterable[Any]) -> bool:
    """Whether one of these animations, or of their parts, is a cut."""
    return any(
        (isinstance(each, CameraMotion) and edition().reduced_motion)
        or cuts(getattr(each, "animations", ()))
        for each in animations
    )
