"""Clips: what is missing in the store is drawn by other processes, then all is joined."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from pipeline.clips.clip import Clip
from pipeline.clips.removal import removal_noticed, though_removed
from pipeline.clips.stretch import lacks_captions, own_track, stretch
from pipeline.errors import InputError, RenderError
from pipeline.rendering.execute import Outcome, run_jobs
from pipeline.rendering.faults import render_errors
from pipeline.rendering.machine import require_opengl
from pipeline.rendering.plan import Job
from pipeline.rendering.worker import Event, Work
from pipeline.store.keys import ClipKeys
from pipeline.video.companions import Record, write_companions
from pipeline.video.recipe import recipe


@dataclass(frozen=True)
class Drawn:
    """All segments of a job are in the store, under these keys."""

    frames: int
    keys: ClipKeys


def draw_job(job: Job, progress: Callable[[str, int], None]) -> Drawn:
    """Draws what the job's clip lacks, in a worker. Loads manim.

    Its keys are those of the sources that are loaded here: edits from then on are for another run.
    """
    require_opengl()
    clip = Clip(job)
    frames, keys = clip.frames(), clip.keys
    if frames is None:  # else by a process that was quicker
        frames = _draw_missing(clip, progress)
    if job.wanted is None and lacks_captions(clip):
        stretch(clip)
    return Drawn(frames, keys)


def _draw_missing(clip: Clip, progress: Callable[[str, int], None]) -> int:
    """Draws what a clip lacks; returns how many frames it has."""
    from pipeline.clips.segments import draw_missing, load

    load(clip.job)
    if Clip(clip.job).keys != clip.keys:
        raise InputError("the sources were edited while they were loaded; run it again")
    while (frames := clip.frames()) is None:  # again if another run removes a segment
        draw_missing(clip, progress)
    return frames


Executor: TypeAlias = Callable[[Sequence[Job], Callable[[Event], None]], Iterator[Outcome]]
"""Draws what the clips of jobs lack; yields the outcome of each job once it is in the store.

Calls a function for every event; raises MachineError for what would affect the other jobs too.
"""


@dataclass(frozen=True)
class LocalProcesses:
    """The executor that draws in processes on this machine, `workers` at a time."""

    workers: int
    draw: Work = draw_job

    def __call__(self, jobs: Sequence[Job], on_event: Callable[[Event], None]) -> Iterator[Outcome]:
        longest_first = sorted(jobs, key=lambda job: -len(job.beats)) if self.workers > 1 else jobs
        return run_jobs(longest_first, self.workers, on_event, self.draw, share=True)


def complete_clips(
    jobs: Sequence[Job], execute: Executor, on_event: Callable[[Event], None]
) -> Iterator[Outcome]:
    """The clips of jobs, each as soon as all its segments are in the store.

    Raises MachineError, and OSError if nothing can be stored.
    """
    lacking = []
    for clip in Clip.together(jobs):
        job, frames = clip.job, clip.frames()
        if frames is None or lacks_captions(clip):
            lacking.append(job)
            continue
        on_event(Event(job.target, None, frames))
        yield Outcome(job, clip)
    if lacking:
        Clip(lacking[0]).store.shelf.require_room()
    for outcome in execute(lacking, on_event):
        yield outcome if outcome.error else Outcome(outcome.job, _clip(outcome))


def _clip(outcome: Outcome) -> Clip:
    return Clip(outcome.job, outcome.result.keys)


def render_clips(
    jobs: Sequence[Job], execute: Executor, on_event: Callable[[Event], None]
) -> Iterator[Outcome]:
    """Writes the clips of jobs with their companions; the outcomes have their records."""

    def drawn_again(job: Job) -> Clip:
        (outcome,) = complete_clips([job], execute, on_event)
        if outcome.error:
            raise outcome.error
        return outcome.result

    def written(job: Job, clip: Clip) -> Outcome:
        try:
            return Outcome(job, though_removed(clip, write_clip, partial(drawn_again, job)))
        except (RenderError, InputError) as error:
            return Outcome(job, error=error)

    for outcome in complete_clips(jobs, execute, on_event):
        yield outcome if outcome.error else written(outcome.job, outcome.result)


def write_clip(clip: Clip) -> Record:
    """Joins a clip whose segments are in the store, with its companions; returns its record.

    Raises RenderError.
    """
    from PIL import Image

    from pipeline.output import staged
    from pipeline.video.join import MuxMetadata, join

    job, joined = clip.job, stretch(clip)
    record = joined.record
    made = recipe(job.request, record.parameters)
    with removal_noticed([clip]), render_errors(job), staged(job.target.parent) as stage:
        video = stage / job.target.name
        parts = [(each.video, each.frames) for each in joined.segments]
        tracks = own_track(joined)
        metadata = MuxMetadata(record.chapters, {}, made.as_comment(), tracks)
        join(parts, record.fps, job.request.codec, metadata, video)
        return write_companions(record, Image.open(joined.segments[-1].still), video, made)


def recognise_job(job: Job, progress: Callable[[str, int], None]) -> Drawn:
    """Finds out which beats look as before, in a worker, without drawing. Loads manim."""
    require_opengl()
    clip = Clip(job)
    keys = clip.keys
    from pipeline.clips.segments import load, recognise_missing

    progress(job.beats[0], 0)
    load(job)
    if Clip(job).keys == keys:  # else the sources were edited while they were loaded
        recognise_missing(clip)
    return Drawn(0, keys)


@dataclass(frozen=True)
class Surveyed:
    """The times of all beats of a job are known."""

    frames: int


def survey_job(job: Job, progress: Callable[[str, int], None]) -> Surveyed:
    """Finds out how long a job's beats are, in a worker, without drawing. Loads manim."""
    require_opengl()
    from pipeline.clips.segments import survey

    return Surveyed(sum(beat.frames for beat in survey(job, progress)))
