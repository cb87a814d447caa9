"""What a hand-out is made of: its clips, checked before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.destination import require_output
from pipeline.handout.formats import WRITERS
from pipeline.handout.markdown import stills_folder
from pipeline.lecture import file as lecture_file
from pipeline.lecture.names import names
from pipeline.lecture.plan import clips
from pipeline.rendering.plan import Job, clip_job
from pipeline.request_bases import PictureRequest
from pipeline.requests import ClipRequest, HandoutRequest
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.parameters.title import text_in_language
from scenes._kit.text.languages import DEFAULT_LANGUAGE
from scenes._kit.text.narration import Narration


@dataclass(frozen=True)
class HandoutJob:
    """A hand-out to be made: its titles, its clips, each with its name, and its file."""

    title: str
    subtitle: str
    clips: Sequence[tuple[str, Job]]
    target: Path


def handout_job(request: HandoutRequest) -> HandoutJob:
    """The job of a hand-out, for a lecture file or for a scene. Raises InputError and
    ParameterError."""
    if request.output is None:
        raise ParameterError("output", "is missing; name the hand-out's file, such as handout.pdf")
    is_lecture = request.source.endswith(".toml")
    titles, found = (_of_lecture if is_lecture else _of_scene)(request)
    target = require_output(request.output, [*WRITERS]).absolute()
    if target.suffix.lower() == ".md":
        folder = stills_folder(target)
        if folder.exists() and not folder.is_dir():
            message = "{folder} is a file, and would be the stills' folder"
            raise ParameterError("output", message, {"folder": folder})
    return HandoutJob(*titles, found, target)


def _of_lecture(request: HandoutRequest) -> tuple[tuple[str, str], list[tuple[str, Job]]]:
    file = Path(request.source)
    if request.parameters:
        first = next(iter(request.parameters))
        message = f"{{{first}}} goes with a scene; a lecture file has its own"
        raise ParameterError("", message)
    with lecture_file.name_file_in_errors(file):
        lecture = lecture_file.load(file)
        language = request.language or lecture.language
        planned = clips(lecture, request, language, file.parent)
        texts = [
            *lecture_file.titles(lecture, language),
            *lecture_file.sentences(lecture, language),
        ]
        lecture_file.require_glyphs(texts)
    titles = (
        text_in_language(lecture.title, language),
        text_in_language(lecture.subtitle or "", language),
    )
    named = zip(names(lecture, planned, language), (job for _, job in planned), strict=True)
    return titles, [*named]


def _of_scene(request: HandoutRequest) -> tuple[tuple[str, str], list[tuple[str, Job]]]:
    clip = ClipRequest(
        scene=request.source,
        parameters=request.parameters,
        language=request.language or DEFAULT_LANGUAGE,
        **request.model_dump(include={*PictureRequest.model_fields}),
    )
    job = clip_job(clip, request.time_limit)
    title = Narration.load(job.entry.name).scene_titles()[job.language]
    return (title, ""), [(title, job)]
