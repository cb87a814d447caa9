"""Measures work in function calls, which do not depend on the machine's load."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any


@dataclass
class Effort:
    """The number of calls of Python and C functions so far."""

    calls: int = 0


@contextmanager
def effort(at_most: int | None = None) -> Iterator[Effort]:
    """A context that counts calls. Raises AssertionError as soon as they exceed `at_most`."""
    measured = Effort()

    def count(_frame: FrameType, event: str, _detail: Any) -> None:
        measured.calls += event in ("call", "c_call")
        if at_most is not None and measured.calls > at_most:
            raise AssertionError(f"more than {at_most:,} calls")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield measured
    finally:
        sys.setprofile(before)
    assert at_most is None or measured.calls <= at_most
