"""Renders the pictures of a job: the stills of its beats, or one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
from PIL import Image

from pipeline.output import atomic_file
from pipeline.rendering.faults import render_errors
from pipeline.rendering.observers import BeatEnd, BeatEnds, Progress, SingleFrame
from pipeline.rendering.plan import Job
from pipeline.rendering.play import play
from pipeline.rendering.values import value_records
from pipeline.requests import StillRequest
from pipeline.video.companions import BeatRecord, Record, ValueRecord
from pipeline.video.recipe import Recipe, recipe, save_picture
from scenes._kit.lesson.beat import Beat
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.text.narration import Narration

HALF_MILLISECOND = 0.0005
"""Times are given to the millisecond: 3.133 is frame 47 at 15 frames a second (47/15 = 3.1333)."""


def record_stills(job: Job, progress: Progress) -> tuple[Record, list[Image.Image]]:
    """Draws only the ends of the job's beats; returns the record and the pictures."""
    ends = BeatEnds(job.beats, progress)
    scene = play(job, ends)
    return _record(job, scene.played), [ends.pictures[beat] for beat in job.beats]


def render_still(job: Job[StillRequest]) -> Path:
    """Writes one picture as a PNG: the frame at a time, or the end of the job's beat (or the last).

    Raises ParameterError for a time after the end of the clip.
    """
    seconds = job.request.time
    pixels = _beat_end(job) if seconds is None else _frame_at(job, seconds)
    shown = pixels if job.request.transparent else pixels[..., :3]
    with render_errors(job), atomic_file(job.target) as temporary:
        save_picture(Image.fromarray(shown), temporary, _recipe(job))
    return job.target.absolute()


def _recipe(job: Job) -> Recipe:
    """How the job's clip or picture is made."""
    return recipe(job.request, job.parameters.as_json())


def _beat_end(job: Job) -> np.ndarray:
    ends = BeatEnd(job.request.beat)
    play(job, ends)
    return ends.picture


def _frame_at(job: Job, seconds: float) -> np.ndarray:
    single = SingleFrame(math.floor((seconds + HALF_MILLISECOND) * job.quality.fps))
    scene = play(job, single)
    if single.picture is None:
        duration = float(scene.frame / job.quality.fps)
        message = f"{seconds:g} is too late: the clip ends at {duration:g} s"
        raise ParameterError("time", message)
    return single.picture


def _record(job: Job, beats: Sequence[Beat]) -> Record:
    by_name = {beat.name: beat for beat in beats}
    played = [by_name[name] for name in job.beats]
    narration = Narration.load(job.entry.name)
    starts = [*accumulate((beat.end - beat.start for beat in played), initial=0)]
    return Record(
        scene=job.entry.scene,
        file=str(job.target.absolute()),
        width=job.quality.width,
        height=job.quality.height,
        fps=job.quality.fps,
        frames=starts[-1],
        language=job.language,
        parameters=job.parameters.as_json(),
        beats=[
            BeatRecord(beat.name, *span, beat.narration, beat.seen, narration.titles(beat.name))
            for beat, span in zip(played, pairwise(starts), strict=True)
        ],
        values=[ValueRecord(**value) for beat in played for value in value_records(beat)],
    )
