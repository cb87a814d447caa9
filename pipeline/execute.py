"""Jobs rendered in processes of their own: a fault in one scene leaves the others alone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from pipeline.errors import InputError, RenderError
from pipeline.plan import Job


@dataclass(frozen=True)
class Event:
    """The job of this target is in this beat and has drawn so many frames."""

    target: Path
    beat: str
    frames: int


@dataclass(frozen=True)
class Outcome:
    """What became of a job: its manifest, or why there is none."""

    job: Job
    manifest: dict[str, Any] | None = None
    error: RenderError | InputError | None = None


def render_clips(
    jobs: Sequence[Job], workers: int, on_event: Callable[[Event], None]
) -> Iterator[Outcome]:
    """Renders the jobs, so many at a time; yields what became of each as it ends.

    Whatever ends the loop early (an interrupt, the consumer's own error) ends the workers too.
    """
    spawn = multiprocessing.get_context("spawn")
    waiting, running = list(jobs), {}
    try:
        while waiting or running:
            while waiting and len(running) < workers:
                job = waiting.pop(0)
                ours, theirs = spawn.Pipe(duplex=False)
                process = spawn.Process(target=_work, args=(job, theirs), daemon=True)
                process.start()
                theirs.close()
                running[ours] = (job, process)
            for connection in wait(list(running)):
                job, process = running[connection]
                message = _received(connection, job)
                if isinstance(message, Event):
                    on_event(message)
                    continue
                process.join()
                del running[connection]
                yield message
    finally:
        for _, process in running.values():
            process.terminate()
        for _, process in running.values():
            process.join()


def _received(connection: Connection, job: Job) -> Event | Outcome:
    try:
        return connection.recv()
    except EOFError:
        gone = RenderError(job.entry.scene, "", "its process ended without a word (killed?)")
        return Outcome(job, error=gone)


def _work(job: Job, connection: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides, and tells by SIGTERM
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that temporary files are removed
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from pipeline.job import render_clip

    try:
        manifest = render_clip(
            job, lambda beat, frames: connection.send(Event(job.target, beat, frames))
        )
    except (RenderError, InputError) as error:
        connection.send(Outcome(job, error=error))
    except OSError as error:
        place = error.filename or job.target
        cause = f"{error.strerror or error} ({Path(place)})"
        connection.send(Outcome(job, error=RenderError(job.entry.scene, "", cause)))
    else:
        connection.send(Outcome(job, manifest))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
