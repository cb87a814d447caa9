"""One texture for many bitmaps, so that they are drawn with one call."""

from __future__ import annotations

from functools import cached_property

import moderngl
import numpy as np

from engine.gl.context import Context
from engine.text.rasterizer import Bitmap

MIN_SIDE = 2048
"""The smallest width and height in pixels; a bitmap of the size of the frame fits as well."""


class TextureAtlas:
    """Bitmaps side by side on shelves of the height of their tallest one; cleared when full."""

    def __init__(self, context: Context, size: tuple[int, int]) -> None:
        self._context = context
        self._size = (max(MIN_SIDE, size[0]), max(MIN_SIDE, size[1]))
        self.clear()

    @cached_property
    def texture(self) -> moderngl.Texture:
        """The texture, made when a bitmap is first put on it."""
        return self._context.color_texture(self._size)

    def clear(self) -> None:
        """Removes all bitmaps."""
        self._origins: dict[Bitmap, tuple[int, int]] = {}
        self._shelf_right, self._shelf_top, self._shelf_bottom = 0, 0, 0

    def origin(self, bitmap: Bitmap) -> tuple[int, int] | None:
        """The upper left corner of a bitmap in the texture; None if it is not there."""
        return self._origins.get(bitmap)

    def add(self, bitmap: Bitmap) -> bool:
        """Puts a bitmap on the shelf, or on a new one; False where there is no room."""
        height, width = bitmap.pixels.shape[:2]
        if self._shelf_right + width > self._size[0]:
            self._shelf_right, self._shelf_top = 0, self._shelf_bottom
        if self._shelf_top + height > self._size[1] or width > self._size[0]:
            return False
        origin = (self._shelf_right, self._shelf_top)
        self.texture.write(np.ascontiguousarray(bitmap.pixels), (*origin, width, height))
        self._origins[bitmap] = origin
        self._shelf_right += width
        self._shelf_bottom = max(self._shelf_bottom, self._shelf_top + height)
        return True
