"""The clips of a lecture, in order, all checked before anything is rendered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import InputError
from pipeline.lecture import file as lecture_file
from pipeline.lecture.file import Lecture
from pipeline.lecture.jobs import part_job, title_card
from pipeline.lecture.names import names
from pipeline.lecture.parts import Part
from pipeline.lecture.transitions import joined_by_transitions, passages
from pipeline.rendering.plan import (
    LECTURES,
    Job,
    clip_job,
    note_rate,
    require_voice,
    video_target,
)
from pipeline.rendering.quality import DEFAULT_QUALITY
from pipeline.request_bases import BatchRequest, EditionRequest
from pipeline.requests import LectureRequest
from pipeline.video.codecs import DEFAULT_FORMAT
from pipeline.voice.choices import from_folder
from scenes._kit.parameters.errors import ParameterError

RequestT = TypeVar("RequestT", bound=BatchRequest)


@dataclass(frozen=True)
class LectureJob:
    """A lecture to be rendered: its clips with their parts, and the video's path."""

    request: LectureRequest
    """The request, with its language, its format and the shape of its frame filled in."""
    lecture: Lecture
    planned: Sequence[tuple[Part | None, Job]]
    target: Path = Path()

    @property
    def names(self) -> list[str]:
        """The names of its clips."""
        return names(self.lecture, self.planned, self.request.language or self.lecture.language)

    @property
    def name(self) -> str:
        """The name in its manifest and its file name."""
        return self.request.file.stem

    def jobs_in(self, folder: Path) -> list[Job]:
        """The jobs, each with its own target in a folder."""
        jobs = [job for _, job in self.planned]
        return [
            replace(job, target=folder / f"{number:03}.{job.entry.name}", passages=sides)
            for number, (job, sides) in enumerate(zip(jobs, passages(jobs), strict=True))
        ]


def lecture_job(request: LectureRequest) -> LectureJob:
    """The job of a lecture. Raises InputError for the file, ParameterError for the output."""
    lecture = planned_lecture(request)
    codec, first = lecture.planned[0][1].request.codec, lecture.planned[0][1]
    note_rate(first, lecture.request)
    require_voice(first.request.voice, first.language)
    name = f"{lecture.name}.{first.language}.{first.look}.{codec.suffix}"
    target = video_target(codec, request.output, LECTURES.absolute() / name)
    return replace(lecture, target=target)


def planned_lecture(request: LectureRequest) -> LectureJob:
    """The job of a lecture, checked, without a target. Raises InputError."""
    with lecture_file.name_file_in_errors(request.file):
        lecture = lecture_file.load(request.file)
        language = request.language or lecture.language
        written = request.format_chosen
        named = {"language": language, "format": None if written == DEFAULT_FORMAT else written}
        request = with_own(request, lecture).model_copy(update=named)
        planned = clips(lecture, request, language, request.file.parent)
        lecture_file.require_glyphs(lecture_file.titles(lecture, language))
        if request.edition.open_captions:
            lecture_file.require_glyphs(lecture_file.sentences(lecture, language))
    return LectureJob(request, lecture, planned)


def clips(
    lecture: Lecture, request: BatchRequest, language: str, folder: Path | None
) -> list[tuple[Part | None, Job]]:
    """The clips of a lecture in order, each with its part (None: the title).

    Every part is checked; targets are set later. Files are in a folder; without one they are not
    opened. Raises InputError.
    """
    shared = _shared(lecture, request) | {"language": language}
    opening = title_card(lecture.title, lecture.subtitle or "", shared)
    planned: list[tuple[Part | None, Job]] = [(None, clip_job(opening, request.time_limit))]
    for number, part in enumerate(lecture.scenes, start=1):
        with _name_scene_in_errors(number):
            job = part_job(part, lecture.defaults, shared, request.time_limit, folder)
        if part.title is not None:
            card = title_card(part.title, "", shared)
            planned.append((part, clip_job(card, request.time_limit)))
        planned.append((part, job))
    jobs = joined_by_transitions([job for _, job in planned])
    return [(part, job) for (part, _), job in zip(planned, jobs, strict=True)]


def _shared(lecture: Lecture, request: BatchRequest) -> dict[str, Any]:
    """What the requests of all clips have in common, but for the language."""
    asked = with_own(request, lecture)
    shared = asked.model_dump(include={*EditionRequest.model_fields})
    if isinstance(asked, LectureRequest):
        shared |= {"format": asked.format_chosen, "transparent": asked.transparent}
        shared["voice"] = asked.speaks
    return shared


def with_own(request: RequestT, lecture: Lecture) -> RequestT:
    """The request, completed by the lecture's own quality, with its frame rate, its shape and its
    theme."""
    own = {
        "quality": request.quality or lecture.quality or DEFAULT_QUALITY,
        "fps": request.fps or (lecture.fps if request.quality is None else None),
        "aspect": request.aspect or lecture.aspect,
        "theme": request.theme or lecture.theme,
    }
    if isinstance(request, LectureRequest) and lecture.voice is not None:
        own["voice"] = request.voice or from_folder(lecture.voice, request.file.parent)
    return request.model_copy(update=own)


@contextmanager
def _name_scene_in_errors(number: int) -> Iterator[None]:
    """A context that prefixes the scene's number to an error."""
    try:
        yield
    except (InputError, ParameterError) as error:
        raise InputError(f"scene {number}: {error}", error.text, error.position) from None
