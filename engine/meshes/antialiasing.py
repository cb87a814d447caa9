"""Antialiasing of meshes: a pass over ribbons along their edges only.

The cost of a pass in a software renderer is proportional to its pixels.
"""

from __future__ import annotations

import moderngl
import numpy as np

from engine.gl.context import Context, set_uniforms
from engine.view import NEAR, View

SHADER_CONSTANTS = {"NEAR": NEAR}


class Antialiaser:
    """Copies a picture with the edges of meshes smoothed."""

    def __init__(self, context: Context, size: tuple[int, int]) -> None:
        self._gl, self._size = context.gl, size
        self._program = context.program("antialias", "antialias", SHADER_CONSTANTS)

    def smooth(self, picture: moderngl.Texture, edges: np.ndarray, view: View) -> None:
        """Draws ribbons along edges (n, 2, 3) onto the bound framebuffer, which holds a copy of
        the picture."""
        if not len(edges):
            return
        picture.use(0)
        uniforms = {"picture": 0, "size": self._size, "depth_scale": view.depth_scale}
        set_uniforms(self._program, uniforms | {"to_clip": view.uniforms["to_clip"]})
        buffer = self._gl.buffer(np.ascontiguousarray(edges, dtype=np.float32))
        array = self._gl.vertex_array(self._program, [(buffer, "3f4 3f4/i", "a", "b")])
        array.render(moderngl.TRIANGLE_STRIP, vertices=4, instances=len(edges))
