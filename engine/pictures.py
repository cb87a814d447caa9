"""Pictures of texts laid into the frame, or standing in the world and facing the viewer."""

from __future__ import annotations

import moderngl
import numpy as np

from engine.camera import EngineCamera
from engine.context import Context
from engine.kept import Kept
from engine.overlay import Overlay, Picture
from engine.sorting import Item
from engine.view import View

MOST = 24 * 2**20
"""Bytes of textures that are kept, and of the pictures they show."""
CLOSER = 0.1
"""How far labels in the world are drawn towards the viewer, in units."""


class Pictures:
    """Uploads each picture once and draws it as one rectangle."""

    def __init__(self, context: Context, size: tuple[int, int], overlay: Overlay) -> None:
        self._gl, self._size, self._overlay = context.gl, size, overlay
        self._program = context.program("picture", "picture")
        self._rectangle = self._gl.vertex_array(self._program, [])
        self._kept: Kept[moderngl.Texture] = Kept(MOST, lambda made: 8 * made.width * made.height)

    def draw_in_frame(self, item: Item, camera: EngineCamera) -> None:
        """A text where it lies in the frame, pixel for pixel as Cairo drew it."""
        picture = self._overlay.picture(item.key, lambda: item.parts, camera)
        if picture is not None:
            self._draw(picture, picture.corner, 0.0)

    def draw_in_world(self, item: Item, view: View, camera: EngineCamera) -> None:
        """A text at its place in the world: upright, of its own size, with depth."""
        points = np.concatenate([glyph.points for glyph in item.parts])
        center = (points.min(axis=0) + points.max(axis=0)) / 2
        at = view.to_clip @ np.append(center, 1.0)
        if at[3] <= 0.1:
            return
        shapes = tuple(np.round(glyph.points - center, 6).tobytes() for glyph in item.parts)
        picture = self._overlay.picture(
            ("world", shapes, _styles(item.key)),
            lambda: tuple(glyph.copy().shift(-center) for glyph in item.parts),
            camera,
        )
        if picture is not None:
            spot = (at[:2] / at[3] * 0.5 + 0.5) * self._size
            corner = spot + np.array(picture.corner) - np.array(self._size) / 2
            self._draw(picture, tuple(corner), (at[2] + view.lift * CLOSER) / at[3])

    def _draw(self, picture: Picture, corner: tuple[float, float], depth: float) -> None:
        self._texture(picture).use(0)
        height, width = picture.pixels.shape[:2]
        program = self._program
        program["picture"] = 0
        program["size"] = self._size
        program["corner"] = corner
        program["extent"] = (width, height)
        program["depth"] = depth
        self._rectangle.render(moderngl.TRIANGLE_STRIP, vertices=4)

    def _texture(self, picture: Picture) -> moderngl.Texture:
        return self._kept.get(picture, lambda: self._uploaded(picture))

    def _uploaded(self, picture: Picture) -> moderngl.Texture:
        height, width = picture.pixels.shape[:2]
        texture = self._gl.texture((width, height), 4, picture.pixels, alignment=4)
        texture.repeat_x = texture.repeat_y = False
        return texture


def _styles(key: tuple) -> tuple:
    return tuple(part[1:] for part in key)
