"""`EngineCamera`: manim's three-dimensional camera, for pictures drawn with OpenGL."""

from __future__ import annotations

import zlib

import numpy as np
from manim import ManimColor, ThreeDCamera
from manim.utils.color import ParsableManimColor

from engine.view import View, view_of

REFERENCE_SIDE = 1080
"""Widths of grid lines are given in pixels of a picture whose shorter side has so many."""


class EngineCamera(ThreeDCamera):
    """The viewpoint: phi, theta, gamma, zoom, focal_distance, frame_center; for lessons, whose
    texts are fixed in the frame (`plain.cameras` has those of manim's own scenes).

    `project_points` agrees with the picture to a fraction of a pixel. Cairo draws only what is
    fixed in the frame, so `transform_points_pre_display` does not move points.
    """

    is_flat = False
    """Whether there is no depth: what comes last is on top, wherever it is."""
    is_stretched = False
    """Whether a circle in the plane does not look like one."""
    stroke_reach = (0.0, 1.0)
    """How far what Cairo draws may reach beyond an outline, in widths of its stroke in the
    background and of its stroke."""

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        self._last_view: tuple[bytes, View] | None = None

    def init_background(self) -> None:
        """Reads the background's image; without one OpenGL clears to a colour."""
        if self.background_image is None:
            self.background = np.zeros((0, 0, self.n_channels), self.pixel_array_dtype)
        else:
            super().init_background()

    @property
    def backdrop(self) -> np.ndarray | None:
        """The picture behind everything, (height, width, 4), straight alpha; None: a colour is."""
        return self.background if self.background is not None and self.background.size else None

    @property
    def background_color(self) -> ManimColor:
        """The background's colour; anything that manim takes for one can be assigned."""
        return self._background_color

    @background_color.setter
    def background_color(self, color: ParsableManimColor) -> None:
        self._background_color = ManimColor.parse(color)
        self.init_background()

    def transform_points_pre_display(self, mobject, points):
        return points

    @property
    def paper_center(self) -> np.ndarray:
        """The point (2,) in the middle of what Cairo draws, after that transformation."""
        return np.zeros(2)

    def view(self) -> View:
        """The view of the world from the camera's current position."""
        position = np.array(
            [
                *(tracker.get_value() for tracker in self.get_value_trackers()),
                *self.frame_center,
                *self.frame_size,
                *self.light_source.points[0],
            ]
        ).tobytes()
        if self._last_view is None or self._last_view[0] != position:
            self.reset_rotation_matrix()
            lens = (self.get_focal_distance(), self.get_zoom())
            view = self._view(self.get_rotation_matrix(), self.frame_center, *lens)
            self._last_view = (position, view)
        return self._last_view[1]

    def frame_view(self) -> View:
        """The view of what is fixed in the frame: x to the right, y up, not rotated."""
        return self._view(np.eye(3), np.zeros(3), self.get_focal_distance(), 1.0)

    def _view(self, rotation, center, focal_distance: float, zoom: float) -> View:
        return view_of(
            np.asarray(rotation, dtype=float),
            np.array(center, dtype=float),
            float(focal_distance),
            float(zoom),
            self.frame_size,
            np.asarray(self.light_source.points[0], dtype=float),
        )

    def key(self) -> tuple:
        """All that affects the picture: the view, the background, how wide lines are."""
        color = (self.background_color.to_hex(), self.background_opacity)
        backdrop = self.backdrop
        picture = None if backdrop is None else zlib.crc32(np.ascontiguousarray(backdrop).data)
        return (*self.view().key(), *color, picture, self.cairo_line_width_multiple)

    @property
    def looks_straight_down(self) -> bool:
        """Whether it views the plane z = 0 as in a two-dimensional scene."""
        return bool(np.allclose(self.view().to_view[:3, :3], np.eye(3), atol=1e-9))

    @property
    def size(self) -> tuple[int, int]:
        """The width and height of the picture in pixels."""
        return int(self.pixel_width or 0), int(self.pixel_height or 0)

    @property
    def frame_size(self) -> tuple[float, float]:
        """The width and height of the frame in units."""
        return float(self.frame_width or 0.0), float(self.frame_height or 0.0)

    @property
    def pixels_per_unit(self) -> float:
        """Pixels of the picture per unit of the frame, across."""
        return self.size[0] / self.frame_size[0]

    @property
    def scale(self) -> np.ndarray:
        """What takes units of the frame, y up, to pixels, rows down: (2,)."""
        return np.array([self.pixels_per_unit, -self.pixels_per_unit])

    @property
    def pixels_per_stroke_width(self) -> float:
        """Pixels of the picture per unit of manim's stroke width."""
        return self.cairo_line_width_multiple * self.pixels_per_unit

    @property
    def resolution_scale(self) -> float:
        """Pixels of the picture per pixel of 1080p."""
        return min(self.size) / REFERENCE_SIDE
