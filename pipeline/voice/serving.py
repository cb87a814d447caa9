"""What is said in a beat, as sound for the page: spoken when it is asked for, then kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from pipeline.errors import InputError
from pipeline.lecture import file as lecture_file
from pipeline.requests import PreviewRequest
from pipeline.store.shelf import Shelf, store_folder
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


async def speech(voice: str | None, request: Request) -> Response:
    """The sound of a sentence: 404 without a voice, 204 where it stays silent, 503 with the reason
    where nobody can speak it."""
    asked = Asked.by(request)
    if voice is None or not asked.well_formed:
        return PlainTextResponse("", 404)
    return await run_in_threadpool(_spoken, voice, asked)


def _spoken(voice: str, asked: Asked) -> Response:
    from pipeline.voice.chain import Chain
    from pipeline.voice.errors import VoiceError

    said, chain = asked.sentence, Chain(voice, asked.language)
    try:
        take = chain.speak(said, Shelf(store_folder())) if said.pieces else None
    except VoiceError as fault:
        return PlainTextResponse(str(fault), 503)
    except OSError as fault:
        return PlainTextResponse(fault.strerror or "", 503)
    return Response(status_code=204) if take is None else _sound(take.path)


def _sound(path: Path) -> Response:
    return FileResponse(path, media_type="audio/flac")
