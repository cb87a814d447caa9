"""Draws primitives, with one call for each run of them."""

from __future__ import annotations

from collections.abc import Sequence

import moderngl
import numpy as np

from engine.camera import EngineCamera
from engine.drawing.depth_order import (
    NO_WORLD_PRIMITIVES,
    WorldPrimitives,
    subdivided,
    world_primitives,
)
from engine.gl.context import Context, buffer_layout, set_uniforms
from engine.gl.shader_source import layer_macros
from engine.items import PrimitiveItem
from engine.memory.lru_cache import LRUCache
from engine.primitives.records import (
    ARROW,
    ATTRIBUTES,
    BUFFER_FORMAT,
    SHADED,
    SHADER_CONSTANTS,
    joined,
)
from engine.view import View

MAX_CACHE_BYTES = 24 * 2**20
KEY_BYTES = 600
"""The size of a mobject's key, at least, in bytes."""


class PrimitiveRenderer:
    """Draws the primitives of mobjects, which are cached by the mobject's state."""

    def __init__(self, context: Context, size: tuple[int, int]) -> None:
        self._context, self._gl, self._size = context, context.gl, size
        self._cache: LRUCache[np.ndarray] = LRUCache(
            MAX_CACHE_BYTES, lambda primitives: 2 * primitives.nbytes + KEY_BYTES
        )
        self._world: tuple[list[tuple], WorldPrimitives] = ([], NO_WORLD_PRIMITIVES)

    def next_frame(self) -> None:
        """Evicts primitives that are no longer used."""
        self._cache.next_frame()

    def primitives_of(self, item: PrimitiveItem) -> np.ndarray:
        """The primitives of an item."""
        return self._cache.get(item.key, item.primitives)

    def is_flat(self, item: PrimitiveItem) -> bool:
        """Whether an item lies in the plane z = 0."""
        primitives = self.primitives_of(item)
        return not (np.any(primitives["a"][:, 2]) or np.any(primitives["b"][:, 2]))

    def primitives_of_world(self, items: Sequence[PrimitiveItem]) -> WorldPrimitives:
        """The primitives of the world's items, cached until one of them changes."""
        keys = [item.key for item in items]
        if self._world[0] != keys:
            parts = [
                self._cache.get(
                    ("subdivided", item.key), lambda i=item: subdivided(self.primitives_of(i))
                )
                for item in items
            ]
            self._world = (keys, world_primitives(parts))
        return self._world[1]

    def draw_in_order(self, run: Sequence[PrimitiveItem], view: View, camera: EngineCamera) -> None:
        """Draws a run of items, each over those before it, without depth."""
        self._draw(
            joined([self.primitives_of(item) for item in run]), view, camera, depth_scale=0.0
        )

    def draw_opaque(self, primitives: np.ndarray, view: View, camera: EngineCamera) -> None:
        """Draws opaque fills, with depth."""
        self._draw(primitives, view, camera, depth_scale=view.depth_scale)

    def draw_blended(
        self,
        primitives: np.ndarray,
        view: View,
        camera: EngineCamera,
        layer_depths: Sequence[moderngl.Texture] = (),
        layers_before: int = 0,
    ) -> None:
        """Draws lines, dots and arrows, back to front: only the pixels behind exactly
        `layers_before` of the translucent surfaces with depths `layer_depths`."""
        for unit, depth in enumerate(layer_depths):
            depth.use(unit)
        count = len(layer_depths)
        layers = {"layer_depths": list(range(count)) if count > 1 else 0}
        layers["layers_before"] = layers_before
        self._draw(primitives, view, camera, view.depth_scale, count, layers)

    def _draw(
        self,
        primitives: np.ndarray,
        view: View,
        camera: EngineCamera,
        depth_scale: float,
        layer_count: int = 0,
        layers: dict | None = None,
    ) -> None:
        if not len(primitives):
            return
        program = self._program(primitives, layer_count)
        uniforms = {
            "to_clip": view.uniforms["to_clip"],
            "size": self._size,
            "depth_scale": depth_scale,
            "pixels": camera.pixels_per_stroke_width,
        }
        set_uniforms(program, uniforms | (layers or {}))
        layout = buffer_layout(program, BUFFER_FORMAT, ATTRIBUTES)
        self._gl.vertex_array(program, [(self._gl.buffer(primitives), *layout)]).render(
            moderngl.TRIANGLE_STRIP, vertices=4, instances=len(primitives)
        )

    def _program(self, primitives: np.ndarray, layer_count: int) -> moderngl.Program:
        """The shader variant for these kinds of primitives and number of layers."""
        arrows = primitives["kind"] == ARROW
        macros = SHADER_CONSTANTS | (layer_macros(layer_count) if layer_count else {})
        if not arrows.all():
            macros["WITH_SHAPES"] = 1
        if arrows.any():
            macros["WITH_ARROWS"] = 1
        if (primitives["kind"] == SHADED).any():
            macros["WITH_SHADES"] = 1
        return self._context.program("primitive", "primitive", macros)
