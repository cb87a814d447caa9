"""Renders jobs in separate processes, so that a failing scene does not affect the others."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path

from pipeline.errors import InputError, MachineError, RenderError
from pipeline.rendering.machine import require_opengl
from pipeline.rendering.plan import Job
from pipeline.rendering.worker import (
    Event,
    Render,
    Result,
    Worker,
    end,
    interrupts_blocked,
)
from pipeline.video.companions import Record

ATTEMPTS = 2
"""How often a job is tried if its process is killed."""
OUT_OF_MEMORY = (signal.SIGKILL, signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS)
"""The signals that usually end a process when memory is short."""
TICK = 0.5
"""Seconds between checks of the time limits."""

Running = dict[Connection, Worker]


@dataclass(frozen=True)
class Outcome:
    """The result of a job: the record of its file, or the error."""

    job: Job
    record: Record | None = None
    error: RenderError | InputError | None = None


def render_job(job: Job, progress: Callable[[str, int], None]) -> Record:
    """Renders the job's clip. Loads manim."""
    require_opengl()
    from pipeline.rendering.job import render_clip

    return render_clip(job, progress)


def render_clips(
    jobs: Sequence[Job],
    workers: int,
    on_event: Callable[[Event], None],
    render: Render = render_job,
) -> Iterator[Outcome]:
    """Renders the jobs, `workers` at a time; yields their outcomes as they end.

    A job whose process is killed is tried once more; a job is ended at its time limit. Raises the
    first MachineError, which would affect the other jobs too. Anything that ends the loop early (an
    interrupt, the consumer's own error) ends the workers too. `render` must be a module's function.
    """
    waiting, tries, running = deque(jobs), Counter[Path](), Running()
    try:
        with _suspending_workers(running):
            while waiting or running:
                while waiting and len(running) < workers:
                    _start(running, waiting.popleft(), render, workers)
                for worker, result in _results(running, on_event):
                    end([running.pop(worker.connection)])
                    tries[worker.job.target] += 1
                    if result is None and tries[worker.job.target] < ATTEMPTS:
                        waiting.appendleft(worker.job)
                    else:
                        yield _outcome(worker, result)
    finally:
        end(running.values())


def _start(running: Running, job: Job, render: Render, workers: int) -> None:
    with interrupts_blocked():
        worker = Worker(job, render, workers)
        running[worker.connection] = worker


def _results(
    running: Running, on_event: Callable[[Event], None]
) -> Iterator[tuple[Worker, Result | None]]:
    """The workers that end within a TICK, with their results: None from one that died silently.

    Time during which this process is suspended does not count.
    """
    before = time.monotonic()
    for connection in wait(list(running), TICK):
        assert isinstance(connection, Connection)
        worker = running[connection]
        message = worker.next_message()
        if isinstance(message, Event):
            on_event(message)
        else:
            if isinstance(message, Record):
                on_event(Event(worker.job.target, None, message.frames))
            yield worker, message
    passed = min(time.monotonic() - before, 2 * TICK)
    for worker in list(running.values()):
        worker.seconds += passed
        limit = worker.job.time_limit
        if worker.seconds > limit:
            cause = f"not done at the time limit of {limit:g} s"
            yield worker, RenderError(worker.job.entry.scene, worker.beat, cause)
        elif not worker.process.is_alive() and not worker.connection.poll():
            yield worker, None  # a process that its scene started holds the connection open


def _outcome(worker: Worker, result: Result | None) -> Outcome:
    if isinstance(result, MachineError):
        raise result
    if isinstance(result, Record):
        return Outcome(worker.job, record=result)
    return Outcome(worker.job, error=result or _death_of(worker))


def _death_of(worker: Worker) -> RenderError:
    cause = f"its process {worker.exit_description()}, {ATTEMPTS} times"
    if -(worker.process.exitcode or 0) in OUT_OF_MEMORY:
        cause += "; is there enough memory?"
    return RenderError(worker.job.entry.scene, worker.beat, cause)


@contextmanager
def _suspending_workers(running: Running) -> Iterator[None]:
    """A context in which Ctrl-Z suspends the workers too, which are in their own process groups."""

    def suspend(*_: object) -> None:
        for worker in running.values():
            worker.signal(signal.SIGSTOP)
        os.kill(os.getpid(), signal.SIGSTOP)
        for worker in running.values():  # this process was resumed
            worker.signal(signal.SIGCONT)

    default = signal.getsignal(signal.SIGTSTP) is signal.SIG_DFL
    if not default or threading.current_thread() is not threading.main_thread():
        yield
        return
    signal.signal(signal.SIGTSTP, suspend)
    try:
        yield
    finally:
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
