"""`Painter`: the mobjects of one frame, and a camera, to pixels.

First the world, with depth: opaque meshes and fills, translucent meshes as layers, edges smoothed,
then lines, dots and arrows from back to front. Then, in painter's order and without depth, what is
fixed in the frame. A scene that lies flat in the plane z = 0 and is looked at straight has no
depth at all: everything is drawn in painter's order, as manim does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import moderngl
import numpy as np

from engine.camera import EngineCamera
from engine.context import Context
from engine.meshes import Meshes
from engine.overlay import Overlay
from engine.pictures import Pictures
from engine.sorting import Item
from engine.strokes import Strokes
from engine.targets import Target, Targets
from engine.view import View

MOST_LAYERS = 4


class Painter:
    """Draws frames; what it keeps between them never changes a pixel."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.context = Context()
        self.gl = self.context.gl
        self.size = size
        self._targets = Targets(self.gl, size)
        self._meshes = Meshes(self.context)
        self._strokes = Strokes(self.context, size)
        self._pictures = Pictures(self.context, size, Overlay())
        self._smooth = self._full("smooth")
        self._lay = self._full("layers")
        self.gl.blend_func = moderngl.ONE, moderngl.ONE_MINUS_SRC_ALPHA

    def _full(self, fragment: str) -> moderngl.VertexArray:
        return self.gl.vertex_array(self.context.program("screen", fragment), [])

    def paint(self, items: Sequence[Item], camera: EngineCamera) -> np.ndarray:
        """The frame: RGBA, uint8, (height, width, 4), rows from the top; premultiplied."""
        background = _premultiplied(camera)
        world = [item for item in items if not item.fixed]
        flat = camera.looks_straight and self._lies_flat(world)
        picture = self._targets.picture
        if flat:
            self._clear(picture, background)
            self._in_order(items, camera.view(), camera)
        else:
            self._world(world, camera, background)
            fixed = [item for item in items if item.fixed]
            self._in_order(fixed, camera.frame_view(), camera)
        return self._read(picture)

    def _clear(self, target: Target, color: tuple[float, ...]) -> None:
        target.frame.use()
        target.frame.clear(*color, depth=1.0)

    def _lies_flat(self, world: Sequence[Item]) -> bool:
        return all(
            item.kind == "text" or (item.kind == "primitives" and self._strokes.flat(item))
            for item in world
        )

    def _read(self, target: Target) -> np.ndarray:
        pixels = np.empty((self.size[1], self.size[0], 4), np.uint8)
        target.frame.read_into(pixels, components=4)
        return pixels

    # -- the plane ---------------------------------------------------------------------------------

    def _in_order(self, items: Sequence[Item], view: View, camera: EngineCamera) -> None:
        """Painter's order: runs of primitives are one call each; text comes between them."""
        self._targets.picture.frame.use()
        self.gl.enable_only(moderngl.BLEND)
        frame_view = camera.frame_view()
        run: list[Item] = []
        runs_view = view
        for item in items:
            items_view = frame_view if item.fixed else view
            if run and (item.kind != "primitives" or items_view is not runs_view):
                self._strokes.draw_in_order(run, runs_view, camera)
                run = []
            runs_view = items_view
            if item.kind == "primitives":
                run.append(item)
            elif item.kind == "mesh":
                self._fixed_mesh(item, items_view, camera)
            elif item.fixed:
                self._pictures.draw_in_frame(item, camera)
            else:
                self._pictures.draw_in_world(item, view, camera)
        if run:
            self._strokes.draw_in_order(run, runs_view, camera)

    def _fixed_mesh(self, item: Item, view: View, camera: EngineCamera) -> None:
        """A mesh in the frame has depth only within itself."""
        self._meshes.draw(item.parts[0], view, camera.lines_of_1080)

    # -- the world ---------------------------------------------------------------------------------

    def _world(self, items: Sequence[Item], camera: EngineCamera, background) -> None:
        view, scale = camera.view(), camera.lines_of_1080
        meshes = [item.parts[0] for item in items if item.kind == "mesh"]
        solid = [mesh for mesh in meshes if not mesh.translucent]
        sheer = [mesh for mesh in meshes if mesh.translucent and mesh.opacity > 0.002]
        stream = self._strokes.stream([item for item in items if item.kind == "primitives"], view)
        smoothed = bool(meshes) or stream.has_fills
        target = self._targets.world if smoothed else self._targets.picture
        self._clear(target, background)
        self.gl.enable_only(moderngl.BLEND | moderngl.DEPTH_TEST)
        for mesh in solid:
            self._meshes.draw(mesh, view, scale)
        self._strokes.draw_fills(stream, view, camera)
        veil = self._layers(sheer, view, scale, target)
        if veil is not None:
            target.frame.use()
            self._without_depth_writes()
            self._strokes.draw_soft(stream, view, camera, veil, behind=True)
            self._lay_over(len(sheer), target)
        if smoothed:
            self._smooth_over(target)
        self._targets.picture.frame.use()
        self._without_depth_writes()
        self._strokes.draw_soft(stream, view, camera, veil, behind=False)
        for item in items:
            if item.kind == "text":
                self._pictures.draw_in_world(item, view, camera)
        self._targets.picture.frame.depth_mask = True

    def _without_depth_writes(self) -> None:
        self.gl.enable_only(moderngl.BLEND | moderngl.DEPTH_TEST)
        self.gl.depth_func = "<="
        self._targets.world.frame.depth_mask = False
        self._targets.picture.frame.depth_mask = False

    def _layers(self, sheer, view: View, scale: float, target: Target) -> moderngl.Texture | None:
        """Each translucent mesh alone, its front layer; the depth of the nearest of them."""
        sheer = sheer[:MOST_LAYERS]
        for index, mesh in enumerate(sheer):
            layer = self._targets.layer(index)
            layer.frame.depth_mask = True
            self._clear(layer, (0.0, 0.0, 0.0, 0.0))
            self.gl.enable_only(moderngl.DEPTH_TEST)
            self._meshes.draw(mesh, view, scale)
        if len(sheer) < 2:
            return self._targets.layer(0).depth if sheer else None
        veil = self._targets.veil
        veil.frame.depth_mask = True
        self._clear(veil, (0.0, 0.0, 0.0, 0.0))
        for mesh in sheer:
            self._meshes.draw(mesh, view, scale)
        return veil.depth

    def _lay_over(self, count: int, target: Target) -> None:
        program = self._lay.program
        count = min(count, MOST_LAYERS)
        for index in range(MOST_LAYERS):
            layer = self._targets.layer(min(index, count - 1))
            layer.color.use(index)
            layer.depth.use(MOST_LAYERS + index)
        self._targets.world.depth.use(2 * MOST_LAYERS)
        _set(
            program,
            colors=list(range(MOST_LAYERS)),
            depths=list(range(MOST_LAYERS, 2 * MOST_LAYERS)),
            solid=2 * MOST_LAYERS,
            count=count,
        )
        self.gl.enable_only(moderngl.BLEND)
        self._lay.render(moderngl.TRIANGLES, vertices=3)

    def _smooth_over(self, target: Target) -> None:
        self._targets.picture.frame.use()
        self.gl.enable_only(moderngl.NOTHING)
        target.color.use(0)
        _set(self._smooth.program, picture=0, size=self.size)
        self._smooth.render(moderngl.TRIANGLES, vertices=3)


def _set(program: moderngl.Program, **values: Any) -> None:
    for name, value in values.items():
        if name in program:
            program[name] = value


def _premultiplied(camera: EngineCamera) -> tuple[float, ...]:
    alpha = float(camera.background_opacity)
    red, green, blue = camera.background_color.to_rgb()
    return (float(red) * alpha, float(green) * alpha, float(blue) * alpha, alpha)
