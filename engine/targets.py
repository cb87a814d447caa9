"""Framebuffers of one size: the picture, the world before smoothing, and translucent layers."""

from __future__ import annotations

from dataclasses import dataclass

import moderngl


@dataclass(frozen=True, eq=False)
class Target:
    """A framebuffer with its colours and its depth, both readable by shaders."""

    frame: moderngl.Framebuffer
    color: moderngl.Texture
    depth: moderngl.Texture


class Targets:
    """The framebuffers for pictures of (width, height) pixels, made when first used."""

    def __init__(self, gl: moderngl.Context, size: tuple[int, int]) -> None:
        self._gl, self.size = gl, size
        self.world = self.target()
        self.picture = self.target(self.world.depth)
        self._layers: list[Target] = []
        self._veil: Target | None = None

    def target(self, depth: moderngl.Texture | None = None) -> Target:
        """A new framebuffer, with a depth of its own unless one is given."""
        color = self._gl.texture(self.size, 4)
        color.filter = (moderngl.LINEAR, moderngl.LINEAR)
        color.repeat_x = color.repeat_y = False
        if depth is None:
            depth = self._gl.depth_texture(self.size)
            depth.compare_func = ""
            depth.filter = (moderngl.NEAREST, moderngl.NEAREST)
        return Target(self._gl.framebuffer([color], depth), color, depth)

    def layer(self, index: int) -> Target:
        """The framebuffer of a translucent layer."""
        while len(self._layers) <= index:
            self._layers.append(self.target())
        return self._layers[index]

    @property
    def veil(self) -> Target:
        """Where the depth of the nearest of several translucent surfaces is kept."""
        if self._veil is None:
            self._veil = self.target()
        return self._veil
