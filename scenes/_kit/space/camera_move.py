"""`MoveCamera`: moves the camera to another viewpoint, in the theme's time; or closer to a part."""

from __future__ import annotations

from collections.abc import Iterable

from manim import Animation, FadeIn, Mobject, smooth

from engine.camera import EngineCamera
from scenes._kit import theme
from scenes._kit.motion import CameraMotion, leaves
from scenes._kit.space.viewpoint import Viewpoint, current_view

_FADE = theme.QUICK / 2
"""Seconds in which the far parts of a picture fade before they are seen to move."""


class MoveCamera(CameraMotion):
    """Moves the camera to another viewpoint."""

    def __init__(self, camera: EngineCamera, goal: Viewpoint, **kwargs) -> None:
        self.camera, self.goal = camera, goal
        super().__init__(
            camera.phi_tracker, **{"run_time": theme.CAMERA_MOVE, "rate_func": smooth, **kwargs}
        )

    def begin(self) -> None:
        self.start = current_view(self.camera)
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        self.start.interpolate(self.goal, self.share(alpha)).apply_to(self.camera)


def move_closer(
    camera: EngineCamera, goal: Viewpoint, gone: Iterable[Mobject], shown: Mobject
) -> list[Animation]:
    """Moves the camera close to what is shown then, while all that is far leaves."""
    fades = leaves(*gone, run_time=_FADE), FadeIn(shown, run_time=_FADE)
    return [*fades, MoveCamera(camera, goal)]
