"""The process of a job: it renders, says what became of it, and ends with all that it has started.

It leads a process group of its own, and adopts what its scene has started and left.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
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
from typing import NoReturn, TypeAlias

from pipeline import children, interrupts, streams
from pipeline.errors import InputError, MachineError, RenderError, cause_of
from pipeline.output import clear_abandoned, temporary_folder
from pipeline.rendering.plan import Job
from pipeline.video.companions import Record

PATIENCE = 2.0
"""Seconds that a process is given to end by itself."""


@dataclass(frozen=True)
class Event:
    """The job of this target is in this beat (None: it is done) and has drawn so many frames."""

    target: Path
    beat: str | None
    frames: int


Render: TypeAlias = Callable[[Job, Callable[[str, int], None]], Record]
"""Renders a job; reports, from time to time, the beat under way and the frames drawn so far."""
Result: TypeAlias = Record | RenderError | InputError | MachineError


class Worker:
    """A process that renders a job, as its parent sees it.

    It is one of so many `workers` at a time. `render` is a function of a module.
    """

    def __init__(self, job: Job, render: Render, workers: int) -> None:
        spawn = multiprocessing.get_context("spawn")
        self.job, self.beat, self.seconds = job, "", 0.0
        self.connection, theirs = spawn.Pipe(duplex=False)
        resource_tracker.ensure_running()  # its own start would let interrupts through
        work = (job, theirs, render, str(temporary_folder()))
        self.process = spawn.Process(target=_work, args=work, daemon=True)
        with _environment(workers):
            self.process.start()
        theirs.close()

    def received(self) -> Event | Result | None:
        """Its next message, which is waited for; None where it has gone without one."""
        try:
            message = self.connection.recv()
        except (EOFError, OSError):
            return None
        if isinstance(message, Event):
            self.beat = message.beat or self.beat
        return message

    def signal(self, number: int) -> None:
        """Sends a signal to its whole group."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid or 0, number)

    def how_it_ended(self) -> str:
        """What the system says of its end."""
        code = self.process.exitcode or 0
        if code >= 0:
            return f"ended with exit code {code}"
        names = {int(each): each.name for each in signal.Signals}
        return f"was killed by {names.get(-code, f'signal {-code}')}"


def end(workers: Collection[Worker]) -> None:
    """Ends processes, with all that they have started, and clears up what they leave."""
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
def interrupts_held() -> Iterator[None]:
    """Interrupts wait until the end of the block; a process started within does not see them: its
    parent decides, and sends SIGTERM.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, interrupts.SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def environment(workers: int) -> dict[str, str]:
    """The environment of a worker's libraries, unless the user has set it otherwise.

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


def _work(job: Job, connection: Connection, render: Render, temporary: str) -> NoReturn:
    os.setpgid(0, 0)
    children.adopt()
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # a terminal may stop groups that write to it
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    tempfile.tempdir = temporary  # looking for it would leave a file where it is interrupted
    streams.secure()
    streams.results_to_errors()  # whatever a scene prints
    try:
        result = _result(job, lambda beat, n: connection.send(Event(job.target, beat, n)), render)
        streams.flush()
        children.end()
        connection.send(result)
    finally:
        _leave()


def _result(job: Job, progress: Callable[[str, int], None], render: Render) -> Result:
    try:
        return render(job, progress)
    except (RenderError, InputError, MachineError) as error:
        return error
    except BaseException as error:  # a scene may call sys.exit
        trace = "".join(traceback.format_exception(error))
        return RenderError(job.entry.scene, "", cause_of(error, job.target), trace)


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        _leave()


def _leave(*_: object) -> NoReturn:
    """Ends the group at once, threads that never end included; others clear up its workspaces."""
    children.end()
    os.killpg(0, signal.SIGKILL)
    raise AssertionError("unreachable")
