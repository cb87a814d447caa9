"""Lecture files: which scenes, with which functions, in which order; checked before rendering."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.catalog import Entry, find
from pipeline.errors import InputError, shortened
from pipeline.plan import Job
from pipeline.quality import Quality
from scenes._kit.parameters import Words, every_language

_LARGEST = 1_000_000
_OWN = ("scene", "title", "narration")


class Part(BaseModel):
    """A scene of a lecture; keys that are not ours are the scene's parameters."""

    model_config = ConfigDict(frozen=True, extra="allow")

    scene: str
    title: Words | None = None
    narration: dict[str, Words] = Field(default_factory=dict)

    @property
    def entry(self) -> Entry:
        """The scene."""
        return find(self.scene)

    @property
    def given(self) -> dict[str, Any]:
        """The parameters told for the scene."""
        return dict(self.model_extra or {})


class Lecture(BaseModel):
    """A lecture file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Words
    subtitle: Words = ""
    language: Literal["en", "ko"] = "en"
    theme: Literal["dark"] = "dark"
    scenes: list[Part] = Field(min_length=1, max_length=100)


def load(path: Path) -> Lecture:
    """The lecture of a file. Raises InputError naming the file and the line or key at fault."""
    name = shortened(str(path))
    try:
        text = path.read_bytes()
    except OSError as error:
        raise InputError(f"{name}: {error.strerror or error}; give a lecture file") from None
    if len(text) > _LARGEST:
        raise InputError(f"{name} is larger than {_LARGEST:,} bytes; a lecture file is a list")
    try:
        return Lecture.model_validate(tomllib.loads(text.decode()))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{name} is not TOML: {error}") from None
    except RecursionError:
        raise InputError(f"{name} is not TOML: too many brackets one in another") from None
    except ValidationError as error:
        fault = error.errors()[0]
        key = ".".join(str(each) for each in fault["loc"])
        raise InputError(f"{name}: {key}: {_reason(fault)}") from None


def jobs(lecture: Lecture, quality: Quality, language: str) -> list[tuple[Part | None, Job]]:
    """The clips of a lecture in their order, each with the part it belongs to (None: the title).

    Every part is checked before any is rendered; targets are still to be set.
    """
    card = find("title_card")
    title = {"title": lecture.title, "below": lecture.subtitle}
    planned: list[tuple[Part | None, Job]] = [
        (None, Job(card, card.parameters(title), quality, language))
    ]
    for number, part in enumerate(lecture.scenes, start=1):
        try:
            entry, chosen = part.entry, part.entry.parameters(part.given)
        except InputError as error:
            raise InputError(f"scene {number}: {error}", error.text, error.position) from None
        for beat in part.narration:
            entry.require_beat(beat)
        if part.title is not None:
            above = card.parameters({"title": part.title})
            planned.append((part, Job(card, above, quality, language)))
        own = {beat: every_language(words) for beat, words in part.narration.items()}
        planned.append((part, Job(entry, chosen, quality, language, narration=own)))
    return planned


def _reason(fault) -> str:
    if fault["type"] == "extra_forbidden":
        known = ", ".join(Lecture.model_fields)
        return f"unknown key; a lecture has {known}"
    if fault["type"] == "missing":
        return "is missing"
    return fault["msg"]


@dataclass(frozen=True)
class Order:
    """A lecture to be rendered: its clips with the parts they belong to, and the video's place."""

    lecture: Lecture
    planned: Sequence[tuple[Part | None, Job]]
    target: Path
    command: list[str]

    def placed_in(self, folder: Path) -> list[Job]:
        """The jobs, each with a file of its own in a folder."""
        return [
            replace(job, target=folder / f"{number:03}.{job.entry.name}.mp4")
            for number, (_, job) in enumerate(self.planned)
        ]
