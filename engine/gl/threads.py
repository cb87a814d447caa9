"""Where llvmpipe's threads run: one on each core.

Linux may leave two threads that take turns by the millisecond on one core, and another core idle.
Drawing and encoding at once on two cores takes 8 % longer so, and 15 % with an encoder that yields.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

TASKS = Path("/proc/self/task")
NAME = "llvmpipe-"


def spread() -> None:
    """Keeps each of this process's llvmpipe threads to a core of its own, if there are as many."""
    if sys.platform.startswith("linux"):
        cores = sorted(os.sched_getaffinity(0))
        threads = _named(NAME)
        if len(threads) == len(cores):
            for thread, core in zip(threads, cores, strict=True):
                with suppress(OSError):  # drawing goes on wherever the system lets it
                    os.sched_setaffinity(thread, {core})


def _named(start: str) -> list[int]:
    """The threads of this process whose names begin so."""
    found = []
    with suppress(OSError):
        for task in sorted(TASKS.iterdir(), key=lambda task: int(task.name)):
            with suppress(OSError):  # it has ended since
                if (task / "comm").read_text().startswith(start):
                    found.append(int(task.name))
    return found
