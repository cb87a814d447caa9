"""Framebuffers of one size, with their known contents."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import moderngl
import numpy as np

from engine.gl.context import Context


@dataclass(eq=False)
class RenderTarget:
    """A framebuffer with its colours and its depth, both readable by shaders.

    `color_only` has the same colours without the depth. `content` is the key of what was last drawn
    into it, so that it need not be drawn again; None if unknown. `tiles` are those that a layer may
    cover.
    """

    framebuffer: moderngl.Framebuffer
    color_only: moderngl.Framebuffer
    color: moderngl.Texture
    depth: moderngl.Texture
    content: Any = None
    tiles: np.ndarray = field(default_factory=lambda: np.zeros((0, 0), bool))


class RenderTargets:
    """The framebuffers for pictures of one size in pixels, each made when first used.

    All but the layers share the depth of the opaque target.
    """

    def __init__(self, context: Context, size: tuple[int, int]) -> None:
        self._context, self._gl, self.size = context, context.gl, size
        self._layers: dict[int, RenderTarget] = {}

    @cached_property
    def _depth(self) -> moderngl.Texture:
        return self._new_depth()

    @cached_property
    def opaque(self) -> RenderTarget:
        """The opaque part of the world."""
        return self._new_target(self._depth, smooth=True)

    @cached_property
    def antialiased(self) -> RenderTarget:
        """The opaque part with antialiased edges."""
        return self._new_target(self._depth)

    @cached_property
    def blended(self) -> RenderTarget:
        """The opaque part with translucent surfaces blended over it."""
        return self._new_target(self._depth, smooth=True)

    @cached_property
    def picture(self) -> RenderTarget:
        """The frame."""
        return self._new_target(self._depth)

    @cached_property
    def snapshot(self) -> RenderTarget:
        """A lower part of the frame, which the next frame may share."""
        return self._new_target(self._depth)

    @cached_property
    def empty(self) -> RenderTarget:
        """No colour, with the depth of the opaque part."""
        return self._new_target(self._depth)

    def layer(self, index: int) -> RenderTarget:
        """The layer of a translucent surface, with its own depth."""
        if index not in self._layers:
            self._layers[index] = self._new_target(self._new_depth())
        return self._layers[index]

    def _new_target(self, depth: moderngl.Texture, smooth: bool = False) -> RenderTarget:
        """A target; `smooth`: filtered linearly, for antialiasing to read between pixels."""
        color = self._context.color_texture(self.size)
        if smooth:
            color.filter = (moderngl.LINEAR, moderngl.LINEAR)
        framebuffer, color_only = (
            self._gl.framebuffer([color], depth),
            self._gl.framebuffer([color]),
        )
        color_only.clear(0.0, 0.0, 0.0, 0.0)
        return RenderTarget(framebuffer, color_only, color, depth)

    def _new_depth(self) -> moderngl.Texture:
        depth = self._gl.depth_texture(self.size)
        depth.compare_func = ""
        depth.filter = (moderngl.NEAREST, moderngl.NEAREST)
        return depth
