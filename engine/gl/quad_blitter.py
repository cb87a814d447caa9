"""`QuadBlitter`: copies rectangles of a texture to the picture, pixel for pixel.

llvmpipe draws them with its linear rasterizer, several times as fast as otherwise, on conditions:
no depth, textures and target stored as BGRA (`Context.color_texture`), two triangles for each
rectangle, nothing outside the picture.
"""

from __future__ import annotations

import moderngl
import numpy as np

from engine.gl.context import Context, set_uniforms

CORNERS = ((0, 1), (2, 1), (0, 3), (2, 1), (2, 3), (0, 3))
"""Indices in (x0, y0, x1, y1) of the corners of two triangles."""


class QuadBlitter:
    """Blends rectangles of textures over a framebuffer of a size in pixels."""

    def __init__(self, context: Context, size: tuple[int, int]) -> None:
        self._gl, self._size = context.gl, size
        self._program = context.program("blit", "blit")

    def blit(self, texture: moderngl.Texture, areas: np.ndarray, origins: np.ndarray) -> None:
        """Blends parts of a texture over the bound framebuffer: `areas` (n, 4) of x0, y0, x1, y1 in
        pixels, and `origins` (n, 2), their corners in the texture in texels."""
        if not len(areas):
            return
        texture.use(0)
        uniforms = {"source": 0, "size": self._size, "source_size": texture.size}
        set_uniforms(self._program, uniforms)
        shift = origins - areas[:, :2]
        corners = np.empty((len(areas), len(CORNERS), 4), np.float32)
        corners[..., :2] = areas[:, CORNERS]
        corners[..., 2:] = corners[..., :2] + shift[:, None]
        self._gl.enable_only(moderngl.BLEND)
        array = self._gl.vertex_array(self._program, [(self._gl.buffer(corners), "4f4", "corner")])
        array.render(moderngl.TRIANGLES)
