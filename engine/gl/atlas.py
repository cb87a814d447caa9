"""One texture for many pictures, so that all of them are drawn with one call."""

from __future__ import annotations

import numpy as np

from engine.drawing.overlay import Picture
from engine.gl.context import Context

SIDE = 2048
"""Width and height in pixels, at least; a picture as large as the frame has room."""


class Atlas:
    """Pictures side by side on shelves, each as high as its highest; cleared once it is full."""

    def __init__(self, context: Context, size: tuple[int, int]) -> None:
        self._size = (max(SIDE, size[0]), max(SIDE, size[1]))
        self.texture = context.colors(self._size)
        self.clear()

    def clear(self) -> None:
        """Takes all pictures off."""
        self._spots: dict[Picture, tuple[int, int]] = {}
        self._next, self._low, self._high = 0, 0, 0

    def spot(self, picture: Picture) -> tuple[int, int] | None:
        """The upper left corner of a picture in the texture, if it is there."""
        return self._spots.get(picture)

    def add(self, picture: Picture) -> bool:
        """Puts a picture on the shelf, or on a new one; False where there is no room."""
        height, width = picture.pixels.shape[:2]
        if self._next + width > self._size[0]:
            self._next, self._low = 0, self._high
        if self._low + height > self._size[1] or width > self._size[0]:
            return False
        place = (self._next, self._low)
        self.texture.write(np.ascontiguousarray(picture.pixels), (*place, width, height))
        self._spots[picture] = place
        self._next += width
        self._high = max(self._high, self._low + height)
        return True
