"""Layers: translucent surfaces, each drawn separately, blended per pixel in depth order."""

from __future__ import annotations

from collections.abc import Sequence

import moderngl
import numpy as np

from engine.gl.context import Context, set_uniforms
from engine.gl.quad_blitter import QuadBlitter
from engine.gl.shader_source import layer_macros
from engine.gl.targets import RenderTarget
from engine.meshes.tiles import rectangles

MAX_LAYERS = 4
"""Translucent surfaces sorted per pixel, at most; further ones are drawn as opaque."""


class LayerCompositor:
    """Blends layers over a framebuffer of a size in pixels."""

    def __init__(self, context: Context, size: tuple[int, int]) -> None:
        self._context, self._gl, self._size = context, context.gl, size
        self._blitter = QuadBlitter(context, size)

    def blend(self, layers: Sequence[RenderTarget], layers_before: int) -> None:
        """Blends over the bound framebuffer, per pixel, the layer with `layers_before` nearer ones.
        Where only one layer is visible, it counts as the nearest."""
        count = np.sum([layer.tiles for layer in layers], axis=0)
        if layers_before == 0:
            for layer in layers:
                areas = rectangles(layer.tiles & (count == 1), self._size)
                self._blitter.blit(layer.color, areas, areas[:, :2])
        areas = rectangles(count > max(layers_before, 1), self._size)
        if len(areas):
            self._blend_by_depth(layers, layers_before, areas)

    def _blend_by_depth(
        self, layers: Sequence[RenderTarget], layers_before: int, areas: np.ndarray
    ) -> None:
        """Blends the tiles in which layers may cross."""
        count = len(layers)
        macros = layer_macros(count) | {"LAYERS_BEFORE": layers_before}
        program = self._context.program("tiles", "layers", macros)
        for unit, layer in enumerate(layers):
            layer.color.use(unit)
            layer.depth.use(count + unit)
        samplers = {"colors": list(range(count)), "depths": list(range(count, 2 * count))}
        set_uniforms(program, samplers | {"size": self._size})
        self._gl.enable_only(moderngl.BLEND)
        buffer = self._gl.buffer(areas)
        array = self._gl.vertex_array(program, [(buffer, "4f4/i", "area")])
        array.render(moderngl.TRIANGLE_STRIP, vertices=4, instances=len(areas))
