"""What is said in a beat, as sound for the page: spoken when it is asked for, then kept."""

from __future__ import annotations

import re
from pathlib import Path

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


async def speech(voice: str | None, asked: Request) -> Response:
    """The sound of a sentence: 404 without a voice, 204 where it stays silent, 503 with the reason
    where nobody can speak it."""
    language, scene, beat = (asked.path_params[name] for name in ("language", "scene", "beat"))
    text = asked.query_params.get("text", "")
    named = re.fullmatch(r"\w+", scene) and re.fullmatch(r"\w+", beat)
    if voice is None or language not in LANGUAGES or not named or not 0 < len(text) <= LONGEST:
        return PlainTextResponse("", 404)
    return await run_in_threadpool(_spoken, voice, language, scene, beat, text)


def _spoken(voice: str, language: str, scene: str, beat: str, text: str) -> Response:
    from pipeline.voice.chain import Chain
    from pipeline.voice.errors import VoiceError
    from pipeline.voice.sentence import sentence

    said = sentence(scene, beat, language, without_placeholders(text), {}, text)
    try:
        take = Chain(voice, language).speak(said, Shelf(store_folder())) if said.pieces else None
    except VoiceError as fault:
        return PlainTextResponse(str(fault), 503)
    except OSError as fault:
        return PlainTextResponse(fault.strerror or "", 503)
    return Response(status_code=204) if take is None else _sound(take.path)


def _sound(path: Path) -> Response:
    return FileResponse(path, media_type="audio/flac")
