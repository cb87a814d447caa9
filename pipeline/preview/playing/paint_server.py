"""One process that draws the single frames of all forks: its OpenGL context is open and warm.

A context cannot be carried across a fork, and to open one and draw a first frame takes 150 ms; a
further frame takes 15. So a fork sends what is to be drawn, 5 ms, and draws itself only where
nobody answers.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import NoReturn

import numpy as np

import pipeline.rendering.manim_settings  # noqa: F401 (it imports manim, before others do)
from engine.camera import EngineCamera
from engine.drawing.frame_data import packed, unpacked
from engine.drawing.painter import Painter
from engine.gl.context import ChannelOrder
from engine.items import Item
from pipeline import children

PATIENCE = 5.0
"""Seconds after which a fork draws itself."""


def start(address: str, last: Path) -> None:
    """Forks the process; it answers at an address (a socket's path) until its parent ends.

    `last`: the file of the last frame drawn, which the next such process draws to be warm.
    """
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(address)
    listening.listen()
    if os.fork() == 0:
        children.die_with_parent()
        _serve(listening, last)
    listening.close()


def _serve(listening: socket.socket, last: Path) -> NoReturn:
    painters: dict[tuple[int, int], Painter] = {}
    with suppress(Exception):  # the classes in the file may have been edited since
        _painted(last.read_bytes(), painters)
    while True:
        connection = Connection(listening.accept()[0].detach())
        with suppress(EOFError, OSError), connection:  # whoever asked may be gone
            data = connection.recv_bytes()
            painter = _painted(data, painters)
            connection.send_bytes(painter.pixels(connection.recv()).tobytes())
            last.write_bytes(data)


def _painted(data: bytes, painters: dict[tuple[int, int], Painter]) -> Painter:
    """The painter of the size of a frame, with that frame painted."""
    items, camera = unpacked(data)
    if camera.size not in painters:
        painters.clear()
        painters[camera.size] = Painter(camera.size)
    painters[camera.size].paint(items, camera)
    return painters[camera.size]


class RemotePainter:
    """Has frames drawn by the process at an address; draws them itself if it does not answer."""

    usable = True

    def __init__(self, address: str, size: tuple[int, int]) -> None:
        self._address, self.size = address, size
        self._connection: Connection | None = None
        self._own: Painter | None = None

    def paint(self, items: Sequence[Item], camera: EngineCamera) -> None:
        """Submits a frame, without waiting for it."""
        self._items, self._camera, self._connection = items, camera, None
        with suppress(Exception):  # nobody answers, or a mobject cannot be sent
            data = packed(items, camera)
            connection = Client(self._address, "AF_UNIX")
            connection.send_bytes(data)
            self._connection = connection

    def pixels(self, order: ChannelOrder = "RGBA") -> np.ndarray:
        """The last frame, as `Painter.pixels` gives it."""
        if self._connection is not None:
            with suppress(EOFError, OSError), self._connection as connection:
                connection.send(order)
                if connection.poll(PATIENCE):
                    width, height = self.size
                    return np.frombuffer(connection.recv_bytes(), np.uint8).reshape(
                        height, width, 4
                    )
        self._own = self._own or Painter(self.size)
        self._own.paint(self._items, self._camera)
        return self._own.pixels(order)
