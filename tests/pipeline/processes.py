"""Starts and observes programs. A zombie counts as not running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import psutil

from tests.pipeline.videos import ROOT

PATIENCE = 20.0
"""Seconds after which an event is assumed never to happen."""
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


def started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """`render.py` in its own session, with signals as at a terminal.

    Its temporary files go into the folder too.
    """
    with signals_by_default():
        return subprocess.Popen(
            [sys.executable, ROOT / "render.py", *arguments],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env={**os.environ, "TMPDIR": str(folder)},
        )


@contextmanager
def signals_by_default() -> Iterator[None]:
    """A context with default signal handlers: ignored signals would be inherited."""
    with ExitStack() as stack:
        for each in ENDING:
            stack.callback(signal.signal, each, signal.signal(each, signal.SIG_DFL))
        yield


def runs(process: int) -> bool:
    """Whether the process with this number is running."""
    try:
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def children(process: int) -> list[int]:
    """The running children of a process."""
    return [each.pid for each in psutil.Process(process).children() if runs(each.pid)]


def session(leader: int) -> list[int]:
    """The running processes of a session, in any group."""
    found = []
    for process in psutil.pids():
        with suppress(ProcessLookupError):
            if os.getsid(process) == leader and runs(process):
                found.append(process)
    return found


def eventually(holds: Callable[[], bool]) -> bool:
    """Waits until a condition holds, with patience for a loaded machine; whether it does."""
    deadline = time.monotonic() + PATIENCE
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    return holds()
