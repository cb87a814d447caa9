"""`Shot`: a process that plays on from a checkpoint and draws: one frame, or all to the end."""

from __future__ import annotations

import io
import os
from typing import Any

import numpy as np
from PIL import Image

from engine.observer import ALL_FRAMES, FrameObserver
from pipeline.preview.link import Link, Message

AHEAD = 30
"""Frames that a play may be ahead of the clock of the page that shows it."""
_STILL, _MOVING = {"quality": 92, "subsampling": 0}, {"quality": 85, "subsampling": 2}
"""JPEG's settings: a picture that is looked at has the colours of every pixel."""


class Shot(FrameObserver):
    """Draws the frames that a message asks for and sends them; ends the process after the last."""

    def __init__(self, link: Link, take: int, message: Message) -> None:
        self._link, self._take, self.ticket = link, take, message["ticket"]
        self._as = message["do"]
        first = message["frame"]
        self.frames = range(first, ALL_FRAMES.stop if self._as == "play" else first + 1)
        self._clock = first
        self._next: int | None = None

    def skips(self, frame: int) -> bool:
        """Whether a frame of a play comes too late to be seen; waits while it comes too early."""
        if self._as != "play":
            return False
        while self._link.waiting or frame > self._clock + AHEAD:
            message = self._link.receive()
            if message is None:
                os._exit(0)
            self._clock = max(self._clock, message["frame"])
        return frame < self._clock

    def on_drawn(self, scene: Any, frame: int) -> None:
        if self._next is None:
            self._next = frame

    def on_frame(self, pixels: np.ndarray, repeat: int) -> None:
        frame, self._next = self._next, None
        still = self._as == "still"
        body = _png(pixels) if still else _jpeg(pixels, _MOVING if repeat == 1 else _STILL)
        if self._as == "show":
            body = _jpeg(pixels, _STILL)
        self._link.send(
            {"take": self._take, "picture": self._as, "frame": frame, "ticket": self.ticket},
            body,
        )
        if self._as != "play":
            os._exit(0)


def _jpeg(pixels: np.ndarray, settings: dict[str, int]) -> bytes:
    return _saved(
        Image.frombuffer("RGB", pixels.shape[1::-1], pixels, "raw", "BGRX"), "JPEG", settings
    )


def _png(pixels: np.ndarray) -> bytes:
    return _saved(Image.frombuffer("RGB", pixels.shape[1::-1], pixels, "raw", "BGRX"), "PNG", {})


def _saved(picture: Image.Image, kind: str, settings: dict[str, int]) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **settings)
    return file.getvalue()
