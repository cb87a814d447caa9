"""What is said in a beat, as sound for the page: spoken when it is asked for, then kept."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from pipeline.errors import InputError
from pipeline.lecture import file as lecture_file
from pipeline.requests import PreviewRequest
from pipeline.store.scores import BeatScore
from pipeline.voice.choices import NONE, from_folder
from scenes._kit.text.languages import LANGUAGES
from scenes._kit.text.narration import without_placeholders

if TYPE_CHECKING:
    from pipeline.voice.sentence import Sentence

LONGEST = 2000
"""Characters of a sentence."""


def voice_of(request: PreviewRequest) -> str | None:
    """Who speaks: as asked for, or else as the lecture file says."""
    if request.voice is not None or request.lecture is None:
        return request.speaks
    try:
        own = lecture_file.load(request.lecture).voice
    except InputError:  # which the page shows
        return None
    return None if own in (None, NONE) else from_folder(own, request.lecture.parent)


@dataclass(frozen=True)
class Asked:
    """What a page's request is about: what is said in a beat of a scene."""

    language: str
    scene: str
    beat: str
    text: str

    @classmethod
    def by(cls, request: Request) -> Asked:
        """As the path and the query of a request have it."""
        language, scene, beat = (request.path_params[n] for n in ("language", "scene", "beat"))
        return cls(language, scene, beat, request.query_params.get("text", ""))

    @property
    def well_formed(self) -> bool:
        """Whether there may be such a sentence."""
        named = re.fullmatch(r"\w+", self.scene) and re.fullmatch(r"\w+", self.beat)
        return bool(named) and self.language in LANGUAGES and 0 < len(self.text) <= LONGEST

    @property
    def sentence(self) -> Sentence:
        """It, as it is written and as it is spoken."""
        from pipeline.voice.sentence import sentence

        plain = without_placeholders(self.text)
        return sentence(self.scene, self.beat, self.language, plain, {}, self.text)


async def speech(voice: str | None, asked: Asked, beat: Mapping[str, Any] | None) -> Response:
    """The sound of a sentence in its beat: 404 without a voice or a beat that says it, 204 where
    nobody speaks in the beat, 503 with the reason where nobody can.

    The sound is silent where the voice waits for the picture. Where the picture waits for it, for
    so many frames before one of the beat, says the header `Stops`: [[before, frames], ...].
    """
    if voice is None or beat is None:
        return PlainTextResponse("", 404)
    return await run_in_threadpool(_spoken, voice, asked, beat)


def _spoken(voice: str, asked: Asked, beat: Mapping[str, Any]) -> Response:
    from pipeline.voice.errors import VoiceError
    from pipeline.voice.laying import as_flac, spoken_in_beat

    fps = Fraction(beat["fps"]).limit_denominator(1001)
    try:
        found = spoken_in_beat(voice, asked.language, asked.scene, _score(beat), fps)
        sound = as_flac(found.samples) if found else b""
    except VoiceError as fault:
        return PlainTextResponse(str(fault), 503)
    except OSError as fault:
        return PlainTextResponse(fault.strerror or "", 503)
    if found is None:
        return Response(status_code=204)
    stops = json.dumps([[stop.before, stop.frames] for stop in found.stops])
    return Response(sound, media_type="audio/flac", headers={"Stops": stops})


def _score(beat: Mapping[str, Any]) -> BeatScore:
    """What is known of a beat that a page shows, as of one that is rendered."""
    frames = beat["end"] - beat["start"]
    return BeatScore(beat["name"], 0, (frames,), 0, beat["narration"], {}, **beat["told"])
