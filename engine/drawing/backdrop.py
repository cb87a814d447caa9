"""`Backdrop`: a picture behind the whole frame, for a camera that has one."""

from __future__ import annotations

import zlib

import moderngl
import numpy as np

from engine.errors import CannotDrawError
from engine.gl.alpha import premultiplied
from engine.gl.context import Context
from engine.gl.quad_blitter import QuadBlitter


class Backdrop:
    """Draws pictures of a size in pixels; the last one stays on the graphics card."""

    def __init__(self, context: Context, size: tuple[int, int]) -> None:
        self._context, self._size = context, size
        self._blitter = QuadBlitter(context, size)
        self._shown: tuple[int, moderngl.Texture] | None = None

    def draw(self, picture: np.ndarray) -> bool:
        """Draws a picture (height, width, 4), straight alpha, behind all that the bound framebuffer
        holds; returns whether it is opaque. Raises CannotDrawError for one of another size."""
        width, height = self._size
        if picture.shape != (height, width, 4):
            found = "x".join(map(str, picture.shape[1::-1]))
            raise CannotDrawError(f"a background_image of {found} pixels behind {width}x{height}")
        pixels = np.ascontiguousarray(picture, np.uint8)
        texture = self._texture(pixels)
        whole = np.array([[0, 0, width, height]], float)
        gl = self._context.gl
        gl.blend_func = moderngl.ONE_MINUS_DST_ALPHA, moderngl.ONE
        self._blitter.blit(texture, whole, whole[:, :2])
        gl.blend_func = moderngl.ONE, moderngl.ONE_MINUS_SRC_ALPHA
        return bool(pixels[..., 3].min() == 255)

    def _texture(self, pixels: np.ndarray) -> moderngl.Texture:
        key = zlib.crc32(pixels.data)
        if self._shown is None or self._shown[0] != key:
            texture = self._context.color_texture(self._size)
            texture.write(premultiplied(pixels).tobytes(), alignment=4)
            self._shown = (key, texture)
        return self._shown[1]
