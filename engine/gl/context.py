"""`Context`: what the engine calls OpenGL through; one process has its own."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from ctypes import c_int, c_uint, c_void_p
from typing import Any, ClassVar, Literal

import moderngl
import numpy as np

from engine.gl.shader_source import Macros, shader_source
from engine.gl.standalone import NoOpenGLError, open_context

ChannelOrder = Literal["RGBA", "BGRA"]
GL_TEXTURE_2D, GL_RGBA, GL_BGRA = 0x0DE1, 0x1908, 0x80E1
GL_UNSIGNED_BYTE, GL_UNSIGNED_INT_8_8_8_8_REV = 0x1401, 0x8367


class Context:
    """An OpenGL 3.3 context of this process, with the engine's programs.

    Raises NoOpenGLError where none can be had, and in a child forked from a process that had one:
    the driver's threads are not there any more, and drawing would wait for them for ever.
    """

    _owner: ClassVar[int | None] = None

    def __init__(self) -> None:
        if Context._owner not in (None, os.getpid()):
            raise NoOpenGLError(
                "this process was forked from one that had drawn with OpenGL; "
                "fork before the first frame, or start the process with spawn or forkserver"
            )
        self.gl = open_context()
        Context._owner = self.process = os.getpid()
        self.gl.gc_mode = "context_gc"
        self._flush, self._finish = (_function(self.gl, name) for name in ("glFlush", "glFinish"))
        self._bind = _function(self.gl, "glBindTexture", c_uint, c_uint)
        self._image = _function(
            self.gl, "glTexImage2D", c_uint, *[c_int] * 5, c_uint, c_uint, c_void_p
        )
        self._read = _function(self.gl, "glReadPixels", *[c_int] * 4, c_uint, c_uint, c_void_p)
        self._programs: dict[tuple, moderngl.Program] = {}

    @contextmanager
    def current(self) -> Iterator[None]:
        """Makes it the context that OpenGL calls go to, among those of this process; what is no
        longer used is freed."""
        with self.gl:
            yield
            self.gl.gc()

    @property
    def usable(self) -> bool:
        """Whether this is still the process that made it: a forked child needs its own."""
        return self.process == os.getpid()

    def flush(self) -> None:
        """Has OpenGL begin what was asked for so far, while Python goes on."""
        self._flush()

    def wait(self) -> None:
        """Until all is drawn. moderngl's own calls wait as well, but keep Python's other threads
        (the encoder's) waiting with them."""
        self._finish()

    def color_texture(self, size: tuple[int, int]) -> moderngl.Texture:
        """A texture of colours to draw into and from, held as BGRA: so llvmpipe blits rectangles
        to it, and copies it, several times as fast (its linear rasterizer knows no other order).
        """
        made = self.gl.texture(size, 4)
        made.filter = (moderngl.NEAREST, moderngl.NEAREST)
        made.repeat_x = made.repeat_y = False
        self._bind(GL_TEXTURE_2D, made.glo)
        self._image(GL_TEXTURE_2D, 0, GL_RGBA, *size, 0, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV, None)
        return made

    def read(
        self, framebuffer: moderngl.Framebuffer, pixels: np.ndarray, order: ChannelOrder
    ) -> None:
        """Reads a framebuffer's colours into an array (height, width, 4) of uint8."""
        framebuffer.use()
        height, width = pixels.shape[:2]
        code = GL_BGRA if order == "BGRA" else GL_RGBA
        self._read(0, 0, width, height, code, GL_UNSIGNED_BYTE, pixels.ctypes.data)

    def program(self, vertex: str, fragment: str, macros: Macros | None = None) -> moderngl.Program:
        """The program of two files in `shaders/`, compiled once for each choice of macros."""
        macros = macros or {}
        key = (vertex, fragment, *macros.items())
        if key not in self._programs:
            self._programs[key] = self.gl.program(
                vertex_shader=shader_source(f"{vertex}.vert.glsl", macros),
                fragment_shader=shader_source(f"{fragment}.frag.glsl", macros),
            )
        return self._programs[key]


def set_uniforms(program: moderngl.Program, values: Mapping[str, Any]) -> None:
    """Sets those of the values that the program uses; what it does not use, GLSL removes."""
    for name, value in values.items():
        if name in program:
            program[name] = value


def buffer_layout(
    program: moderngl.Program, formats: Sequence[str], names: Sequence[str]
) -> tuple[str, ...]:
    """A buffer's layout for moderngl: its format, fields that the program does not use as padding,
    then the names of those it does."""
    used = [name for name in names if name in program]
    fields = [
        each if name in used else each.replace("f", "x")
        for each, name in zip(formats, names, strict=False)
    ]
    return (" ".join(fields) + "".join(formats[len(names) :]), *used)


def _function(gl: moderngl.Context, name: str, *types: type) -> Callable[..., None]:
    """An OpenGL function that returns nothing, called through ctypes, which releases Python's
    lock."""
    address = gl.mglo._context.load_opengl_function(name)  # type: ignore[attr-defined]
    return ctypes.CFUNCTYPE(None, *types)(address)
