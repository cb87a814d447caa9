"""`BufferPool`: frame-sized arrays, reused once nothing refers to them."""

from __future__ import annotations

import math
import weakref

import numpy as np


class BufferPool:
    """Arrays of uint8 of one shape.

    Everything derived from an array (a slice, a view, a PyAV frame, even one that an encoder still
    holds) refers to it, so its memory is reused only after all of them are freed.
    """

    def __init__(self, shape: tuple[int, ...]) -> None:
        self._shape = shape
        self._free: list[bytearray] = []

    def take(self) -> np.ndarray:
        """An array that nothing else refers to; its contents are undefined."""
        memory = self._free.pop() if self._free else bytearray(math.prod(self._shape))
        array = np.frombuffer(memory, np.uint8)  # the base of all views of it
        weakref.finalize(array, self._free.append, memory).atexit = False
        return array.reshape(self._shape)
