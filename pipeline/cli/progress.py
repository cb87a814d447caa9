"""Progress of jobs: one bar over all frames on a terminal, plain lines elsewhere.

It is always on standard error.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from pipeline.rendering.plan import Job
from pipeline.rendering.worker import Event

BEAT = 10
"""Seconds of a beat, as long as it is not known how long it is."""


@contextmanager
def progress_reporter(
    jobs: Sequence[Job], undrawn: Mapping[Path, int] | None = None
) -> Iterator[Callable[[Event], None]]:
    """A context with a function that is called with every event of the jobs.

    `undrawn`: the frames that are expected to be drawn, by target, where that is known.
    """
    if sys.stderr.isatty():
        with _bar(jobs, undrawn or {}) as report:
            yield report
    else:
        yield _plain_lines(jobs)


def _plain_lines(jobs: Sequence[Job]) -> Callable[[Event], None]:
    by_target = {job.target: job for job in jobs}
    shown: set[tuple[Path, str | None]] = set()  # several processes may draw beats of one clip

    def report(event: Event) -> None:
        if (event.target, event.beat) not in shown:
            job = by_target[event.target]
            click.echo(f"{job.entry.scene}: {event.status(job)}", err=True)
        shown.add((event.target, event.beat))

    return report


class Frames:
    """How many frames of jobs are drawn, and how many are expected; the more are drawn, the better
    it is known."""

    def __init__(self, jobs: Sequence[Job], undrawn: Mapping[Path, int]) -> None:
        self._jobs = {job.target: job for job in jobs}
        usual = {t: round(BEAT * job.quality.fps) * len(job.beats) for t, job in self._jobs.items()}
        self._expected = {**usual, **undrawn}
        self._known = undrawn.keys()
        self._drawn = dict.fromkeys(self._jobs, 0)

    @property
    def drawn(self) -> int:
        """How many are drawn."""
        return sum(self._drawn.values())

    @property
    def expected(self) -> int:
        """How many are drawn at the end."""
        return max(1, sum(self._expected.values()))

    def add(self, event: Event) -> None:
        """Something has happened."""
        target, drawn = event.target, max(event.frames, self._drawn[event.target])
        self._drawn[target] = drawn
        if event.beat is None:
            self._drawn[target] = self._expected[target] = max(drawn, 1)
        elif target not in self._known and event.finished(self._jobs[target]) > 0:
            beats = event.finished(self._jobs[target])
            self._expected[target] = drawn * len(self._jobs[target].beats) // beats
        self._expected[target] = max(self._expected[target], drawn)


@contextmanager
def _bar(jobs: Sequence[Job], undrawn: Mapping[Path, int]) -> Iterator[Callable[[Event], None]]:
    from rich.console import Console
    from rich.progress import Progress

    frames, by_target = Frames(jobs, undrawn), {job.target: job for job in jobs}
    with Progress(*_columns(), console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("starting", total=frames.expected)

        def report(event: Event) -> None:
            frames.add(event)
            job = by_target[event.target]
            bars.update(
                task,
                completed=frames.drawn,
                total=frames.expected,
                description=f"{job.entry.scene}: {event.status(job)}",
            )

        yield report


def _columns() -> Sequence[Any]:
    """The parts of the bar, from left to right."""
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    return (
        BarColumn(bar_width=20),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f} frames"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
