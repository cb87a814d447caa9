"""Programs that are started and watched. A zombie, which nobody has waited for, does not run."""

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

PATIENCE = 100.0
"""Seconds until what does not happen is taken never to happen."""
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


def started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """`render.py` in a session of its own, with signals as at a terminal.

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
    """What is ignored here (as by `nohup` and in the background of a script) would be inherited."""
    with ExitStack() as stack:
        for each in ENDING:
            stack.callback(signal.signal, each, signal.signal(each, signal.SIG_DFL))
        yield


def runs(process: int) -> bool:
    """Whether a process of this number runs."""
    try:
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def children(process: int) -> list[int]:
    """The processes that it has started and that still run."""
    return [each.pid for each in psutil.Process(process).children() if runs(each.pid)]


def session(leader: int) -> list[int]:
    """The processes of a session, in whatever group, that still run."""
    found = []
    for process in psutil.pids():
        with suppress(ProcessLookupError):
            if os.getsid(process) == leader and runs(process):
                found.append(process)
    return found


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold, however long that takes on a loaded machine."""
    deadline = time.monotonic() + PATIENCE
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    return holds()
