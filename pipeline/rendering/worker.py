"""The process of a job: it works, reports the result, and ends with all its children.

It leads its own process group, and adopts processes that its scene has orphaned.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType
from typing import NoReturn, Protocol, TypeAlias

from pipeline import children, interrupts, streams
from pipeline.errors import InputError, MachineError, RenderError, cause_of
from pipeline.output import clear_abandoned, temporary_folder
from pipeline.rendering.plan import Job

PATIENCE = 2.0
"""Seconds in which a process may end by itself."""


@dataclass(frozen=True)
class Event:
    """Progress of the job with this target: its beat (None: done) and the frames drawn so far."""

    target: Path
    beat: str | None
    frames: int

    def finished(self, job: Job) -> int:
        """The number of beats of the job that are drawn."""
        return len(job.beats) if self.beat is None else job.beats.index(self.beat)

    def status(self, job: Job) -> str:
        """`beat 2 of 7, cut`, or `done, 90 frames`."""
        if self.beat is None:
            return f"done, {self.frames} frames"
        return f"beat {self.finished(job) + 1} of {len(job.beats)}, {self.beat}"


class Finished(Protocol):
    """What the work on a job returns."""

    @property
    def frames(self) -> int:
        """The number of its frames."""
        ...


Work: TypeAlias = Callable[[Job, Callable[[str, int], None]], Finished]
"""Works on a job; reports the current beat and the number of frames drawn so far."""
Result: TypeAlias = Finished | RenderError | InputError | MachineError


class Worker:
    """A process that works on a job, seen from its parent.

    `workers`: how many run at a time. `work` must be a module's function. `beats` are those it has
    begun, `frames` those it has drawn, `seconds` how long it is at work.
    """

    def __init__(self, job: Job, work: Work, workers: int) -> None:
        spawn = multiprocessing.get_context("spawn")
        self.job, self.frames, self.seconds = job, 0, 0.0
        self.beats: list[str] = []
        self.connection, child_connection = spawn.Pipe(duplex=False)
        resource_tracker.ensure_running()  # started later, it would unblock interrupts
        given = (job, child_connection, work, str(temporary_folder()))
        self.process = spawn.Process(target=_work, args=given, daemon=True)
        with _environment(workers), _without_main():
            self.process.start()
        child_connection.close()

    def next_message(self) -> Event | Result | None:
        """Waits for its next message; None if it died without one."""
        try:
            message = self.connection.recv()
        except (EOFError, OSError):
            return None
        if isinstance(message, Event):
            self.frames = message.frames
            if message.beat and self.beat != message.beat:
                self.beats.append(message.beat)
        return message

    @property
    def beat(self) -> str:
        """The beat that it works on."""
        return self.beats[-1] if self.beats else ""

    def signal(self, number: int) -> None:
        """Sends a signal to its whole group."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid or 0, number)

    def exit_description(self) -> str:
        """How the process ended, according to the system."""
        code = self.process.exitcode or 0
        if code >= 0:
            return f"ended with exit code {code}"
        names = {int(each): each.name for each in signal.Signals}
        return f"was killed by {names.get(-code, f'signal {-code}')}"


def end(workers: Collection[Worker]) -> None:
    """Ends processes and their children, and removes their workspaces."""
    try:
        for worker in workers:
            worker.connection.close()
            worker.process.terminate()
        deadline = time.monotonic() + PATIENCE
        for worker in workers:
            worker.process.join(max(0.0, deadline - time.monotonic()))
    finally:
        for worker in workers:
            worker.signal(signal.SIGKILL)
            worker.process.kill()
            worker.process.join()
        for folder in {temporary_folder(), *(worker.job.target.parent for worker in workers)}:
            clear_abandoned(folder)


@contextmanager
def interrupts_blocked() -> Iterator[None]:
    """A context that blocks interrupts; processes started in it never get them: their parent
    decides, and sends SIGTERM.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, interrupts.SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def environment(workers: int) -> dict[str, str]:
    """The environment variables for a worker's libraries, except those the user has set.

    The workers share the cores: BLAS, whose threads wait by spinning, gets one, Mesa's software
    renderer its share.
    """
    wanted = {
        "OPENBLAS_NUM_THREADS": 1,
        "LP_NUM_THREADS": max(1, (os.cpu_count() or 1) // workers),
    }
    return {name: str(count) for name, count in wanted.items() if name not in os.environ}


@contextmanager
def _environment(workers: int) -> Iterator[None]:
    """A context in which processes are started with the environment of a worker."""
    added = environment(workers)
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]


@contextmanager
def _without_main() -> Iterator[None]:
    """A context in which processes are started that do not run the main module again.

    They need nothing of it, and a script (or `%run` in a notebook) would render again in each.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _work(job: Job, connection: Connection, work: Work, temporary: str) -> NoReturn:
    os.setpgid(0, 0)
    children.adopt()
    signal.signal(signal.SIGTERM, _exit)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # a terminal may stop groups that write to it
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    threading.Thread(target=_exit_with_parent, daemon=True).start()
    tempfile.tempdir = temporary  # searching for it leaves a file if interrupted
    streams.secure()
    streams.redirect_output_to_errors()  # whatever a scene prints
    try:
        result = _result(job, lambda beat, n: connection.send(Event(job.target, beat, n)), work)
        streams.flush()
        children.kill_all()
        connection.send(result)
    finally:
        _exit()


def _result(job: Job, progress: Callable[[str, int], None], work: Work) -> Result:
    try:
        return work(job, progress)
    except (RenderError, InputError, MachineError) as error:
        return error
    except BaseException as error:  # a scene may call sys.exit
        trace = "".join(traceback.format_exception(error))
        return RenderError(job.entry.scene, "", cause_of(error, job.target), trace)


def _exit_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        _exit()


def _exit(*_: object) -> NoReturn:
    """Ends the process group at once, even hanging threads; the parent removes its workspaces."""
    children.kill_all()
    os.killpg(0, signal.SIGKILL)
    raise AssertionError("unreachable")
