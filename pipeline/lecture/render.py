"""Renders a lecture: its clips in separate processes, then joined into one video."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.errors import InputError, LectureError, RenderError
from pipeline.lecture.plan import LectureJob
from pipeline.output import scratch_folder, staged
from pipeline.rendering.execute import render_clips
from pipeline.rendering.machine import require_opengl
from pipeline.rendering.plan import Job
from pipeline.rendering.worker import Render
from pipeline.video.chapters import Chapter
from pipeline.video.companions import BeatRecord, Record, write_companions
from pipeline.video.join import MuxMetadata, join
from pipeline.video.recipe import KEY, recipe


def record_job(job: Job, progress: Callable[[str, int], None]) -> Record:
    """Writes the job's video and poster, nothing else; returns its record. Loads manim."""
    require_opengl()
    from pipeline.rendering.job import record_clip

    record, poster = record_clip(job, progress)
    poster.save(job.target.with_suffix(".png"))
    return record


def render_lecture(
    lecture: LectureJob, workers: int, progress_reporter: Callable[[Sequence[Job]], Any]
) -> Record:
    """Renders the clips, joins them, writes the companions; returns the record.

    Raises LectureError, once all other clips are done, if some failed.
    """
    from PIL import Image

    with scratch_folder() as folder:
        jobs = lecture.jobs_in(Path(folder))
        records = render_records(jobs, workers, progress_reporter, record_job)
        record = _joined(lecture, records)
        made = recipe(lecture.request, record.parameters)
        metadata = MuxMetadata(
            record.chapters,
            {language: record.captions(language) for language in record.beats[0].narration},
            {KEY: made.as_comment()},
        )
        with staged(lecture.target.parent) as stage:
            video = stage / lecture.target.name
            parts = [(Path(part.file), part.frames) for part in records]
            join(parts, record.fps, metadata, video)
            poster = Image.open(jobs[0].target.with_suffix(".png"))
            return write_companions(record, poster, video, made)


def render_records(
    jobs: Sequence[Job],
    workers: int,
    progress_reporter: Callable[[Sequence[Job]], Any],
    render: Render,
) -> list[Record]:
    """The records that `render` returns for the jobs, in order.

    Raises LectureError, once all others are done, if some failed.
    """
    found: dict[Path, Record] = {}
    faults: list[RenderError | InputError] = []
    with progress_reporter(jobs) as report:
        for outcome in render_clips(jobs, workers, report, render):
            if outcome.record is not None:
                found[outcome.job.target] = outcome.record
            elif outcome.error is not None:
                faults.append(outcome.error)
    if faults:
        raise LectureError(faults)
    return [found[job.target] for job in jobs]


def _joined(lecture: LectureJob, records: Sequence[Record]) -> Record:
    """The record of the record lecture: all beats and values, and a chapter for each part."""
    first, beats, chapters, start = records[0], [], [], 0
    clips = zip(lecture.planned, lecture.names, records, strict=True)
    for (part, _), name, record in clips:
        beats += [
            BeatRecord(beat.name, beat.start + start, beat.end + start, beat.narration)
            for beat in record.beats
        ]
        end = start + record.frames
        if chapters and part is not None and chapters[-1][0] is part:
            chapters[-1] = (part, replace(chapters[-1][1], end=end))
        else:
            chapters.append((part, Chapter(name, start, end)))
        start = end
    return replace(
        first,
        scene=lecture.name,
        file=str(lecture.target.absolute()),
        frames=start,
        parameters=lecture.lecture.model_dump(mode="json", exclude_none=True),
        beats=beats,
        values=[value for record in records for value in record.values],
        parts=[chapter for _, chapter in chapters],
    )
