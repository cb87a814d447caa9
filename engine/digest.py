"""Digests of frames: two frames with the same digest look the same, in whatever process.

A frame is determined by the keys of its items and of the camera. They consist of bytes, numbers and
texts; that of a mobject of our own begins with its class, which stands for the code that draws it.
Points and colours are rounded: the last bits of a sum depend on how a state was reached, such as
frame by frame or at once, and nothing of them is to be seen.
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
GRID = 2.0**30
"""Points and colours are rounded to parts of a unit: 1e-7 of a pixel at 1080 lines."""


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
        self._last: list[tuple[type, tuple, bytes]] = []

    @property
    def usable(self) -> bool:
        return self._painter is None or self._painter.usable

    def paint(self, items: Sequence[Item], camera: Any) -> None:
        if self._painter is not None:
            self._painter.paint(items, camera)  # OpenGL draws while the digest is computed
        to_clip, light, *background = camera.key()
        view = _digest([camera.size, *background], [to_clip, light])
        shown = [self._item_digest(place, item) for place, item in enumerate(items)]
        del self._last[len(shown) :]
        self.digest = _digest([view, *shown], [])

    def _item_digest(self, place: int, item: Item) -> bytes:
        """The digest of an item; computed only where it differs from that at the same place in the
        last frame."""
        known = self._last[place] if place < len(self._last) else None
        if known is not None and known[0] is type(item) and known[1] == (item.fixed, item.key):
            return known[2]
        keys = item.key if isinstance(item, TextItem) else (item.key,)
        floats: list[bytes] = []
        exact = [self._exact(key, floats) for key in keys]
        found = _digest([type(item).__name__, item.fixed, *exact], floats)
        self._last[place : place + 1] = [(type(item), (item.fixed, item.key), found)]
        return found

    def pixels(self, order: Literal["RGBA", "BGRA"] = "RGBA") -> np.ndarray:
        return self._blank if self._painter is None else self._painter.pixels(order)

    def _exact(self, key: tuple, floats: list[bytes]) -> tuple:
        """What of a key is compared to the bit; its points and colours are added to `floats`."""
        if isinstance(key[0], type):
            floats.append(key[1])
            return self._code_of(key[0]), len(key[1]), key[2:]
        floats += key[:4]
        return *map(len, key[:4]), key[4:]


def _digest(exact: Sequence[Any], floats: Sequence[bytes]) -> bytes:
    rounded = np.rint(np.frombuffer(b"".join(floats)) * GRID) + 0.0  # no negative zeros
    found = hashlib.sha256(marshal.dumps(tuple(exact), CANONICAL))
    found.update(rounded.tobytes())
    return found.digest()[:SIZE]
