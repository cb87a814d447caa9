"""Clips: what is missing in the store is drawn by other processes, then all is joined."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.clips.clip import Clip
from pipeline.errors import RenderError
from pipeline.rendering.execute import Outcome, run_jobs
from pipeline.rendering.faults import render_errors
from pipeline.rendering.machine import require_opengl
from pipeline.rendering.plan import Job
from pipeline.rendering.worker import Event, Work
from pipeline.video.companions import Record, write_companions
from pipeline.video.recipe import recipe


@dataclass(frozen=True)
class Drawn:
    """All segments of a job are in the store."""

    frames: int


def draw_job(job: Job, progress: Callable[[str, int], None]) -> Drawn:
    """Draws what the job's clip lacks, in a worker. Loads manim."""
    require_opengl()
    from pipeline.clips.segments import draw_missing

    draw_missing(job, progress)
    return Drawn(Clip(job).record().frames)


def complete_clips(
    jobs: Sequence[Job],
    workers: int,
    on_event: Callable[[Event], None],
    draw: Work = draw_job,
) -> Iterator[Outcome]:
    """The clips of jobs, each as soon as all its segments are in the store.

    Raises MachineError.
    """
    lacking = []
    for job in jobs:
        clip = Clip(job)
        if clip.missing():
            lacking.append(job)
            continue
        on_event(Event(job.target, None, clip.record().frames))
        yield Outcome(job, clip)
    longest_first = sorted(lacking, key=lambda job: -len(job.beats)) if workers > 1 else lacking
    for outcome in run_jobs(longest_first, workers, on_event, draw, share=True):
        yield outcome if outcome.error else Outcome(outcome.job, Clip(outcome.job))


def render_clips(
    jobs: Sequence[Job],
    workers: int,
    on_event: Callable[[Event], None],
    draw: Work = draw_job,
) -> Iterator[Outcome]:
    """Writes the clips of jobs with their companions; the outcomes have their records."""
    for outcome in complete_clips(jobs, workers, on_event, draw):
        try:
            yield outcome if outcome.error else Outcome(outcome.job, write_clip(outcome.result))
        except RenderError as error:
            yield Outcome(outcome.job, error=error)


def write_clip(clip: Clip) -> Record:
    """Joins a clip whose segments are in the store, with its companions; returns its record.

    Raises RenderError.
    """
    from PIL import Image

    from pipeline.output import staged
    from pipeline.video.join import MuxMetadata, join

    job, record = clip.job, clip.record()
    made = recipe(job.request, record.parameters)
    with render_errors(job), staged(job.target.parent) as stage:
        video, segments = stage / job.target.name, clip.segments()
        parts = [(each.video, each.frames) for each in segments]
        metadata = MuxMetadata(record.chapters, {}, made.as_comment())
        join(parts, record.fps, job.request.codec, metadata, video)
        return write_companions(record, Image.open(segments[-1].still), video, made)


@dataclass(frozen=True)
class Surveyed:
    """The times of all beats of a job are known."""

    frames: int


def survey_job(job: Job, progress: Callable[[str, int], None]) -> Surveyed:
    """Finds out how long a job's beats are, in a worker, without drawing. Loads manim."""
    require_opengl()
    from pipeline.clips.segments import survey

    return Surveyed(sum(beat.frames for beat in survey(job, progress)))
