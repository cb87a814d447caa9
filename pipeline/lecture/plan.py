"""The clips of a lecture, in their order; everything is checked before anything is rendered."""

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
from pipeline.requests import BatchRequest, ClipRequest, LectureRequest
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.parameters.title import Words, every_language, in_language
from scenes._kit.text.languages import LANGUAGES
from scenes._kit.text.narration import Narration, placeholders, without_placeholders

TITLE_CARD = "title_card"


@dataclass(frozen=True)
class LectureJob:
    """A lecture to be rendered: its clips with the parts they belong to, and the video's place."""

    request: LectureRequest
    """What was asked for, with the language that it is in."""
    lecture: Lecture
    planned: Sequence[tuple[Part | None, Job]]
    target: Path

    @property
    def names(self) -> list[str]:
        """The names of its clips."""
        return names(self.lecture, self.planned, self.request.language or self.lecture.language)

    @property
    def name(self) -> str:
        """The name that its manifest and its file have."""
        return self.request.file.stem

    def placed_in(self, folder: Path) -> list[Job]:
        """The jobs, each with a file of its own in a folder."""
        return [
            replace(job, target=folder / f"{number:03}.{job.entry.name}.mp4")
            for number, (_, job) in enumerate(self.planned)
        ]


def lecture_job(request: LectureRequest) -> LectureJob:
    """The job of a lecture. Raises InputError for its file, ParameterError for its place."""
    with lecture_file.faults_in(request.file):
        lecture = lecture_file.load(request.file)
        language = request.language or lecture.language
        planned = clips(lecture, request, language)
        lecture_file.require_glyphs(lecture_file.titles(lecture, language))
    name = f"{request.file.stem}.{language}.{request.quality}.mp4"
    target = (
        default_target(LECTURES.absolute() / name)
        if request.output is None
        else require_output(request.output, ("mp4",), "a lecture is an mp4")
    )
    return LectureJob(request.model_copy(update={"language": language}), lecture, planned, target)


def clips(lecture: Lecture, request: BatchRequest, language: str) -> list[tuple[Part | None, Job]]:
    """The clips of a lecture in their order, each with the part it belongs to (None: the title).

    Every part is checked before any is rendered; targets are still to be set. Raises InputError.
    """
    shared = {"quality": request.quality, "fps": request.fps, "language": language}
    opening = _card(lecture.title, lecture.subtitle or "", shared)
    planned: list[tuple[Part | None, Job]] = [(None, clip_job(opening, request.time_limit))]
    for number, part in enumerate(lecture.scenes, start=1):
        with _named(number):
            played = _scene(part, shared, request.time_limit)
        if part.title is not None:
            planned.append((part, clip_job(_card(part.title, "", shared), request.time_limit)))
        planned.append((part, played))
    return planned


@contextmanager
def _named(number: int) -> Iterator[None]:
    """Names the scene and its key in what is found wrong within."""
    try:
        yield
    except (InputError, ParameterError) as error:
        raise InputError(f"scene {number}: {error}", error.text, error.position) from None


def _card(title: Words, below: Words, shared: dict[str, Any]) -> ClipRequest:
    """A title card; its sentence is the title in every language, so that its time is the same."""
    spoken = {each: without_placeholders(in_language(title, each)) for each in LANGUAGES}
    given = {"title": title, "below": below}
    return ClipRequest(scene=TITLE_CARD, parameters=given, narration={"title": spoken}, **shared)


def _scene(part: Part, shared: dict[str, Any], time_limit: float) -> Job:
    given = part.model_extra or {}
    known = tuple(part.entry.parameter_model.model_fields)
    if part.entry.name == TITLE_CARD:
        raise InputError(f"scene: {TITLE_CARD} comes with the key title of a scene")
    for name in given:
        if name not in known:
            raise InputError(unknown("key", name, (*Part.model_fields, *known)))
    parameters = {name: _text(name, value) for name, value in given.items()}
    narration = {beat: every_language(words) for beat, words in part.narration.items()}
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
            has = ", ".join(known) or "none"
            message = f"unknown placeholder {{{shortened(name, 20)}}}; the scene has {has}"
            raise InputError(f"narration.{beat}: {message} (braces are written {{{{ }}}})")


def _text(name: str, value: Any) -> str:
    """A parameter as a text: [1, 2] is "1,2", and [[0, 1], [2, 3]] "0:1,2:3"."""
    rows = value if isinstance(value, list) else [value]
    columns = [row if isinstance(row, list) else [row] for row in rows]
    for each in (cell for column in columns for cell in column):
        if isinstance(each, bool) or not isinstance(each, str | int | float):
            raise ParameterError(name, "takes a text, a number or a list of numbers")
    return ",".join(":".join(map(str, column)) for column in columns)
