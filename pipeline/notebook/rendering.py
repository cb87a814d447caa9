"""Renders what a notebook asks for, in a process of its own, once.

The files are in `media/notebook` of the current folder: it outlives the kernel, so that a notebook
that is run again has its clips at once; it lies below the notebook, so that a page can link to what
is too large to be in it; and names are of the whole request there, so that no two requests share a
file, as they may in `media/clips`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.clips.render import LocalProcesses, render_clips
from pipeline.errors import InputError
from pipeline.notebook.freshness import is_fresh, makers, record
from pipeline.notebook.progress import progress_line
from pipeline.notebook.shown import Clip, Still
from pipeline.rendering.execute import Outcome, run_jobs
from pipeline.rendering.machine import require_opengl
from pipeline.rendering.plan import Job, clip_job, default_target, require_voice, still_job
from pipeline.rendering.worker import Event
from pipeline.requests import ClipRequest, StillRequest
from pipeline.video.companions import Record
from pipeline.video.recipe import recipe
from scenes._kit.parameters.errors import ParameterError

FOLDER = Path("media") / "notebook"
Renderer = Callable[[Sequence[Job], Callable[[Event], None]], Iterator[Outcome]]
"""Makes the files of jobs."""


def clip(request: ClipRequest) -> Clip:
    """The clip, rendered unless it is there.

    Raises ParameterError, InputError, RenderError, MachineError.
    """
    job = clip_job(request.model_copy(update={"voice": request.speaks}))
    require_voice(job.request.voice, job.language)
    shown = None if request.edition.open_captions else request.language
    return Clip(_file(job, request.codec.suffix, _render_clips), _description(job), shown)


def still(request: StillRequest) -> Still:
    """The picture, rendered unless it is there. Raises the same errors."""
    job = still_job(request)
    return Still(_file(job, "png", _draw_stills), _description(job))


def draw_still(job: Job[StillRequest], progress: Callable[[str, int], None]) -> Record:
    """Renders the job's picture, in a worker; the record is only that of its size."""
    del progress
    require_opengl()
    from pipeline.rendering.stills import render_still

    size, fps = (job.quality.width, job.quality.height), job.quality.fps
    try:
        file = render_still(job)
    except ParameterError as error:
        raise InputError(str(error)) from None
    return Record(job.entry.scene, str(file), *size, fps, 1, job.language, job.parameters.as_json())


def _render_clips(jobs: Sequence[Job], on_event: Callable[[Event], None]) -> Iterator[Outcome]:
    return render_clips(jobs, LocalProcesses(1), on_event)


def _draw_stills(jobs: Sequence[Job], on_event: Callable[[Event], None]) -> Iterator[Outcome]:
    return run_jobs(jobs, 1, on_event, draw_still)


def _file(job: Job[Any], suffix: str, render: Renderer) -> Path:
    """The job's file, rendered if the one that is there is not what would be made now."""
    made = recipe(job.request, job.parameters.as_json())
    asked = made.model_dump_json(exclude={"request": {"parameters"}, "versions": True})
    digits = hashlib.sha256(asked.encode()).hexdigest()[:16]
    target = default_target(FOLDER.absolute() / f"{job.entry.name}-{digits}.{suffix}")
    made_by = makers(made.versions)
    speaks = getattr(job.request, "voice", None) is not None  # whose recordings may be others now
    if speaks or not is_fresh(target, made_by):
        with progress_line(job) as report:
            (outcome,) = render([replace(job, target=target)], report)
        if outcome.error is not None:
            raise outcome.error
        record(target, made_by)
    return target


def _description(job: Job[Any]) -> str:
    """What is seen, in words, for those who do not see it."""
    beat = {"beat": job.request.beat} if job.request.beat else {}
    given = {**job.request.parameters, **beat}
    details = "".join(f", {name} {value}" for name, value in given.items())
    return f"{job.entry.summary.rstrip('.')} ({job.entry.scene}{details})"
