"""Checks of the machine before a scene is started. Free of manim."""

from __future__ import annotations

from functools import cache

from pipeline.errors import MachineError


@cache
def require_opengl() -> str:
    """The OpenGL renderer, such as "llvmpipe (LLVM 15.0.6, 256 bits), 4.5 ...".

    Raises MachineError without OpenGL. Takes a fraction of a second, so it is called before manim
    is loaded and before a scene typesets anything.
    """
    from engine.gl.standalone import NoOpenGLError, probe

    try:
        return probe()
    except NoOpenGLError as error:
        raise MachineError(str(error)) from error
