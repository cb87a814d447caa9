"""How much work a piece of code does, in calls of functions: the same on a loaded machine."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any


@dataclass
class Effort:
    """Calls of functions so far, Python's and C's."""

    calls: int = 0


@contextmanager
def effort(at_most: int | None = None) -> Iterator[Effort]:
    """Counts the calls made within; AssertionError as soon as there are more than `at_most`."""
    spent = Effort()

    def count(_frame: FrameType, event: str, _detail: Any) -> None:
        spent.calls += event in ("call", "c_call")
        if at_most is not None and spent.calls > at_most:
            raise AssertionError(f"more than {at_most:,} calls")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield spent
    finally:
        sys.setprofile(before)
    assert at_most is None or spent.calls <= at_most
