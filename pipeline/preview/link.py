"""`Link`: whole messages between a process of the preview and its server.

A message is a JSON object and bytes behind it, after two lengths of four bytes each: of the object,
and of the bytes.
"""

from __future__ import annotations

import json
import select
import socket
import struct
from typing import Any

LENGTHS = struct.Struct("!II")

Message = dict[str, Any]


def packed(message: Message, body: bytes = b"") -> bytes:
    """A message as it travels."""
    header = json.dumps(message, ensure_ascii=False).encode()
    return LENGTHS.pack(len(header), len(body)) + header + body


class Link:
    """A connection of this process to the server; a forked child needs its own."""

    def __init__(self, address: str, hello: Message) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(address)
        self.send(hello)

    def send(self, message: Message, body: bytes = b"") -> None:
        """Raises OSError where the server is gone."""
        self._socket.sendall(packed(message, body))

    def receive(self) -> Message | None:
        """The next message, which is waited for; None where the server is gone."""
        lengths = self._exactly(LENGTHS.size)
        if lengths is None:
            return None
        header = self._exactly(LENGTHS.unpack(lengths)[0])
        return None if header is None else json.loads(header)

    @property
    def waiting(self) -> bool:
        """Whether there is a message to receive, or the server is gone."""
        return bool(select.select([self._socket], [], [], 0)[0])

    def close(self) -> None:
        """Closes this process's end."""
        self._socket.close()

    def _exactly(self, count: int) -> bytes | None:
        found = b""
        while len(found) < count:
            try:
                more = self._socket.recv(count - len(found))
            except ConnectionError:
                return None
            if not more:
                return None
            found += more
        return found
