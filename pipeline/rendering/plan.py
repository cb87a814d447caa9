"""From requests to jobs: what is to be rendered, and into which files."""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.catalog import Entry, entries, find
from pipeline.destination import require_output, require_writable
from pipeline.rendering.quality import QUALITIES, Quality
from pipeline.requests import (
    TIME_LIMIT,
    CheckRequest,
    ClipRequest,
    ClipsRequest,
    StillRequest,
)
from pipeline.video.codecs import CODECS, Codec
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.text.languages import DEFAULT_LANGUAGE, LANGUAGES

_log = logging.getLogger(__name__)

CLIPS = Path("media") / "clips"
LECTURES = Path("media") / "lectures"


@dataclass(frozen=True)
class Job:
    """One clip to be rendered; everything a process needs to know for it."""

    entry: Entry
    given: dict[str, Any]
    """The scene's parameters as they were asked for; its defaults stand for the rest."""
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

    @cached_property
    def parameters(self) -> Any:
        """The scene's parameters (its own model), checked. Raises ParameterError."""
        return self.entry.parameters(self.given)

    @property
    def beats(self) -> tuple[str, ...]:
        """The names of the beats that are rendered."""
        return self.entry.beats_played(self.parameters) if self.beat is None else (self.beat,)

    @property
    def request(self) -> ClipRequest:
        """What asks for the same clip again."""
        return ClipRequest(format=self.format, narration=self.narration, **self._asked)

    def still_request(self, seconds: float | None) -> StillRequest:
        """What asks for the same picture again."""
        return StillRequest(time=seconds, **self._asked)

    @property
    def _asked(self) -> dict[str, Any]:
        fps, usual = self.quality.fps, QUALITIES[self.quality.name].fps
        return {
            "scene": self.entry.name,
            "parameters": self.given,
            "quality": self.quality.name,
            "fps": None if fps == usual else int(fps),
            "language": self.language,
            "transparent": self.transparent,
            "beat": self.beat,
        }

    @property
    def codec(self) -> Codec:
        """How the video is written."""
        return CODECS[self.format]


def clip_jobs(request: ClipsRequest) -> list[Job]:
    """The jobs of clips; ParameterError or InputError for what cannot be rendered."""
    scenes = [entry.name for entry in entries()] if request.every else request.scenes
    names = dict.fromkeys(find(scene).name for scene in scenes)
    if request.output is not None and len(names) > 1:
        raise ParameterError("output", "names one file, so it takes one scene")
    asked = request.clips(names)
    checked = [clip_job(each, request.time_limit) for each in asked]  # before a file is tried
    if checked and checked[0].quality.fps != request.picture.fps:
        rate = checked[0].quality.fps
        why = f"made with {rate} frames a second, not {request.picture.fps}: players show no more"
        _log.warning("%s: %s", checked[0].format, why)
    return [_placed(job, request.output) for job in checked]


def clip_job(request: ClipRequest, time_limit: float = TIME_LIMIT) -> Job:
    """The job of a clip, checked, its target still to be set."""
    if request.transparent and CODECS[request.format].alpha is None:
        keep = " or ".join(name for name, codec in CODECS.items() if codec.alpha)
        message = f"{request.format} has no transparency; choose the {{format}} {keep}"
        raise ParameterError("transparent", message)
    job = Job(
        entry=find(request.scene),
        given=request.parameters,
        quality=_playable(request),
        language=request.language,
        format=request.format,
        transparent=request.transparent,
        beat=request.beat,
        narration=request.narration,
        time_limit=time_limit,
    )
    _require_played(job)
    return job


def _playable(request: ClipRequest) -> Quality:
    """The quality asked for, with no more frames a second than players of the format show."""
    asked = request.picture
    return replace(asked, fps=CODECS[request.format].playable(asked.fps))


def still_job(request: StillRequest) -> Job:
    """The job of a picture, with its target."""
    job = Job(
        entry=find(request.scene),
        given=request.parameters,
        quality=request.picture,
        language=request.language,
        transparent=request.transparent,
        beat=request.beat,
    )
    _require_played(job)
    if request.output is not None:
        return replace(job, target=require_output(request.output, ("png",), "a still is a PNG"))
    moment = ".still" if request.time is None else f".{request.time:g}s"
    return replace(job, target=default_target(clip_path(job).with_suffix(f"{moment}.png")))


def check_jobs(request: CheckRequest) -> list[Job]:
    """The jobs of `check`: the scenes named, or all, in the language asked for, or in all."""
    named = {entry.name: entry for entry in map(find, request.scenes)}
    scenes = named.values() or entries()
    languages = [request.language] if request.language else [*LANGUAGES]
    jobs = [
        Job(entry, request.parameters, request.picture, language)
        for entry in scenes
        for language in languages
    ]
    for job in jobs:
        job.parameters  # noqa: B018 (checked now, before the first is played)
    return jobs


def _require_played(job: Job) -> None:
    """Checks the parameters, and that they play the beat, where one is named."""
    parameters, beat = job.parameters, job.beat
    if beat is None:
        return
    job.entry.require_beat(beat)
    played = job.entry.beats_played(parameters)
    if beat not in played:
        message = f"{beat} is not played for this function; {', '.join(played)} are"
        raise ParameterError("beat", message)


def _placed(job: Job, output: Path | None) -> Job:
    if output is None:
        return replace(job, target=default_target(clip_path(job)))
    target = require_output(output, (job.codec.suffix,), "or choose another {format}")
    return replace(job, target=target)


def default_target(path: Path) -> Path:
    """The path, whose folder may yet have to be made; InputError where it cannot be written."""
    require_writable(path, makes_folder=True)
    return path


def clip_path(job: Job, folder: Path = CLIPS) -> Path:
    """`<scene>[-<variant>].<lang>.<quality>.<format>` in the folder of clips.

    The variant is six hexadecimal digits of what differs from the defaults.
    """
    default = job.entry.parameters({})
    differs: dict[str, Any] = {} if job.parameters == default else job.parameters.as_json()
    if job.beat:
        differs["beat"] = job.beat
    if job.transparent:
        differs["transparent"] = True
    variant = f"-{_digits(differs)}" if differs else ""
    name = f"{job.entry.name}{variant}.{job.language}.{job.quality.name}.{job.codec.suffix}"
    return folder.absolute() / name


def _digits(differs: dict[str, Any]) -> str:
    text = json.dumps(differs, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:6]
