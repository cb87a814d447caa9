"""What a Dask worker runs: a task in a process of its own, so that the worker's heartbeats go on.

Only `draw` is ever sent to a worker, by name, with bytes.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from pipeline.cluster.shipping import unzipped
from pipeline.output import scratch_folder
from pipeline.store.sources import ROOT

TASK, ANSWER = "task.json", "answer.zip"
"""The files in a task's folder."""
PROCESS = "pipeline.cluster.process"
TICK = 0.5
"""Seconds between two looks whether the task is still wanted."""


class ProcessError(Exception):
    """The process of a task ended without an answer."""


def draw(task: bytes, sources: bytes) -> bytes:
    """The answer to a task (see `pipeline.cluster.task`), from a process that runs these sources,
    or, without any, this worker's own."""
    from distributed import get_worker

    worker = get_worker()
    root = unzipped(sources, Path(worker.local_directory, "nabla")) if sources else ROOT
    key = worker.get_current_task()

    def is_wanted() -> bool:
        state = worker.state.tasks.get(key)
        return state is not None and state.state == "executing"

    return answer_of(task, root, worker.address, is_wanted)


def answer_of(task: bytes, root: Path, worker: str, is_wanted: Callable[[], bool]) -> bytes:
    """The answer of a worker, by its address, from a process that runs the project in a folder.

    Raises ProcessError.
    """
    with scratch_folder() as scratch:
        folder = Path(scratch)
        (folder / TASK).write_bytes(task)
        process = subprocess.Popen(
            [sys.executable, "-m", PROCESS, folder, worker],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root)},
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        try:
            code = _wait(process, is_wanted)
            if code:
                raise ProcessError(f"the process of a task ended with {code}")
            return (folder / ANSWER).read_bytes()
        finally:
            _end(process)


def _wait(process: subprocess.Popen[bytes], is_wanted: Callable[[], bool]) -> int:
    while True:
        with suppress(subprocess.TimeoutExpired):
            return process.wait(TICK)
        if not is_wanted():
            raise ProcessError("nobody wants the answer any more")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the process, which ends its own children once nothing holds its standard input."""
    assert process.stdin is not None
    process.stdin.close()
    with suppress(subprocess.TimeoutExpired):
        process.wait(5)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
