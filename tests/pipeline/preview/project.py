"""A copy of the project whose files may be edited, its preview, and what a page would ask of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from PIL import Image
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from tests.pipeline.processes import PATIENCE
from tests.pipeline.videos import ROOT

PARTS = ("calclib", "engine", "scenes", "pipeline", "lectures")
Message = dict[str, Any]


def copied(folder: Path) -> Path:
    """A copy of the project."""
    for part in PARTS:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / part, folder / part, ignore=ignored)
    shutil.copy(ROOT / "render.py", folder)
    return folder


def program(project: Path, *arguments: str) -> list[str]:
    """The command that runs the copy."""
    return [sys.executable, str(project / "render.py"), *arguments]


@contextmanager
def previewing(project: Path, *arguments: str) -> Iterator[Page]:
    """A preview of the copy, and a page that is connected to it."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    process = subprocess.Popen(
        program(project, "preview", *arguments),
        cwd=project,
        env={**environment, "TMPDIR": str(project)},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    address = process.stdout.readline().strip().removeprefix("http://")
    try:
        with connect(
            f"ws://{address}socket", origin=Origin(f"http://{address.rstrip('/')}"), max_size=None
        ) as socket:
            yield Page(socket, address, process)
    finally:
        process.terminate()
        process.wait(PATIENCE)


class Page:
    """What a page does and sees, without a browser."""

    def __init__(self, socket: ClientConnection, address: str, process: subprocess.Popen) -> None:
        self.socket, self.address, self.process = socket, address, process
        self.known = self.until(lambda message: "parts" in message)
        self.timeline: Message = {}
        self.requests = 0

    def open(self, scene: str, moment: Message | None = None, **parameters: str) -> None:
        """Opens a scene, draft quality."""
        part = [each["scene"] for each in self.known["parts"]].index(scene)
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

    def processes(self) -> list[psutil.Process]:
        """All that the preview has started."""
        return psutil.Process(self.process.pid).children(recursive=True)


def _unpacked(message: str | bytes) -> Message:
    if isinstance(message, str):
        return json.loads(message)
    length = int.from_bytes(message[:4], "big")
    return {**json.loads(message[4 : 4 + length]), "body": message[4 + length :]}
