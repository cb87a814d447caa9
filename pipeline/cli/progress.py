"""How far the jobs are: bars on a terminal, plain lines elsewhere; always on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from pipeline.rendering.plan import Job
from pipeline.rendering.worker import Event


@contextmanager
def progress_reporter(jobs: Sequence[Job]) -> Iterator[Callable[[Event], None]]:
    """Within the block, a function to be called with every event of the jobs."""
    if sys.stderr.isatty():
        with _bars(jobs) as follow:
            yield follow
    else:
        yield _plain_lines(jobs)


def _plain_lines(jobs: Sequence[Job]) -> Callable[[Event], None]:
    by_target = {job.target: job for job in jobs}
    last: dict[Path, str | None] = {}

    def follow(event: Event) -> None:
        if last.get(event.target, "") != event.beat:
            job = by_target[event.target]
            click.echo(f"{job.entry.scene}: {_place(job, event)}", err=True)
        last[event.target] = event.beat

    return follow


@contextmanager
def _bars(jobs: Sequence[Job]) -> Iterator[Callable[[Event], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        TextColumn("{task.fields[place]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        waiting = {"start": False, "place": "waiting"}
        tasks = {
            job.target: (bars.add_task(job.entry.scene, total=len(job.beats), **waiting), job)
            for job in jobs
        }

        def follow(event: Event) -> None:
            task, job = tasks[event.target]
            bars.start_task(task)
            place = f"{_place(job, event)}, frame {event.frames}" if event.beat else "done"
            bars.update(task, completed=_finished(job, event), place=place)
            if event.beat is None:
                bars.stop_task(task)

        yield follow


def _finished(job: Job, event: Event) -> int:
    """How many beats of the job are drawn."""
    return len(job.beats) if event.beat is None else job.beats.index(event.beat)


def _place(job: Job, event: Event) -> str:
    if event.beat is None:
        return f"done, {event.frames} frames"
    return f"beat {_finished(job, event) + 1} of {len(job.beats)}, {event.beat}"
