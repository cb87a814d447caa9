"""Works on jobs in separate processes, so that a failing scene does not affect the others."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from operator import itemgetter
from pathlib import Path
from typing import Any

from pipeline.errors import InputError, MachineError, RenderError
from pipeline.rendering.plan import Job
from pipeline.rendering.worker import (
    Event,
    Result,
    Work,
    Worker,
    end,
    interrupts_blocked,
)

ATTEMPTS = 2
"""How often a job is tried if its process is killed."""
OUT_OF_MEMORY = (signal.SIGKILL, signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS)
"""The signals that usually end a process when memory is short."""
TICK = 0.5
"""Seconds between checks of the time limits."""

Running = dict[Connection, Worker]


HELP_PAYS = 8.0
"""Seconds of drawing that must be left for another process to be worth its start."""


@dataclass(frozen=True)
class Outcome:
    """What has become of a job: what its process has returned, or the error."""

    job: Job
    result: Any = None
    error: RenderError | InputError | None = None


def run_jobs(
    jobs: Sequence[Job],
    workers: int,
    on_event: Callable[[Event], None],
    work: Work,
    *,
    share: bool = False,
) -> Iterator[Outcome]:
    """Works on the jobs, `workers` at a time; yields their outcomes as they end.

    A job whose process is killed is tried once more; a job is ended at its time limit. Raises the
    first MachineError, which would affect the other jobs too. Anything that ends the loop early (an
    interrupt, the consumer's own error) ends the workers too. `work` must be a module's function.
    With `share`, processes that have no job of their own work on those of others.
    """
    waiting, tries = deque(jobs), Counter[Path]()
    with _running_workers() as running:
        while waiting or running:
            for job in _next(waiting, running, workers, share):
                _start(running, job, work, workers)
            for worker, result in _results(running, on_event):
                end([running.pop(worker.connection)])
                if result is None and _others(worker, running):
                    continue
                tries[worker.job.target] += 1
                if result is None and tries[worker.job.target] < ATTEMPTS:
                    waiting.appendleft(worker.job)
                else:
                    end([running.pop(each.connection) for each in _others(worker, running)])
                    yield _outcome(worker, result)


@contextmanager
def _running_workers() -> Iterator[Running]:
    """A context for workers, which end with it, however it ends."""
    running = Running()
    try:
        with _suspending_workers(running):
            yield running
    finally:
        end(running.values())


def _next(waiting: deque[Job], running: Running, workers: int, share: bool) -> Iterator[Job]:
    """The jobs to start processes for, until enough are running."""
    while len(running) < workers:
        job = waiting.popleft() if waiting else _longest(running.values()) if share else None
        if job is None:
            return
        yield job


def _others(worker: Worker, running: Running) -> list[Worker]:
    """Those that work on the same job."""
    return [each for each in running.values() if each.job is worker.job]


def _longest(running: Collection[Worker]) -> Job | None:
    """The job with the most left to be done, if another process is worth its start."""
    left: dict[Path, tuple[float, Job]] = {}
    for worker in running:
        job, beats = worker.job, worker.beats
        pace = worker.seconds / max(len(beats) - 1, 1) if len(beats) > 1 else 0.0
        others = sum(len(each.beats) for each in running if each.job is job)
        seconds = pace * (len(job.beats) - others)
        left[job.target] = max(left.get(job.target, (0.0, job)), (seconds, job), key=itemgetter(0))
    seconds, job = max(left.values(), key=itemgetter(0), default=(0.0, None))
    return job if seconds > HELP_PAYS else None


def _start(running: Running, job: Job, work: Work, workers: int) -> None:
    with interrupts_blocked():
        worker = Worker(job, work, workers)
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
            frames = sum(each.frames for each in running.values() if each.job is worker.job)
            on_event(replace(message, frames=frames))
        else:
            if message is not None and not isinstance(message, Exception):
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
    if result is None or isinstance(result, Exception):
        return Outcome(worker.job, error=result or _death_of(worker))
    return Outcome(worker.job, result)


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
