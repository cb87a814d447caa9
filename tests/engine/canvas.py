"""Small pictures of mobjects, drawn by the engine without a scene."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import DEGREES, Mobject, tempconfig

from engine.camera import EngineCamera
from engine.drawing.draw_list import draw_list
from engine.drawing.painter import Painter

SIZE = (320, 180)
TILTED = {"phi": 60 * DEGREES, "theta": -50 * DEGREES}


@dataclass(frozen=True)
class Canvas:
    """A painter with cameras for it."""

    painter: Painter

    def camera(self, **view: float) -> EngineCamera:
        """A camera of this size; `view` as for ThreeDCamera (phi, theta, zoom, ...)."""
        size = {"pixel_width": self.painter.size[0], "pixel_height": self.painter.size[1]}
        with tempconfig(size):
            return EngineCamera(**size, **view)  # type: ignore[arg-type]

    def draw(self, *mobjects: Mobject, camera: EngineCamera | None = None, **view) -> np.ndarray:
        """The picture, (height, width, 4), as signed integers, so that differences do not wrap."""
        camera = camera or self.camera(**view)
        found = draw_list(mobjects, camera.fixed_in_frame_mobjects)
        self.painter.paint(found, camera)
        return self.painter.pixels().astype(int)

    def pixel(self, point, camera: EngineCamera) -> tuple[int, int]:
        """Row and column of the pixel that contains a point of the world, by manim's projection."""
        return pixel_of(camera.project_points(np.array([point], dtype=float))[0], camera)


def pixel_of(place: np.ndarray, camera: EngineCamera) -> tuple[int, int]:
    """Row and column of the pixel at a place in the frame."""
    width, height = camera.size
    column = width / 2 + place[0] * camera.pixels_per_unit
    row = height / 2 - place[1] * camera.pixels_per_unit
    return int(np.floor(row)), int(np.floor(column))


def height_grid(z, span: float = 2.0, count: int = 25) -> np.ndarray:
    """Points (count, count, 3) of z = z(x, y) over [-span, span]^2."""
    x, y = np.meshgrid(*2 * [np.linspace(-span, span, count)], indexing="ij")
    return np.stack([x, y, z(x, y) + 0 * x], axis=-1)


def drawn_mask(picture: np.ndarray) -> np.ndarray:
    """The mask of pixels drawn on a black background."""
    return picture[..., :3].max(axis=-1) > 8


def covered_area(picture: np.ndarray) -> float:
    """The covered area in pixels, partial coverage included."""
    return float(picture[..., :3].max(axis=-1).sum() / 255)
