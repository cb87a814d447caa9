"""Renders a lecture: what its clips lack in separate processes, then all joined into one video."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.clips.clip import Clip
from pipeline.clips.removal import removal_noticed, though_removed
from pipeline.clips.render import Executor, complete_clips
from pipeline.clips.stretch import Stretch, all_tracks, stretch
from pipeline.clips.times import in_sequence
from pipeline.errors import InputError, LectureError, RenderError
from pipeline.lecture.plan import LectureJob
from pipeline.output import staged
from pipeline.rendering.execute import Outcome
from pipeline.rendering.plan import Job
from pipeline.video.chapters import Chapter
from pipeline.video.companions import Record, write_companions
from pipeline.video.recipe import recipe
from pipeline.video.tracks import Sound


def render_lecture(
    lecture: LectureJob,
    execute: Executor,
    progress_reporter: Callable[[Sequence[Job]], Any],
) -> Record:
    """Draws what the clips lack, joins them, writes the companions; returns the record.

    Raises LectureError, once all other clips are done, if some failed.
    """
    jobs = lecture.jobs_in(Path("clips"))

    def complete() -> list[Clip]:
        with progress_reporter(jobs) as report:
            return results_in_order(jobs, complete_clips(jobs, execute, report))

    def join(clips: Sequence[Clip]) -> Record:
        with removal_noticed(clips):
            return _written(lecture, clips)

    return though_removed(complete(), join, complete)


def _written(lecture: LectureJob, clips: Sequence[Clip]) -> Record:
    """Joins the clips of a lecture, and writes the companions; returns the record."""
    from PIL import Image

    from pipeline.video.join import MuxMetadata, join

    whole = assembled(lecture, clips)
    record = whole.record
    made = recipe(lecture.request, record.parameters)
    metadata = MuxMetadata(
        record.chapters,
        {} if lecture.request.edition.open_captions else record.all_captions(),
        made.as_comment(),
        all_tracks(whole, list(sounds(lecture, record))),
    )
    with staged(lecture.target.parent) as stage:
        video = stage / lecture.target.name
        parts = [(each.video, each.frames) for each in whole.segments]
        join(parts, record.fps, clips[0].job.request.codec, metadata, video)
        poster = clips[0].segments()[-1].still
        return write_companions(record, Image.open(poster), video, made)


def assembled(lecture: LectureJob, clips: Sequence[Clip]) -> Stretch:
    """The record of the lecture that clips make, its segments and what is said, in order. Raises
    SegmentRemovedError."""
    stretches = [*map(stretch, clips)]
    record = _joined(lecture, [each.record for each in stretches])
    segments = [segment for each in stretches for segment in each.segments]
    return Stretch(record, segments, _speech(stretches))


def _speech(stretches: Sequence[Stretch]) -> dict[str, list[Sound]]:
    """What is said in clips, by language, from the start of the first of them."""
    found: dict[str, list[Sound]] = {}
    passed = 0
    for each in stretches:
        for language, said in each.speech.items():
            moved = [replace(s, start=s.start + passed, end=s.end + passed) for s in said]
            found.setdefault(language, []).extend(moved)
        passed += each.record.frames
    first = stretches[0].record.language
    return dict(sorted(found.items(), key=lambda each: each[0] != first))


def sounds(lecture: LectureJob, record: Record) -> Iterator[Sound]:
    """The sounds of the lecture's videos, each over its beat."""
    from pipeline.video.sound import has_sound
    from pipeline.voice.narration import VIDEO

    beats = iter(record.beats)
    for _, job in lecture.planned:
        for beat in islice(beats, len(job.beats)):
            if job.entry.name == VIDEO and has_sound(job.parameters.video):
                yield Sound(job.parameters.video, beat.start, beat.end)


def results_in_order(jobs: Sequence[Job], outcomes: Iterable[Outcome]) -> list[Any]:
    """The results of jobs in order. Raises LectureError, after the last, if some failed."""
    found: dict[Path, Any] = {}
    faults: list[RenderError | InputError] = []
    for outcome in outcomes:
        if outcome.error is None:
            found[outcome.job.target] = outcome.result
        else:
            faults.append(outcome.error)
    if faults:
        raise LectureError(faults)
    return [found[job.target] for job in jobs]


def _joined(lecture: LectureJob, records: Sequence[Record]) -> Record:
    """The record of the lecture: all beats and values, and a chapter for each part."""
    first, chapters, start = records[0], [], 0
    clips = zip(lecture.planned, lecture.names, records, strict=True)
    for (part, _), name, record in clips:
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
        beats=[beat for beats in in_sequence(records) for beat in beats],
        values=[value for record in records for value in record.values],
        parts=[chapter for _, chapter in chapters],
    )
