"""A dry run that leaves checkpoints: forks of it that sleep.

A checkpoint can be asked for frames (a fork plays on and draws), or to go on with new code of later
beats (a fork plays on, and leaves checkpoints of its own).
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import numpy as np

from engine.observer import FramePainter
from pipeline import children
from pipeline.preview.connection import Connection, Message, SocketConnection
from pipeline.preview.edits import renewed
from pipeline.preview.playing.dry_run import DryRun, planned
from pipeline.preview.playing.frame_sender import FrameSender
from pipeline.preview.playing.paint_server import RemotePainter
from scenes._kit.lesson.beat import Beat

STRIDE = 0.08
"""Seconds of computing from one checkpoint to the next, at least: a fork repeats no more."""
_BACKGROUND, _LATER = 10, 1.5
"""The niceness of what is not waited for, and the seconds that it leaves to what is."""


class Places(NamedTuple):
    """The addresses of the server and of the process that draws, and the folder for manim's
    files."""

    server: str
    paint: str
    media: str


def play_through(places: Places, message: Message) -> NoReturn:
    """Plays the scene of a request, and ends this process."""
    os.setpgid(0, 0)  # a playthrough is a process group
    playthrough = {"playthrough": message["playthrough"], "run": 1}
    dry_run = CheckpointedRun(places, playthrough)
    with suppress(OSError):  # the server is gone
        if job := planned(message, dry_run.send):
            dry_run.play(job, places.media)  # here, and in all that go on from a checkpoint
    os._exit(0)


class CheckpointedRun(DryRun):
    """Leaves checkpoints at the begin of beats, and wherever much was computed since the last."""

    def __init__(self, places: Places, playthrough: Message) -> None:
        self._places = places
        super().__init__(self._connected("dry_run", playthrough), playthrough)
        self._since = time.process_time()

    def _connected(self, role: str, playthrough: Message, **more: Any) -> SocketConnection:
        hello = {"role": role, "pid": os.getpid(), **playthrough, **more}
        return SocketConnection(self._places.server, hello)

    def on_beat_begin(self, scene: Any, beat: Beat) -> None:
        self._leave_checkpoint(scene, beat.name)

    def on_play_begin(self, scene: Any) -> None:
        if time.process_time() - self._since > STRIDE:
            self._leave_checkpoint(scene, None)

    def painter(self, size: tuple[int, int]) -> FramePainter | None:
        single = self.sender is not None and not self.sender.to_the_end
        return RemotePainter(self._places.paint, size) if single else None

    def on_frame(self, pixels: np.ndarray, repeat: int) -> None:
        super().on_frame(pixels, repeat)
        if self.sender is not None and not self.sender.to_the_end:
            os._exit(0)

    def aside(self, task: Callable[[Connection], None]) -> None:
        if os.fork() == 0:
            os.nice(_BACKGROUND)
            time.sleep(_LATER)
            try:
                task(self._connected("aside", self.playthrough))
            finally:
                os._exit(0)

    def _leave_checkpoint(self, scene: Any, beat: str | None) -> None:
        """Leaves a sleeping fork; returns in this process, and in each that is to play on."""
        if self.sender is not None:
            return
        if os.fork():
            self._since = time.process_time()
            return
        place = {"frame": scene.frame, "beat": beat}
        self.connection = connection = self._connected("checkpoint", self.playthrough, **place)
        while (message := connection.receive()) is not None:
            if os.fork() == 0:
                children.die_with_parent()
                connection.close()
                self._wake(scene, beat, message)
                return
        os._exit(0)

    def _wake(self, scene: Any, beat: str | None, message: Message) -> None:
        """Becomes a process that plays on."""
        if message["do"] == "renew":
            self.playthrough = {**self.playthrough, "run": message["run"]}
            self.connection = self._connected("dry_run", self.playthrough)
            _renew(scene)
            self._leave_checkpoint(scene, beat)
        else:
            ticket = message["ticket"]
            self.connection = self._connected("renderer", self.playthrough, ticket=ticket)
            self.sender = FrameSender(self.connection, self.playthrough, message)


def _renew(scene: Any) -> None:
    """Gives the scene's methods the code that now stands in its file."""
    lesson = type(scene)
    file = Path(str(sys.modules[lesson.__module__].__file__))
    for name, function in renewed(lesson, file).items():
        setattr(lesson, name, function)
