"""`Stage`: the processes of the preview, as its server sees them: all connect to one socket."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio import StreamReader, StreamWriter
from bisect import bisect_right
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

from pipeline.preview.link import LENGTHS, Message
from pipeline.preview.take import Listener, Process, Take
from pipeline.rendering.worker import environment

LOST = 10.0
"""Seconds after which a list of parts is asked for again."""
PATIENCE = 3.0
"""Seconds that processes have to be gone."""


class Stage:
    """The warm process and the takes."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._address = folder, str(folder / "socket")
        self._takes: dict[int, Take] = {}
        self._numbers = count(1)
        self._outside: asyncio.Future[Process] | None = None
        self._ours: asyncio.Future[Process] | None = None
        self._parts: asyncio.Future[Message] | None = None
        self._one_list = asyncio.Lock()
        self._running = set[Process]()
        self._beginning = set[asyncio.Task[None]]()
        self._closing = False
        self._renewals = 0
        self.fault: Message | None = None
        """Why what is ours cannot be imported as it now stands; None where it could."""
        self.tell_fault: Callable[[Message], None] = lambda _: None

    async def start(self) -> None:
        """Starts the warm process."""
        loop = asyncio.get_running_loop()
        self._outside, self._ours = loop.create_future(), loop.create_future()
        self._server = await asyncio.start_unix_server(
            self._connected, self._address, limit=1 << 20
        )
        self._process = await asyncio.create_subprocess_exec(
            *(
                sys.executable,
                "-m",
                "pipeline.preview.playing.warm",
                self._address,
                str(self._folder),
            ),
            cwd=Path(__file__).parents[2],
            env={**os.environ, **environment(1)},
            stdin=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
        self._outside.add_done_callback(lambda done: self._import_ours(done.result()))

    async def renew(self) -> None:
        """Replaces the process that has imported what is ours."""
        assert self._outside is not None
        assert self._ours is not None
        outside = await self._outside
        if self._ours.done():
            self._ours.result().kill()
            self._ours = asyncio.get_running_loop().create_future()
        self._import_ours(outside)

    def _import_ours(self, outside: Process) -> None:
        """Has what is ours imported; what was begun before may have read older files."""
        self._renewals += 1
        self.fault = None
        outside.send({"do": "renew", "number": self._renewals})

    async def parts(self, file: str | None, language: str | None) -> Message:
        """What can be previewed (see `parts`)."""
        async with self._one_list:
            return await self._listed(file, language)

    async def _listed(self, file: str | None, language: str | None) -> Message:
        while True:  # the process that was asked may be replaced meanwhile, or be killed
            process = await self._playing()
            answer = self._parts = asyncio.get_running_loop().create_future()
            process.send({"do": "parts", "file": file, "language": language})
            replaced = asyncio.create_task(process.gone.wait())
            either = {answer, replaced}
            await asyncio.wait(either, timeout=LOST, return_when=asyncio.FIRST_COMPLETED)
            replaced.cancel()
            if answer.done():
                return answer.result()

    def take(self, listener: Listener) -> Take:
        """A new take, still to be begun."""
        take = Take(next(self._numbers), listener)
        self._takes[take.number] = take
        return take

    def begin(self, take: Take, request: Message) -> None:
        """Has a scene played for a take, as soon as there is a process that can, unless the take is
        ended meanwhile."""
        task = asyncio.create_task(self._begin(take, request))
        self._beginning.add(task)
        task.add_done_callback(self._beginning.discard)

    async def _begin(self, take: Take, request: Message) -> None:
        process = await self._playing()
        if not take.ended:
            process.send({"do": "load", "take": take.number, "request": request})

    async def _playing(self) -> Process:
        assert self._ours is not None
        return await asyncio.shield(self._ours)

    def end(self, take: Take) -> None:
        """Ends a take."""
        take.end()
        self._takes.pop(take.number, None)

    async def close(self) -> None:
        """Ends all processes."""
        self._closing = True
        for take in list(self._takes.values()):
            self.end(take)
        running = [process.gone.wait() for process in self._running]
        for process in list(self._running):
            process.kill()
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(asyncio.gather(*running), PATIENCE)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        await self._process.wait()
        self._server.close()

    async def _connected(self, reader: StreamReader, writer: StreamWriter) -> None:
        process = None
        try:
            hello, _ = await _received(reader)
            process = Process(hello, writer)
            self._running.add(process)
            if self._closing:
                process.kill()
            else:
                self._greet(process)
            while True:
                self._tell(*await _received(reader))
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            writer.close()
        if process is not None:
            self._miss(process)

    def _miss(self, process: Process) -> None:
        """A process is gone: of a shot its take is told."""
        self._running.discard(process)
        process.gone.set()
        take = self._takes.get(process.hello.get("take") or 0)
        if take is not None and take.shot is process:
            take.shot = None
            take.listener(take, {"gone": process.hello["ticket"]}, b"")

    def _greet(self, process: Process) -> None:
        hello, role = process.hello, process.hello["role"]
        if role in ("outside", "ours", "broken"):
            self._greet_importing(process)
            return
        take = self._takes.get(hello["take"])
        if role == "aside":
            return
        if take is None or (role != "shot" and hello["run"] != take.run):
            process.kill()
        elif role == "rehearsal":
            take.group = take.group or hello["pid"]
            take.rehearsal = process
        elif role == "checkpoint":
            self._add_checkpoint(take, process)
        else:
            take.shot = process

    def _greet_importing(self, process: Process) -> None:
        hello = process.hello
        if hello["role"] == "outside":
            assert self._outside is not None
            self._outside.set_result(process)
        elif hello["number"] != self._renewals:
            process.kill()
        elif hello["role"] == "broken":
            self.fault = hello["problem"]
            self.tell_fault(hello["problem"])
        else:
            assert self._ours is not None
            self._ours.set_result(process)

    def _add_checkpoint(self, take: Take, process: Process) -> None:
        frame, beat = process.hello["frame"], process.hello["beat"]
        index = bisect_right(take.checkpoints, frame, key=lambda each: each.hello["frame"])
        take.checkpoints.insert(index, process)
        if beat is not None:
            take.begun[beat] = frame
        take.renewed_from = None
        take.listener(take, {"checkpoint": frame, "beat": beat}, b"")

    def _tell(self, message: Message, body: bytes) -> None:
        if "parts" in message:
            if self._parts is not None and not self._parts.done():
                self._parts.set_result(message)
            return
        take = self._takes.get(message.get("take", -1))
        if take is not None and ("ticket" in message or message["run"] == take.run):
            take.listener(take, message, body)


async def _received(reader: StreamReader) -> tuple[Message, bytes]:
    header, body = LENGTHS.unpack(await reader.readexactly(LENGTHS.size))
    return json.loads(await reader.readexactly(header)), await reader.readexactly(body)
