"""`Kept`: what was made for one frame and may serve the next, within a bound in bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


FRAMES = 8
"""For how many frames a result is kept that none of them uses."""


class Kept(Generic[T]):
    """The results used last, by all that decides them; `size` tells a result's bytes.

    What was not used for longest goes first, so that a long clip takes no more memory than a short
    one. A result that alone is beyond the bound is kept until the next one.
    """

    def __init__(self, most: int, size: Callable[[T], int]) -> None:
        self._most, self._size = most, size
        self._results: OrderedDict[Hashable, T] = OrderedDict()
        self._used: dict[Hashable, int] = {}
        self._frame = 0
        self.bytes = 0

    def __contains__(self, key: Hashable) -> bool:
        return key in self._results

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The result for a key, made unless it is kept."""
        if key in self._results:
            self._results.move_to_end(key)
            self._used[key] = self._frame
            return self._results[key]
        made = self._results[key] = make()
        self._used[key] = self._frame
        self.bytes += self._size(made)
        while self.bytes > self._most and len(self._results) > 1:
            self._drop_oldest()
        return made

    def next_frame(self) -> None:
        """Drops what none of the last FRAMES frames used."""
        self._frame += 1
        while self._results and self._used[next(iter(self._results))] < self._frame - FRAMES:
            self._drop_oldest()

    def _drop_oldest(self) -> None:
        key, oldest = self._results.popitem(last=False)
        del self._used[key]
        self.bytes -= self._size(oldest)
