"""Draws everything made of primitives, with one call for each run of them."""

from __future__ import annotations

from collections.abc import Sequence

import moderngl
import numpy as np

from engine.camera import EngineCamera
from engine.drawing.depth_order import NOTHING, WorldPrimitives, subdivided, world_primitives
from engine.gl.context import Context, buffer_layout, set_uniforms
from engine.gl.shader_source import layer_macros
from engine.items import PrimitiveItem
from engine.memory.lru_cache import LRUCache
from engine.primitives.records import (
    ARROW,
    ATTRIBUTES,
    BUFFER_FORMAT,
    SHADER_CONSTANTS,
    joined,
)
from engine.view import View

MAX_CACHE_BYTES = 24 * 2**20
KEY_BYTES = 600
"""What tells a mobject's looks apart takes so many bytes, at least."""


class PrimitiveRenderer:
    """Makes the primitives of mobjects, once for each of their states, and draws them."""

    def __init__(self, context: Context, size: tuple[int, int]) -> None:
        self._context, self._gl, self._size = context, context.gl, size
        self._cache: LRUCache[np.ndarray] = LRUCache(
            MAX_CACHE_BYTES, lambda made: 2 * made.nbytes + KEY_BYTES
        )
        self._world: tuple[list[tuple], WorldPrimitives] = ([], NOTHING)

    def next_frame(self) -> None:
        """Forgets primitives of mobjects that are gone."""
        self._cache.next_frame()

    def of(self, item: PrimitiveItem) -> np.ndarray:
        """The primitives of an item."""
        return self._cache.get(item.key, item.primitives)

    def is_flat(self, item: PrimitiveItem) -> bool:
        """Whether an item lies in the plane z = 0."""
        made = self.of(item)
        return not (np.any(made["a"][:, 2]) or np.any(made["b"][:, 2]))

    def of_world(self, items: Sequence[PrimitiveItem]) -> WorldPrimitives:
        """The primitives of the world's items; made anew only when one of them changed."""
        keys = [item.key for item in items]
        if self._world[0] != keys:
            parts = [
                self._cache.get(("subdivided", item.key), lambda i=item: subdivided(self.of(i)))
                for item in items
            ]
            self._world = (keys, world_primitives(parts))
        return self._world[1]

    def draw_in_order(self, run: Sequence[PrimitiveItem], view: View, camera: EngineCamera) -> None:
        """One run of items, each over those before it, without depth."""
        self._draw(joined([self.of(item) for item in run]), view, camera, depth_scale=0.0)

    def draw_opaque(self, made: np.ndarray, view: View, camera: EngineCamera) -> None:
        """Opaque fills, with depth."""
        self._draw(made, view, camera, depth_scale=view.depth_scale)

    def draw_blended(
        self,
        made: np.ndarray,
        view: View,
        camera: EngineCamera,
        layer_depths: Sequence[moderngl.Texture] = (),
        layers_before: int = 0,
    ) -> None:
        """Lines, dots, arrows, back to front: of each, the pixels that lie behind so many of the
        translucent surfaces, whose depths are given."""
        for unit, depth in enumerate(layer_depths):
            depth.use(unit)
        count = len(layer_depths)
        layers = {"layer_depths": list(range(count)) if count > 1 else 0}
        layers["layers_before"] = layers_before
        self._draw(made, view, camera, view.depth_scale, count, layers)

    def _draw(
        self,
        made: np.ndarray,
        view: View,
        camera: EngineCamera,
        depth_scale: float,
        layer_count: int = 0,
        layers: dict | None = None,
    ) -> None:
        if not len(made):
            return
        program = self._program(made, layer_count)
        uniforms = {
            "to_clip": view.uniforms["to_clip"],
            "size": self._size,
            "depth_scale": depth_scale,
            "pixels": camera.pixels_per_stroke_width,
        }
        set_uniforms(program, uniforms | (layers or {}))
        layout = buffer_layout(program, BUFFER_FORMAT, ATTRIBUTES)
        self._gl.vertex_array(program, [(self._gl.buffer(made), *layout)]).render(
            moderngl.TRIANGLE_STRIP, vertices=4, instances=len(made)
        )

    def _program(self, made: np.ndarray, layer_count: int) -> moderngl.Program:
        """The variant that draws the kinds there are, before and behind so many layers."""
        arrows = made["kind"] == ARROW
        macros = SHADER_CONSTANTS | (layer_macros(layer_count) if layer_count else {})
        if not arrows.all():
            macros["WITH_SHAPES"] = 1
        if arrows.any():
            macros["WITH_ARROWS"] = 1
        return self._context.program("primitive", "primitive", macros)
