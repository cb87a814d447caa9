"""What a video says and shows, by scene and beat: the content of hand-out, page and slides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from pathlib import Path

from calclib.syntax.inputs import read_head
from calclib.tree.letters import letter_text
from calclib.typesetting.decimals import decimal_text, equation_text
from pipeline.lecture.jobs import is_card
from pipeline.rendering.plan import Job
from pipeline.video.companions import BeatRecord, ValueRecord
from scenes._kit.parameters.field import FieldOverPlane
from scenes._kit.parameters.mapping import MappingInput
from scenes._kit.text import notation

_MANY_DIGITS = re.compile(r"\d+\.\d{7,}")
"""A coordinate that nobody typed, such as that of a summit."""


@dataclass(frozen=True)
class Moment:
    """A beat: its anchor, title, and times in seconds; what is said, what is seen, the numbers, and
    the file of its still."""

    anchor: str
    title: str
    start: float
    end: float
    said: str
    seen: str
    values: tuple[ValueRecord, ...]
    still: Path
    is_card: bool = False

    @property
    def clock(self) -> str:
        """When it begins, as 1:05."""
        return clock(self.start)

    @property
    def seconds(self) -> str:
        """When it begins, for a media fragment (#t=): rounded up, so that no frame before is
        shown."""
        return f"{ceil(self.start * 1000) / 1000:.3f}".rstrip("0").rstrip(".")

    @property
    def numbers(self) -> list[tuple[str, str]]:
        """The name of each number, and what it is: "= −2", "≈ 1.540 (1 + cos(1))"."""
        return [(name_of(each), _relation_and_form(each)) for each in self.values]


@dataclass(frozen=True)
class Section:
    """A scene: its anchor, its title, its function (as typed, and as Typst math), the name of its
    own page, if it has one, and its moments."""

    anchor: str
    title: str
    typed: str | None
    rule: str | None
    page: str | None
    moments: tuple[Moment, ...]

    @property
    def start(self) -> float:
        """When it begins, in seconds."""
        return self.moments[0].start

    @property
    def end(self) -> float:
        """When it ends, in seconds."""
        return self.moments[-1].end

    @cached_property
    def spoken(self) -> list[Moment]:
        """The moments beside title cards, if there are any."""
        return [each for each in self.moments if not each.is_card] or [*self.moments]


@dataclass(frozen=True)
class Document:
    """The content of a video under its title; `language` is that of what is said and seen, and
    `address` that of the page with its moments, if there is one."""

    title: str
    subtitle: str
    language: str
    sections: tuple[Section, ...]
    address: str | None = None

    @cached_property
    def scenes(self) -> list[Section]:
        """The sections beside those of title cards, if there are any."""
        return [each for each in self.sections if not each.moments[-1].is_card] or [*self.sections]


@dataclass(frozen=True)
class ClipContent:
    """A clip of a video: its title, its job, its numbers, its beats with their frames in the video
    and their stills; the name of its anchor, and of its own page, if it has one."""

    title: str
    job: Job
    values: Sequence[ValueRecord]
    beats: Sequence[BeatRecord]
    stills: Sequence[Path]
    anchor: str
    page: str | None = None


def sections(clips: Sequence[ClipContent]) -> tuple[Section, ...]:
    """The sections of clips, one after another; a title card belongs to its part."""
    found: list[Section] = []
    for clip in clips:
        moments = tuple(_moments(clip))
        if found and found[-1].title == clip.title and found[-1].moments[-1].is_card:
            moments = found.pop().moments + moments
        found.append(Section(clip.anchor, clip.title, *_rule(clip.job), clip.page, moments))
    return tuple(found)


def chapters(sections: Sequence[Section]) -> Sequence[Section | Moment]:
    """The scenes of a lecture; the beats of a clip."""
    return sections if len(sections) > 1 else sections[0].moments


def clock(seconds: float) -> str:
    """A time as 1:05."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def name_of(value: ValueRecord) -> str:
    """The name of a number, its minus signs true ones, coordinates rounded as in pictures."""
    name = re.sub(r"-(?=[\dπ])", "−", value.name)
    return re.sub(_MANY_DIGITS, lambda found: decimal_text(float(found[0])), name)


def relation(value: ValueRecord) -> str:
    """How a number is written after its name: "= −2", "≈ 1.540", "—" where there is none."""
    if value.value is None:
        return "—"
    return equation_text(value.value, exact=not value.rounded)


def closed_form(value: ValueRecord) -> str | None:
    """The closed form of a number, as typed, where it says more than the number."""
    says_more = value.exact is not None and not re.fullmatch(r"-?\d+(/\d+)?", value.exact)
    return value.exact if says_more else None


def _relation_and_form(value: ValueRecord) -> str:
    exact = closed_form(value)
    return f"{relation(value)} ({exact})" if exact else relation(value)


def _moments(clip: ClipContent) -> Iterator[Moment]:
    language, fps = clip.job.language, clip.job.quality.fps
    for beat, still in zip(clip.beats, clip.stills, strict=True):
        yield Moment(
            f"{clip.anchor}.{beat.name}",
            beat.titles[language],
            float(beat.start / fps),
            float(beat.end / fps),
            _line(beat.narration[language]),
            _line(beat.seen.get(language, "")),
            tuple(dict.fromkeys(each for each in clip.values if each.beat == beat.name)),
            still,
            is_card(clip.job),
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
