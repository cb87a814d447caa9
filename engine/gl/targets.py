"""Framebuffers of one size, and what is known to be in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import moderngl

from engine.gl.context import Context


@dataclass(eq=False)
class Target:
    """A framebuffer with its colours and its depth, both readable by shaders.

    `canvas` is the same colours without the depth. `holds` says what was drawn into it last, so
    that it need not be drawn again; None after anything else. `tiles` are those that a layer may
    cover.
    """

    frame: moderngl.Framebuffer
    canvas: moderngl.Framebuffer
    color: moderngl.Texture
    depth: moderngl.Texture
    holds: Any = field(default=None)
    tiles: Any = field(default=None)


class Targets:
    """The framebuffers for pictures of one size in pixels, made when first used.

    "solid" is what is opaque, "calm" the same with its edges smoothed, "world" what is opaque with
    translucent surfaces over it, "picture" the frame, "kept" a lower part of it, "clear" without
    any colour; all share one depth, that of what is opaque. Others have a depth of their own.
    """

    SHARED = ("solid", "calm", "world", "picture", "kept", "clear")

    def __init__(self, context: Context, size: tuple[int, int]) -> None:
        self._context, self._gl, self.size = context, context.gl, size
        self._made: dict[str, Target] = {}

    def __getitem__(self, name: str) -> Target:
        if name not in self._made:
            shared = name in self.SHARED[1:]
            smooth = name in ("solid", "world")  # what the smoothing of edges reads from
            made = self._target(self["solid"].depth if shared else None, smooth)
            made.canvas.clear(0.0, 0.0, 0.0, 0.0)
            self._made[name] = made
        return self._made[name]

    def _target(self, depth: moderngl.Texture | None, smooth: bool) -> Target:
        color = self._context.colors(self.size)
        if smooth:
            color.filter = (moderngl.LINEAR, moderngl.LINEAR)
        if depth is None:
            depth = self._gl.depth_texture(self.size)
            depth.compare_func = ""
            depth.filter = (moderngl.NEAREST, moderngl.NEAREST)
        frame = self._gl.framebuffer([color], depth)
        return Target(frame, self._gl.framebuffer([color]), color, depth)
