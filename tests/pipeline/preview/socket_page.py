"""What a page asks of the preview and hears, without a browser."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from tests.pipeline.preview.served_copy import ServedCopy
from tests.pipeline.processes import PATIENCE

Message = dict[str, Any]


@contextmanager
def previewing(copy: ServedCopy, *arguments: str) -> Iterator[Page]:
    """The preview of a copy, and a page that is connected to it; both end with the block."""
    copy.start(*arguments)
    origin = copy.address.rstrip("/")
    try:
        address = f"{origin.replace('http', 'ws')}/socket"
        with connect(address, origin=Origin(origin), max_size=None) as socket:
            yield Page(socket, copy)
    finally:
        copy.stop()


class Page:
    """What a page does and sees, without a browser."""

    def __init__(self, socket: ClientConnection, copy: ServedCopy) -> None:
        self.socket, self.copy = socket, copy
        self.known = self.until(lambda message: "parts" in message)
        self.timeline: Message = {}
        self.requests = 0

    def open(self, scene: str, moment: Message | None = None, **parameters: str) -> None:
        """Opens a scene, draft quality."""
        part = [each["scene"] for each in self.known["parts"]].index(scene)
        self.open_part(part, moment, **parameters)

    def open_part(self, part: int, moment: Message | None = None, **parameters: str) -> None:
        """Opens the part with this number, draft quality."""
        asked = {"part": part, "parameters": parameters, "language": "en", "quality": "draft"}
        self.send({"do": "open", **asked, "at": moment})

    def send(self, message: Message) -> None:
        self.socket.send(json.dumps(message))

    def until(self, holds: Callable[[Message], Any]) -> Message:
        """The first message of which something holds; a picture's bytes are its "body"."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            message = _unpacked(self.socket.recv(timeout=PATIENCE))
            self.timeline = message.get("timeline") or getattr(self, "timeline", {})
            if holds(message):
                return message
        raise AssertionError("it never came")

    def settle(self) -> None:
        """Waits until what was opened or edited is played through."""
        self.until(lambda message: message.get("busy") is True)
        self.until(lambda message: message.get("busy") is False)

    def still(self, frame: int) -> np.ndarray:
        """A frame, to the pixel: RGB."""
        self.requests += 1
        self.send({"do": "still", "frame": frame, "request": self.requests})
        found = self.until(lambda message: message.get("request") == self.requests)
        return np.asarray(Image.open(BytesIO(found["body"])))


def _unpacked(message: str | bytes) -> Message:
    if isinstance(message, str):
        return json.loads(message)
    length = int.from_bytes(message[:4], "big")
    return {**json.loads(message[4 : 4 + length]), "body": message[4 + length :]}
