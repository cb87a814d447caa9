"""Connections: whole messages between a process of the preview and its server.

A message is a JSON object and bytes behind it, after two lengths of four bytes each: of the object,
and of the bytes.
"""

from __future__ import annotations

import json
import os
import select
import socket
import struct
import sys
from queue import SimpleQueue
from threading import Thread
from typing import Any, Protocol

LENGTHS = struct.Struct("!II")

Message = dict[str, Any]


def packed(message: Message, body: bytes = b"") -> bytes:
    """A message as it travels."""
    header = json.dumps(message, ensure_ascii=False).encode()
    return LENGTHS.pack(len(header), len(body)) + header + body


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes | None: ...


class Connection(Protocol):
    """What a process of the preview hears and says."""

    def send(self, message: Message, body: bytes = b"") -> None:
        """Raises OSError where the server is gone."""
        ...

    def receive(self) -> Message | None:
        """The next message, which is waited for; None where the server is gone."""
        ...

    @property
    def waiting(self) -> bool:
        """Whether there is a message to receive, or the server is gone."""
        ...


class SocketConnection:
    """A connection by the server's socket; a forked child needs its own."""

    def __init__(self, address: str, hello: Message) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(address)
        self._incoming = self._socket.makefile("rb", buffering=0)
        self.send(hello)

    def send(self, message: Message, body: bytes = b"") -> None:
        """Sends a message and the bytes behind it."""
        self._socket.sendall(packed(message, body))

    def receive(self) -> Message | None:
        """Waits for the next message."""
        return _read(self._incoming)

    @property
    def waiting(self) -> bool:
        """Whether there is something to receive."""
        return bool(select.select([self._socket], [], [], 0)[0])

    def close(self) -> None:
        """Closes this process's end."""
        self._incoming.close()
        self._socket.close()


class StandardConnection:
    """A connection by this process's standard input and output; what is printed goes to its
    standard error. The process ends with its input."""

    def __init__(self) -> None:
        self._outgoing = os.fdopen(os.dup(1), "wb", buffering=0)
        os.dup2(2, 1)
        self._messages = SimpleQueue[Message]()
        Thread(target=self._read_all, args=(sys.stdin.buffer,), daemon=True).start()

    def _read_all(self, incoming: _Readable) -> None:
        while (message := _read(incoming)) is not None:
            self._messages.put(message)
        os._exit(0)

    def send(self, message: Message, body: bytes = b"") -> None:
        """Sends a message and the bytes behind it."""
        left = memoryview(packed(message, body))
        while left:
            left = left[self._outgoing.write(left) :]

    def receive(self) -> Message | None:
        """Waits for the next message."""
        return self._messages.get()

    @property
    def waiting(self) -> bool:
        """Whether there is something to receive."""
        return not self._messages.empty()


def _read(incoming: _Readable) -> Message | None:
    lengths = _exactly(incoming, LENGTHS.size)
    header = _exactly(incoming, LENGTHS.unpack(lengths)[0]) if lengths else None
    return None if header is None else json.loads(header)


def _exactly(incoming: _Readable, count: int) -> bytes | None:
    found = b""
    while len(found) < count:
        try:
            more = incoming.read(count - len(found))
        except ConnectionError:
            return None
        if not more:
            return None
        found += more
    return found
