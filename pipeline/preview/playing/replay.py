"""Plays a scene through without drawing, and then from its begin for each request for frames."""

from __future__ import annotations

import pipeline.rendering.manim_settings  # noqa: F401 (it imports manim, before others do)
from engine.drawing.painter import Painter
from engine.observer import FramePainter
from pipeline.preview.connection import Connection, Message
from pipeline.preview.playing.dry_run import DryRun, planned
from pipeline.preview.playing.frame_sender import FrameSender


def play_through(connection: Connection, folder: str, message: Message) -> None:
    """Plays the scene of a request until the server is gone; manim's files go into a folder."""
    playthrough = {"playthrough": message["playthrough"], "run": 1}
    replay = Replay(connection, playthrough)
    job = planned(message, replay.send)
    if job is None:
        return
    replay.play(job, folder)
    while (asked := connection.receive()) is not None:
        if "ticket" in asked:  # else it is for frames that have been sent
            replay.sender = FrameSender(connection, playthrough, asked)
            replay.play(job, folder)
            connection.send({"gone": asked["ticket"], **playthrough})


class Replay(DryRun):
    """Keeps its painter, whose OpenGL context is open and warm, from one play to the next."""

    _kept: Painter | None = None

    def painter(self, size: tuple[int, int]) -> FramePainter | None:
        self._kept = self._kept or Painter(size)
        return self._kept
