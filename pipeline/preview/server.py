"""The server of the preview: the page, its socket, and the watch over the files.

It listens on this machine alone. It plays nothing itself: see `stage`.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import os
import socket
import webbrowser
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from watchfiles import awatch

from pipeline.errors import MachineError
from pipeline.output import scratch_folder, temporary_folder
from pipeline.preview.doors import Doors
from pipeline.preview.link import Message
from pipeline.preview.problems import ROOT
from pipeline.preview.session import Session
from pipeline.preview.stage import Stage
from pipeline.requests import PreviewRequest
from pipeline.streams import print_result
from scenes._kit.parameters.errors import ParameterError

PAGE = Path(__file__).parent / "page"
LARGEST = 1 << 16
"""Bytes of a message from a page."""
PAGES = 4
"""Pages served at a time; the one opened first goes for a fifth."""
_WATCHED = ("calclib", "engine", "scenes")
_KINDS = {".py", ".toml", ".glsl", ".lark"}
LONGEST_PLACE = 60
"""Bytes: a Unix socket's address has 108 at most (unix(7)), and ours stand two folders down."""
_STEP, _DEBOUNCE = 10, 50
"""Milliseconds: how long files have to be left alone, and how long at most that is waited for."""


class Preview:
    """All that one run of the preview knows."""

    def __init__(self, request: PreviewRequest, stage: Stage) -> None:
        self.request, self.stage = request, stage
        self.file = request.lecture
        self.known: Message = {}
        self.sessions: list[Session] = []
        self.sockets: dict[Session, WebSocket] = {}
        self._texts: dict[Path, bytes] = {}
        self._telling: asyncio.Task[None] | None = None

    # -- the page ---------------------------------------------------------------------------------

    async def page(self, request: Request) -> Response:
        """A file of the page, by its name; there is nothing else."""
        name = request.path_params.get("name", "index.html")
        files = {
            path.name: path for path in PAGE.iterdir() if path.is_file() and not path.is_symlink()
        }
        return FileResponse(files[name]) if name in files else PlainTextResponse("", 404)

    async def socket(self, socket: WebSocket) -> None:
        """A page that is open: its session lasts as long as its socket."""
        await socket.accept()
        outgoing: asyncio.Queue[str | bytes] = asyncio.Queue()
        session = Session(self.stage, _putting(outgoing), lambda: self.known["parts"])
        self.sockets[session] = socket
        if len(self.sockets) > PAGES:
            await self._drop(next(iter(self.sockets)))
        sender = asyncio.create_task(_send_all(socket, outgoing))
        try:
            outgoing.put_nowait(json.dumps(await self._parts(), ensure_ascii=False))
            while True:
                message = _parsed(await socket.receive_text())
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
        self.known = await self.stage.parts(file, self.request.language)
        return {**self.known, "chosen": self._chosen(), "open": self._asked()}

    def _chosen(self) -> int:
        scenes = [part["scene"] for part in self.known["parts"]]
        return scenes.index(self.request.source) if self.request.source in scenes else 0

    def _asked(self) -> Message:
        asked = self.request
        return {
            "parameters": asked.parameters,
            "language": asked.language or "en",
            "quality": asked.quality,
            "fps": asked.fps,
        }

    # -- the files --------------------------------------------------------------------------------

    async def watch(self) -> None:
        """Tells every session of each edit."""
        folders = [*(ROOT / name for name in _WATCHED), *([self.file] if self.file else [])]
        async for changes in awatch(
            *folders, step=_STEP, debounce=_DEBOUNCE, watch_filter=_is_source, recursive=True
        ):
            files = {Path(path) for _, path in changes if self._is_new(Path(path))}
            if files:
                await self._edited(files)

    def _is_new(self, path: Path) -> bool:
        """Whether a file has another content than when it was last saved."""
        content = path.read_bytes() if path.is_file() else b""
        digest = hashlib.sha256(content).digest()
        before, self._texts[path] = self._texts.get(path), digest
        return before != digest

    async def _edited(self, files: set[Path]) -> None:
        ours = {path for path in files if _is_imported(path)}
        if ours:
            await self.stage.renew()
        for session in list(self.sockets):
            await session.edited(files, bool(ours))
        if any(path.parent == ROOT / "scenes" or path == self.file for path in files):
            self._telling = asyncio.create_task(self._tell_parts())

    async def _tell_parts(self) -> None:
        parts = json.dumps(await self._parts(), ensure_ascii=False)
        for page in self.sockets.values():
            with contextlib.suppress(RuntimeError):
                await page.send_text(parts)


def _is_source(_: Any, path: str) -> bool:
    return Path(path).suffix in _KINDS and "__pycache__" not in path


def _is_imported(path: Path) -> bool:
    """Whether the process that plays scenes has imported a file before: not scenes and figures."""
    kit, scenes = ROOT / "scenes" / "_kit", ROOT / "scenes"
    return path.is_relative_to(ROOT) and (
        path.is_relative_to(kit) or not path.is_relative_to(scenes)
    )


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


def application(preview: Preview, port: int) -> Doors:
    """The server's ASGI application, behind its doors."""

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await preview.stage.start()
        watching = asyncio.create_task(preview.watch())
        yield
        watching.cancel()
        await preview.stage.close()

    routes = [
        Route("/", preview.page),
        Route("/page/{name}", preview.page),
        WebSocketRoute("/socket", preview.socket),
    ]
    return Doors(Starlette(routes=routes, lifespan=lifespan), port)


def serve(request: PreviewRequest) -> None:
    """Serves the preview until it is interrupted; prints the page's address."""
    if not hasattr(socket, "AF_UNIX"):
        raise MachineError("the preview needs a system that can fork processes")
    with _listening(request.port) as listening, scratch_folder(_place_of_sockets()) as folder:
        port = listening.getsockname()[1]
        app = application(Preview(request, Stage(Path(folder))), port)
        settings = uvicorn.Config(
            app, log_level="error", ws="websockets-sansio", ws_max_size=LARGEST, server_header=False
        )
        address = f"http://127.0.0.1:{port}/"
        print_result(address)
        if request.open:
            webbrowser.open(address)
        uvicorn.Server(settings).run([listening])


def _place_of_sockets() -> Path | None:
    """The system's folder, where the one for temporary files is too deep for a socket's address."""
    return Path("/tmp") if len(os.fsencode(temporary_folder())) > LONGEST_PLACE else None


def _listening(port: int | None) -> socket.socket:
    """A socket on this machine alone, at the port, or at a free one."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port or 0))
    except OSError as error:
        listening.close()
        raise ParameterError(
            "port", f"{port} is taken ({error.strerror}); choose another"
        ) from None
    listening.listen()  # whoever reads the address may connect at once
    return listening
