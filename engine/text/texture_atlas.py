"""One texture for many bitmaps, so that all of them are drawn with one call."""

from __future__ import annotations

import numpy as np

from engine.gl.context import Context
from engine.text.rasterizer import Bitmap

MIN_SIDE = 2048
"""Width and height in pixels, at least; a bitmap as large as the frame fits in."""


class TextureAtlas:
    """Bitmaps side by side on shelves, each as high as its highest; cleared once it is full."""

    def __init__(self, context: Context, size: tuple[int, int]) -> None:
        self._size = (max(MIN_SIDE, size[0]), max(MIN_SIDE, size[1]))
        self.texture = context.color_texture(self._size)
        self.clear()

    def clear(self) -> None:
        """Takes all bitmaps off."""
        self._origins: dict[Bitmap, tuple[int, int]] = {}
        self._next, self._low, self._high = 0, 0, 0

    def origin(self, bitmap: Bitmap) -> tuple[int, int] | None:
        """The upper left corner of a bitmap in the texture, if it is there."""
        return self._origins.get(bitmap)

    def add(self, bitmap: Bitmap) -> bool:
        """Puts a bitmap on the shelf, or on a new one; False where there is no room."""
        height, width = bitmap.pixels.shape[:2]
        if self._next + width > self._size[0]:
            self._next, self._low = 0, self._high
        if self._low + height > self._size[1] or width > self._size[0]:
            return False
        origin = (self._next, self._low)
        self.texture.write(np.ascontiguousarray(bitmap.pixels), (*origin, width, height))
        self._origins[bitmap] = origin
        self._next += width
        self._high = max(self._high, self._low + height)
        return True
