"""A run that draws into the store: an estimate before, its progress, and tidying up after it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

import click

from pipeline.cli.progress import progress_reporter
from pipeline.clips.clip import Clip
from pipeline.clips.estimate import clock, expected, note_pace, seconds_left
from pipeline.rendering.plan import Job
from pipeline.rendering.worker import Event
from pipeline.request_bases import VideoRequest

LONG = 30
"""Seconds from which on the time is told before."""


@contextmanager
def stored_run(
    jobs: Sequence[Job], request: VideoRequest, workers: int
) -> Iterator[Callable[[Event], None]]:
    """A context in which the clips of jobs are drawn, `workers` at a time, with a function for
    every event.

    At its end the store is brought back to its limit.
    """
    clips = Clip.together(jobs)
    store, quality = clips[0].store, jobs[0].quality
    undrawn = {clip.job.target: expected(clip).undrawn for clip in clips}
    seconds = seconds_left(store, quality, [*undrawn.values()], workers)
    if seconds > LONG:
        frames = sum(undrawn.values())
        click.echo(f"about {frames:,} frames to draw: {clock(seconds)} or so", err=True)
    begun = time.time()
    with progress_reporter(jobs, undrawn) as report:
        yield report
    with suppress(OSError):  # the clips are there; what follows is for the next run
        _tidy_up(clips, [*undrawn.values()], begun, request)


def _tidy_up(
    clips: Sequence[Clip], undrawn: Sequence[int], begun: float, request: VideoRequest
) -> None:
    """Notes what the run has found and how long it took, and brings the store to its limit."""
    store, quality = clips[0].store, clips[0].job.quality
    known = [clip.segment(beat) for clip in clips for beat in clip.scores().values()]
    segments = [segment for segment in known if segment is not None]
    drawn = [segment for segment in segments if segment.made >= begun]
    busy = min(request.processes, sum(each > 0 for each in undrawn)) * (time.time() - begun)
    if request.cluster is None:  # else it is the pace of other machines
        note_pace(store, quality, sum(each.frames for each in drawn), busy)
    store.note_run(beats=len(segments), reused=len(segments) - len(drawn))
    store.shelf.shrink(request.cache_limit)
