"""The warm process: whatever takes long to import is there; each task is done in a fork of it.

Run as a module with an address and a folder, it imports what is not ours, and forks a child for
what is (calclib, engine, scenes/_kit): an edit of these needs a new child alone. Scenes and their
figures are imported in the forks that play them.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from typing import NoReturn

from pipeline import children
from pipeline.preview.link import Link, Message
from pipeline.preview.playing import typesetter

_OUTSIDE = (
    "pipeline.rendering.manim_settings",  # manim, without anybody's manim.cfg
    *(
        "contourpy",
        "lark",
        "mapbox_earcut",
        "moderngl",
        "mpmath",
        "pydantic",
        "PIL.JpegImagePlugin",
    ),
    *("scipy.integrate", "scipy.interpolate", "scipy.optimize", "scipy.spatial", "sympy"),
)
_OURS = (
    *("engine.renderer", "scenes._kit.lesson.lesson", "pipeline.rendering.play"),
    *(
        "pipeline.preview.playing.parts",
        "pipeline.preview.playing.rehearsal",
        "pipeline.lecture.plan",
    ),
)


def main(address: str, folder: str) -> NoReturn:
    """The process that has imported what is not ours: it makes a child for what is, on demand."""
    children.adopt()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no child is waited for
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's
    sys.dont_write_bytecode = True  # a file saved twice in a second may have the same date
    os.dup2(2, 1)  # whatever a scene prints
    children.die_with_parent()
    typesetter.start(f"{folder}/typst")
    for module in _OUTSIDE:
        import_module(module)
    renew = {"renew": lambda message: _ours(address, folder, message["number"])}
    _serve(address, {"role": "outside", "pid": os.getpid()}, renew)


def _ours(address: str, folder: str, number: int) -> NoReturn:
    """The process that has imported what is ours: it plays scenes in forks of itself. `number`
    tells it from those begun before and after an edit."""
    who = {"pid": os.getpid(), "number": number}
    try:
        for module in _OURS:
            import_module(module)
        from pipeline.preview.playing import parts, rehearsal
    except Exception as error:  # somebody is just writing it
        Link(address, {"role": "broken", "problem": _import_problem(error), **who})
        os._exit(0)
    tasks = {
        "load": lambda message: rehearsal.rehearse(address, folder, message),
        "parts": lambda message: parts.tell(address, message),
    }
    _serve(address, {"role": "ours", **who}, tasks)


def _import_problem(error: Exception) -> Message:
    from pipeline.errors import RenderError
    from pipeline.preview.problems import problem

    failed = RenderError("", "", "", "".join(traceback.format_exception(error)))
    failed.__cause__ = error
    return problem(failed)


def _serve(
    address: str, hello: Message, tasks: dict[str, Callable[[Message], NoReturn]]
) -> NoReturn:
    """Does each task asked for in a fork, until the server is gone."""
    gc.collect()
    gc.freeze()  # so that no collection copies what forks share
    link = Link(address, hello)
    while (message := link.receive()) is not None:
        if os.fork() == 0:
            link.close()
            children.die_with_parent()
            tasks[message["do"]](message)
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
