"""What the machine must have before a scene is worth starting; free of manim."""

from __future__ import annotations

from pipeline.errors import MachineError


def require_opengl() -> str:
    """What draws, such as "llvmpipe (LLVM 15.0.6, 256 bits), 4.5 ...".

    Raises MachineError where there is no OpenGL: tried, in a fraction of a second, before manim is
    loaded and before a scene typesets anything.
    """
    from engine.gl.standalone import NoOpenGLError, probe

    try:
        return probe()
    except NoOpenGLError as error:
        raise MachineError(str(error)) from error
