"""A process that waits with everything imported, and plays one scene: where forks do not work.

It is run as a module with a folder for manim's files.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

from pipeline import children
from pipeline.preview.connection import StandardConnection
from pipeline.preview.playing.imports import LIBRARIES, import_all, import_project


def main(folder: str) -> NoReturn:
    """Says that everything is imported, or what is wrong, and does the tasks that come."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's
    children.die_with_parent()
    connection = StandardConnection()
    import_all(LIBRARIES)
    problem = import_project()
    connection.send({"role": "broken" if problem else "project", "problem": problem})
    with suppress(OSError):  # the server is gone
        while problem is None and (message := connection.receive()) is not None:
            from pipeline.preview.playing import parts, replay

            if message["do"] == "parts":
                parts.tell(connection, message)
                break  # it has imported scenes, which may be edited
            replay.play_through(connection, folder, message)
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
