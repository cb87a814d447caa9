"""Typst in a process of its own, for all that are forked from the warm process.

Typst keeps a pool of threads once it has compiled something. No fork has these threads, and would
wait for them forever. So the processes of the preview ask a typesetter, which never forks; what it
remembers of one formula makes the next one faster.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Client, Connection
from threading import Thread
from typing import Any, NoReturn

import typst

from pipeline import children

_CALLS = ("compile", "query")


def start(address: str) -> None:
    """Forks the typesetter, and has Typst's functions ask it from now on, here and in all forks."""
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(address)
    listening.listen()
    if os.fork() == 0:
        children.die_with_parent()
        _serve(listening)
    listening.close()
    for name in _CALLS:
        setattr(typst, name, _remote(address, name))
    typst.Fonts = lambda: None


def _serve(listening: socket.socket) -> NoReturn:
    fonts = typst.Fonts()
    while True:
        connection = Connection(listening.accept()[0].detach())
        Thread(target=_answer, args=(connection, fonts), daemon=True).start()


def _answer(connection: Connection, fonts: typst.Fonts) -> None:
    with connection, suppress(EOFError, OSError):  # whoever asked may be gone
        name, arguments, options = connection.recv()
        try:
            answer = getattr(typst, name)(*arguments, **{**options, "font_paths": fonts}), None
        except Exception as error:
            answer = None, error
        connection.send(answer)


def _remote(address: str, name: str) -> Callable[..., Any]:
    def call(*arguments: Any, **options: Any) -> Any:
        with Client(address, "AF_UNIX") as connection:
            connection.send((name, arguments, options))
            result, fault = connection.recv()
        if fault is not None:
            raise fault
        return result

    return call
