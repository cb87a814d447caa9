"""`Take`: one playing of a scene: its processes, the checkpoints in the order of their frames."""

from __future__ import annotations

import asyncio
import os
import signal
from asyncio import StreamWriter
from bisect import bisect_right
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from pipeline.preview.link import Message, packed

Listener = Callable[["Take", Message, bytes], None]


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

    def signal(self, number: int) -> None:
        """Sends it a signal, unless it is gone."""
        with suppress(ProcessLookupError, PermissionError):
            os.kill(self.hello["pid"], number)

    def kill(self) -> None:
        """Ends it."""
        self.signal(signal.SIGKILL)
        self.writer.close()


@dataclass
class Take:
    """One playing of a scene: `begun` holds the frames at which its beats begin, `renewed_from` the
    frame from which it is about to be played with new code.

    Each time that it goes on with new code is another run; what older runs still say is not heard.
    """

    number: int
    listener: Listener
    run: int = 1
    group: int | None = None
    rehearsal: Process | None = None
    shot: Process | None = None
    checkpoints: list[Process] = field(default_factory=list)
    begun: dict[str, int] = field(default_factory=dict)
    renewed_from: int | None = None
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
        where that beat has not been reached yet."""
        start = self.checkpoint_of(beat)
        if start is None:
            return False
        later = self.checkpoints.index(start) + 1
        for process in (*self.checkpoints[later:], self.rehearsal, self.shot):
            if process is not None:
                process.kill()
        self.checkpoints = self.checkpoints[:later]
        begun = start.hello["frame"]
        self.begun = {name: frame for name, frame in self.begun.items() if frame < begun}
        self.rehearsal = self.shot = None
        self.run += 1
        self.renewed_from = begun
        start.send({"do": "renew", "run": self.run})
        return True

    def rest(self, resting: bool) -> None:
        """Stops the rehearsal while a shot needs the cores, or has it go on."""
        if self.rehearsal is not None:
            self.rehearsal.signal(signal.SIGSTOP if resting else signal.SIGCONT)

    def end(self) -> None:
        """Ends its processes."""
        self.ended = True
        for process in (*self.checkpoints, self.rehearsal, self.shot):
            if process is not None:
                process.kill()
        if self.group is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.group, signal.SIGKILL)
