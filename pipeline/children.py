"""Ends processes that scenes have started and left running."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

_PARENT_DEATH_SIGNAL, _SUBREAPER = 1, 36
"""PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER (linux/prctl.h)."""


def adopt() -> None:
    """Makes orphaned descendants children of this process from now on (on Linux)."""
    _prctl(_SUBREAPER, 1)


def die_with_parent() -> None:
    """Has this process killed when its parent ends (on Linux); its children are not."""
    _prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def _prctl(option: int, value: int) -> None:
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def kill_all() -> None:
    """Kills the children of this process, and their children once they are adopted."""
    for _ in range(100):
        children = _children()
        if not children:
            return
        for each in children:
            with suppress(OSError):
                os.kill(each, signal.SIGKILL)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG) != (0, 0):
                pass
        time.sleep(0.01)


def exit_now(code: int) -> NoReturn:
    """Ends this process and its children, without waiting for threads that may never end."""
    kill_all()
    os._exit(code)


def _children() -> list[int]:
    """The children of this process, which Linux lists in a file for each of its threads; a thread
    may end while it is asked."""
    found: list[int] = []
    for path in Path("/proc/self/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):
            found += map(int, path.read_text().split())
    return found
