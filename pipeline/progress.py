"""How far the jobs are: bars on a terminal, plain lines elsewhere; always on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from pipeline.execute import Event
from pipeline.plan import Job


@contextmanager
def following(jobs: Sequence[Job]) -> Iterator[Callable[[Event], None]]:
    """Within the block, a function to be called with every event of the jobs."""
    if sys.stderr.isatty():
        with _bars(jobs) as follow:
            yield follow
    else:
        yield _plain_lines(jobs)


def _plain_lines(jobs: Sequence[Job]) -> Callable[[Event], None]:
    by_target = {job.target: job for job in jobs}
    last: dict[Path, str] = {}

    def follow(event: Event) -> None:
        if last.get(event.target) == event.beat:
            return
        last[event.target] = event.beat
        job = by_target[event.target]
        place = f"beat {job.beats.index(event.beat) + 1} of {len(job.beats)}"
        click.echo(f"{job.entry.scene}: {place}, {event.beat}", err=True)

    return follow


@contextmanager
def _bars(jobs: Sequence[Job]) -> Iterator[Callable[[Event], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("beat {task.completed} of {task.total}, frame {task.fields[frames]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {
            job.target: (bars.add_task(job.entry.scene, total=len(job.beats), frames=0), job)
            for job in jobs
        }

        def follow(event: Event) -> None:
            task, job = tasks[event.target]
            bars.update(task, completed=job.beats.index(event.beat) + 1, frames=event.frames)

        yield follow
