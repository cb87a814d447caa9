"""Where llvmpipe's threads run: one on each core.

Linux may leave two threads that take turns by the millisecond on one core, and another core idle.
Drawing and encoding at once on two cores takes 8 % longer so, and 15 % with an encoder that yields.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

THREADS = Path("/proc/self/task")
NAME = "llvmpipe-"


def pin_driver_threads() -> None:
    """Binds each of this process's llvmpipe threads to a core of its own, if there are as many.

    For a process that renders and does nothing else; call it once the context is there. Elsewhere
    than on Linux, or with another driver, it does nothing.
    """
    if sys.platform.startswith("linux"):
        cores = sorted(os.sched_getaffinity(0))
        threads = _threads_named(NAME)
        if len(threads) == len(cores):
            for thread, core in zip(threads, cores, strict=True):
                with suppress(OSError):  # drawing goes on wherever the system lets it
                    os.sched_setaffinity(thread, {core})


def _threads_named(start: str) -> list[int]:
    """The threads of this process whose names begin so."""
    found = []
    with suppress(OSError):
        for thread in sorted(THREADS.iterdir(), key=lambda thread: int(thread.name)):
            with suppress(OSError):  # it has ended since
                if (thread / "comm").read_text().startswith(start):
                    found.append(int(thread.name))
    return found
