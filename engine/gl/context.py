"""`Context`: the engine's interface to OpenGL, one for each process."""

from __future__ import annotations

import ctypes
import os
import weakref
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

    Raises NoOpenGLError where none can be opened, and in a child forked from a process that had
    one: it lacks the driver's threads, and drawing would wait for them for ever.
    """

    _owner: ClassVar[int | None] = None
    _abandoned: ClassVar[list[tuple[moderngl.Context, int]]] = []
    """Contexts that nothing refers to any more, and their processes: Python may find that out while
    another one draws, so they are released before the next drawing."""

    def __init__(self) -> None:
        if Context._owner not in (None, os.getpid()):
            raise NoOpenGLError(
                "this process was forked from one that had drawn with OpenGL; "
                "fork before the first frame, or start the process with spawn or forkserver"
            )
        self._release_abandoned()
        self.gl = open_context()
        Context._owner = self.process = os.getpid()
        self.gl.gc_mode = "context_gc"
        abandon = weakref.finalize(self, Context._abandoned.append, (self.gl, self.process))
        abandon.atexit = False
        self._flush, self._finish = (_function(self.gl, name) for name in ("glFlush", "glFinish"))
        self._bind = _function(self.gl, "glBindTexture", c_uint, c_uint)
        self._tex_image = _function(
            self.gl, "glTexImage2D", c_uint, *[c_int] * 5, c_uint, c_uint, c_void_p
        )
        self._read = _function(self.gl, "glReadPixels", *[c_int] * 4, c_uint, c_uint, c_void_p)
        self._programs: dict[tuple, moderngl.Program] = {}

    @contextmanager
    def current(self) -> Iterator[None]:
        """Makes this the current context of the process; frees unused resources at the end."""
        self._release_abandoned()
        with self.gl:
            yield
            self.gl.gc()

    @staticmethod
    def _release_abandoned() -> None:
        """Gives back the memory of contexts that are gone, with all that was made in them; a forked
        child leaves its parent's alone."""
        while Context._abandoned:
            gl, process = Context._abandoned.pop()
            if process == os.getpid():
                gl.release()

    @property
    def usable(self) -> bool:
        """Whether this is the process that opened it: a forked child needs its own."""
        return self.process == os.getpid()

    def flush(self) -> None:
        """Starts the commands submitted so far, without waiting for them."""
        self._flush()

    def wait(self) -> None:
        """Waits until everything is drawn, without the GIL, so that other threads (the encoder's)
        go on; moderngl's own calls wait with the GIL held."""
        self._finish()

    def color_texture(self, size: tuple[int, int]) -> moderngl.Texture:
        """A colour texture to draw into and from, stored as BGRA: llvmpipe blits and copies it
        several times as fast (its linear rasterizer supports no other order)."""
        texture = self.gl.texture(size, 4)
        texture.filter = (moderngl.NEAREST, moderngl.NEAREST)
        texture.repeat_x = texture.repeat_y = False
        self._bind(GL_TEXTURE_2D, texture.glo)
        self._tex_image(
            GL_TEXTURE_2D, 0, GL_RGBA, *size, 0, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV, None
        )
        return texture

    def read(
        self, framebuffer: moderngl.Framebuffer, pixels: np.ndarray, order: ChannelOrder
    ) -> None:
        """Reads a framebuffer's colours into an array (height, width, 4) of uint8."""
        framebuffer.use()
        height, width = pixels.shape[:2]
        gl_format = GL_BGRA if order == "BGRA" else GL_RGBA
        self._read(0, 0, width, height, gl_format, GL_UNSIGNED_BYTE, pixels.ctypes.data)

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
    """Sets the values that the program uses; GLSL removes unused uniforms."""
    for name, value in values.items():
        if name in program:
            program[name] = value


def buffer_layout(
    program: moderngl.Program, formats: Sequence[str], names: Sequence[str]
) -> tuple[str, ...]:
    """A buffer's layout for moderngl: its format, with unused fields as padding, then the names of
    the attributes that the program uses."""
    used = [name for name in names if name in program]
    fields = [
        field if name in used else field.replace("f", "x")
        for field, name in zip(formats, names, strict=False)
    ]
    return (" ".join(fields) + "".join(formats[len(names) :]), *used)


def _function(gl: moderngl.Context, name: str, *types: type) -> Callable[..., None]:
    """An OpenGL function that returns nothing, called through ctypes, which releases the GIL."""
    address = gl.mglo._context.load_opengl_function(name)  # type: ignore[attr-defined]
    return ctypes.CFUNCTYPE(None, *types)(address)
