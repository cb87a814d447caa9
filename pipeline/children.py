"""What scenes start and do not end: it ends with the process that it belongs to."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

_SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER (linux/prctl.h)."""


def adopt() -> None:
    """From now on (on Linux) what descendants of this process leave behind become its children."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def end() -> None:
    """Kills the children of this process; what they have started is killed as it is adopted."""
    for _ in range(100):
        children = [int(each) for path in _lists() for each in path.read_text().split()]
        if not children:
            return
        for each in children:
            with suppress(OSError):
                os.kill(each, signal.SIGKILL)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG) != (0, 0):
                pass
        time.sleep(0.01)


def leave(code: int) -> NoReturn:
    """Ends this process with its children, and without waiting for threads that may never end."""
    end()
    os._exit(code)


def _lists() -> list[Path]:
    """Where Linux lists the children of this process, by the threads that started them."""
    return list(Path("/proc/self/task").glob("*/children"))
