"""A lecture rendered: its clips in processes of their own, then joined into one video."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.clip import BeatRecord, Record, write_companions
from pipeline.encode import Chapter
from pipeline.errors import InputError, LectureError, RenderError
from pipeline.execute import render_clips
from pipeline.join import Inside, join
from pipeline.lectures import Lecture, Order, Part
from pipeline.output import replaced_when_whole
from pipeline.plan import Job
from pipeline.recipe import recipe
from scenes._kit.parameters import in_language


def recorded(job: Job, progress: Callable[[str, int], None]) -> dict[str, Any]:
    """The job's video and poster written, nothing else; what is known of it. Loads manim."""
    from pipeline.job import record_clip

    record, poster = record_clip(job, progress)
    poster.save(job.target.with_suffix(".png"))
    return {"frames": record.frames, "record": record}


def render_lecture(
    order: Order, workers: int, following: Callable[[Sequence[Job]], Any]
) -> dict[str, Any]:
    """Renders the clips, joins them, writes what lies beside the video; returns its manifest.

    Raises LectureError, once all other clips are done, where some failed.
    """
    from PIL import Image

    with tempfile.TemporaryDirectory(prefix=".nabla-", dir=order.target.parent) as folder:
        jobs = order.placed_in(Path(folder))
        records = _records(jobs, workers, following)
        whole = _joined(order, records)
        inside = Inside(
            whole.chapters,
            {language: whole.captions(language) for language in whole.beats[0].narration},
            {"comment": recipe(order.command, order.lecture.model_dump(mode="json")).written()},
        )
        with replaced_when_whole(order.target) as temporary:
            parts = [(Path(record.file), record.frames) for record in records]
            join(parts, whole.fps, inside, temporary)
        return write_companions(whole, Image.open(jobs[0].target.with_suffix(".png")))


def _records(
    jobs: Sequence[Job], workers: int, following: Callable[[Sequence[Job]], Any]
) -> list[Record]:
    found: dict[Path, Record] = {}
    faults: list[RenderError | InputError] = []
    with following(jobs) as follow:
        for outcome in render_clips(jobs, workers, follow, recorded):
            if outcome.manifest is not None:
                found[outcome.job.target] = outcome.manifest["record"]
            elif outcome.error is not None:
                faults.append(outcome.error)
    if faults:
        raise LectureError(faults)
    return [found[job.target] for job in jobs]


def _joined(order: Order, records: Sequence[Record]) -> Record:
    """What is known of the whole: beats and values one after another, a chapter a part."""
    first, beats, chapters, start = records[0], [], [], 0
    language = first.language
    for (part, _), record in zip(order.planned, records, strict=True):
        beats += [
            BeatRecord(beat.name, beat.start + start, beat.end + start, beat.narration)
            for beat in record.beats
        ]
        end = start + record.frames
        if chapters and part is not None and chapters[-1][0] is part:
            chapters[-1] = (part, replace(chapters[-1][1], end=end))
        else:
            chapters.append((part, Chapter(_name(order.lecture, part, language), start, end)))
        start = end
    return replace(
        first,
        scene=order.target.name.partition(".")[0],
        file=str(order.target.absolute()),
        frames=start,
        parameters=json.loads(order.lecture.model_dump_json()),
        beats=beats,
        values=[value for record in records for value in record.values],
        parts=[chapter for _, chapter in chapters],
    )


def _name(lecture: Lecture, part: Part | None, language: str) -> str:
    words = lecture.title if part is None else part.title or part.entry.summary
    return in_language(words, language)
