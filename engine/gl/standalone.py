"""An OpenGL context without a window, or one line that says which package is missing."""

from __future__ import annotations

import sys
from ctypes.util import find_library
from typing import Any

import moderngl

REQUIRED = 330
"""OpenGL 3.3 core."""
LIBRARIES = {"EGL": "libegl1", "GL": "libgl1"}
"""What is loaded on Linux, and the Debian packages that hold it."""
DRIVER = "libgl1-mesa-dri"
"""Debian's package of Mesa's drivers, llvmpipe among them, which needs no graphics card."""


class NoOpenGLError(RuntimeError):
    """No OpenGL context can be had; the message says in one line what to do."""


def open_context() -> moderngl.Context:
    """A new OpenGL 3.3 context of this process, current from now on.

    Raises NoOpenGLError.
    """
    linux = sys.platform.startswith("linux")
    settings: dict[str, Any] = {"backend": "egl"} if linux else {}
    try:
        return moderngl.create_context(standalone=True, require=REQUIRED, **settings)
    except Exception as error:  # moderngl raises a bare Exception
        cause = " ".join(str(error).split())
        raise NoOpenGLError(_mend(cause) if linux else f"no OpenGL 3.3: {cause}") from error


def probe() -> str:
    """Opens a context and closes it again; what draws, such as `llvmpipe (LLVM 15.0.6, 256 bits),
    4.5 (Core Profile) Mesa 22.3.6`.

    Raises NoOpenGLError.
    """
    context = open_context()
    try:
        return f"{context.info['GL_RENDERER']}, {context.info['GL_VERSION']}"
    finally:
        context.release()


def _mend(cause: str) -> str:
    """Which package is missing: a library that cannot be loaded or found, or else the driver."""
    missing = [
        package
        for name, package in LIBRARIES.items()
        if f"lib{name}.so" in cause or find_library(name) is None
    ]
    packages = " ".join(missing or [DRIVER])
    return f"no OpenGL 3.3 ({cause}); on Debian or Ubuntu: apt-get install {packages}"
