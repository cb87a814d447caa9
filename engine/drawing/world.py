"""The world, with depth: surfaces first, then lines, dots and arrows from back to front.

Opaque surfaces and fills are drawn into one target, the front of each translucent surface into a
layer. Layers are composited per pixel in depth order, so they may cross; edges are antialiased;
blended primitives come last. What did not change since the last frame (the opaque target, a layer)
is not drawn again.
"""

from __future__ import annotations

from collections.abc import Sequence

import moderngl
import numpy as np
from manim.mobject.types.image_mobject import AbstractImageMobject

from engine.camera import EngineCamera
from engine.drawing.layers import MAX_LAYERS, LayerCompositor
from engine.drawing.primitive_renderer import PrimitiveRenderer
from engine.gl.context import Context
from engine.gl.targets import RenderTarget, RenderTargets
from engine.items import Item, MeshItem, PrimitiveItem, StandingItem, TextItem, of_kind
from engine.meshes.antialiasing import Antialiaser
from engine.meshes.edges import NO_EDGES, visible_edges
from engine.meshes.mesh_renderer import MeshRenderer
from engine.meshes.tiles import covered_tiles
from engine.mobjects.surface import INVISIBLE, SurfaceMesh
from engine.text.text_renderer import TextRenderer
from engine.view import View

Color = tuple[float, float, float, float]


class World:
    """Draws items with depth into the target `picture`."""

    def __init__(
        self,
        context: Context,
        targets: RenderTargets,
        meshes: MeshRenderer,
        primitives: PrimitiveRenderer,
        texts: TextRenderer,
    ) -> None:
        self._context, self._gl, self._targets = context, context.gl, targets
        self._meshes, self._primitives, self._texts = meshes, primitives, texts
        self._antialiaser = Antialiaser(context, targets.size)
        self._compositor = LayerCompositor(context, targets.size)
        self._edges: tuple[tuple, np.ndarray] = ((), NO_EDGES)

    def draw(self, items: Sequence[Item], camera: EngineCamera, background: Color) -> None:
        """Draws the items of the world over the background.

        Work in Python alone (the order of lines, the edges) is done while OpenGL draws.
        """
        view = camera.view()
        visible = [item for item in of_kind(items, MeshItem) if _is_visible(item.mesh)]
        translucent = [item for item in visible if item.mesh.translucent][:MAX_LAYERS]
        solid = [item for item in visible if item not in translucent]
        primitives = self._primitives.primitives_of_world(of_kind(items, PrimitiveItem))
        self._draw_opaque(solid, primitives.opaque, view, camera, background)
        layers = [self._layer(k, item, view, camera) for k, item in enumerate(translucent)]
        self._context.flush()
        edges, blended = self._visible_edges(visible, view), primitives.back_to_front(view)
        if layers:
            self._blend_layers(layers, blended, view, camera)
            self._antialias(self._targets.blended, self._targets.picture, edges, view)
        else:
            self._antialias_opaque(edges, view)
        self._targets.picture.framebuffer.use()
        pictures, texts = _pictures_and_texts(of_kind(items, TextItem))
        self._enable_depth(write=True)
        self._texts.draw_in_world(pictures, view, camera, hides=True)
        self._enable_depth(write=False)
        depths = [layer.depth for layer in layers]
        self._primitives.draw_blended(blended, view, camera, depths, layers_before=0)
        self._texts.draw_in_world(texts, view, camera)
        self._enable_depth(write=True)

    def composite(self, layers: Sequence[RenderTarget]) -> None:
        """Blends the nearest of the layers, per pixel, over the bound framebuffer."""
        self._compositor.blend(layers, layers_before=0)

    def _visible_edges(self, visible: Sequence[MeshItem], view: View) -> np.ndarray:
        """The visible edges of meshes, cached until a mesh or the view changes."""
        key = (view.key(), [item.key for item in visible])
        if self._edges[0] != key:
            self._edges = (key, visible_edges([item.mesh for item in visible], view.eye))
        return self._edges[1]

    def _enable_depth(self, write: bool) -> None:
        self._gl.enable_only(moderngl.BLEND | moderngl.DEPTH_TEST)
        self._gl.depth_func = "<="
        self._gl.fbo.depth_mask = write

    def _draw_opaque(
        self,
        meshes: Sequence[MeshItem],
        fills: np.ndarray,
        view: View,
        camera: EngineCamera,
        background: Color,
    ) -> None:
        target = self._targets.opaque
        drawn = (view.key(), [item.key for item in meshes], fills.tobytes())
        content = (background, drawn if meshes or len(fills) else None)
        if target.content == content:
            return
        target.framebuffer.use()
        target.framebuffer.clear(*background, depth=1.0)
        self._enable_depth(write=True)
        for item in meshes:
            self._meshes.draw(item.mesh, view, camera)
        self._primitives.draw_opaque(fills, view, camera)
        target.content = content

    def _layer(self, index: int, item: MeshItem, view: View, camera: EngineCamera) -> RenderTarget:
        """The layer of a translucent mesh: its front, where nothing opaque hides it."""
        layer = self._targets.layer(index)
        content = (view.key(), item.key, self._targets.opaque.content)
        if layer.content != content:
            self._gl.copy_framebuffer(layer.framebuffer, self._targets.empty.framebuffer)
            layer.framebuffer.use()
            self._gl.enable_only(moderngl.DEPTH_TEST)
            boxes = self._meshes.draw(item.mesh, view, camera)
            self._context.flush()
            layer.tiles = covered_tiles(boxes, view, self._targets.size)
            layer.content = content
        return layer

    def _blend_layers(
        self,
        layers: Sequence[RenderTarget],
        blended: np.ndarray,
        view: View,
        camera: EngineCamera,
    ) -> None:
        """Blends the layers over the opaque target from the back, each after the blended
        primitives behind it."""
        target = self._targets.blended
        self._gl.copy_framebuffer(target.color_only, self._targets.opaque.color_only)
        depths = [layer.depth for layer in layers]
        for rank in reversed(range(len(layers))):
            target.framebuffer.use()
            self._enable_depth(write=False)
            self._primitives.draw_blended(blended, view, camera, depths, layers_before=rank + 1)
            self._enable_depth(write=True)
            target.color_only.use()
            self._compositor.blend(layers, rank)

    def _antialias_opaque(self, edges: np.ndarray, view: View) -> None:
        """Copies the opaque target, antialiased, into the picture; the result is cached."""
        opaque, antialiased = self._targets.opaque, self._targets.antialiased
        if not len(edges):
            self._gl.copy_framebuffer(self._targets.picture.color_only, opaque.color_only)
            return
        if antialiased.content != opaque.content:
            self._antialias(opaque, antialiased, edges, view)
            antialiased.content = opaque.content
        self._gl.copy_framebuffer(self._targets.picture.color_only, antialiased.color_only)

    def _antialias(
        self, source: RenderTarget, target: RenderTarget, edges: np.ndarray, view: View
    ) -> None:
        """Copies a target into another, with the edges of meshes antialiased."""
        self._context.wait()
        self._gl.copy_framebuffer(target.color_only, source.color_only)
        target.framebuffer.use()
        self._enable_depth(write=False)
        self._gl.disable(moderngl.BLEND)
        self._antialiaser.smooth(source.color, edges, view)
        self._enable_depth(write=True)


def _pictures_and_texts(items: Sequence[TextItem]) -> tuple[Sequence[TextItem], Sequence[TextItem]]:
    """Images, which hide the lines behind them, and what is drawn over all lines."""
    standing = [item for item in items if isinstance(item, StandingItem)]
    hides = [item for item in standing if isinstance(item.glyphs[0], AbstractImageMobject)]
    return hides, [item for item in items if item not in hides]


def _is_visible(mesh: SurfaceMesh) -> bool:
    return mesh.opacity > INVISIBLE and mesh.revealed[1] > mesh.revealed[0]
