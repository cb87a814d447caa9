"""The clips of a lecture, in their order; everything is checked before anything is rendered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.catalog import find, unknown
from pipeline.errors import InputError
from pipeline.lecture.file import Lecture, Part
from pipeline.rendering.plan import Job
from pipeline.rendering.quality import QUALITIES, Quality
from scenes._kit.parameters.title import Words, every_language, in_language
from scenes._kit.text.languages import LANGUAGES


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


def command(file: Path, language: str, quality: Quality) -> list[str]:
    """The words of the command that renders a lecture file again."""
    path = re.sub("^-", "./-", str(file))  # which no command takes for an option
    words = ["render.py", "lecture", path, "--lang", language, "--quality", quality.name]
    return words + (["--fps", str(quality.fps)] if quality != QUALITIES[quality.name] else [])


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
