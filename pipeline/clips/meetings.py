"""Meetings: how the pictures of a beat and its voices wait for each other, at marks and at its end.

All languages have the same pictures at the same times. So at a mark the picture stands until the
last of the voices has come to it, and each voice is silent until the picture has. Times alone, free
of files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil

from pipeline.store.scores import BeatScore
from pipeline.voice.spoken import RATE, Take

SILENCE = 0.4
"""Seconds after what is said, at least, before a beat ends."""


@dataclass(frozen=True)
class Stop:
    """Before a frame of a beat, its picture stands for so many frames."""

    before: int
    frames: int


@dataclass(frozen=True)
class Part:
    """From a second on, a take is heard from a frame of the beat on, as it is joined."""

    second: float
    frame: Fraction


@dataclass(frozen=True)
class Meeting:
    """Where the pictures of a beat stand, and the parts of its take in each language."""

    fps: Fraction
    stops: tuple[Stop, ...]
    parts: Mapping[str, tuple[Part, ...]]

    @property
    def waits(self) -> int:
        """How many frames the pictures stand."""
        return sum(stop.frames for stop in self.stops)

    def frame(self, language: str, second: float) -> Fraction:
        """The frame of the beat, perhaps between two, in which a second of a take is heard."""
        return _frame(self.parts[language], second, self.fps)

    def said(
        self, language: str, ends: Sequence[tuple[float, float]]
    ) -> Iterator[tuple[float, Fraction]]:
        """By which frame of the beat which share of a sentence is said, from the `ends` of a take:
        also how far it has come when it goes on at a mark."""
        last = 0.0
        waiting = [*self.parts[language][1:]]
        for share, second in ends:
            while waiting and waiting[0].second < second:
                yield last, waiting.pop(0).frame
            last = share
            yield share, self.frame(language, second)

    def spans(self, language: str) -> Iterator[tuple[Part, Fraction | None]]:
        """The parts of a take, each with the frame at which it is broken off, if it is."""
        parts = self.parts[language]
        for part, following in pairwise(parts):
            if following.second > part.second:
                yield part, part.frame + _frames(following.second - part.second, self.fps)
        yield parts[-1], None


def meeting(
    score: BeatScore, takes: Mapping[str, Take], fps: Fraction, leads_on: int = 0
) -> Meeting:
    """How a beat and its takes (by language) meet; its last frames `leads_on` when all is said."""
    stops: list[Stop] = []
    parts = {language: [Part(0.0, Fraction(0))] for language in takes}
    for name, before in score.marks.items():
        at = {language: take.marks[name] for language, take in takes.items() if name in take.marks}
        come = [ceil(_frame(parts[language], mark.second, fps)) for language, mark in at.items()]
        shown = before + sum(stop.frames for stop in stops)
        met = max([shown, *come])
        if met > shown:
            stops.append(Stop(before, met - shown))
        for language, mark in at.items():
            silent = mark.silent if mark.second else 0.0
            if silent is not None:
                frame = met - _frames(mark.second - silent, fps)
                parts[language].append(Part(silent, frame))
    end = score.frames - leads_on
    over = [
        ceil(_frame(parts[language], take.seconds + SILENCE, fps))
        for language, take in takes.items()
    ]
    stands = max(over, default=0) - end - sum(stop.frames for stop in stops)
    if stands > 0:
        stops.append(Stop(end, stands))
    return Meeting(fps, tuple(stops), {language: tuple(each) for language, each in parts.items()})


def _frame(parts: list[Part] | tuple[Part, ...], second: float, fps: Fraction) -> Fraction:
    part = [each for each in parts if each.second <= second][-1]
    return part.frame + _frames(second - part.second, fps)


def _frames(seconds: float, fps: Fraction) -> Fraction:
    """Seconds in frames, by whole samples."""
    return Fraction(round(seconds * RATE), RATE) * fps
