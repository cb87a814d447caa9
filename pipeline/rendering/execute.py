"""Jobs rendered in processes of their own: a fault in one scene leaves the others alone."""

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
    interrupts_held,
)
from pipeline.video.companions import Record

ATTEMPTS = 2
"""How often a job is tried whose process is killed."""
OUT_OF_MEMORY = (signal.SIGKILL, signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS)
"""How a process ends where memory is short, and seldom else."""
TICK = 0.5
"""Seconds between two looks at the time limits."""

Running = dict[Connection, Worker]


@dataclass(frozen=True)
class Outcome:
    """What became of a job: what is known of its file, or why there is none."""

    job: Job
    record: Record | None = None
    error: RenderError | InputError | None = None


def rendered(job: Job, progress: Callable[[str, int], None]) -> Record:
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

    A job whose process is killed is tried once more; one that is not done at its time limit is
    ended. Raises the first MachineError, which the other jobs would meet too. Whatever ends the
    loop early (an interrupt, the consumer's own error) ends the workers too. `render` is a function
    of a module.
    """
    waiting, tries, running = deque(jobs), Counter[Path](), Running()
    try:
        with _suspended_together(running):
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
    with interrupts_held():
        worker = Worker(job, render, workers)
        running[worker.connection] = worker


def _results(
    running: Running, on_event: Callable[[Event], None]
) -> Iterator[tuple[Worker, Result | None]]:
    """What has become of workers within a TICK: None of one that is gone without a word.

    While this process is suspended itself, nobody's time passes.
    """
    before = time.monotonic()
    for connection in wait(list(running), TICK):
        assert isinstance(connection, Connection)
        worker = running[connection]
        message = worker.received()
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
            yield worker, None  # its connection is held open by what its scene has started


def _outcome(worker: Worker, result: Result | None) -> Outcome:
    if isinstance(result, MachineError):
        raise result
    if isinstance(result, Record):
        return Outcome(worker.job, record=result)
    return Outcome(worker.job, error=result or _gone(worker))


def _gone(worker: Worker) -> RenderError:
    cause = f"its process {worker.how_it_ended()}, {ATTEMPTS} times"
    if -(worker.process.exitcode or 0) in OUT_OF_MEMORY:
        cause += "; is there memory enough?"
    return RenderError(worker.job.entry.scene, worker.beat, cause)


@contextmanager
def _suspended_together(running: Running) -> Iterator[None]:
    """Ctrl-Z suspends the workers too, which are in groups of their own."""

    def suspend(*_: object) -> None:
        for worker in running.values():
            worker.signal(signal.SIGSTOP)
        os.kill(os.getpid(), signal.SIGSTOP)
        for worker in running.values():  # this process goes on
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
