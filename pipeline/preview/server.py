"""The server of the preview: the page, its socket, and the watch over the files.

It listens on this machine alone. It plays nothing itself: see `processes`.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from pipeline.messages import name_of
from pipeline.preview.access import LocalAccess
from pipeline.preview.connection import Message
from pipeline.preview.problems import ROOT
from pipeline.preview.processes import Processes
from pipeline.preview.session import Session
from pipeline.preview.watch import edits, is_imported
from pipeline.requests import PreviewRequest
from pipeline.voice.choices import folder_of
from pipeline.voice.keeping import keep, recorded
from pipeline.voice.serving import Asked, speech, voice_of
from scenes._kit.parameters.naming import snake_case

PAGE = Path(__file__).parent / "page"
LARGEST = 1 << 16
"""Bytes of a message from a page."""
PAGES = 4
"""Pages served at a time; the one opened first goes for a fifth."""
MOST_UNREAD = 200
"""Messages that a page may leave unread; one that leaves more is gone, or means harm."""
NO_FOLDER = "recordings need a folder: start the preview with --voice takes, say"
NOT_SAID = "no page shows a beat with this sentence; keep the take once the beat is played"
_log = logging.getLogger(__name__)


class Preview:
    """All that one run of the preview knows."""

    def __init__(self, request: PreviewRequest, processes: Processes) -> None:
        self.request, self.processes = request, processes
        self.file = request.lecture
        self.known: Message = {}
        self.sockets: dict[Session, WebSocket] = {}
        self._telling: asyncio.Task[None] | None = None
        self._keeping = asyncio.Lock()
        processes.tell_fault = self._tell_fault

    # -- the page ---------------------------------------------------------------------------------

    async def page(self, request: Request) -> Response:
        """A file of the page, by its name; there is nothing else."""
        name = request.path_params.get("name", "index.html")
        files = {
            path.name: path for path in PAGE.iterdir() if path.is_file() and not path.is_symlink()
        }
        return FileResponse(files[name]) if name in files else PlainTextResponse("", 404)

    async def speech(self, request: Request) -> Response:
        """What is said in a beat, as sound."""
        asked = Asked.by(request)
        return await speech(voice_of(self.request), asked, self._saying(asked))

    async def recording(self, request: Request) -> Response:
        """Whether what is said in a beat is recorded; with PUT, a new recording to be kept."""
        folder, asked = folder_of(voice_of(self.request)), Asked.by(request)
        if folder is None:
            return PlainTextResponse(NO_FOLDER, 404)
        if self._saying(asked) is None:
            return PlainTextResponse(NOT_SAID, 404)
        if request.method == "PUT":
            return await keep(folder, asked, request, self._keeping)
        return await recorded(folder, asked)

    def _saying(self, asked: Asked) -> Message | None:
        """The beat in which that is said, on a page that is open; None where there is none."""
        words = (asked.language, asked.scene, asked.beat, asked.text)
        found = (session.timeline.saying(*words) for session in self.sockets)
        return next(filter(None, found), None) if asked.well_formed else None

    async def socket(self, socket: WebSocket) -> None:
        """A page that is open: its session lasts as long as its socket."""
        await socket.accept()
        outgoing: asyncio.Queue[str | bytes] = asyncio.Queue()
        session = Session(self.processes, _putting(outgoing), lambda: self.known["parts"])
        self.sockets[session] = socket
        if len(self.sockets) > PAGES:
            await self._drop(next(iter(self.sockets)))
        sender = asyncio.create_task(_send_all(socket, outgoing))
        try:
            if self.processes.fault is not None:
                session.tell(self.processes.fault)
            outgoing.put_nowait(json.dumps(await self._parts(), ensure_ascii=False))
            while True:
                message = _parsed(await socket.receive_text())
                if outgoing.qsize() > MOST_UNREAD:
                    break
                if message is not None:
                    await session.receive(message)
        except (WebSocketDisconnect, RuntimeError, KeyError):
            pass
        finally:
            sender.cancel()
            session.close()
            self.sockets.pop(session, None)

    async def _drop(self, session: Session) -> None:
        socket = self.sockets.pop(session)
        session.close()
        with contextlib.suppress(RuntimeError):
            await socket.close(1000)

    async def _parts(self) -> Message:
        """What the page can choose from; asked anew of the files."""
        file = str(self.file) if self.file else None
        self.known = await self.processes.parts(file, self.request.language)
        voiced = voice_of(self.request) is not None
        folder = folder_of(voice_of(self.request))
        own = {"chosen": self._chosen(), "open": self._asked(), "voice": voiced}
        return {**self.known, **own, "recordings": folder and name_of(folder)}

    def _chosen(self) -> int:
        scenes = [part["scene"] for part in self.known["parts"]]
        asked = snake_case(self.request.source)
        return scenes.index(asked) if asked in scenes else 0

    def _asked(self) -> Message:
        asked = self.request
        return {
            "parameters": asked.parameters,
            "language": asked.language or "en",
            "quality": asked.quality,
            "fps": asked.fps,
            "aspect": asked.aspect or self.known["aspect"],
            "theme": asked.theme or self.known["theme"],
        }

    # -- the files --------------------------------------------------------------------------------

    async def watch(self) -> None:
        """Tells every session of each edit."""
        async for files in edits(self.file):
            try:
                await self._edited(files)
            except OSError as error:  # a file that is gone again: its next edit is seen
                _log.warning("%s", error)

    async def _edited(self, files: set[Path]) -> None:
        ours = {path for path in files if is_imported(path)}
        if ours:
            await self.processes.renew()
        for session in list(self.sockets):
            await session.edited(files, bool(ours))
        if any(path.parent == ROOT / "scenes" or path == self.file for path in files):
            self._telling = asyncio.create_task(self._tell_parts())

    def _tell_fault(self, fault: Message) -> None:
        for session in self.sockets:
            session.tell(fault)

    async def _tell_parts(self) -> None:
        parts = json.dumps(await self._parts(), ensure_ascii=False)
        for page in self.sockets.values():
            with contextlib.suppress(RuntimeError):
                await page.send_text(parts)


def _parsed(text: str) -> Message | None:
    try:
        message = json.loads(text) if len(text) <= LARGEST else None
    except (ValueError, RecursionError):
        return None
    return message if isinstance(message, dict) else None


def _putting(outgoing: asyncio.Queue[str | bytes]) -> Any:
    def send(message: Message, body: bytes) -> None:
        header = json.dumps(message, ensure_ascii=False)
        if body:
            packed = header.encode()
            outgoing.put_nowait(len(packed).to_bytes(4, "big") + packed + body)
        else:
            outgoing.put_nowait(header)

    return send


async def _send_all(socket: WebSocket, outgoing: asyncio.Queue[str | bytes]) -> None:
    with contextlib.suppress(WebSocketDisconnect, RuntimeError):
        while True:
            message = await outgoing.get()
            if isinstance(message, str):
                await socket.send_text(message)
            else:
                await socket.send_bytes(message)


def application(preview: Preview, port: int) -> LocalAccess:
    """The server's ASGI application, behind its doors."""

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await preview.processes.start()
        watching = asyncio.create_task(preview.watch())
        yield
        watching.cancel()
        await preview.processes.close()

    routes = [
        Route("/", preview.page),
        Route("/page/{name}", preview.page),
        Route("/voice/{language}/{scene}/{beat}", preview.speech),
        Route("/recordings/{language}/{scene}/{beat}", preview.recording, methods=["GET", "PUT"]),
        WebSocketRoute("/socket", preview.socket),
    ]
    return LocalAccess(Starlette(routes=routes, lifespan=lifespan), port)
