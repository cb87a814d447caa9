"""Jobs rendered in processes of their own: a fault in one scene leaves the others alone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeAlias

from pipeline.errors import InputError, MachineError, RenderError, cause_of
from pipeline.output import clear_abandoned
from pipeline.rendering.machine import require_opengl
from pipeline.rendering.plan import Job

Manifest: TypeAlias = dict[str, Any]
Render: TypeAlias = Callable[[Job, Callable[[str, int], None]], Manifest]
"""Renders a job; tells, from time to time, of the beat under way and the frames drawn so far."""

Failure: TypeAlias = RenderError | InputError | MachineError

ATTEMPTS = 2
"""How often a job is tried whose process is killed."""
PATIENCE = 2.0
"""Seconds that interrupted workers are given to clear up."""


@dataclass(frozen=True)
class Event:
    """The job of this target is in this beat (None: it is done) and has drawn so many frames."""

    target: Path
    beat: str | None
    frames: int


@dataclass(frozen=True)
class Outcome:
    """What became of a job: its manifest, or why there is none."""

    job: Job
    manifest: Manifest | None = None
    error: RenderError | InputError | None = None


@dataclass(frozen=True)
class _Worker:
    job: Job
    attempt: int
    process: BaseProcess


def rendered(job: Job, progress: Callable[[str, int], None]) -> Manifest:
    """The job rendered to its clip; loads manim."""
    require_opengl()
    from pipeline.rendering.job import render_clip

    return render_clip(job, progress)


def render_clips(
    jobs: Sequence[Job],
    workers: int,
    on_event: Callable[[Event], None],
    render: Render = rendered,
) -> Iterator[Outcome]:
    """Renders the jobs, so many at a time; yields what became of each as it ends.

    A job whose process is killed is tried once more. Raises the first MachineError, which the other
    jobs would meet too. Whatever ends the loop early (an interrupt,
    the consumer's own error) ends the workers too. `render` is a function of a module.
    """
    waiting = deque((job, 1) for job in jobs)
    running: dict[Connection, _Worker] = {}
    try:
        while waiting or running:
            while waiting and len(running) < workers:
                _start(running, *waiting.popleft(), render, workers)
            for connection in wait(list(running)):
                assert isinstance(connection, Connection)
                message = _received(connection)
                worker = running[connection]
                if isinstance(message, Event):
                    on_event(message)
                    continue
                _end(worker, connection)
                del running[connection]
                if message is None and worker.attempt < ATTEMPTS:
                    waiting.appendleft((worker.job, worker.attempt + 1))
                    continue
                if isinstance(message, dict):
                    on_event(Event(worker.job.target, None, message["frames"]))
                yield _outcome(worker, message)
    finally:
        _stop(running.values())


def _start(
    running: dict[Connection, _Worker], job: Job, attempt: int, render: Render, workers: int
) -> None:
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe(duplex=False)
    resource_tracker.ensure_running()  # its own start would let interrupts through
    work = (job, theirs, render, tempfile.gettempdir())
    process = spawn.Process(target=_work, args=work, daemon=True)
    with _interrupts_held(), _environment(workers):
        process.start()
        running[ours] = _Worker(job, attempt, process)
    theirs.close()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A process started within never sees Ctrl-C: the parent decides, and tells by SIGTERM."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def environment(workers: int) -> dict[str, str]:
    """What a worker's libraries are told, unless the user has told them otherwise.

    The workers share the cores: BLAS, whose threads wait by spinning, has one, and Mesa's software
    renderer its share.
    """
    wanted = {
        "OPENBLAS_NUM_THREADS": 1,
        "LP_NUM_THREADS": max(1, (os.cpu_count() or 1) // workers),
    }
    return {name: str(count) for name, count in wanted.items() if name not in os.environ}


@contextmanager
def _environment(workers: int) -> Iterator[None]:
    """A process started within has the environment of a worker."""
    added = environment(workers)
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]


def _received(connection: Connection) -> Event | Manifest | Failure | None:
    """The next message of a worker; None where its process is gone."""
    try:
        return connection.recv()
    except (EOFError, ConnectionError):
        return None


def _end(worker: _Worker, connection: Connection) -> None:
    connection.close()
    worker.process.join()
    clear_abandoned(worker.job.target.parent)


def _outcome(worker: _Worker, message: Manifest | Failure | None) -> Outcome:
    if isinstance(message, MachineError):
        raise message
    if isinstance(message, dict):
        return Outcome(worker.job, manifest=message)
    return Outcome(worker.job, error=message or _gone(worker))


def _gone(worker: _Worker) -> RenderError:
    code = worker.process.exitcode or 0
    how = f"killed by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"
    cause = f"its process was {how}, {ATTEMPTS} times; is there memory enough?"
    return RenderError(worker.job.entry.scene, "", cause)


def _stop(workers: Collection[_Worker]) -> None:
    try:
        for worker in workers:
            worker.process.terminate()
        deadline = time.monotonic() + PATIENCE
        for worker in workers:
            worker.process.join(max(0.0, deadline - time.monotonic()))
    finally:
        for worker in workers:
            worker.process.kill()
            worker.process.join()
            clear_abandoned(worker.job.target.parent)


def _work(job: Job, connection: Connection, render: Render, temporary: str) -> None:
    tempfile.tempdir = temporary  # looking for it would leave a file where it is interrupted
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that temporary files are removed
    os.dup2(2, 1)  # whatever a scene prints: standard output is for results
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        message = render(job, lambda beat, n: connection.send(Event(job.target, beat, n)))
    except (RenderError, InputError, MachineError) as error:
        message = error
    except Exception as error:
        trace = "".join(traceback.format_exception(error))
        message = RenderError(job.entry.scene, "", cause_of(error, job.target), trace)
    connection.send(message)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
