"""A line in the cell while a clip is rendered: which beat, how far."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.rendering.plan import Job
from pipeline.rendering.worker import Event

PAUSE = 0.25
"""Seconds from one update of the line to the next."""


@contextmanager
def progress_line(job: Job[Any]) -> Iterator[Callable[[Event], None]]:
    """A context with a function that is called with every event of the job.

    The line is empty at the end; to clear it away would also clear what the cell showed before.
    Where no notebook runs there is none.
    """
    line = _Line() if _in_notebook() else None

    def report(event: Event) -> None:
        if line and event.beat is not None:
            line.show(f"{job.entry.scene}: {event.status(job)}, frame {event.frames}")

    try:
        yield report
    finally:
        if line:
            line.end()


class _Line:
    """A text in the cell's output, replaced as it changes."""

    def __init__(self) -> None:
        self._handle: Any = None
        self._shown = 0.0  # s, by the monotonic clock

    def show(self, text: str) -> None:
        now = time.monotonic()
        if self._handle is None:
            display = sys.modules["IPython"].display.display  # a kernel has loaded it

            self._handle = display(_plain(text), raw=True, display_id=True)
        elif now - self._shown >= PAUSE:
            self._handle.update(_plain(text), raw=True)
        else:
            return
        self._shown = now

    def end(self) -> None:
        if self._handle is not None:
            self._handle.update(_plain(""), raw=True)


def _plain(text: str) -> dict[str, str]:
    return {"text/plain": text}


def _in_notebook() -> bool:
    """Whether this process is a kernel, not a terminal's IPython or a plain program."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and hasattr(ipython.get_ipython(), "kernel")
