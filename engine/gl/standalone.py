"""An OpenGL context without a window, or an error that names the missing package."""

from __future__ import annotations

import sys
from ctypes.util import find_library
from typing import Any

import moderngl

REQUIRED_VERSION = 330
"""OpenGL 3.3 core."""
LIBRARIES = {"EGL": "libegl1", "GL": "libgl1"}
"""The libraries loaded on Linux, and their Debian packages."""
DRIVER = "libgl1-mesa-dri"
"""Debian's package of Mesa's drivers, including llvmpipe, which needs no graphics card."""


class NoOpenGLError(RuntimeError):
    """No OpenGL context can be opened; the message says in one line what to do."""


def open_context() -> moderngl.Context:
    """A new OpenGL 3.3 context of this process, current from now on.

    Raises NoOpenGLError.
    """
    linux = sys.platform.startswith("linux")
    settings: dict[str, Any] = {"backend": "egl"} if linux else {}
    try:
        return moderngl.create_context(standalone=True, require=REQUIRED_VERSION, **settings)
    except Exception as error:  # moderngl raises a bare Exception
        cause = " ".join(str(error).split())
        raise NoOpenGLError(_hint(cause) if linux else f"no OpenGL 3.3: {cause}") from error


def probe() -> str:
    """The renderer and version of OpenGL, such as `llvmpipe (LLVM 15.0.6, 256 bits), 4.5 (Core
    Profile) Mesa 22.3.6`; opens a context and closes it again.

    Raises NoOpenGLError.
    """
    context = open_context()
    try:
        return f"{context.info['GL_RENDERER']}, {context.info['GL_VERSION']}"
    finally:
        context.release()


def _hint(cause: str) -> str:
    """The error message with the missing packages: of libraries not found, or else the driver."""
    missing = [
        package
        for name, package in LIBRARIES.items()
        if f"lib{name}.so" in cause or find_library(name) is None
    ]
    packages = " ".join(missing or [DRIVER])
    return f"no OpenGL 3.3 ({cause}); on Debian or Ubuntu: apt-get install {packages}"
