"""One job rendered: its clip, the stills of its beats, or one picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from pipeline.output import replaced_when_whole, staged
from pipeline.rendering.observers import HeldEnd, HeldEnds, Moment, Progress, Recording
from pipeline.rendering.plan import Job
from pipeline.rendering.play import faults_named, play
from pipeline.requests import ClipRequest, StillRequest
from pipeline.video.companions import BeatRecord, Record, ValueRecord, write_companions
from pipeline.video.encode import BESIDE_DRAWING, VideoEncoder
from pipeline.video.recipe import Recipe, recipe, save_picture
from scenes._kit.lesson.beat import Beat
from scenes._kit.parameters.errors import ParameterError

HALF_A_MILLISECOND = 0.0005
"""Times are given to the millisecond: 3.133 is frame 47 at 15 frames a second (47/15 = 3.1333)."""


def render_clip(job: Job[ClipRequest], progress: Progress) -> Record:
    """Renders the job's clip with all that lies beside it; returns what is known of it.

    Raises RenderError naming scene, beat and cause.
    """
    with faults_named(job), staged(job.target.parent) as stage:
        video = stage / job.target.name
        record, poster = record_clip(replace(job, target=video), progress)
        whole = replace(record, file=str(job.target.absolute()))
        return write_companions(whole, poster, video, _recipe(job))


def record_clip(job: Job[ClipRequest], progress: Progress) -> tuple[Record, Image.Image]:
    """Writes the video alone; returns what is known of it, and its poster."""
    size = job.quality.width, job.quality.height
    comment = _recipe(job).written()
    how = (size, job.quality.fps, job.request.codec, job.request.transparent, comment)
    with (
        faults_named(job),
        VideoEncoder(job.target, *how, niceness=BESIDE_DRAWING) as video,
    ):
        recording = Recording(video, progress, job.request.beat)
        record = _record(job, play(job, recording).played, recording.count)
        video.chapters(record.chapters)
    return record, Image.fromarray(recording.poster, "RGBA").convert("RGB")


def record_stills(job: Job, progress: Progress) -> tuple[Record, list[Image.Image]]:
    """The held end of every beat, in one pass that draws nothing else; and what is known of it."""
    held = HeldEnds(progress)
    scene = play(job, held)
    return _record(job, scene.played, scene.frame), held.pictures


def render_still(job: Job[StillRequest]) -> Path:
    """One picture as a PNG: the frame at a time, or the held end of the job's beat (or the last).

    Raises ParameterError for a time after the end of the clip.
    """
    seconds = job.request.time
    pixels = _held_end(job) if seconds is None else _moment(job, seconds)
    shown = pixels if job.request.transparent else pixels[..., :3]
    with faults_named(job), replaced_when_whole(job.target) as temporary:
        save_picture(Image.fromarray(shown), temporary, _recipe(job))
    return job.target.absolute()


def _recipe(job: Job) -> Recipe:
    """How the job's clip or picture is made."""
    return recipe(job.request, job.parameters.as_json())


def _held_end(job: Job) -> np.ndarray:
    held = HeldEnd(job.request.beat)
    play(job, held)
    return held.picture


def _moment(job: Job, seconds: float) -> np.ndarray:
    moment = Moment(math.floor((seconds + HALF_A_MILLISECOND) * job.quality.fps))
    scene = play(job, moment)
    if moment.picture is None:
        lasts = float(scene.frame / job.quality.fps)
        message = f"{seconds:g} is too late: the clip ends at {lasts:g} s"
        raise ParameterError("time", message)
    return moment.picture


def _record(job: Job, beats: Sequence[Beat], frames: int) -> Record:
    played = [beat for beat in beats if job.request.beat in (None, beat.name)]
    first = played[0].start
    return Record(
        scene=job.entry.scene,
        file=str(job.target.absolute()),
        width=job.quality.width,
        height=job.quality.height,
        fps=job.quality.fps,
        frames=frames,
        language=job.language,
        parameters=job.parameters.as_json(),
        beats=[
            BeatRecord(beat.name, beat.start - first, beat.end - first, beat.narration)
            for beat in played
        ],
        values=[value for beat in played for value in _values(beat)],
    )


def _values(beat: Beat) -> list[ValueRecord]:
    return [
        ValueRecord(number.name, beat.name, _finite(number.value), number.exact)
        for number in beat.values
    ]


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
