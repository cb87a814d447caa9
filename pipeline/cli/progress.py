"""Progress of jobs: bars on a terminal, plain lines elsewhere; always on standard error."""

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
    """A context with a function that is called with every event of the jobs."""
    if sys.stderr.isatty():
        with _bars(jobs) as report:
            yield report
    else:
        yield _plain_lines(jobs)


def _plain_lines(jobs: Sequence[Job]) -> Callable[[Event], None]:
    by_target = {job.target: job for job in jobs}
    last: dict[Path, str | None] = {}

    def report(event: Event) -> None:
        if last.get(event.target, "") != event.beat:
            job = by_target[event.target]
            click.echo(f"{job.entry.scene}: {event.status(job)}", err=True)
        last[event.target] = event.beat

    return report


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

        def report(event: Event) -> None:
            task, job = tasks[event.target]
            bars.start_task(task)
            place = f"{event.status(job)}, frame {event.frames}" if event.beat else "done"
            bars.update(task, completed=event.finished(job), place=place)
            if event.beat is None:
                bars.stop_task(task)

        yield report
