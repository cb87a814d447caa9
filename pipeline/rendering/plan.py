"""From scenes, parameters and a quality to jobs: what is to be rendered, and into which files."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.catalog import Entry
from pipeline.rendering.quality import QUALITIES, Quality
from pipeline.video.codecs import CODECS, Codec
from scenes._kit.text.languages import DEFAULT_LANGUAGE

CLIPS = Path("media") / "clips"
OPTIONS = ("function", "at", "variable", "domain", "step")
"""The parameters that are options of the command line."""
LECTURES = Path("media") / "lectures"

TIME_LIMIT = 7200


@dataclass(frozen=True)
class Job:
    """One clip to be rendered; everything a process needs to know for it."""

    entry: Entry
    parameters: Any
    quality: Quality
    language: str = DEFAULT_LANGUAGE
    format: str = "mp4"
    transparent: bool = False
    beat: str | None = None
    target: Path = Path()
    narration: dict[str, dict[str, str]] = field(default_factory=dict)
    """Sentences of one's own, by beat and language, instead of the scene's."""
    time_limit: float = TIME_LIMIT
    """Seconds until its process is ended, done or not."""

    @property
    def beats(self) -> tuple[str, ...]:
        """The names of the beats that are rendered."""
        played = (beat for beat in self.entry.beats if self.parameters.plays(beat))
        return tuple(played) if self.beat is None else (self.beat,)

    @property
    def codec(self) -> Codec:
        """How the video is written."""
        return CODECS[self.format]


def command(job: Job) -> list[str]:
    """The words of the command that renders the job again."""
    form = ["--format", job.format] if job.format != "mp4" else []
    return ["render.py", "render", *_picture_words(job), *form]


def still_command(job: Job, seconds: float | None) -> list[str]:
    """The words of the command that renders one picture of the job again."""
    moment = ["--time", f"{seconds:g}"] if seconds is not None else []
    return ["render.py", "still", *_picture_words(job), *moment]


def _picture_words(job: Job) -> list[str]:
    words = [job.entry.name]
    for name, value in _told(job).items():
        words += [f"--{name}", spelled(value)]
    words += ["--lang", job.language, "--quality", job.quality.name]
    words += ["--fps", str(job.quality.fps)] if job.quality != QUALITIES[job.quality.name] else []
    words += ["--transparent"] if job.transparent else []
    return words + (["--beat", job.beat] if job.beat else [])


def _told(job: Job) -> dict[str, Any]:
    """The options to be given: those that differ from the defaults, or, where they alone would lead
    to other parameters (a default may give way to an option), all there are.
    """
    usual = job.entry.parameters({}).as_json()
    all_there_are = {
        name: value
        for name, value in job.parameters.as_json().items()
        if name in OPTIONS and value is not None
    }
    changed = {name: value for name, value in all_there_are.items() if value != usual[name]}
    spelt = {name: spelled(value) for name, value in changed.items()}
    return changed if job.entry.parameters(spelt) == job.parameters else all_there_are


def spelled(value: Any) -> str:
    """A parameter as the command line takes it: "-1,1", "-2:2,0:3"."""
    if isinstance(value, str):
        return value
    pairs = all(isinstance(each, list) for each in value)
    return ",".join(":".join(map(repr, each)) if pairs else repr(each) for each in value)


def clip_path(job: Job, folder: Path = CLIPS) -> Path:
    """`<scene>[-<variant>].<lang>.<quality>.<format>` in the folder of clips.

    The variant is six hexadecimal digits of what differs from the defaults.
    """
    default = job.entry.parameters({})
    told: dict[str, Any] = {} if job.parameters == default else job.parameters.as_json()
    if job.beat:
        told["beat"] = job.beat
    if job.transparent:
        told["transparent"] = True
    quality = job.quality.name
    variant = f"-{_digits(told)}" if told else ""
    name = f"{job.entry.name}{variant}.{job.language}.{quality}.{job.codec.suffix}"
    return folder.absolute() / name


def _digits(told: dict[str, Any]) -> str:
    text = json.dumps(told, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:6]
