"""`Processes`: those that play scenes for the pages, as the server sees them.

Two ways: `forked`, and `spawned` where forks do not work.
"""

from __future__ import annotations

import asyncio
import json
from abc import ABC, abstractmethod
from asyncio import StreamReader
from collections.abc import Callable
from contextlib import suppress
from itertools import count

from pipeline.preview.connection import LENGTHS, Message
from pipeline.preview.playthrough import Listener, Playthrough, Process

LOST = 10.0
"""Seconds after which a list of parts is asked for again."""
CRASHED: Message = {
    "title": "The scene has ended its process",
    "message": "it crashed, or was ended from outside; any edit plays it again",
    **{"file": "", "line": None, "beat": "", "details": ""},
}


class Processes(ABC):
    """Playthroughs, and the processes that have imported the project and wait to play one."""

    def __init__(self) -> None:
        self._playthroughs: dict[int, Playthrough] = {}
        self._numbers = count(1)
        self._parts: asyncio.Future[Message] | None = None
        self._one_list = asyncio.Lock()
        self._running = set[Process]()
        self._beginning = set[asyncio.Task[None]]()
        self._closing = False
        self._imports = 0
        self.fault: Message | None = None
        """Why the project cannot be imported as it now stands; None where it could."""
        self.tell_fault: Callable[[Message], None] = lambda _: None

    @abstractmethod
    async def start(self) -> None:
        """Starts what is to wait."""

    @abstractmethod
    async def renew(self) -> None:
        """Has the project's own modules imported anew."""

    @abstractmethod
    async def close(self) -> None:
        """Ends all processes."""

    @abstractmethod
    async def _ready(self) -> Process:
        """A process that has imported the project as it now stands."""

    async def parts(self, file: str | None, language: str | None) -> Message:
        """What can be previewed (see `playing.parts`)."""
        async with self._one_list:
            return await self._listed(file, language)

    async def _listed(self, file: str | None, language: str | None) -> Message:
        while True:  # the process that was asked may be replaced meanwhile, or be killed
            process = await self._ready()
            answer = self._parts = asyncio.get_running_loop().create_future()
            process.send({"do": "parts", "file": file, "language": language})
            replaced = asyncio.create_task(process.gone.wait())
            either = {answer, replaced}
            await asyncio.wait(either, timeout=LOST, return_when=asyncio.FIRST_COMPLETED)
            replaced.cancel()
            if answer.done():
                return answer.result()

    def playthrough(self, listener: Listener) -> Playthrough:
        """A new playthrough, still to be begun."""
        playthrough = Playthrough(next(self._numbers), listener)
        self._playthroughs[playthrough.number] = playthrough
        return playthrough

    def begin(self, playthrough: Playthrough, request: Message) -> None:
        """Has the scene of a request played, as soon as there is a process that can, unless the
        playthrough is ended meanwhile."""
        task = asyncio.create_task(self._begin(playthrough, request))
        self._beginning.add(task)
        task.add_done_callback(self._beginning.discard)

    async def _begin(self, playthrough: Playthrough, request: Message) -> None:
        process = await self._ready()
        if not playthrough.ended:
            self._load(playthrough, process, request)

    def _load(self, playthrough: Playthrough, process: Process, request: Message) -> None:
        process.send({"do": "load", "playthrough": playthrough.number, "request": request})

    def end(self, playthrough: Playthrough) -> None:
        """Ends a playthrough."""
        playthrough.end()
        self._playthroughs.pop(playthrough.number, None)

    # -- what processes say -----------------------------------------------------------------------

    async def _hear(self, process: Process, reader: StreamReader) -> None:
        """Passes on what a process says until it is gone."""
        self._running.add(process)
        try:
            self._greet(process)
            while True:
                self._tell(process, *await received(reader))
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            with suppress(OSError, RuntimeError):
                process.writer.close()
        self._miss(process)

    def _greet(self, process: Process) -> None:
        """A process is there, and has said who it is; by default, one that has imported."""
        if process.hello["number"] != self._imports or self._closing:
            process.kill()
        elif process.hello["role"] == "broken":
            self.fault = process.hello["problem"]
            self.tell_fault(process.hello["problem"])
        else:
            self._imported(process)

    @abstractmethod
    def _imported(self, process: Process) -> None:
        """A process has imported the project as it now stands."""

    def _tell(self, process: Process, message: Message, body: bytes) -> None:
        if "parts" in message:
            if self._parts is not None and not self._parts.done():
                self._parts.set_result(message)
            return
        playthrough = self._playthroughs.get(message.get("playthrough", -1))
        if playthrough is None or ("ticket" not in message and message["run"] != playthrough.run):
            return
        if message.keys() & {"end", "problem", "refused"}:
            playthrough.over = True
        playthrough.listener(playthrough, message, body)

    def _miss(self, process: Process) -> None:
        """A process is gone: whoever waits for it is told."""
        self._running.discard(process)
        process.gone.set()
        playthrough = self._playthroughs.get(process.hello.get("playthrough") or 0)
        if playthrough is None:
            return
        crashed = playthrough.dry_run is process and not playthrough.over
        if process in playthrough.checkpoints:
            playthrough.checkpoints.remove(process)
            crashed = crashed or not playthrough.checkpoints
        if playthrough.dry_run is process:
            playthrough.dry_run = None
        if playthrough.renderer is process:
            playthrough.renderer = None
            playthrough.listener(playthrough, {"gone": process.hello.get("ticket")}, b"")
        if crashed:
            playthrough.listener(playthrough, {"problem": CRASHED}, b"")


async def received(reader: StreamReader) -> tuple[Message, bytes]:
    """The next message of a process, and the bytes behind it."""
    header, body = LENGTHS.unpack(await reader.readexactly(LENGTHS.size))
    return json.loads(await reader.readexactly(header)), await reader.readexactly(body)
