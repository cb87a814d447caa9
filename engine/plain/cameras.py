"""Cameras for manim's own kinds of scenes: flat, with a moving frame, in space."""

from __future__ import annotations

from math import isclose
from typing import Any

import numpy as np
from manim import Camera, MovingCamera, MultiCamera, ThreeDCamera

from engine.camera import EngineCamera
from engine.errors import CannotDrawError
from engine.view import View

FAR_AWAY = 1e9
"""The focal distance, in units, of a camera without perspective."""


MITER_REACH = (5.0, 5.0)
"""How far corners may reach, in widths of the stroke, with Cairo's limit of 10."""


class SpaceCamera(EngineCamera):
    """That of a `ThreeDScene`: everything stands in the world, unless it is fixed, and is lit."""

    stroke_reach = MITER_REACH

    def view(self) -> View:
        if self.exponential_projection:
            raise CannotDrawError("what a camera with an exponential_projection sees")
        return super().view()

    def transform_points_pre_display(self, mobject: Any, points: Any) -> Any:
        return ThreeDCamera.transform_points_pre_display(self, mobject, points)


class FlatCamera(EngineCamera):
    """That of a `Scene`: no perspective, no depth, no light; what is added last is on top."""

    is_flat = True
    stroke_reach = MITER_REACH

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"should_apply_shading": False, **kwargs})

    def transform_points_pre_display(self, mobject: Any, points: Any) -> Any:
        return Camera.transform_points_pre_display(self, mobject, points)

    def view(self) -> View:
        place = np.array([*self.frame_center, *self.frame_size]).tobytes()
        if self._last_view is None or self._last_view[0] != place:
            view = self._view(np.eye(3), self.frame_center, FAR_AWAY, 1.0)
            self._last_view = (place, view)
        return self._last_view[1]

    @property
    def paper_center(self) -> np.ndarray:
        return np.asarray(self.frame_center[:2], dtype=float)

    @property
    def scale(self) -> np.ndarray:
        return np.array([self.size[0], -self.size[1]]) / self.frame_size

    @property
    def is_stretched(self) -> bool:
        """Whether a circle does not look like one."""
        (across, down), (width, height) = self.size, self.frame_size
        return not isclose(across * height, down * width, rel_tol=1e-6)


class FramedCamera(MultiCamera, FlatCamera):  # type: ignore[misc]
    """That of a `MovingCameraScene`, whose frame moves, and of a `ZoomedScene`."""

    def __init__(self, **kwargs: Any) -> None:
        self._last_frame: tuple[bytes, tuple[float, float]] | None = None
        super().__init__(**kwargs)

    @property
    def frame_size(self) -> tuple[float, float]:
        """As of any camera; asked for by each mobject, measured once while the frame stays."""
        corners = self.frame.get_all_points().tobytes()
        if self._last_frame is None or self._last_frame[0] != corners:
            self._last_frame = (corners, super().frame_size)
        return self._last_frame[1]

    def update_sub_cameras(self) -> None:
        for display in self.image_mobjects_from_cameras:
            width, height = self.size
            display.camera.reset_pixel_shape(
                int(height * display.height / self.frame_height),
                int(width * display.width / self.frame_width),
            )

    def look_through_sub_cameras(self, mobjects: list[Any]) -> None:
        """Draws, by Cairo, what is shown in displays: `MultiCamera.capture_mobjects`."""
        for display in self.image_mobjects_from_cameras:
            display.camera.reset()
        self.update_sub_cameras()
        for display in self.image_mobjects_from_cameras:
            own = [] if self.allow_cameras_to_capture_their_own_display else display.get_family()
            display.camera.capture_mobjects([each for each in mobjects if each not in own])


CAMERAS: dict[type[Camera], type[EngineCamera]] = {
    Camera: FlatCamera,
    MovingCamera: FramedCamera,
    MultiCamera: FramedCamera,
    ThreeDCamera: SpaceCamera,
}


def camera_for(kind: type[Camera]) -> EngineCamera:
    """The engine's camera for a scene whose camera in manim is of a kind.

    Raises CannotDrawError for one that the engine has nothing for, such as a user's own.
    """
    if issubclass(kind, EngineCamera):
        return kind()
    if kind not in CAMERAS:
        raise CannotDrawError(f"a scene with the camera {kind.__name__}")
    return CAMERAS[kind]()
