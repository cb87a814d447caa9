"""The fork server: it has everything imported, and does each task in a fork of itself.

Run as a module with an address and a folder, it imports the libraries, and forks a child that
imports the project (calclib, engine, scenes/_kit): an edit of these needs a new child alone.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn

from pipeline import children
from pipeline.preview.connection import Message, SocketConnection
from pipeline.preview.playing import typst_server
from pipeline.preview.playing.imports import LIBRARIES, import_all, import_project

Tasks = Mapping[str, Callable[[Message], object]]


def main(address: str, folder: str) -> NoReturn:
    """The process with the libraries: it makes a child with the project, on demand."""
    children.adopt()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no child is waited for
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's
    os.dup2(2, 1)  # whatever a scene prints
    children.die_with_parent()
    typst_server.start(f"{folder}/typst")
    import_all(LIBRARIES)
    renew = {"renew": lambda message: _project(address, folder, message["number"])}
    _serve(address, {"role": "libraries", "pid": os.getpid()}, renew)


def _project(address: str, folder: str, number: int) -> NoReturn:
    """The process with the project, which plays scenes in forks of itself. `number` tells it from
    those begun before and after an edit."""
    who = {"pid": os.getpid(), "number": number}
    problem = import_project()
    if problem is not None:
        SocketConnection(address, {"role": "broken", "problem": problem, **who})
        os._exit(0)
    from pipeline.preview.playing import checkpoints, paint_server, parts

    paint = f"{folder}/paint-{number}"
    paint_server.start(paint, Path(folder) / "last-frame")
    places = checkpoints.Places(address, paint, folder)
    tasks = {
        "load": lambda message: checkpoints.play_through(places, message),
        "parts": lambda message: parts.tell(_aside(address), message),
    }
    _serve(address, {"role": "project", **who}, tasks)


def _aside(address: str) -> SocketConnection:
    return SocketConnection(address, {"role": "aside", "playthrough": None, "pid": os.getpid()})


def _serve(
    address: str, hello: Message, tasks: Mapping[str, Callable[[Message], object]]
) -> NoReturn:
    """Does each task asked for in a fork, until the server is gone."""
    gc.collect()
    gc.freeze()  # so that no collection copies what forks share
    connection = SocketConnection(address, hello)
    while (message := connection.receive()) is not None:
        if os.fork() == 0:
            connection.close()
            children.die_with_parent()
            tasks[message["do"]](message)
            os._exit(0)
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
