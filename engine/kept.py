"""`Kept`: what was made for one frame and may serve the next, within a bound in bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """The results used last, by all that decides them; `size` tells a result's bytes.

    What was not used for longest goes first, so that a long clip takes no more memory than a short
    one. A result that alone is beyond the bound is kept until the next one.
    """

    def __init__(self, most: int, size: Callable[[T], int]) -> None:
        self._most, self._size = most, size
        self._results: OrderedDict[Hashable, T] = OrderedDict()
        self.bytes = 0

    def __contains__(self, key: Hashable) -> bool:
        return key in self._results

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The result for a key, made unless it is kept."""
        if key in self._results:
            self._results.move_to_end(key)
            return self._results[key]
        made = self._results[key] = make()
        self.bytes += self._size(made)
        while self.bytes > self._most and len(self._results) > 1:
            _, oldest = self._results.popitem(last=False)
            self.bytes -= self._size(oldest)
        return made
