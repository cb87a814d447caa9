"""`Playthrough`: one playing of a scene: its processes, its checkpoints in the order of frames."""

from __future__ import annotations

import asyncio
import os
import signal
from asyncio import StreamWriter
from bisect import bisect_right
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from pipeline.preview.connection import Message, packed

Listener = Callable[["Playthrough", Message, bytes], None]


@dataclass(eq=False)
class Process:
    """A process that has connected, and what it said of itself."""

    hello: Message
    writer: StreamWriter
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    def send(self, message: Message) -> None:
        """Sends a message, unless the process is gone."""
        with suppress(OSError, RuntimeError):
            self.writer.write(packed(message))

    def kill(self) -> None:
        """Ends it."""
        self._signal(signal.SIGKILL)
        self.writer.close()

    def stop(self) -> None:
        """Ends what it renders."""
        self.kill()

    def pause(self, paused: bool) -> None:
        """Stops it, or has it go on."""
        self._signal(signal.SIGSTOP if paused else signal.SIGCONT)

    def _signal(self, number: int) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(self.hello["pid"], number)


@dataclass(eq=False)
class Playthrough:
    """One playing of a scene, first without drawing (`dry_run`); what is drawn goes on from one of
    the `checkpoints` in another process (`renderer`), or in that one.

    `begun` holds the frames at which its beats begin, `renewed_from` the frame from which it is
    about to be played with new code. Each time that it goes on with new code is another run; what
    older runs still say is not heard. `over`: the dry run has said how it ended.
    """

    number: int
    listener: Listener
    run: int = 1
    group: int | None = None
    dry_run: Process | None = None
    renderer: Process | None = None
    checkpoints: list[Process] = field(default_factory=list)
    begun: dict[str, int] = field(default_factory=dict)
    renewed_from: int | None = None
    over: bool = False
    ended: bool = False

    def checkpoint_before(self, frame: int) -> Process | None:
        """The last checkpoint from which a frame can still be reached; None where only one with
        old code is there yet."""
        if self.renewed_from is not None and frame >= self.renewed_from:
            return None
        index = bisect_right(self.checkpoints, frame, key=lambda each: each.hello["frame"])
        return self.checkpoints[index - 1] if index else None

    def checkpoint_of(self, beat: str) -> Process | None:
        """The first one at the begin of a beat."""
        return next((each for each in self.checkpoints if each.hello["beat"] == beat), None)

    def renew_from(self, beat: str) -> bool:
        """Has a beat and all after it played anew with the code that now stands in the file; False
        where there is no checkpoint at its begin."""
        start = self.checkpoint_of(beat)
        if start is None:
            return False
        later = self.checkpoints.index(start) + 1
        replaced = (*self.checkpoints[later:], self.dry_run, self.renderer)
        self.checkpoints = self.checkpoints[:later]
        self.dry_run = self.renderer = None
        for process in replaced:
            if process is not None:
                process.kill()
        begun = start.hello["frame"]
        self.begun = {name: frame for name, frame in self.begun.items() if frame < begun}
        self.run += 1
        self.over = False
        self.renewed_from = begun
        start.send({"do": "renew", "run": self.run})
        return True

    def pause(self, paused: bool) -> None:
        """Stops the dry run while a picture needs the cores, or has it go on."""
        if self.dry_run is not None:
            self.dry_run.pause(paused)

    def end(self) -> None:
        """Ends its processes."""
        self.ended = True
        for process in (*self.checkpoints, self.dry_run, self.renderer):
            if process is not None:
                process.kill()
        if self.group is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.group, signal.SIGKILL)
