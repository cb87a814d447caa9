"""A run that draws into the store: an estimate before, its progress, and tidying up after it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click

from pipeline.cli.progress import progress_reporter
from pipeline.rendering.clip import Clip
from pipeline.rendering.estimate import clock, expected, note_pace, seconds_left
from pipeline.rendering.plan import Job
from pipeline.rendering.worker import Event
from pipeline.requests import VideoRequest

LONG = 30
"""Seconds from which on the time is told before."""


@contextmanager
def stored_run(jobs: Sequence[Job], request: VideoRequest) -> Iterator[Callable[[Event], None]]:
    """A context in which the clips of jobs are drawn, with a function for every event.

    At its end the store is brought back to its limit.
    """
    clips = [Clip(job) for job in jobs]
    store, quality, workers = clips[0].store, jobs[0].quality, request.processes
    undrawn = {clip.job.target: expected(clip).undrawn for clip in clips}
    seconds = seconds_left(store, quality, [*undrawn.values()], workers)
    if seconds > LONG:
        frames = sum(undrawn.values())
        click.echo(f"about {frames:,} frames to draw: {clock(seconds)} or so", err=True)
    begun = time.time()
    with progress_reporter(jobs, undrawn) as report:
        yield report
    beats = [
        segment
        for clip in clips
        for beat in clip.scores().values()
        if (segment := clip.segment(beat))
    ]
    drawn = [segment for segment in beats if segment.made >= begun]
    busy = min(workers, sum(each > 0 for each in undrawn.values()))
    note_pace(store, quality, sum(each.frames for each in drawn), busy * (time.time() - begun))
    store.note_run(beats=len(beats), reused=len(beats) - len(drawn))
    store.shelf.shrink(request.cache_limit)
