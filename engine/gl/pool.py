"""`Pool`: things as large as a frame, used again once nobody holds them any more."""

from __future__ import annotations

from collections.abc import Callable
from sys import getrefcount
from typing import Generic, TypeVar

T = TypeVar("T")

_ALONE = [object()]
NOBODY = getrefcount(_ALONE[0])
"""What this Python counts for a thing that only a list holds."""


class Pool(Generic[T]):
    """Things that `make` makes, alike. What is made of an array (a slice, a view, a frame of PyAV)
    holds it as well, so that it is safe as long as anything of it is in use."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: list[T] = []

    def take(self) -> T:
        """One that nobody holds, with whatever is in it."""
        for index in range(len(self._made)):
            if getrefcount(self._made[index]) == NOBODY:
                return self._made[index]
        self._made.append(self._make())
        return self._made[-1]
