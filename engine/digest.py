"""Digests of frames: two frames with the same digest look the same, in whatever process.

A frame is determined by the keys of its items and of the camera. They consist of bytes, numbers and
texts; one of a mobject of our own begins with its class, which stands for the code that draws it.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Sequence
from typing import Any, Literal

import numpy as np

from engine.items import Item, TextItem
from engine.observer import FramePainter

CANONICAL = 2
"""The version of marshal in which equal values are equal bytes: it writes no references."""
SIZE = 16
"""Bytes of a digest."""


class DigestingPainter:
    """Passes frames to a painter, or to none, and computes the `digest` of the last one.

    `code_of` tells classes apart that are not the engine's, by their code.
    """

    def __init__(
        self, size: tuple[int, int], painter: FramePainter | None, code_of: Callable[[type], str]
    ) -> None:
        self.size, self._painter, self._code_of = size, painter, code_of
        self._blank = np.zeros((size[1], size[0], 4), np.uint8)
        self.digest = b""

    @property
    def usable(self) -> bool:
        return self._painter is None or self._painter.usable

    def paint(self, items: Sequence[Item], camera: Any) -> None:
        if self._painter is not None:
            self._painter.paint(items, camera)  # OpenGL draws while the digest is computed
        keys = (camera.size, camera.key(), *map(self._key, items))
        self.digest = hashlib.blake2b(marshal.dumps(keys, CANONICAL), digest_size=SIZE).digest()

    def pixels(self, order: Literal["RGBA", "BGRA"] = "RGBA") -> np.ndarray:
        return self._blank if self._painter is None else self._painter.pixels(order)

    def _key(self, item: Item) -> tuple:
        first = item.key[0]
        if isinstance(item, TextItem) or not isinstance(first, type):
            return type(item).__name__, item.fixed, item.key
        return type(item).__name__, item.fixed, self._code_of(first), item.key[1:]
