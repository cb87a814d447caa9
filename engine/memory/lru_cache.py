"""`LRUCache`: values made for one frame that later frames may use, within a bound in bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")

UNUSED_FRAMES = 8
"""The number of frames after which an unused value is evicted."""


class LRUCache(Generic[T]):
    """Values by key; `size` gives the bytes of a value.

    The least recently used values are evicted first. A single value larger than `max_bytes` stays
    until the next one.
    """

    def __init__(self, max_bytes: int, size: Callable[[T], int]) -> None:
        self._max_bytes, self._size = max_bytes, size
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._last_used: dict[Hashable, int] = {}
        self._frame = 0
        self.bytes = 0

    def __contains__(self, key: Hashable) -> bool:
        return key in self._values

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value for a key, made by `make` if it is not cached."""
        if key in self._values:
            self._values.move_to_end(key)
            self._last_used[key] = self._frame
            return self._values[key]
        value = self._values[key] = make()
        self._last_used[key] = self._frame
        self.bytes += self._size(value)
        while self.bytes > self._max_bytes and len(self._values) > 1:
            self._evict_oldest()
        return value

    def next_frame(self) -> None:
        """Evicts values that none of the last UNUSED_FRAMES frames used."""
        self._frame += 1
        oldest_allowed = self._frame - UNUSED_FRAMES
        while self._values and self._last_used[next(iter(self._values))] < oldest_allowed:
            self._evict_oldest()

    def _evict_oldest(self) -> None:
        key, oldest = self._values.popitem(last=False)
        del self._last_used[key]
        self.bytes -= self._size(oldest)
