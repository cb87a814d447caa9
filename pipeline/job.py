"""One scene rendered, in a process of its own: the only place that sets manim's global config."""

from __future__ import annotations

import logging
import math
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from manim import tempconfig
from manim.scene.scene_file_writer import SceneFileWriter
from manim.utils.exceptions import EndSceneEarlyException
from PIL import Image

from engine.renderer import ALL_FRAMES, NO_FRAMES, EngineRenderer
from pipeline.clip import BeatRecord, Record, ValueRecord, write_companions
from pipeline.encode import VideoEncoder, replaced_when_whole
from pipeline.errors import InputError, RenderError
from pipeline.plan import Job
from scenes._kit.lesson import Beat, Lesson

Progress = Callable[[str, int], None]
"""Called with the beat under way and the number of frames drawn so far."""


class FrameTap(SceneFileWriter):
    """Stands where manim writes files: hands every frame on to `sink`, and counts them."""

    sink: Callable[[Any, int], None] = staticmethod(lambda pixels, repeat: None)
    count = 0

    def write_frame(self, pixels, *, repeat: int = 1) -> None:
        self.count += repeat
        self.sink(pixels, repeat)


def render_clip(job: Job, progress: Progress) -> dict[str, Any]:
    """Renders the job's clip with all that lies beside it; returns the manifest.

    Raises RenderError naming scene, beat and cause.
    """
    with _scene(job) as scene, replaced_when_whole(job.target) as temporary:
        size, tap = (job.quality.width, job.quality.height), scene.renderer.file_writer
        with VideoEncoder(temporary, size, job.quality.fps, job.codec, job.transparent) as video:
            tap.sink = video.write
            _watch(scene, job, progress)
            _construct(job, scene)
            record = _record(job, scene, tap.count)
            video.chapters(record.chapters())
            poster = Image.fromarray(scene.renderer.still(scene), "RGBA")
    return write_companions(record, poster.convert("RGB"))


def render_still(job: Job, seconds: float | None) -> Path:
    """One picture as a PNG: the frame at a time, or the held end of the job's beat (or the last).

    Raises InputError for a time after the end of the clip.
    """
    frame = None if seconds is None else int(seconds * job.quality.fps)
    with _scene(job) as scene, replaced_when_whole(job.target) as temporary:
        pictures = []
        scene.renderer.file_writer.sink = lambda pixels, repeat: pictures.append(pixels)
        scene.renderer.wanted = NO_FRAMES if frame is None else range(frame, frame + 1)
        scene.last_beat = job.beat
        _construct(job, scene)
        if frame is not None and not pictures:
            raise InputError(f"--time {seconds:g}: the clip lasts {scene.time:.2f} s")
        pixels = pictures[0] if pictures else scene.renderer.still(scene)
        picture = Image.fromarray(pixels, "RGBA")
        (picture if job.transparent else picture.convert("RGB")).save(temporary)
    return job.target


@contextmanager
def _scene(job: Job) -> Iterator[Lesson]:
    """The scene, ready to be constructed, with folders and a text cache of its own."""
    logging.getLogger("manim").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="nabla-") as folder:
        settings = {
            "pixel_width": job.quality.width,
            "pixel_height": job.quality.height,
            "frame_rate": float(job.quality.fps),
            "media_dir": folder,
            "dry_run": True,
            "progress_bar": "none",
            "verbosity": "ERROR",
            "background_opacity": 0.0 if job.transparent else 1.0,
        }
        with tempconfig(settings):
            lesson = getattr(import_module(job.entry.module), job.entry.scene)
            renderer = EngineRenderer(file_writer_class=FrameTap)
            yield lesson(job.parameters, job.language, renderer)


def _watch(scene: Lesson, job: Job, progress: Progress) -> None:
    """Reports every beat as it begins; draws only the job's beat where it names one."""

    def begin(beat: Beat) -> None:
        if job.beat in (None, beat.name):
            scene.renderer.wanted = ALL_FRAMES
            progress(beat.name, scene.renderer.file_writer.count)
        else:
            scene.renderer.wanted = NO_FRAMES

    scene.on_beat = begin
    scene.last_beat = job.beat


def _construct(job: Job, scene: Lesson) -> None:
    try:
        with suppress(EndSceneEarlyException):
            scene.setup()
            scene.construct()
    except Exception as error:
        beat = scene.played[-1].name if scene.played else ""
        cause = f"{type(error).__name__}: {error}"
        raise RenderError(job.entry.scene, beat, cause) from error


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
