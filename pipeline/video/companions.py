"""The files beside a video: its manifest, captions, chapters and poster."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from pipeline.destination import companion
from pipeline.video.captions import Cue, Said, cues
from pipeline.video.chapters import Chapter
from pipeline.video.recipe import Recipe, save_picture


@dataclass(frozen=True)
class BeatRecord:
    """A beat of a clip: its first frame, the frame after its last; by language, what is said, what
    is seen, its title, and when a voice has said how much of it."""

    name: str
    start: int
    end: int
    narration: dict[str, str]
    seen: dict[str, str]
    titles: dict[str, str]
    voiced: dict[str, Said] = field(default_factory=dict)

    def cues(self, language: str, stretch: float) -> list[Cue]:
        """Its sentence in a language as cues, for a picture of a width to height."""
        said = self.voiced.get(language, ())
        return cues(self.narration[language], language, self.start, self.end, stretch, said)


@dataclass(frozen=True)
class ValueRecord:
    """A number that was shown; `exact` is its closed form, if it has one.

    `rounded`: whether it, or a coordinate in its name, is printed rounded; no part of the manifest.
    """

    name: str
    beat: str
    value: float | None
    exact: str | None
    rounded: bool

    def manifest(self) -> dict[str, Any]:
        """Its entry in the manifest."""
        return {k: v for k, v in asdict(self).items() if k != "rounded"}


@dataclass(frozen=True)
class Record:
    """The record of a rendered clip."""

    scene: str
    file: str
    width: int
    height: int
    fps: Fraction
    frames: int
    language: str
    parameters: dict[str, Any]
    beats: list[BeatRecord] = field(default_factory=list)
    values: list[ValueRecord] = field(default_factory=list)
    parts: list[Chapter] = field(default_factory=list)
    sha256: str = ""
    """The hash of the finished file."""

    def seconds(self, frame: Fraction | int) -> float:
        """The time of a frame (possibly between two) from the start of the clip."""
        return float(frame / self.fps)

    @property
    def chapters(self) -> list[Chapter]:
        """The parts of a lecture; the beats of a clip."""
        beats = [Chapter(beat.titles[self.language], beat.start, beat.end) for beat in self.beats]
        return self.parts or beats

    def captions(self, language: str) -> list[Cue]:
        """The sentences in a language, as cues."""
        stretch = self.width / self.height
        return [cue for beat in self.beats for cue in beat.cues(language, stretch)]

    def all_captions(self) -> dict[str, list[Cue]]:
        """The captions in all languages."""
        return {each: self.captions(each) for each in self.beats[0].narration}

    def manifest(self) -> dict[str, Any]:
        """The manifest, as specified for the command line."""
        return {
            "scene": self.scene,
            "file": self.file,
            "width": self.width,
            "height": self.height,
            "fps": f"{self.fps.numerator}/{self.fps.denominator}",
            "frames": self.frames,
            "duration": self.seconds(self.frames),
            "parameters": self.parameters,
            "beats": [
                {
                    "name": beat.name,
                    "start": self.seconds(beat.start),
                    "end": self.seconds(beat.end),
                    "narration": beat.narration[self.language],
                }
                for beat in self.beats
            ],
            "values": [value.manifest() for value in self.values],
            "sha256": self.sha256,
        }


def write_companions(record: Record, poster, video: Path, made: Recipe) -> Record:
    """Writes manifest, captions, chapters and poster (a PIL image) beside a video.

    The poster holds how the video was `made`, as the video itself does. Returns the record with the
    video's hash. The manifest that is written names the video relative to itself.
    """
    languages = record.beats[0].narration if record.beats else {}
    for language in languages:
        _write(video, f".{language}.vtt", webvtt(record, record.captions(language)))
    spans = [Cue(each.start, each.end, (each.title,)) for each in record.chapters]
    _write(video, ".chapters.vtt", webvtt(record, spans))
    save_picture(poster, companion(video, ".png"), made)
    with video.open("rb") as file:
        hashed = replace(record, sha256=hashlib.file_digest(file, "sha256").hexdigest())
    written = {**hashed.manifest(), "file": video.name}
    _write(video, ".json", json.dumps(written, ensure_ascii=False, indent=2, allow_nan=False))
    return hashed


def webvtt(record: Record, cues: Sequence[Cue]) -> str:
    """Cues as WebVTT (W3C)."""
    blocks = ["WEBVTT"]
    for cue in cues:
        span = f"{_clock(record.seconds(cue.start))} --> {_clock(record.seconds(cue.end))}"
        blocks.append("\n".join([span, *map(_escaped, cue.lines)]))
    return "\n\n".join(blocks) + "\n"


def _escaped(text: str) -> str:
    folded = " ".join(text.split())
    return folded.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def _write(video: Path, ending: str, text: str) -> None:
    companion(video, ending).write_text(text, encoding="utf-8")
