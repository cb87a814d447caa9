"""The clips of a lecture, in order, all checked before anything is rendered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.catalog import unknown
from pipeline.destination import require_output
from pipeline.errors import InputError
from pipeline.lecture import file as lecture_file
from pipeline.lecture.file import Lecture, Part
from pipeline.lecture.names import names
from pipeline.messages import shortened
from pipeline.rendering.plan import LECTURES, Job, clip_job, default_target
from pipeline.requests import BatchRequest, ClipRequest, LectureRequest, PictureRequest
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.parameters.title import (
    LocalizedText,
    TitleText,
    text_in_language,
    texts_by_language,
)
from scenes._kit.parameters.transition import Transition
from scenes._kit.parameters.typed_values import as_typed
from scenes._kit.text.languages import LANGUAGES
from scenes._kit.text.narration import Narration, placeholders, without_placeholders

TITLE_CARD = "title_card"


@dataclass(frozen=True)
class LectureJob:
    """A lecture to be rendered: its clips with their parts, and the video's path."""

    request: LectureRequest
    """The request, with its language and the shape of its frame filled in."""
    lecture: Lecture
    planned: Sequence[tuple[Part | None, Job]]
    target: Path

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
        return [
            replace(job, target=folder / f"{number:03}.{job.entry.name}.mp4")
            for number, (_, job) in enumerate(self.planned)
        ]


def lecture_job(request: LectureRequest) -> LectureJob:
    """The job of a lecture. Raises InputError for the file, ParameterError for the output."""
    with lecture_file.name_file_in_errors(request.file):
        lecture = lecture_file.load(request.file)
        language = request.language or lecture.language
        request = request.model_copy(
            update={"language": language, "aspect": request.aspect or lecture.aspect}
        )
        planned = clips(lecture, request, language)
        lecture_file.require_glyphs(lecture_file.titles(lecture, language))
    name = f"{request.file.stem}.{language}.{request.picture.name}.mp4"
    target = (
        default_target(LECTURES.absolute() / name)
        if request.output is None
        else require_output(request.output, ("mp4",), "a lecture is an mp4")
    )
    return LectureJob(request, lecture, planned, target)


def clips(lecture: Lecture, request: BatchRequest, language: str) -> list[tuple[Part | None, Job]]:
    """The clips of a lecture in order, each with its part (None: the title).

    Every part is checked; targets are set later. Raises InputError.
    """
    shared = request.model_dump(include={*PictureRequest.model_fields})
    shared |= {"aspect": request.aspect or lecture.aspect, "language": language}
    opening = _card(lecture.title, lecture.subtitle or "", shared)
    planned: list[tuple[Part | None, Job]] = [(None, clip_job(opening, request.time_limit))]
    for number, part in enumerate(lecture.scenes, start=1):
        with _name_scene_in_errors(number):
            job = _scene_job(part, shared, request.time_limit)
        if part.title is not None:
            planned.append((part, clip_job(_card(part.title, "", shared), request.time_limit)))
        planned.append((part, job))
    jobs = joined_by_transitions([job for _, job in planned])
    return [(part, job) for (part, _), job in zip(planned, jobs, strict=True)]


def joined_by_transitions(jobs: Sequence[Job]) -> list[Job]:
    """The jobs of clips in order, each beginning and ending as those beside it require."""
    joined = []
    for job, before, after in zip(jobs, [None, *jobs], [*jobs[1:], None], strict=False):
        transition = Transition(
            follows=None if _is_card(job) else _title(before),
            continues=_is_card(job) and before is not None,
            leads_to=_title(after),
            fades=after is not None and not _is_card(after) and not _is_card(job),
        )
        request = job.request.model_copy(update={"transition": transition})
        joined.append(replace(job, request=request))
    return joined


def _is_card(job: Job | None) -> bool:
    return job is not None and job.entry.name == TITLE_CARD


def _title(job: Job | None) -> TitleText | None:
    """What a title card shows; None for another job."""
    return job.parameters if job is not None and _is_card(job) else None


@contextmanager
def _name_scene_in_errors(number: int) -> Iterator[None]:
    """A context that prefixes the scene's number to an error."""
    try:
        yield
    except (InputError, ParameterError) as error:
        raise InputError(f"scene {number}: {error}", error.text, error.position) from None


def _card(title: LocalizedText, below: LocalizedText, shared: dict[str, Any]) -> ClipRequest:
    """A title card; its sentence is the title in every language, so that its time is the same."""
    sentence = {each: without_placeholders(text_in_language(title, each)) for each in LANGUAGES}
    given = {"title": title, "below": below}
    return ClipRequest(scene=TITLE_CARD, parameters=given, narration={"title": sentence}, **shared)


def _scene_job(part: Part, shared: dict[str, Any], time_limit: float) -> Job:
    given = part.model_extra or {}
    known = tuple(part.entry.parameter_model.model_fields)
    if part.entry.name == TITLE_CARD:
        raise InputError(
            f"scene: {TITLE_CARD} is not for lectures; give a scene the key title instead"
        )
    for name in given:
        if name not in known:
            raise InputError(unknown("key", name, (*Part.model_fields, *known)))
    parameters = {name: as_typed(name, value) for name, value in given.items()}
    narration = {beat: texts_by_language(words) for beat, words in part.narration.items()}
    request = ClipRequest(scene=part.scene, parameters=parameters, narration=narration, **shared)
    job = clip_job(request, time_limit)
    for beat in narration:
        job.entry.require_beat(beat)
        if beat not in job.entry.beats_played(job.parameters):
            raise InputError(f"narration.{beat}: the beat is not played for this function")
        _require_placeholders(job, beat, narration[beat])
    return job


def _require_placeholders(job: Job, beat: str, sentences: dict[str, str]) -> None:
    """Raises InputError for a placeholder that none of the scene's own sentences has."""
    known = Narration.load(job.entry.name).placeholders()
    for name in (each for text in sentences.values() for each in placeholders(text)):
        if name not in known:
            there_are = f"there are {', '.join(known)}" if known else "there is none"
            message = f"unknown placeholder {{{shortened(name, 20)}}}; {there_are}"
            raise InputError(f"narration.{beat}: {message}")
