"""One scene rendered, in a process of its own."""

from __future__ import annotations

import math
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from pipeline.rendering.manim_settings import manim_set_up
from engine.frames import FrameTap, Sink
from engine.renderer import ALL_FRAMES, NO_FRAMES, EngineRenderer, NoMoreFrames
from pipeline.errors import InputError, MachineError, RenderError, cause_of
from pipeline.output import replaced_when_whole, scratch_folder, staged
from pipeline.rendering.plan import Job, command
from pipeline.video.companions import BeatRecord, Record, ValueRecord, write_companions
from pipeline.video.encode import VideoEncoder
from pipeline.video.recipe import recipe
from scenes._kit.lesson.lesson import Beat, Lesson

Progress = Callable[[str, int], None]
"""Called with the beat under way and the number of frames drawn so far: as a beat begins, and
about every TELLING seconds.
"""
TELLING = 0.2

HALF_A_MILLISECOND = 0.0005
"""Times are told to the millisecond: 3.133 is frame 47 at 15 frames a second (47/15 = 3.1333)."""


def render_clip(job: Job, progress: Progress) -> dict[str, Any]:
    """Renders the job's clip with all that lies beside it; returns the manifest.

    Raises RenderError naming scene, beat and cause.
    """
    with _faults_named(job), staged(job.target.parent) as stage:
        video = stage / job.target.name
        record, poster = record_clip(replace(job, target=video), progress)
        whole = replace(record, file=str(job.target.absolute()))
        return write_companions(whole, poster, video)


def record_clip(job: Job, progress: Progress) -> tuple[Record, Image.Image]:
    """Writes the video alone; returns what is known of it, and its poster."""
    with _faults_named(job), _scene(job) as scene:
        record = _write_video(job, scene, job.target, progress)
        poster = Image.fromarray(scene.engine.still(scene), "RGBA")
        return record, poster.convert("RGB")


def record_stills(job: Job, progress: Progress) -> tuple[Record, list[Image.Image]]:
    """The held end of every beat, in one pass that draws nothing else; and what is known of it."""
    pictures: list[Image.Image] = []

    def take(scene: Lesson) -> None:
        pictures.append(Image.fromarray(scene.engine.still(scene)[..., :3]))

    with _faults_named(job), _scene(job) as scene:

        def begin(beat: Beat) -> None:
            if len(scene.played) > 1:
                take(scene)
            progress(beat.name, scene.frame)

        scene.engine.wanted, scene.on_beat = NO_FRAMES, begin
        _construct(job, scene)
        take(scene)
        return _record(job, scene, scene.frame), pictures


def _write_video(job: Job, scene: Lesson, path: Path, progress: Progress) -> Record:
    size, tap = (job.quality.width, job.quality.height), scene.engine.file_writer
    how = recipe(command(job), job.parameters.as_json()).written()
    with VideoEncoder(path, size, job.quality.fps, job.codec, job.transparent, how) as video:
        tap.sink = _telling(video.write, scene, progress)
        scene.engine.pin_threads()
        _watch(scene, job, progress)
        _construct(job, scene)
        record = _record(job, scene, tap.count)
        video.chapters(record.chapters)
    return record


def _telling(write: Sink, scene: Lesson, progress: Progress) -> Sink:
    told = time.monotonic()

    def sink(pixels: np.ndarray, repeat: int) -> None:
        nonlocal told
        write(pixels, repeat)
        if time.monotonic() - told > TELLING:
            told = time.monotonic()
            progress(scene.played[-1].name, scene.engine.file_writer.count)

    return sink


@contextmanager
def on_stage(
    job: Job, renderer: type[EngineRenderer] = EngineRenderer, folder: str | None = None
) -> Iterator[tuple[Lesson, Callable[[], None]]]:
    """A scene, and what plays it, for one who looks on: nothing is written.

    Scenes that share a `folder` for media set their formulas once.
    """
    with _faults_named(job), _scene(job, renderer, folder) as scene:
        yield scene, lambda: _construct(job, scene)


def render_still(job: Job, seconds: float | None) -> Path:
    """One picture as a PNG: the frame at a time, or the held end of the job's beat (or the last).

    Raises InputError for a time after the end of the clip.
    """
    with _faults_named(job), _scene(job) as scene:
        scene.last_beat = job.beat
        pixels = _held_end(job, scene) if seconds is None else _moment(job, scene, seconds)
        shown = pixels if job.transparent else pixels[..., :3]
        with replaced_when_whole(job.target) as temporary:
            Image.fromarray(shown).save(temporary)
    return job.target.absolute()


def _held_end(job: Job, scene: Lesson) -> np.ndarray:
    scene.engine.wanted = NO_FRAMES
    _construct(job, scene)
    return scene.engine.still(scene)


def _moment(job: Job, scene: Lesson, seconds: float) -> np.ndarray:
    frame = math.floor((seconds + HALF_A_MILLISECOND) * job.quality.fps)
    pictures = []
    scene.engine.wanted = range(frame, frame + 1)
    scene.engine.file_writer.sink = lambda *_: pictures.append(scene.engine.get_frame())
    _construct(job, scene)
    if not pictures:
        lasts = float(scene.frame / job.quality.fps)
        raise InputError(f"--time {seconds:g}: the clip ends at {lasts:g} s")
    return pictures[0]


@contextmanager
def _scene(
    job: Job, kind: type[EngineRenderer] = EngineRenderer, shared: str | None = None
) -> Iterator[Lesson]:
    """The scene, ready to be constructed, with folders and a text cache of its own, or shared."""
    with (
        nullcontext(shared) if shared else scratch_folder() as folder,
        manim_set_up(job.quality, job.transparent, folder),
    ):
        lesson = getattr(import_module(job.entry.module), job.entry.scene)
        renderer = kind(file_writer_class=FrameTap)
        yield lesson(job.parameters, job.language, renderer, job.narration)


def _watch(scene: Lesson, job: Job, progress: Progress) -> None:
    """Reports every beat as it begins; draws only the job's beat where it names one."""

    def begin(beat: Beat) -> None:
        if job.beat in (None, beat.name):
            scene.engine.wanted = ALL_FRAMES
            progress(beat.name, scene.engine.file_writer.count)
        else:
            scene.engine.wanted = NO_FRAMES

    scene.on_beat = begin
    scene.last_beat = job.beat


def _construct(job: Job, scene: Lesson) -> None:
    with _faults_named(job, scene.played), suppress(NoMoreFrames):
        scene.setup()
        scene.construct()


@contextmanager
def _faults_named(job: Job, played: Sequence[Beat] = ()) -> Iterator[None]:
    """What goes wrong within is a RenderError that names the scene and the last beat played."""
    try:
        yield
    except (InputError, RenderError, MachineError):
        raise
    except Exception as error:
        module = sys.modules.get(job.entry.module)
        cause = cause_of(error, job.target, getattr(module, "__file__", None))
        beat = played[-1].name if played else ""
        trace = "".join(traceback.format_exception(error))
        raise RenderError(job.entry.scene, beat, cause, trace) from error


def _record(job: Job, scene: Lesson, frames: int) -> Record:
    played = [beat for beat in scene.played if job.beat in (None, beat.name)]
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
        values=[
            ValueRecord(
                number.name,
                beat.name,
                number.value if math.isfinite(number.value) else None,
                number.exact,
            )
            for beat in played
            for number in beat.values
        ],
    )
