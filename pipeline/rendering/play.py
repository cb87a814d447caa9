"""Plays a scene for an observer.

Every way to play a scene (a render, a still, the linter, a preview, a dry run) passes an observer
that decides which frames are drawn and receives them.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from importlib import import_module

from pipeline.rendering.manim_settings import manim_configured
from engine.renderer import NoMoreFrames
from pipeline.errors import InputError, MachineError, RenderError, cause_of
from pipeline.output import scratch_folder
from pipeline.rendering.plan import Job
from scenes._kit.lesson.beat import Beat
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.lesson.observer import Observer
from scenes._kit.parameters.errors import ParameterError


def play(job: Job, observer: Observer, media_dir: str | None = None) -> Lesson:
    """Plays the job's scene for the observer, to its end or until it needs no more frames.

    manim's files go into a scratch folder; scenes that share a `media_dir` share its formulas.
    Raises RenderError naming scene, beat and cause; InputError as it comes.
    """
    played: list[Beat] = []
    with (
        render_errors(job, played),
        nullcontext(media_dir) if media_dir else scratch_folder() as folder,
        manim_configured(job.quality, job.request.transparent, folder),
    ):
        lesson: type[Lesson] = getattr(import_module(job.entry.module), job.entry.scene)
        asked = job.request
        scene = lesson(job.parameters, job.language, observer, asked.narration, asked.transition)
        scene.played = played
        with suppress(NoMoreFrames):
            scene.setup()
            scene.construct()
        return scene


@contextmanager
def render_errors(job: Job, played: Sequence[Beat] = ()) -> Iterator[None]:
    """A context that turns errors into a RenderError naming the scene and the current beat."""
    try:
        yield
    except (InputError, ParameterError, RenderError, MachineError, KeyboardInterrupt):
        raise
    except BaseException as error:  # a scene may call sys.exit
        module = sys.modules.get(job.entry.module)
        cause = cause_of(error, job.target, getattr(module, "__file__", None))
        beat = played[-1].name if played else ""
        trace = "".join(traceback.format_exception(error))
        raise RenderError(job.entry.scene, beat, cause, trace) from error
