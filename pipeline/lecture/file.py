"""Lecture files: their content, and their errors by line or key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.catalog import unknown
from pipeline.errors import InputError
from pipeline.lecture import toml
from pipeline.lecture.parts import KINDS, AnyPart, Defaults, ScenePart, SlidePart
from pipeline.lecture.texts import Title
from pipeline.messages import name_of, printable, shortened
from pipeline.request_bases import Aspect, FrameRate, QualityName, ThemeName, Voice
from pipeline.voice.choices import has_command
from scenes._kit.parameters.slide import MAX_SECONDS
from scenes._kit.parameters.title import (
    LanguageCode,
    LocalizedText,
    text_in_language,
    texts_by_language,
)
from scenes._kit.text.languages import DEFAULT_LANGUAGE

_MAX_BYTES = 200_000
_ONCE = ("language", "quality", "fps", "aspect", "theme", "voice")
"""What holds for the whole video; it may stand under [defaults] as well."""
_BEATS = 'takes a list of beats, such as ["cut", "nudge"]'


def _no_command(voice: str) -> str:
    """A lecture file may come from anyone: it runs no program."""
    if has_command(voice):
        raise ValueError("takes no command; give that on the command line")
    return voice


class Lecture(BaseModel):
    """A lecture file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Title
    subtitle: Title | None = None
    language: LanguageCode = DEFAULT_LANGUAGE
    quality: QualityName | None = None
    fps: FrameRate | None = None
    aspect: Aspect | None = None
    theme: ThemeName | None = None
    voice: Annotated[Voice, AfterValidator(_no_command)] | None = None
    defaults: Defaults = Field(default=Defaults(), exclude_if=lambda given: given == Defaults())
    scenes: list[AnyPart] = Field(min_length=1, max_length=100)

    @model_validator(mode="before")
    @classmethod
    def _lift(cls, given: Any) -> Any:
        """What holds for the whole video, taken from [defaults]."""
        defaults = given.get("defaults") if isinstance(given, dict) else None
        if not isinstance(defaults, dict):
            return given
        lifted = {name: defaults[name] for name in _ONCE if name in defaults}
        for name in lifted:
            if name in given:
                raise ValueError(f"{name}: stands under [defaults] as well; give it once")
        rest = {name: value for name, value in defaults.items() if name not in lifted}
        return {**given, **lifted, "defaults": rest}


@contextmanager
def name_file_in_errors(path: Path) -> Iterator[None]:
    """A context that prefixes the lecture file's name to an InputError."""
    try:
        yield
    except InputError as error:
        raise InputError(f"{name_of(path)}: {error}", error.text, error.position) from None


def load(path: Path) -> Lecture:
    """The lecture in a file. Raises InputError naming the line or key at fault."""
    content = _content(path)
    try:
        return Lecture.model_validate(content)
    except ValidationError as error:
        raise InputError(_reason(error.errors()[0])) from None


def _content(path: Path) -> dict[str, Any]:
    try:
        if path.exists() and not path.is_file():
            raise InputError("is not a file; give a lecture file")
        with path.open("rb") as file:
            found = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"{error.strerror or error}; give a lecture file") from None
    if len(found) > _MAX_BYTES:
        raise InputError(f"is larger than {_MAX_BYTES:,} bytes; shorten it, or make two lectures")
    try:
        return toml.parse(found.decode())
    except UnicodeDecodeError as error:
        line = found.count(b"\n", 0, error.start) + 1
        raise InputError(f"is not TOML: line {line} is not UTF-8") from None
    except ValueError as error:
        raise InputError(f"is not TOML: {printable(str(error))}") from None


def titles(lecture: Lecture, language: str) -> Iterator[tuple[str, str]]:
    """Every text that is shown, in a language, as (key, text)."""
    found = [("title", lecture.title), ("subtitle", lecture.subtitle)]
    for number, part in enumerate(lecture.scenes, start=1):
        found.append((f"scene {number}: title", part.title))
        if isinstance(part, SlidePart):
            found.append((f"scene {number}: slide", part.slide))
    return ((key, text_in_language(words, language)) for key, words in found if words is not None)


def sentences(lecture: Lecture, language: str) -> Iterator[tuple[str, str]]:
    """Every sentence in the lecture file, in a language, as (key, sentence)."""
    for number, part in enumerate(lecture.scenes, start=1):
        if isinstance(part, ScenePart):
            for beat, words in part.narration.items():
                yield f"scene {number}: narration.{beat}", _in(language, words)
        elif part.narration is not None:
            yield f"scene {number}: narration", _in(language, part.narration)


def _in(language: str, words: LocalizedText) -> str:
    return texts_by_language(words).get(language, "")


def require_glyphs(texts: Iterable[tuple[str, str]]) -> None:
    """Raises InputError for a character that no font has; `texts` are (key, text)."""
    from pipeline.lint.glyphs import first_missing
    from scenes._kit.text.fonts import font_advice

    by_key = list(texts)
    missing = first_missing(text for _, text in by_key)
    if missing is not None:
        key = next(key for key, text in by_key if missing in text)
        what = f"no font has {missing} (U+{ord(missing):04X})"
        raise InputError(f"{key}: {what}; {font_advice()}")


def _reason(fault: Any) -> str:
    """The message for pydantic's first error: its place, and what is expected."""
    place = [printable(str(each)) for each in fault["loc"]]
    known, there = Lecture.model_fields, "a lecture has"
    if place[:1] == ["scenes"] and len(place) > 1:
        kind, key = place[2] if len(place) > 2 else "", place[3:]
        known, there = KINDS[kind].model_fields if kind in KINDS else {}, f"a {kind} has"
        place = [f"scene {int(place[1]) + 1}", ".".join(key)]
    else:
        place = key = [".".join(place)]
    if fault["type"] == "extra_forbidden":
        unknown_key = unknown("key", key[0], known, there)
        return ": ".join([*(shortened(each) for each in place[:-1]), unknown_key])
    expected = {
        "missing": "is missing",
        "string_type": "takes a text",
        "list_type": "takes tables; begin each with [[scenes]]",
        "dict_type": "takes a table",
        "model_type": "takes a table",
        "model_attributes_type": "takes a table",
        "too_short": "takes at least one table [[scenes]]",
        "too_long": f"takes at most {fault.get('ctx', {}).get('max_length')} tables [[scenes]]",
    }
    cause = fault.get("ctx", {}).get("error")
    message = expected.get(fault["type"]) or str(cause or fault["msg"])
    if key[:1] == ["beats"]:
        message = str(cause or _BEATS)
    elif key[-1:] == ["seconds"] or key == ["defaults.seconds"]:
        message = f"takes a number of seconds, more than 0, at most {MAX_SECONDS}"
    return ": ".join([*(shortened(each) for each in place if each), message])
