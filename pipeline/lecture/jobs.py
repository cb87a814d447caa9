"""The clip of a part: its scene with the parameters that the file gives it, checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.catalog import unknown
from pipeline.errors import InputError
from pipeline.lecture.media import checked_picture, checked_video
from pipeline.lecture.parts import (
    KINDS,
    Defaults,
    Part,
    PicturePart,
    ScenePart,
    SlidePart,
    VideoPart,
)
from pipeline.messages import shortened
from pipeline.rendering.plan import Job, clip_job
from pipeline.requests import ClipRequest
from scenes._kit.lesson.slide_rows import fitting_size
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.parameters.slide import SlideText
from scenes._kit.parameters.title import LocalizedText, text_in_language, texts_by_language
from scenes._kit.parameters.typed_values import as_typed
from scenes._kit.text.languages import LANGUAGES
from scenes._kit.text.narration import Narration, placeholders, without_placeholders

TITLE_CARD = "title_card"


def is_card(job: Job) -> bool:
    """Whether a clip is a title card."""
    return job.entry.name == TITLE_CARD


def title_card(title: LocalizedText, below: LocalizedText, shared: dict[str, Any]) -> ClipRequest:
    """A title card; its sentence is the title in every language, so that its time is the same."""
    sentence = {each: without_placeholders(text_in_language(title, each)) for each in LANGUAGES}
    given = {"title": title, "below": below}
    return ClipRequest(scene=TITLE_CARD, parameters=given, narration={"title": sentence}, **shared)


def part_job(
    part: Part,
    defaults: Defaults,
    shared: dict[str, Any],
    time_limit: float,
    folder: Path | None,
) -> Job:
    """The job of a part, without a target; its files are in a folder, and are not opened without
    one. Raises InputError and ParameterError."""
    match part:
        case ScenePart():
            return _scene_job(part, defaults, shared, time_limit)
        case SlidePart():
            return _slide_job(part, defaults, shared, time_limit)
        case PicturePart() | VideoPart():
            return clip_job(_media_request(part, defaults, shared, folder), time_limit)
    raise TypeError(type(part).__name__)


def _media_request(
    part: PicturePart | VideoPart, defaults: Defaults, shared: dict[str, Any], folder: Path | None
) -> ClipRequest:
    given: dict[str, Any] = {}
    if isinstance(part, PicturePart):
        kind, name, check = "picture", part.picture, checked_picture
        given |= _seconds(part, defaults)
    else:
        kind, name, check = "video", part.video, checked_video
    try:
        path, given["sha256"] = check(folder, name) if folder is not None else (Path(name), "")
    except InputError as error:
        raise InputError(f"{kind}: {error}") from None
    given[kind] = str(path)
    sentences = texts_by_language(part.narration) if part.narration else {}
    narration = {each: without_placeholders(text) for each, text in sentences.items()}
    return ClipRequest(scene=kind, parameters=given, narration={kind: narration}, **shared)


def _seconds(part: PicturePart | SlidePart, defaults: Defaults) -> dict[str, Any]:
    seconds = part.seconds or defaults.seconds
    return {} if seconds is None else {"seconds": seconds}


def _slide_job(
    part: SlidePart, defaults: Defaults, shared: dict[str, Any], time_limit: float
) -> Job:
    given = {"slide": part.slide} | _seconds(part, defaults)
    sentences = texts_by_language(part.narration) if part.narration else {}
    slide = SlideText.read(given, {})
    spoken = {each: slide.spoken_in(each) for each in LANGUAGES} | sentences
    narration = {each: without_placeholders(text) for each, text in spoken.items()}
    request = ClipRequest(
        scene=part.entry.name, parameters=given, narration={"slide": narration}, **shared
    )
    job = clip_job(request, time_limit)
    if fitting_size(slide.lines_in(job.language), job.quality.frame) is None:
        shape = job.quality.aspect
        raise InputError(f"slide: does not fit a frame of {shape}; shorten it, or make two slides")
    return job


def _scene_job(
    part: ScenePart, defaults: Defaults, shared: dict[str, Any], time_limit: float
) -> Job:
    given, known = part.model_extra or {}, _known_keys(part)
    inherited = {
        name: value
        for name, value in defaults.parameters.items()
        if name in known and name not in given
    }
    narration = {beat: texts_by_language(words) for beat, words in part.narration.items()}
    beats = None if part.beats is None else tuple(part.beats)
    try:
        parameters = {name: as_typed(name, each) for name, each in {**inherited, **given}.items()}
        request = ClipRequest(
            scene=part.scene, parameters=parameters, narration=narration, beats=beats, **shared
        )
        job = clip_job(request, time_limit)
    except ParameterError as error:
        if error.parameter in inherited:
            raise InputError(f"[defaults] {error}", error.text, error.position) from None
        raise
    _require_beats(job)
    return job


def _known_keys(part: ScenePart) -> tuple[str, ...]:
    """The parameters of a part's scene. Raises InputError for another key."""
    known = tuple(part.entry.parameter_model.model_fields)
    if part.entry.name == TITLE_CARD:
        raise InputError(
            f"scene: {TITLE_CARD} is not for lectures; give a scene the key title instead"
        )
    if part.entry.name in KINDS:
        raise InputError(
            f"scene: a {part.entry.name} has a key of its own: {part.entry.name} = ..."
        )
    for name in part.model_extra or {}:
        if name not in known:
            raise InputError(unknown("key", name, (*ScenePart.model_fields, *known)))
    return known


def _require_beats(job: Job) -> None:
    """Raises InputError for a beat that is not played, or a sentence for one that is not shown."""
    for beat in job.request.beats or ():
        job.entry.require_beat(beat)
        if beat not in job.beats_played:
            played = ", ".join(job.beats_played)
            raise InputError(f"beats: {beat} is not played for this function; choose from {played}")
    for beat, sentences in job.request.narration.items():
        job.entry.require_beat(beat)
        if beat not in job.beats_played:
            raise InputError(f"narration.{beat}: the beat is not played for this function")
        if beat not in job.beats:
            raise InputError(f"narration.{beat}: the beat is not among the part's beats")
        _require_placeholders(job, beat, sentences)


def _require_placeholders(job: Job, beat: str, sentences: dict[str, str]) -> None:
    """Raises InputError for a placeholder that none of the scene's own sentences has."""
    known = Narration.load(job.entry.name).placeholders()
    for name in (each for text in sentences.values() for each in placeholders(text)):
        if name not in known:
            there_are = f"there are {', '.join(known)}" if known else "there is none"
            message = f"unknown placeholder {{{shortened(name, 20)}}}; {there_are}"
            raise InputError(f"narration.{beat}: {message}")
