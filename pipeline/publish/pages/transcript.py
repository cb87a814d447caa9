"""The transcript of a video: by scene and beat what is said, what is seen, and the numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pipeline.clips.clip import Clip
from pipeline.handout.content import clock, closed_form, function_as_typed, relation
from pipeline.lecture.jobs import is_card
from pipeline.publish.assembly import Assembly
from pipeline.publish.plan import LecturePage, Page
from pipeline.video.companions import BeatRecord, Record, ValueRecord
from scenes._kit.parameters.field import FieldOverPlane
from scenes._kit.parameters.mapping import MappingInput


@dataclass(frozen=True)
class Moment:
    """A beat: its anchor, title, and times in seconds; what is said, what is seen, the numbers."""

    anchor: str
    title: str
    start: float
    end: float
    said: str
    seen: str
    values: tuple[tuple[str, str], ...]
    is_card: bool = False

    @property
    def clock(self) -> str:
        """When it begins, as 1:05."""
        return clock(self.start)

    @property
    def seconds(self) -> str:
        """When it begins, for a media fragment (#t=)."""
        return f"{self.start:.3f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Section:
    """A scene: its anchor, its title, its function as typed, the name of its own page, if it has
    one, and its moments."""

    anchor: str
    title: str
    typed: str | None
    page: str | None
    moments: tuple[Moment, ...]

    @property
    def spoken(self) -> list[Moment]:
        """The moments beside title cards, if there are any."""
        return [each for each in self.moments if not each.is_card] or [*self.moments]


def transcript(page: Page, assembly: Assembly) -> list[Section]:
    """The transcript of a page's video, in the language of its record."""
    language, beats = assembly.record.language, iter(assembly.record.beats)
    sections: list[Section] = []
    for place, clip in enumerate(assembly.clips):
        anchor, heading, own = _head(page, place, clip, language)
        of_clip = islice(beats, len(clip.job.beats))
        moments = tuple(_moments(anchor, clip, of_clip, assembly.record))
        before = sections[-1] if sections and is_card(assembly.clips[place - 1].job) else None
        if before is not None and before.title == heading:  # the title card of this part
            moments = before.moments + moments
            sections.pop()
        sections.append(Section(anchor, heading, _typed(clip.job), own, moments))
    return sections


def _head(page: Page, place: int, clip: Clip, language: str) -> tuple[str, str, str | None]:
    """The anchor and the title of a clip's section, and the name of its own page."""
    if not isinstance(page, LecturePage):
        return clip.job.entry.name, page.title(language), None
    own = page.parts.get(place)
    kind = own or f"{clip.job.entry.name}-{place + 1}"
    return kind, page.lectures[language].names[place], own


def _moments(
    anchor: str, clip: Clip, beats: Iterator[BeatRecord], record: Record
) -> Iterator[Moment]:
    own = clip.record()
    for beat in beats:
        values = dict.fromkeys(each for each in own.values if each.beat == beat.name)
        yield Moment(
            f"{anchor}.{beat.name}",
            beat.titles[record.language],
            record.seconds(beat.start),
            record.seconds(beat.end),
            _line(beat.narration[record.language]),
            _line(beat.seen.get(record.language, "")),
            tuple(map(_value, values)),
            is_card(clip.job),
        )


def _line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def _value(value: ValueRecord) -> tuple[str, str]:
    """The name of a number, and the number, with its closed form where that says more."""
    name, exact = value.name.replace("-", "−"), closed_form(value)
    return name, f"{relation(value)} ({exact})" if exact else relation(value)


def _typed(job: Any) -> str | None:
    parameters = job.parameters
    if isinstance(parameters, FieldOverPlane):
        return function_as_typed(parameters)
    if isinstance(parameters, MappingInput) and parameters.mapping is not None:
        return function_as_typed(parameters)
    return None
