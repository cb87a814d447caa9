"""`SpawnedProcesses`: a new process for each playthrough, where forks do not work.

One always waits with everything imported. It plays a scene through once, then from its begin for
each frame that is asked for: slower than a fork that goes on, and true by itself.
"""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from asyncio.subprocess import Process as Subprocess
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from pipeline.preview.connection import Message
from pipeline.preview.playthrough import Playthrough, Process
from pipeline.preview.processes import Processes, received
from pipeline.rendering.worker import environment

_PAUSE = 1.0
"""Seconds until another process is begun where one ended at once."""


@dataclass(eq=False, kw_only=True)
class SpawnedProcess(Process):
    """A process that hears and speaks by its standard input and output."""

    subprocess: Subprocess

    def send(self, message: Message) -> None:
        if "ticket" in message:
            self.hello["ticket"] = message["ticket"]
        super().send(message)

    def stop(self) -> None:
        """Ends what it renders; it is needed for the next frame."""
        self.send({"do": "stop"})

    def pause(self, paused: bool) -> None:
        """It renders what it would be paused for."""

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            self.subprocess.kill()


class SpawnedProcesses(Processes):
    """The process that waits, and those that play; manim's files go into folders in `folder`."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._folders = count(1)
        self._waiting: asyncio.Future[Process] | None = None
        self._spawned = set[asyncio.Task[None]]()

    async def start(self) -> None:
        self._spawn()

    async def renew(self) -> None:
        self._imports += 1
        self.fault = None
        if self._waiting is not None and self._waiting.done():
            self._waiting.result().kill()
            self._waiting = None
        self._spawn()

    def _spawn(self) -> None:
        """Has another process wait, once it has imported the project."""
        if self._waiting is None:
            self._waiting = asyncio.get_running_loop().create_future()
        task = asyncio.create_task(self._run(self._imports))
        self._spawned.add(task)
        task.add_done_callback(self._spawned.discard)

    async def _run(self, number: int) -> None:
        folder = self._folder / str(next(self._folders))
        folder.mkdir()
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "pipeline.preview.playing.spawned", str(folder)),
            cwd=Path(__file__).parents[2],
            env={**os.environ, **environment(1)},
            stdin=PIPE,
            stdout=PIPE,
            limit=1 << 20,
        )
        assert process.stdin
        assert process.stdout
        try:
            hello, _ = await received(process.stdout)
            found = SpawnedProcess({**hello, "number": number}, process.stdin, subprocess=process)
            await self._hear(found, process.stdout)
        except asyncio.IncompleteReadError:  # it was ended before it could say anything
            await asyncio.sleep(_PAUSE)
            self._spawn()
        except asyncio.CancelledError:
            pass
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()

    def _imported(self, process: Process) -> None:
        assert self._waiting is not None
        if self._waiting.done():
            process.kill()
        else:
            self._waiting.set_result(process)

    async def _ready(self) -> Process:
        while True:
            assert self._waiting is not None
            waiting = self._waiting
            process = await asyncio.shield(waiting)
            if waiting is self._waiting:  # nobody else has taken it meanwhile
                self._waiting = None
                self._spawn()
                if not process.gone.is_set():
                    return process

    def _load(self, playthrough: Playthrough, process: Process, request: Message) -> None:
        process.hello |= {"playthrough": playthrough.number, "frame": 0, "beat": None}
        playthrough.dry_run = process
        super()._load(playthrough, process, request)

    def _tell(self, process: Process, message: Message, body: bytes) -> None:
        super()._tell(process, message, body)
        playthrough = self._playthroughs.get(message.get("playthrough", -1))
        over = message.keys() & {"end", "problem"} and "ticket" not in message
        if playthrough is not None and over:
            playthrough.checkpoints, playthrough.renderer = [process], process
            playthrough.listener(playthrough, {"checkpoint": 0, "beat": None}, b"")

    async def close(self) -> None:
        self._closing = True
        for task in self._spawned:
            task.cancel()
        await asyncio.gather(*self._spawned, return_exceptions=True)
