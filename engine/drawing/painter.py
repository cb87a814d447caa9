"""`Painter`: from the items of one frame and a camera to pixels.

Items fixed in the frame are drawn in painter's order, without depth, over the world (`world`). A
scene in the plane z = 0, viewed from straight above, has no depth at all: everything is drawn in
painter's order, as manim does.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import moderngl
import numpy as np

from engine.camera import EngineCamera
from engine.drawing.backdrop import Backdrop
from engine.drawing.primitive_renderer import PrimitiveRenderer
from engine.drawing.world import Color, World
from engine.gl.alpha import unpremultiplied
from engine.gl.context import ChannelOrder, Context
from engine.gl.targets import RenderTargets
from engine.items import Item, MeshItem, PrimitiveItem, TextItem, of_kind
from engine.memory.buffer_pool import BufferPool
from engine.meshes.mesh_renderer import MeshRenderer
from engine.meshes.tiles import covered_tiles
from engine.text.text_renderer import TextRenderer
from engine.view import View


class Painter:
    """Draws frames; caches between them never change a pixel."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.context = Context()
        self.size = size
        self._gl = self.context.gl
        self._gl.blend_func = moderngl.ONE, moderngl.ONE_MINUS_SRC_ALPHA
        self._targets = RenderTargets(self.context, size)
        self._meshes = MeshRenderer(self.context)
        self._primitives = PrimitiveRenderer(self.context, size)
        self._texts = TextRenderer(self.context, size)
        self._backdrop = Backdrop(self.context, size)
        self._frames = BufferPool((size[1], size[0], 4))
        self._last_keys: list[tuple] = []
        self._kept_keys: list[tuple] = []
        self._opaque = True
        self._world = World(
            self.context, self._targets, self._meshes, self._primitives, self._texts
        )

    @property
    def usable(self) -> bool:
        """Whether this process has opened its context; a forked child cannot use it."""
        return self.context.usable

    def paint(self, items: Sequence[Item], camera: EngineCamera) -> None:
        """Submits the frame to OpenGL without waiting for it."""
        self._meshes.next_frame()
        self._primitives.next_frame()
        with self.context.current():
            self._draw(items, camera)
            self._opaque = self._draw_backdrop(camera)
            self.context.flush()

    def pixels(self, order: ChannelOrder = "RGBA") -> np.ndarray:
        """The last frame: uint8, (height, width, 4), rows from the top, straight alpha. Reading
        BGRA is ten times as fast."""
        pixels = self._frames.take()
        with self.context.current():
            self.context.wait()
            self.context.read(self._targets.picture.color_only, pixels, order)
        return pixels if self._opaque else unpremultiplied(pixels)

    def _draw(self, items: Sequence[Item], camera: EngineCamera) -> None:
        """Draws the picture from the bottom up; a snapshot holds the lower part that consecutive
        frames share."""
        view, background = camera.view(), _premultiplied(camera)
        world = [item for item in items if not item.fixed]
        flat = camera.is_flat or (camera.looks_straight_down and self._is_flat(world))
        above = items if flat else [item for item in items if item.fixed]
        base = () if flat else tuple(item.key for item in world)
        keys: list[tuple] = [(flat, view.key(), background, base)]
        keys += [(type(item), item.fixed, item.key) for item in above]
        shared = _common_prefix(keys, self._last_keys)
        self._last_keys = keys
        done = self._restore_snapshot(keys)
        if not done:
            done = 1
            if flat:
                self._targets.picture.color_only.clear(color=background)
            else:
                self._world.draw(world, camera, background)
        world_stays = shared == 1 and not flat and self._kept_keys != keys[:1]
        if shared > done or world_stays:
            self._draw_in_order(above[done - 1 : shared - 1], view, camera)
            self._take_snapshot(keys[:shared])
            done = shared
        self._draw_in_order(above[done - 1 :], view, camera)

    def _draw_backdrop(self, camera: EngineCamera) -> bool:
        """Draws the camera's picture behind the frame; returns whether the frame is opaque."""
        if camera.backdrop is None:
            return camera.background_opacity >= 1
        self._targets.picture.color_only.use()
        return self._backdrop.draw(camera.backdrop)

    def _restore_snapshot(self, keys: list[tuple]) -> int:
        """Copies the snapshot if it is a lower part of this picture; returns how many keys it
        covers."""
        count = len(self._kept_keys)
        if count and self._kept_keys == keys[:count]:
            snapshot = self._targets.snapshot
            self._gl.copy_framebuffer(self._targets.picture.color_only, snapshot.color_only)
            return count
        return 0

    def _take_snapshot(self, keys: list[tuple]) -> None:
        snapshot = self._targets.snapshot
        self._gl.copy_framebuffer(snapshot.color_only, self._targets.picture.color_only)
        self._kept_keys = keys

    def _is_flat(self, world: Sequence[Item]) -> bool:
        return all(
            isinstance(item, TextItem)
            or (isinstance(item, PrimitiveItem) and self._primitives.is_flat(item))
            for item in world
        )

    def _draw_in_order(self, items: Sequence[Item], view: View, camera: EngineCamera) -> None:
        """Draws in painter's order, with one call for each run of items of one kind and place."""
        self._targets.picture.color_only.use()
        frame_view = camera.frame_view()
        for (kind, fixed), group in groupby(items, lambda item: (type(item), item.fixed)):
            self._gl.enable_only(moderngl.BLEND)
            run, run_view = list(group), frame_view if fixed else view
            if kind is PrimitiveItem:
                self._primitives.draw_in_order(of_kind(run, PrimitiveItem), run_view, camera)
            elif kind is MeshItem:
                for item in of_kind(run, MeshItem):
                    self._draw_fixed_mesh(item, run_view, camera)
            elif fixed:
                self._texts.draw_in_frame(of_kind(run, TextItem), camera)
            else:
                self._texts.draw_in_world(of_kind(run, TextItem), view, camera)

    def _draw_fixed_mesh(self, item: MeshItem, view: View, camera: EngineCamera) -> None:
        """Draws a mesh that is fixed in the frame, with depth only within itself."""
        layer = self._targets.layer(0)
        layer.content = None
        layer.framebuffer.use()
        layer.framebuffer.clear(depth=1.0)
        self._gl.enable_only(moderngl.DEPTH_TEST)
        boxes = self._meshes.draw(item.mesh, view, camera)
        self._targets.picture.color_only.use()
        layer.tiles = covered_tiles(boxes, view, self.size)
        self._world.composite([layer])


def _premultiplied(camera: EngineCamera) -> Color:
    """The premultiplied background colour; none where there is a picture instead."""
    alpha = float(camera.background_opacity) if camera.backdrop is None else 0.0
    red, green, blue = camera.background_color.to_rgb()
    return (float(red) * alpha, float(green) * alpha, float(blue) * alpha, alpha)


def _common_prefix(first: Sequence[tuple], second: Sequence[tuple]) -> int:
    """The length of the common prefix of two lists of keys."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((k for k, (a, b) in pairs if a != b), min(len(first), len(second)))
