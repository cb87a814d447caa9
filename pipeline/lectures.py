"""Lecture files: which scenes, with which functions, in which order; checked before rendering."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from pipeline.catalog import Entry, find, unknown
from pipeline.errors import InputError, shortened
from pipeline.plan import Job
from pipeline.quality import Quality
from scenes._kit.narration import LANGUAGES
from scenes._kit.parameters import Words, every_language, in_language

_LARGEST = 200_000
_LONGEST_TITLE = 60
_LONGEST_SENTENCE = 1000


def _checked(value: Any, most: int) -> Any:
    """A text, or one for each language, none of them empty, too long, or with control signs."""
    texts = list(value.values()) if isinstance(value, dict) else [value]
    languages = value.keys() if isinstance(value, dict) else LANGUAGES[:1]
    told = texts and set(languages) <= set(LANGUAGES)
    if not (told and all(isinstance(each, str) for each in texts)):
        raise ValueError('takes a text, or a table { en = "...", ko = "..." }')
    for each in texts:
        if not each.strip() or len(each) > most or not _plain(each, most):
            raise ValueError(f"takes 1 to {most} printable characters")
    return value


def _plain(text: str, most: int) -> bool:
    """Whether all is printable; a sentence may be broken into lines, a title not."""
    return (" ".join(text.split()) if most > _LONGEST_TITLE else text).isprintable()


Title = Annotated[Words, BeforeValidator(partial(_checked, most=_LONGEST_TITLE))]
Sentence = Annotated[Words, BeforeValidator(partial(_checked, most=_LONGEST_SENTENCE))]


class Part(BaseModel):
    """A scene of a lecture; keys that are not ours are the scene's parameters."""

    model_config = ConfigDict(frozen=True, extra="allow")

    scene: str
    title: Title | None = None
    narration: dict[str, Sentence] = Field(default_factory=dict)

    @property
    def entry(self) -> Entry:
        """The scene."""
        return find(self.scene)


class Lecture(BaseModel):
    """A lecture file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Title
    subtitle: Title | None = None
    language: Literal["en", "ko"] = "en"
    theme: Literal["dark"] = "dark"
    scenes: list[Part] = Field(min_length=1, max_length=100)


@dataclass(frozen=True)
class Order:
    """A lecture to be rendered: its clips with the parts they belong to, and the video's place."""

    lecture: Lecture
    planned: Sequence[tuple[Part | None, Job]]
    name: str
    target: Path
    command: list[str]

    def placed_in(self, folder: Path) -> list[Job]:
        """The jobs, each with a file of its own in a folder."""
        return [
            replace(job, target=folder / f"{number:03}.{job.entry.name}.mp4")
            for number, (_, job) in enumerate(self.planned)
        ]


@contextmanager
def faults_in(path: Path) -> Iterator[None]:
    """Names the lecture file in what is found wrong within."""
    try:
        yield
    except InputError as error:
        name = shortened(_one_line(path.name), 80)
        raise InputError(f"{name}: {error}", error.text, error.position) from None


def load(path: Path) -> Lecture:
    """The lecture of a file. Raises InputError naming the line or key at fault."""
    content = _content(path)
    try:
        return Lecture.model_validate(content)
    except ValidationError as error:
        raise InputError(_reason(error.errors()[0])) from None


def _content(path: Path) -> dict[str, Any]:
    try:
        if path.exists() and not path.is_file():
            raise InputError("is no file; give a lecture file")
        with path.open("rb") as file:
            found = file.read(_LARGEST + 1)
    except OSError as error:
        raise InputError(f"{error.strerror or error}; give a lecture file") from None
    if len(found) > _LARGEST:
        raise InputError(f"is larger than {_LARGEST:,} bytes, too large for a lecture file")
    try:
        return tomllib.loads(found.decode())
    except UnicodeDecodeError as error:
        line = found.count(b"\n", 0, error.start) + 1
        raise InputError(f"is not TOML: line {line} is not UTF-8") from None
    except RecursionError:
        raise InputError("is not TOML: too many brackets one in another") from None
    except ValueError as error:
        raise InputError(f"is not TOML: {_one_line(str(error))}") from None


def jobs(lecture: Lecture, quality: Quality, language: str) -> list[tuple[Part | None, Job]]:
    """The clips of a lecture in their order, each with the part it belongs to (None: the title).

    Every part is checked before any is rendered; targets are still to be set. Raises InputError.
    """
    opening = _card(lecture.title, lecture.subtitle or "", quality, language)
    planned: list[tuple[Part | None, Job]] = [(None, opening)]
    for number, part in enumerate(lecture.scenes, start=1):
        try:
            played = _scene(part, quality, language)
        except InputError as error:
            raise InputError(f"scene {number}: {error}", error.text, error.position) from None
        if part.title is not None:
            planned.append((part, _card(part.title, "", quality, language)))
        planned.append((part, played))
    return planned


def name_of(lecture: Lecture, part: Part | None, language: str) -> str:
    """The title of a part (None: of the lecture); what its scene is about, where it has none."""
    return in_language(
        lecture.title if part is None else part.title or part.entry.summary, language
    )


def titles(lecture: Lecture, language: str) -> Iterator[tuple[str, str]]:
    """Every title that is shown, in a language, after the key that it stands under."""
    told = [("title", lecture.title), ("subtitle", lecture.subtitle)]
    told += [(f"scene {n}: title", part.title) for n, part in enumerate(lecture.scenes, start=1)]
    return ((key, in_language(words, language)) for key, words in told if words is not None)


def sentences(lecture: Lecture, language: str) -> Iterator[tuple[str, str]]:
    """Every sentence of the lecture's own, in a language, after the key that it stands under."""
    for number, part in enumerate(lecture.scenes, start=1):
        for beat, words in part.narration.items():
            yield f"scene {number}: narration.{beat}", every_language(words).get(language, "")


def require_signs(told: Iterable[tuple[str, str]]) -> None:
    """Raises InputError for a sign that no font has; texts come after their keys."""
    from pipeline.signs import first_missing

    by_key = list(told)
    missing = first_missing(text for _, text in by_key)
    if missing is not None:
        key = next(key for key, text in by_key if missing in text)
        what = f"no font has {missing} (U+{ord(missing):04X})"
        raise InputError(f"{key}: {what}; for Korean install fonts-nanum, else leave it out")


def _card(title: Words, below: Words, quality: Quality, language: str) -> Job:
    """A title card; its sentence is the title in every language, so that its time is the same."""
    card = find("title_card")
    chosen = card.parameters({"title": title, "below": below})
    spoken = {each: in_language(title, each) for each in LANGUAGES}
    return Job(card, chosen, quality, language, narration={"title": spoken})


def _scene(part: Part, quality: Quality, language: str) -> Job:
    entry, given = part.entry, part.model_extra or {}
    names = tuple(entry.parameter_model.model_fields)
    if entry.name == "title_card":
        raise InputError("scene: title_card comes with the key title of a scene")
    for name in given:
        if name not in names:
            raise InputError(unknown("key", name, (*Part.model_fields, *names)))
    told = {name: _text(name, value) for name, value in given.items()}
    try:
        chosen = entry.parameters(told)
    except InputError as error:
        said = re.sub(rf"--({'|'.join(names)})\b", r"\1", str(error))
        raise InputError(said, error.text, error.position) from None
    for beat in part.narration:
        entry.require_beat(beat)
        if not chosen.plays(beat):
            raise InputError(f"narration.{beat}: the beat is not played for this function")
    own = {beat: every_language(words) for beat, words in part.narration.items()}
    return Job(entry, chosen, quality, language, narration=own)


def _text(name: str, value: Any) -> str:
    """A parameter as the command line has it: [1, 2] is "1,2", and [[0, 1], [2, 3]] "0:1,2:3"."""
    rows = value if isinstance(value, list) else [value]
    columns = [row if isinstance(row, list) else [row] for row in rows]
    for each in (cell for column in columns for cell in column):
        if isinstance(each, bool) or not isinstance(each, str | int | float):
            raise InputError(f"{name} takes a text, a number or a list of numbers")
    return ",".join(":".join(map(str, column)) for column in columns)


def _reason(fault: Any) -> str:
    """The first fault that pydantic found, in our words: its place, and what was expected."""
    place = [_one_line(str(each)) for each in fault["loc"]]
    if place[0] == "scenes" and len(place) > 1:
        place = [f"scene {int(place[1]) + 1}", ".".join(place[2:])]
    else:
        place = [".".join(place)]
    if fault["type"] == "extra_forbidden":
        return unknown("key", place[0], Lecture.model_fields, "a lecture has")
    expected = {
        "missing": "is missing",
        "string_type": "takes a text",
        "list_type": "takes tables; begin each with [[scenes]]",
        "dict_type": "takes a table",
        "model_type": "takes a table",
        "too_short": "takes at least one table [[scenes]]",
        "too_long": f"takes at most {fault.get('ctx', {}).get('max_length')} tables [[scenes]]",
    }
    cause = fault.get("ctx", {}).get("error")
    said = expected.get(fault["type"]) or str(cause or fault["msg"])
    return ": ".join([*(shortened(each) for each in place if each), said])


def _one_line(text: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in text)
