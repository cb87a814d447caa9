"""`ForkedProcesses`: forks of one process that has everything imported; all connect to one socket.

The process that has imported the libraries forks one that imports the project, and that forks one
for each playthrough.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio import StreamReader, StreamWriter
from bisect import bisect_right
from contextlib import suppress
from pathlib import Path

from pipeline.preview.playthrough import Playthrough, Process
from pipeline.preview.processes import Processes, received
from pipeline.rendering.worker import environment

PATIENCE = 3.0
"""Seconds that processes have to be gone."""


class ForkedProcesses(Processes):
    """The fork server and what is forked; `folder` holds their socket, and manim's files."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder, self._address = folder, str(folder / "socket")

    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        self._libraries: asyncio.Future[Process] = loop.create_future()
        self._project: asyncio.Future[Process] = loop.create_future()
        self._server = await asyncio.start_unix_server(
            self._connected, self._address, limit=1 << 20
        )
        module = "pipeline.preview.playing.fork_server"
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", module, self._address, str(self._folder)),
            cwd=Path(__file__).parents[2],
            env={**os.environ, **environment(1)},
            stdin=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
        self._libraries.add_done_callback(lambda done: self._import_project(done.result()))

    async def renew(self) -> None:
        libraries = await self._libraries
        if self._project.done():
            self._project.result().kill()
            self._project = asyncio.get_running_loop().create_future()
        self._import_project(libraries)

    def _import_project(self, libraries: Process) -> None:
        """Imports are numbered: what was begun before may have read older files."""
        self._imports += 1
        self.fault = None
        libraries.send({"do": "renew", "number": self._imports})

    async def _ready(self) -> Process:
        return await asyncio.shield(self._project)

    async def close(self) -> None:
        self._closing = True
        for playthrough in list(self._playthroughs.values()):
            self.end(playthrough)
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
        try:
            hello, _ = await received(reader)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()
            return
        await self._hear(Process(hello, writer), reader)

    def _greet(self, process: Process) -> None:
        hello, role = process.hello, process.hello["role"]
        playthrough = self._playthroughs.get(hello.get("playthrough") or 0)
        if role == "libraries":
            self._libraries.set_result(process)
        elif role in ("project", "broken"):
            super()._greet(process)
        elif role != "aside":
            stale = role != "renderer" and playthrough and hello["run"] != playthrough.run
            if playthrough is None or stale or self._closing:
                process.kill()
            else:
                _take_in(playthrough, process)

    def _imported(self, process: Process) -> None:
        self._project.set_result(process)


def _take_in(playthrough: Playthrough, process: Process) -> None:
    """A process of a playthrough says what it does for it."""
    role = process.hello["role"]
    if role == "dry_run":
        playthrough.group = playthrough.group or process.hello["pid"]
        playthrough.dry_run = process
    elif role == "renderer":
        playthrough.renderer = process
    else:
        frame, beat = process.hello["frame"], process.hello["beat"]
        index = bisect_right(playthrough.checkpoints, frame, key=lambda each: each.hello["frame"])
        playthrough.checkpoints.insert(index, process)
        if beat is not None:
            playthrough.begun[beat] = frame
        playthrough.renewed_from = None
        playthrough.listener(playthrough, {"checkpoint": frame, "beat": beat}, b"")
