"""From requests to jobs: what is rendered, and into which files."""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from pipeline.catalog import Entry, entries, find
from pipeline.destination import require_output, require_writable
from pipeline.rendering.quality import Quality
from pipeline.request_bases import TIME_LIMIT, EditionRequest, PictureRequest
from pipeline.requests import CheckRequest, ClipRequest, ClipsRequest, StillRequest
from pipeline.store.shelf import store_folder
from pipeline.video.codecs import CODECS, Codec
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.parameters.notes import readings
from scenes._kit.text.languages import LANGUAGES

_log = logging.getLogger(__name__)

CLIPS = Path("media") / "clips"
LECTURES = Path("media") / "lectures"


RequestT = TypeVar("RequestT", bound=ClipRequest | StillRequest)


@dataclass(frozen=True)
class Job(Generic[RequestT]):
    """One clip or picture to be rendered, with everything that its process needs to know."""

    entry: Entry
    request: RequestT
    """The request, which also makes the same file again."""
    quality: Quality
    target: Path = Path()
    time_limit: float = TIME_LIMIT
    """Seconds after which its process is ended."""
    store: Path = field(default_factory=store_folder)
    """The folder of the segments."""
    wanted: tuple[str, ...] | None = None
    """The beats that are drawn where only some are, such as a machine's share of a clip."""
    passages: tuple[bool, bool] = (False, False)
    """Whether its clip fades in from the bare background, and out to it, in a lecture."""

    @cached_property
    def parameters(self) -> Any:
        """The scene's parameters, checked. Raises ParameterError."""
        return self.entry.parameters(self.request.parameters)

    @property
    def language(self) -> str:
        """The language of the text in the picture."""
        return self.request.language

    @property
    def look(self) -> str:
        """The quality, the theme and the edition in the name of a file; what is usual goes
        without."""
        edition = self.request.edition
        captions = "captions" if edition.open_captions else None
        motion = "less-motion" if edition.reduced_motion else None
        return "-".join(filter(None, (self.quality.name, self.request.theme, captions, motion)))

    @property
    def beats(self) -> tuple[str, ...]:
        """The names of the beats that are rendered, in their order."""
        beat = self.request.beat
        chosen = getattr(self.request, "beats", None) if beat is None else (beat,)
        return chosen or self.beats_played

    @property
    def beats_played(self) -> tuple[str, ...]:
        """The names of all beats that the scene plays."""
        return self.entry.beats_played(self.parameters)

    @property
    def drawn_beats(self) -> tuple[str, ...]:
        """The names of the beats that are drawn, of those."""
        return self.beats if self.wanted is None else self.wanted


def clip_jobs(request: ClipsRequest) -> list[Job[ClipRequest]]:
    """The jobs of clips. Raises ParameterError or InputError for invalid ones."""
    scenes = [entry.name for entry in entries()] if request.every else request.scenes
    names = dict.fromkeys(find(scene).name for scene in scenes)
    if request.output is not None and len(names) > 1:
        raise ParameterError("output", "names one file, so it takes one scene")
    clips = request.clips(names)
    jobs = [clip_job(clip, request.time_limit) for clip in clips]  # checked before files are tried
    if jobs:
        note_rate(jobs[0], request)
        require_voice(jobs[0].request.voice, request.language)
    return [replace(job, target=_target(job, request.output)) for job in jobs]


def require_voice(voice: str | None, language: str) -> None:
    """Raises ParameterError where nobody can speak a language."""
    if voice is not None:
        from pipeline.voice.chain import Chain

        Chain(voice, language).check()


def note_rate(job: Job[ClipRequest], request: PictureRequest) -> None:
    """Warns where a clip has fewer frames a second than were requested."""
    rate, requested = job.quality.fps, request.picture.fps
    if rate != requested:
        why = f"made with {rate} frames a second, not {requested}: players show no more"
        _log.warning("%s: %s", job.request.format, why)


def clip_job(request: ClipRequest, time_limit: float = TIME_LIMIT) -> Job[ClipRequest]:
    """The job of a clip, checked, without a target."""
    if request.transparent and request.codec.alpha is None:
        transparent = " or ".join(name for name, codec in CODECS.items() if codec.alpha)
        message = f"{request.format} has no transparency; choose the {{format}} {transparent}"
        raise ParameterError("transparent", message)
    if request.voice is not None and request.codec.sound is None:
        heard = " or ".join(name for name, codec in CODECS.items() if codec.sound)
        message = f"{request.format} has no sound; choose the {{format}} {heard}"
        raise ParameterError("voice", message)
    return _checked_job(request.playable(), time_limit)


def still_job(request: StillRequest) -> Job[StillRequest]:
    """The job of a picture, with its target."""
    job = _checked_job(request)
    if request.output is not None:
        return replace(job, target=require_output(request.output, ("png",), "a still is a PNG"))
    moment = "still" if request.time is None else f"{request.time:g}s"
    return replace(job, target=default_target(clip_path(job, f"{moment}.png")))


def check_jobs(request: CheckRequest) -> list[Job[ClipRequest]]:
    """The jobs of `check`: the named scenes, or all; in the requested language, or in all."""
    named = {entry.name: entry for entry in map(find, request.scenes)}
    scenes = named.values() or entries()
    languages = [request.language] if request.language else [*LANGUAGES]
    shared = request.model_dump(include={*EditionRequest.model_fields, "parameters"})
    return [
        _checked_job(ClipRequest(scene=entry.name, language=language, **shared))
        for entry in scenes
        for language in languages
    ]


def _checked_job(request: RequestT, time_limit: float = TIME_LIMIT) -> Job[RequestT]:
    """The job of a request, whose parameters are valid and play the requested beat."""
    job = Job(find(request.scene), request, request.picture, time_limit=time_limit)
    for _, note in readings(job.parameters):
        _log.info("%s", note)
    played, beat = job.entry.beats_played(job.parameters), request.beat
    if beat is not None:
        job.entry.require_beat(beat)
        if beat not in played:
            message = f"{beat} is not played with these parameters; choose {', '.join(played)}"
            raise ParameterError("beat", message)
    return job


def _target(job: Job[ClipRequest], output: Path | None) -> Path:
    return video_target(job.request.codec, output, clip_path(job, job.request.codec.suffix))


def video_target(codec: Codec, output: Path | None, default: Path) -> Path:
    """The path of a video, by default another. Raises ParameterError if it cannot be written."""
    if output is None:
        return default_target(default)
    return require_output(output, (codec.suffix,), "or choose another {format}")


def default_target(path: Path) -> Path:
    """The path; its folder may be missing. Raises ParameterError if it cannot be written."""
    require_writable(path, makes_folder=True)
    return path


def clip_path(job: Job, ending: str, folder: Path = CLIPS) -> Path:
    """`<scene>[-<variant>].<lang>.<look>.<ending>` in the folder of clips.

    The variant is six hexadecimal digits of a hash of what differs from the defaults.
    """
    default = job.entry.parameters({})
    differs: dict[str, Any] = {} if job.parameters == default else job.parameters.as_json()
    if job.request.beat:
        differs["beat"] = job.request.beat
    if job.request.transparent:
        differs["transparent"] = True
    variant = f"-{_digits(differs)}" if differs else ""
    name = f"{job.entry.name}{variant}.{job.language}.{job.look}.{ending}"
    return folder.absolute() / name


def _digits(differs: dict[str, Any]) -> str:
    text = json.dumps(differs, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:6]
