"""Which processes run: a zombie, which nobody has waited for yet, does not."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress

import psutil


def runs(process: int) -> bool:
    """Whether a process of this number runs."""
    try:
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def children(process: int) -> list[int]:
    """The processes that it has started and that still run."""
    return [each.pid for each in psutil.Process(process).children() if runs(each.pid)]


def group(leader: int) -> list[int]:
    """The processes of a group that still run."""
    found = []
    for process in psutil.pids():
        with suppress(ProcessLookupError):
            if os.getpgid(process) == leader and runs(process):
                found.append(process)
    return found


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold in that time."""
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    return holds()
