"""What a hand-out says: sections with their formulas, and for every beat its shot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from calclib.syntax.inputs import read_head
from calclib.tree.letters import letter_text
from calclib.typesetting.decimals import equation_text
from pipeline.rendering.plan import Job
from pipeline.video.companions import Record, ValueRecord
from scenes._kit.parameters.field import FieldOverPlane
from scenes._kit.parameters.mapping import MappingInput
from scenes._kit.text import notation


@dataclass(frozen=True)
class Shot:
    """A beat: its name, its time in seconds, what is said, what is seen, the numbers, its still."""

    title: str
    start: float
    end: float
    sentence: str
    seen: str
    values: tuple[ValueRecord, ...]
    picture: Path


@dataclass(frozen=True)
class Section:
    """A scene: its title, its time, its rule (as typed, and as Typst math), its shots."""

    title: str
    start: float
    end: float
    typed: str | None
    rule: str | None
    shots: tuple[Shot, ...]


@dataclass(frozen=True)
class Document:
    """A hand-out; `language` is that of what is said and seen."""

    title: str
    subtitle: str
    language: str
    sections: tuple[Section, ...]


def document(
    titles: tuple[str, str],
    clips: Sequence[tuple[str, Job]],
    records: Sequence[Record],
    picture: Callable[[Job, int], Path],
) -> Document:
    """The hand-out of clips, one after another, under its title and what stands below that.

    Title cards take time, and are no section.

    `picture`: the still of a beat of a clip, counted from 0.
    """
    sections: list[Section] = []
    passed = begun = 0.0
    for (name, job), record in zip(clips, records, strict=True):
        end = passed + record.seconds(record.frames)
        if job.entry.name != "title_card" or len(clips) == 1:
            shots = tuple(_shots(job, record, passed, picture))
            sections.append(Section(name, begun, end, *_rule(job), shots))
            begun = end
        passed = end
    return Document(*titles, records[0].language, tuple(sections))


def clock(seconds: float) -> str:
    """A time as 1:05."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def relation(value: ValueRecord) -> str:
    """How a number is written after its name: "= −2", "≈ 1.540", "does not exist"."""
    if value.value is None:
        return "—"
    return equation_text(value.value)


def closed_form(value: ValueRecord) -> str | None:
    """The closed form of a number, as typed, where it says more than the number."""
    says_more = value.exact is not None and not re.fullmatch(r"-?\d+(/\d+)?", value.exact)
    return value.exact if says_more else None


def _shots(
    job: Job, record: Record, passed: float, picture: Callable[[Job, int], Path]
) -> Iterable[Shot]:
    for number, beat in enumerate(record.beats):
        yield Shot(
            beat.titles[record.language],
            passed + record.seconds(beat.start),
            passed + record.seconds(beat.end),
            _line(beat.narration[record.language]),
            _line(beat.seen[record.language]),
            tuple(dict.fromkeys(each for each in record.values if each.beat == beat.name)),
            picture(job, number),
        )


def _line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def _rule(job: Job) -> tuple[str | None, str | None]:
    parameters = job.parameters
    if isinstance(parameters, FieldOverPlane):
        name, terms = notation.function_statement(parameters.field)
        return function_as_typed(parameters), " ".join([name, "=", *terms])
    if isinstance(parameters, MappingInput) and parameters.mapping is not None:
        return function_as_typed(parameters), notation.rule(parameters.mapping)
    return None, None


def function_as_typed(parameters: FieldOverPlane | MappingInput) -> str:
    """The function as typed, with its own head or the usual one, and the values of letters."""
    function = str(parameters.function)
    inputs = ", ".join(map(letter_text, parameters.inputs))
    head = f"({inputs}) ↦" if isinstance(parameters, MappingInput) else f"f({inputs}) ="
    whole = function if read_head(function).length else f"{head} {function}"
    values = ", ".join(f"{name} = {value}" for name, value in parameters.let.items())
    return f"{whole} ({values})" if values else whole
