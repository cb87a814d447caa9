"""Recordings that a page makes: whether a sentence has one, and a new one to be kept.

What a browser has recorded is decoded, so that it is known to be a whole sound that can be heard,
and kept as FLAC: nothing is lost by another encoder.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from pipeline.errors import cause_of
from pipeline.messages import name_of
from pipeline.output import scratch_folder
from pipeline.voice.serving import Asked

LARGEST = 20_000_000
"""Bytes of a take: ten minutes, as browsers encode them, are half of that."""
SUFFIXES = {"audio/webm": ".webm", "audio/ogg": ".ogg", "audio/mp4": ".mp4"}
"""The endings of what browsers record, by its type."""


async def recorded(folder: Path, asked: Asked) -> Response:
    """Whether there is a recording of a sentence, as {"recorded": its name or null}."""
    return JSONResponse({"recorded": await run_in_threadpool(_recorded, folder, asked)})


async def keep(folder: Path, asked: Asked, request: Request, alone: asyncio.Lock) -> Response:
    """Keeps what a page has recorded of a sentence, as {"recorded": its name}; `alone`, as two at
    once might take the same name.

    Anything but a sound that can be heard is refused in one line, and changes nothing.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in SUFFIXES:
        return PlainTextResponse(f"a take is {', '.join(SUFFIXES)}; try another browser", 415)
    try:
        content = await _content(request)
    except ClientDisconnect:
        return Response(status_code=400)
    if content is None:
        largest = f"{LARGEST // 1_000_000} MB"
        return PlainTextResponse(f"a take has {largest} at most; record a shorter one", 413)
    async with alone:
        return await run_in_threadpool(_kept, folder, asked, content, SUFFIXES[kind])


async def _content(request: Request) -> bytes | None:
    """The bytes of a request; None where they are too many. Raises ClientDisconnect."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > LARGEST:
            return None
    return bytes(content)


def _recorded(folder: Path, asked: Asked) -> str | None:
    from pipeline.voice.engines.recordings import Recordings

    found = Recordings(folder).recorded(asked.sentence)
    return found and _named(folder, found)


def _kept(folder: Path, asked: Asked, content: bytes, suffix: str) -> Response:
    from pipeline.voice.engines.recordings import Recordings
    from pipeline.voice.errors import VoiceError
    from pipeline.voice.sound import read_sound, trimmed

    try:
        with scratch_folder() as scratch:
            take = Path(scratch) / f"the take{suffix}"
            take.write_bytes(content)
            samples = read_sound(take)
        if not len(trimmed(samples)):
            return PlainTextResponse("the take is silent; is the microphone muted?", 422)
        path = Recordings(folder).keep(asked.sentence, samples)
    except VoiceError as fault:
        return PlainTextResponse(str(fault), 422)
    except OSError as fault:
        return PlainTextResponse(cause_of(fault, folder), 507)
    return JSONResponse({"recorded": _named(folder, path)})


def _named(folder: Path, path: Path) -> str:
    """`takes/en/slicing.cut.flac`."""
    return f"{name_of(folder)}/{path.parent.name}/{path.name}"
