"""`FrameSender`: sends what a request asks for: one frame, or all from there on to an end."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from PIL import Image

from engine.observer import ALL_FRAMES, FINISHED, FrameObserver
from pipeline.preview.connection import Connection, Message

AHEAD = 30
"""Frames that a play may be ahead of the clock of the page that shows it."""
_STILL, _MOVING = {"quality": 92, "subsampling": 0}, {"quality": 85, "subsampling": 2}
"""JPEG's settings: a picture that is looked at has the colours of every pixel."""


class FrameSender(FrameObserver):
    """Sends the frames that a message asks for, with the number of its playthrough."""

    def __init__(self, connection: Connection, playthrough: Message, message: Message) -> None:
        self._connection = connection
        self._number, self.ticket = playthrough["playthrough"], message["ticket"]
        self._as = message["do"]
        self.to_the_end = self._as == "play"
        first = message["frame"]
        end = message.get("until") or ALL_FRAMES.stop
        self.frames = range(first, end if self.to_the_end else first + 1)
        self._clock, self._stopped = first, False
        self._next: int | None = None

    def skips(self, frame: int) -> bool:
        """Whether a frame of a play comes too late to be seen; waits while it comes too early."""
        if not self.to_the_end:
            return False
        while not self._stopped and (self._connection.waiting or frame > self._clock + AHEAD):
            message = self._connection.receive()
            if message is None or message.get("do") == "stop":
                self.frames, self._stopped = FINISHED, True
            else:
                self._clock = max(self._clock, message["frame"])
        return self._stopped or frame < self._clock

    def on_drawn(self, scene: Any, frame: int) -> None:
        if self._next is None:
            self._next = frame

    def on_frame(self, pixels: np.ndarray, repeat: int) -> None:
        frame, self._next = self._next, None
        still = self._as == "still"
        moving = self.to_the_end and repeat == 1
        body = _png(pixels) if still else _jpeg(pixels, _MOVING if moving else _STILL)
        whose = {"playthrough": self._number, "ticket": self.ticket}
        self._connection.send({"picture": self._as, "frame": frame, **whose}, body)


def _jpeg(pixels: np.ndarray, settings: dict[str, int]) -> bytes:
    return _saved(pixels, "JPEG", settings)


def _png(pixels: np.ndarray) -> bytes:
    return _saved(pixels, "PNG", {})


def _saved(pixels: np.ndarray, kind: str, settings: dict[str, int]) -> bytes:
    picture = Image.frombuffer("RGB", pixels.shape[1::-1], pixels, "raw", "BGRX")
    file = io.BytesIO()
    picture.save(file, kind, **settings)
    return file.getvalue()
