"""The world, with depth: surfaces first, then lines, dots and arrows from back to front.

Opaque surfaces and fills are drawn into a target of their own; translucent surfaces each into a
layer (its front only). The layers are laid over pixel by pixel in the order of their depths, so
they may cross; edges are smoothed; what is soft comes last. What did not change since the last
frame (an opaque world, a layer) is not drawn again.
"""

from __future__ import annotations

from collections.abc import Sequence

import moderngl
import numpy as np

from engine.camera import EngineCamera
from engine.drawing.edges import NO_EDGES, Edges, visible_edges
from engine.drawing.meshes import Meshes
from engine.drawing.pictures import Pictures
from engine.drawing.sorting import Item
from engine.drawing.strokes import Stream, Strokes
from engine.drawing.tiles import covered, rectangles
from engine.gl.context import Context, set_uniforms
from engine.gl.stamps import Stamps
from engine.gl.targets import Target, Targets
from engine.mobjects.surface import SurfaceMesh
from engine.view import View

MOST_LAYERS = 4
Color = tuple[float, float, float, float]


class World:
    """Draws what has depth into the target "picture"."""

    def __init__(
        self,
        context: Context,
        targets: Targets,
        meshes: Meshes,
        strokes: Strokes,
        pictures: Pictures,
    ) -> None:
        self._context, self._gl, self._targets = context, context.gl, targets
        self._meshes, self._strokes, self._pictures = meshes, strokes, pictures
        self._edges, self._stamps = Edges(context, targets.size), Stamps(context, targets.size)
        self._edged: tuple[tuple, np.ndarray] = ((), NO_EDGES)

    def draw(self, items: Sequence[Item], camera: EngineCamera, background: Color) -> None:
        """Draws the items of the world over the background.

        What needs only Python comes where OpenGL is at work: the order of lines, the edges.
        """
        view, scale = camera.view(), camera.lines_of_1080
        shown = [item for item in items if item.kind == "mesh" and _seen(item.parts[0])]
        sheer = [item for item in shown if item.parts[0].translucent][:MOST_LAYERS]
        solid = [item for item in shown if item not in sheer]
        stream = self._strokes.stream([item for item in items if item.kind == "primitives"])
        self._draw_solid(solid, stream, camera, view, background)
        layers = [self._layer(k, item, view, scale) for k, item in enumerate(sheer)]
        self._context.flush()
        edges, soft = self._visible_edges(shown, view), stream.from_the_back(view)
        if layers:
            self._through(layers, soft, view, camera)
            self._smooth("world", "picture", edges, view)
        else:
            self._calm(edges, view)
        self._targets["picture"].frame.use()
        self._with_depth(write=False)
        veils = [layer.depth for layer in layers]
        self._strokes.draw_soft(soft, view, camera, veils, rank=0)
        texts = [item for item in items if item.kind == "text"]
        self._pictures.draw_in_world(texts, view, camera)
        self._with_depth(write=True)

    def _visible_edges(self, shown: Sequence[Item], view: View) -> np.ndarray:
        """Where meshes show edges; found anew only when one of them or the view changed."""
        key = (view.key(), [item.key for item in shown])
        if self._edged[0] != key:
            self._edged = (key, visible_edges([item.parts[0] for item in shown], view.eye))
        return self._edged[1]

    def _with_depth(self, write: bool) -> None:
        self._gl.enable_only(moderngl.BLEND | moderngl.DEPTH_TEST)
        self._gl.depth_func = "<="
        self._gl.fbo.depth_mask = write

    def _draw_solid(
        self,
        solid: Sequence[Item],
        stream: Stream,
        camera: EngineCamera,
        view: View,
        background: Color,
    ) -> None:
        target = self._targets["solid"]
        drawn = (view.key(), [item.key for item in solid], stream.fills.tobytes())
        key = (background, drawn if solid or stream.has_fills else None)
        if target.holds == key:
            return
        target.frame.use()
        target.frame.clear(*background, depth=1.0)
        self._with_depth(write=True)
        for item in solid:
            self._meshes.draw(item.parts[0], view, camera.lines_of_1080)
        self._strokes.draw_fills(stream, view, camera)
        target.holds = key

    def _layer(self, index: int, item: Item, view: View, scale: float) -> Target:
        """A translucent mesh alone: its front layer, where nothing opaque hides it."""
        layer = self._targets[f"layer {index}"]
        key = (view.key(), item.key, self._targets["solid"].holds)
        if layer.holds != key:
            self._gl.copy_framebuffer(layer.frame, self._targets["clear"].frame)
            layer.frame.use()
            self._gl.enable_only(moderngl.DEPTH_TEST)
            boxes = self._meshes.draw(item.parts[0], view, scale)
            self._context.flush()
            layer.tiles = covered(boxes, view, self._targets.size)
            layer.holds = key
        return layer

    def _through(
        self, layers: Sequence[Target], soft: np.ndarray, view: View, camera: EngineCamera
    ) -> None:
        """What is opaque; then layer after layer from the back, and before each what is soft and
        lies behind it."""
        world = self._targets["world"]
        self._gl.copy_framebuffer(world.canvas, self._targets["solid"].canvas)
        veils = [layer.depth for layer in layers]
        for rank in reversed(range(len(layers))):
            world.frame.use()
            self._with_depth(write=False)
            self._strokes.draw_soft(soft, view, camera, veils, rank=rank + 1)
            self._with_depth(write=True)
            world.canvas.use()
            self.lay_over(layers, rank)

    def lay_over(self, layers: Sequence[Target], rank: int = 0) -> None:
        """Lays, pixel by pixel, the layer that `rank` others lie before over the framebuffer in
        use."""
        covered_by = np.sum([layer.tiles for layer in layers], axis=0)
        if rank == 0:
            for layer in layers:
                areas = rectangles(layer.tiles & (covered_by == 1), self._targets.size)
                self._stamps.lay(layer.color, areas, areas[:, :2])
        areas = rectangles(covered_by > max(rank, 1), self._targets.size)
        if len(areas):
            self._lay_in_order(layers, rank, areas)

    def _lay_in_order(self, layers: Sequence[Target], rank: int, areas: np.ndarray) -> None:
        """Where layers may cross."""
        count = len(layers)
        program = self._context.program("tiles", "layers", f"COUNT {count}", f"RANK {rank}")
        for index, layer in enumerate(layers):
            layer.color.use(index)
            layer.depth.use(MOST_LAYERS + index)
        depths = list(range(MOST_LAYERS, MOST_LAYERS + count))
        samplers = {"colors": list(range(count)), "depths": depths, "size": self._targets.size}
        set_uniforms(program, samplers)
        self._gl.enable_only(moderngl.BLEND)
        buffer = self._gl.buffer(areas)
        array = self._gl.vertex_array(program, [(buffer, "4f4/i", "area")])
        array.render(moderngl.TRIANGLE_STRIP, vertices=4, instances=len(areas))

    def _calm(self, edges: np.ndarray, view: View) -> None:
        """What is opaque into the picture, edges smoothed; kept for the next frame."""
        solid, calm = self._targets["solid"], self._targets["calm"]
        if not len(edges):
            self._gl.copy_framebuffer(self._targets["picture"].canvas, solid.canvas)
            return
        if calm.holds != solid.holds:
            self._smooth("solid", "calm", edges, view)
            calm.holds = solid.holds
        self._gl.copy_framebuffer(self._targets["picture"].canvas, calm.canvas)

    def _smooth(self, source: str, goal: str, edges: np.ndarray, view: View) -> None:
        """Copies a target into another, edges of meshes smoothed on the way."""
        self._context.wait()
        self._gl.copy_framebuffer(self._targets[goal].canvas, self._targets[source].canvas)
        self._targets[goal].frame.use()
        self._with_depth(write=False)
        self._gl.disable(moderngl.BLEND)
        self._edges.smooth(self._targets[source].color, edges, view)
        self._with_depth(write=True)


def _seen(mesh: SurfaceMesh) -> bool:
    return mesh.opacity > 0.002 and mesh.revealed[1] > mesh.revealed[0]
