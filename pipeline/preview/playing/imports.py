"""What the processes of the preview import before they play: it takes 1 to 2 seconds.

Scenes and their figures are not among it; they are imported by the process that plays them.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from pkgutil import walk_packages

from pipeline.preview.connection import Message

LIBRARIES = (
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
    *("scipy.integrate", "scipy.interpolate", "scipy.ndimage", "scipy.optimize"),
    *("scipy.sparse.csgraph", "scipy.spatial", "sympy", "sympy.tensor.tensor"),
)
PROJECT = (
    *("pipeline.rendering.play", "pipeline.preview.playing.checkpoints"),
    *("pipeline.preview.playing.parts", "pipeline.lecture.plan"),
    *("calclib", "engine", "scenes._kit"),
)


def import_all(modules: Iterable[str]) -> Message | None:
    """Imports modules, and all in a package of the project; returns what is wrong with one of them,
    as the page shows it, or None.

    They are read from their sources where these are edited: a file saved twice in a second may
    have the same date as its bytecode.
    """
    sys.dont_write_bytecode = True
    try:
        for name in modules:
            module = import_module(name)
            if name in PROJECT and hasattr(module, "__path__"):
                for each in walk_packages(module.__path__, f"{name}."):
                    import_module(each.name)
    except Exception as error:  # somebody is just writing it
        return _problem(error)
    return None


def import_project() -> Message | None:
    """Imports the project as `import_all` does, and reads the grammar of what users type, and the
    scenes' files as far as they are right."""
    problem = import_all(PROJECT)
    if problem is None:
        from calclib.expression import parse
        from pipeline.catalog import SCENES
        from pipeline.scene_files import parsed

        parse("x")
        for path in SCENES.glob("*.py"):
            with suppress(SyntaxError, ValueError, OSError):
                parsed(path.read_bytes())
    return problem


def _problem(error: Exception) -> Message:
    from pipeline.errors import RenderError
    from pipeline.preview.problems import problem

    failed = RenderError("", "", "", "".join(traceback.format_exception(error)))
    failed.__cause__ = error
    return problem(failed)
