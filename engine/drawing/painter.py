"""`Painter`: the mobjects of one frame, and a camera, to pixels.

What is fixed in the frame is drawn in painter's order, without depth, over the world (`world`). A
scene that lies flat in the plane z = 0 and is looked at straight has no depth at all: everything is
drawn in painter's order, as manim does.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import moderngl
import numpy as np

from engine.camera import EngineCamera
from engine.drawing.meshes import Meshes
from engine.drawing.overlay import Overlay
from engine.drawing.pictures import Pictures
from engine.drawing.sorting import Item
from engine.drawing.strokes import Strokes
from engine.drawing.tiles import covered
from engine.drawing.world import Color, World
from engine.gl.context import Context, Order
from engine.gl.pool import Pool
from engine.gl.targets import Targets
from engine.gl.transparency import straight
from engine.view import View


class Painter:
    """Draws frames; what it keeps between them never changes a pixel."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.context = Context()
        self.size = size
        self._gl = self.context.gl
        self._gl.blend_func = moderngl.ONE, moderngl.ONE_MINUS_SRC_ALPHA
        self._targets = Targets(self.context, size)
        self._meshes = Meshes(self.context)
        self._strokes = Strokes(self.context, size)
        self._pictures = Pictures(self.context, size, Overlay())
        self._frames = Pool(lambda: np.empty((size[1], size[0], 4), np.uint8))
        self._last: list[tuple] = []
        self._opaque = True
        self._world = World(
            self.context, self._targets, self._meshes, self._strokes, self._pictures
        )

    def paint(self, items: Sequence[Item], camera: EngineCamera) -> None:
        """Asks OpenGL for the frame, and does not wait for it."""
        self._meshes.next_frame()
        self._strokes.next_frame()
        with self.context.current():
            self._draw(items, camera)
            self.context.flush()
        self._opaque = camera.background_opacity >= 1

    def pixels(self, order: Order = "RGBA") -> np.ndarray:
        """The frame painted last: uint8, (height, width, 4), rows from the top; colours are
        straight. BGRA is ten times as fast to read."""
        pixels = self._frames.take()
        with self.context.current():
            self.context.wait()
            self.context.read(self._targets["picture"].canvas, pixels, order)
        return pixels if self._opaque else straight(pixels)

    def _draw(self, items: Sequence[Item], camera: EngineCamera) -> None:
        """Draws the picture from its base up; the lower part that two frames share is kept."""
        view, background = camera.view(), _premultiplied(camera)
        world = [item for item in items if not item.fixed]
        flat = camera.looks_straight and self._lies_flat(world)
        above = items if flat else [item for item in items if item.fixed]
        base = () if flat else tuple(item.key for item in world)
        keys: list[tuple] = [(flat, view.key(), background, base)]
        keys += [(item.kind, item.fixed, item.key) for item in above]
        shared = _shared(keys, self._last)
        self._last = keys
        done = self._restore(keys)
        if not done:
            done = 1
            if flat:
                self._targets["picture"].canvas.clear(color=background)
            else:
                self._world.draw(world, camera, background)
        standing = shared == 1 and not flat and self._targets["kept"].holds != keys[:1]
        if shared > done or standing:
            self._in_order(above[done - 1 : shared - 1], view, camera)
            self._keep(keys[:shared])
            done = shared
        self._in_order(above[done - 1 :], view, camera)

    def _restore(self, keys: list[tuple]) -> int:
        """Puts the kept picture in place, if it is a lower part of this one; how much of it."""
        kept = self._targets["kept"]
        if not kept.holds or kept.holds != keys[: len(kept.holds)]:
            return 0
        self._gl.copy_framebuffer(self._targets["picture"].canvas, kept.canvas)
        return len(kept.holds)

    def _keep(self, keys: list[tuple]) -> None:
        kept = self._targets["kept"]
        self._gl.copy_framebuffer(kept.canvas, self._targets["picture"].canvas)
        kept.holds = keys

    def _lies_flat(self, world: Sequence[Item]) -> bool:
        return all(
            item.kind == "text" or (item.kind == "primitives" and self._strokes.flat(item))
            for item in world
        )

    def _in_order(self, items: Sequence[Item], view: View, camera: EngineCamera) -> None:
        """Painter's order: runs of one kind, in the frame or in the world, are one call each."""
        self._targets["picture"].canvas.use()
        frame_view = camera.frame_view()
        for (kind, fixed), run in groupby(items, lambda item: (item.kind, item.fixed)):
            self._gl.enable_only(moderngl.BLEND)
            runs_view = frame_view if fixed else view
            if kind == "primitives":
                self._strokes.draw_in_order(list(run), runs_view, camera)
            elif kind == "mesh":
                for item in run:
                    self._fixed_mesh(item, runs_view, camera)
            elif fixed:
                self._pictures.draw_in_frame(run, camera)
            else:
                self._pictures.draw_in_world(run, view, camera)

    def _fixed_mesh(self, item: Item, view: View, camera: EngineCamera) -> None:
        """A mesh in the frame has depth only within itself."""
        layer = self._targets["layer 0"]
        layer.holds = None
        layer.frame.use()
        layer.frame.clear(depth=1.0)
        self._gl.enable_only(moderngl.DEPTH_TEST)
        boxes = self._meshes.draw(item.parts[0], view, camera.lines_of_1080)
        self._targets["picture"].canvas.use()
        layer.tiles = covered(boxes, view, self.size)
        self._world.lay_over([layer])


def _premultiplied(camera: EngineCamera) -> Color:
    alpha = float(camera.background_opacity)
    red, green, blue = camera.background_color.to_rgb()
    return (float(red) * alpha, float(green) * alpha, float(blue) * alpha, alpha)


def _shared(first: Sequence[tuple], second: Sequence[tuple]) -> int:
    """How many keys two lists have in common from their start."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((k for k, (a, b) in pairs if a != b), min(len(first), len(second)))
