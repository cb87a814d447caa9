"""A server that speaks the preview's protocol, with pictures that show their frame's number.

It serves the real page. What it refuses, and what else it says, tests decide.
"""

from __future__ import annotations

import asyncio
import functools
import io
import json
import struct
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn
from PIL import Image, ImageDraw, ImageFont
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from tests.pipeline.preview.page import fake_lecture
from tests.pipeline.preview.page.fake_voice import FakeVoice
from tests.pipeline.processes import eventually

PAGE = Path(__file__).resolve().parents[4] / "pipeline" / "preview" / "page"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
AHEAD = 30
Message = dict[str, Any]


@functools.cache
def picture(frame: int, label: str, kind: str = "JPEG") -> bytes:
    """A picture with the number of its frame; its top left corner says it to a test, in grey."""
    width, height = fake_lecture.SIZE
    image = Image.new("RGB", (width, height), "#0f1318")
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(140)
    draw.text((width / 2, height / 2), str(frame), fill="#ffd84d", font=font, anchor="mm")
    draw.text((24, 24), label, fill="#5cc7ee", font=ImageFont.load_default(28))
    draw.rectangle((0, height - 6, width * frame / fake_lecture.FRAMES, height), fill="#8fd16f")
    stream = io.BytesIO()
    image.save(stream, kind, quality=85)
    return stream.getvalue()


class Client:
    """One page: what it has open, and the frame it was shown last."""

    def __init__(self, server: FakeServer, socket: WebSocket) -> None:
        self.server = server
        self.socket = socket
        self.title = ""
        self.frame = 0
        self.clock = 0
        self.playing: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Answers until the page goes."""
        await self.say(self.server.parts)
        try:
            while True:
                asked = json.loads(await self.socket.receive_text())
                self.server.received.append(asked)
                await getattr(self, f"do_{asked['do']}")(asked)
        except WebSocketDisconnect:
            pass
        finally:
            self.stop()

    async def say(self, message: Message) -> None:
        await self.socket.send_text(json.dumps(message))

    async def send(self, header: Message, content: bytes) -> None:
        head = json.dumps(header).encode()
        await self.socket.send_bytes(struct.pack(">I", len(head)) + head + content)

    async def show(self, frame: int, request: int | None, **more: Any) -> None:
        self.frame = frame
        content = picture(frame, self.title)
        await self.send(
            {"frame": frame, "request": request, "seconds": frame / 15, **more}, content
        )

    async def push(self, frame: int, request: int | None) -> None:
        self.stop()
        await self.show(frame, request)

    async def do_open(self, asked: Message) -> None:
        self.stop()
        part = self.server.parts["parts"][asked["part"]]
        self.title = part["title"]
        refused = self.server.refuse(asked)
        await self.say({"refused": refused})
        if refused:
            return
        await self.say({"notes": fake_lecture.notes(asked), "inputs": fake_lecture.inputs(asked)})
        timeline = fake_lecture.timeline(part, asked)
        await self.say({"timeline": timeline})
        beats = {beat["name"]: beat for beat in timeline["beats"]}
        at = asked["at"] or {"beat": next(iter(beats)), "seconds": 0}
        await self.show(beats[at["beat"]]["start"] + round(at["seconds"] * timeline["fps"]), None)

    async def do_show(self, asked: Message) -> None:
        self.stop()
        await self.show(asked["frame"], asked["request"])

    async def do_play(self, asked: Message) -> None:
        self.stop()
        self.clock = asked["frame"]
        self.playing = asyncio.create_task(self.play(asked["frame"], asked["request"]))

    async def play(self, frame: int, request: int) -> None:
        last = fake_lecture.FRAMES - 1
        while frame <= last:
            await asyncio.sleep(self.server.seconds_a_frame)
            if frame > self.clock + AHEAD:
                continue
            if frame not in fake_lecture.HELD:
                await self.show(frame, request)
            frame = max(frame + 1, min(self.clock, last)) if frame < last else last + 1
        await self.say({"played": request})

    async def do_clock(self, asked: Message) -> None:
        self.clock = asked["frame"]

    async def do_stop(self, asked: Message) -> None:
        self.stop()

    async def do_still(self, asked: Message) -> None:
        header = {"still": "slicing.cut.png", "request": asked["request"]}
        await self.send(header, picture(self.frame, self.title, "PNG"))

    def stop(self) -> None:
        if self.playing:
            self.playing.cancel()
        self.playing = None


class FakeServer:
    """Runs in a thread of its own. `refuse` says of each `open` why it is refused, or None."""

    def __init__(self) -> None:
        self.parts: Message = fake_lecture.parts()
        self.received: list[Message] = []
        self.refuse: Callable[[Message], Message | None] = fake_lecture.refusal
        self.voice = FakeVoice()
        self.seconds_a_frame = 0.002
        self.clients: list[Client] = []
        self.port = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        """Listens, on the same port as before where there was one."""
        routes = [
            Route("/", self._file),
            Route("/page/{name}", self._file),
            *self.voice.routes,
            WebSocketRoute("/socket", self._socket),
        ]
        config = uvicorn.Config(
            Starlette(routes=routes),
            host="127.0.0.1",
            port=self.port,
            log_level="error",
            lifespan="off",
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._ready = threading.Event()
        self._thread.start()
        assert self._ready.wait(20)

    def stop(self) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(20)

    def push(self, message: Message) -> None:
        """Says something to every page."""
        self._each(lambda client: client.say(message))

    def push_frame(self, frame: int, request: int | None = None) -> None:
        """Shows every page a picture that it did not ask for, as after an edit, or too late."""
        self._each(lambda client: client.push(frame, request))

    def asked(self, what: str) -> list[Message]:
        """What pages asked for, of one kind."""
        return [message for message in list(self.received) if message["do"] == what]

    def expect(self, what: str, **fields: Any) -> None:
        """Waits until the last thing asked for, of one kind, has these fields."""

        def is_there() -> bool:
            last = (self.asked(what) or [{}])[-1]
            return last != {} and fields.items() <= last.items()

        assert eventually(is_there), (what, fields, self.asked(what))

    def _each(self, action: Callable[[Client], Any]) -> None:
        for client in list(self.clients):
            asyncio.run_coroutine_threadsafe(action(client), self._loop).result(20)

    def _serve(self) -> None:
        asyncio.run(self._run())

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        serving = asyncio.create_task(self._server.serve())
        while not self._server.started:
            await asyncio.sleep(0.01)
        self.port = self._server.servers[0].sockets[0].getsockname()[1]
        self._ready.set()
        await serving

    async def _file(self, request: Request) -> FileResponse:
        name = request.path_params.get("name", "index.html")
        return FileResponse(PAGE / name, headers={"Content-Security-Policy": POLICY})

    async def _socket(self, socket: WebSocket) -> None:
        await socket.accept()
        client = Client(self, socket)
        self.clients.append(client)
        await client.run()
        self.clients.remove(client)
