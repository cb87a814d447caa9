"""Pinning of llvmpipe's threads, one to each core.

Linux may run two threads that alternate every millisecond on one core and leave another core idle.
Drawing while encoding on two cores then takes 8 % longer, and 15 % with an encoder that yields.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

THREADS = Path("/proc/self/task")
NAME = "llvmpipe-"


def pin_driver_threads() -> None:
    """Pins each of this process's llvmpipe threads to its own core, if there are as many cores.

    For a process that only renders, after its context is open. Does nothing on other systems than
    Linux or with another driver.
    """
    if sys.platform.startswith("linux"):
        cores = sorted(os.sched_getaffinity(0))
        threads = _threads_named(NAME)
        if len(threads) == len(cores):
            for thread, core in zip(threads, cores, strict=True):
                with suppress(OSError):  # not allowed: the thread stays unpinned
                    os.sched_setaffinity(thread, {core})


def _threads_named(start: str) -> list[int]:
    """The ids of this process's threads whose names begin with `start`."""
    found = []
    with suppress(OSError):
        for thread in sorted(THREADS.iterdir(), key=lambda thread: int(thread.name)):
            with suppress(OSError):  # the thread has ended
                if (thread / "comm").read_text().startswith(start):
                    found.append(int(thread.name))
    return found
