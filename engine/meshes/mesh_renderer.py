"""Draws a `SurfaceMesh`: its buffers, uniforms and shader variant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import moderngl
import numpy as np

from engine.camera import EngineCamera
from engine.gl.context import Context, buffer_layout, set_uniforms
from engine.memory.lru_cache import LRUCache
from engine.meshes.level_of_detail import DetailError, detail_error
from engine.meshes.tessellation import (
    BUFFER_FORMAT,
    VERTEX,
    cells,
    tessellated,
    two_triangles,
)
from engine.meshes.tiles import bounding_boxes
from engine.mobjects.surface import INVISIBLE, SurfaceMesh
from engine.view import View

MAX_CACHE_BYTES = 24 * 2**20
"""The bound of each of two caches: the buffers of meshes, and the triangles of grid shapes."""
NO_BOXES = np.zeros((0, 8, 4), np.float32)


@dataclass(frozen=True, eq=False)
class MeshBuffers:
    """The buffers of a mesh. With gaps it has its own triangles; else they are those of any grid of
    its shape, as coarse as `detail` allows. `boxes` are the bounding boxes of its blocks."""

    vertices: moderngl.Buffer
    triangles: moderngl.Buffer | None
    detail: DetailError | None
    boxes: np.ndarray

    @property
    def size(self) -> int:
        """The size in bytes, including the key."""
        return 3 * self.vertices.size + (self.triangles.size if self.triangles else 0)


class MeshRenderer:
    """Draws meshes; the buffers are cached by the mesh's geometry."""

    def __init__(self, context: Context) -> None:
        self._context, self._gl = context, context.gl
        self._meshes: LRUCache[MeshBuffers | None] = LRUCache(
            MAX_CACHE_BYTES, lambda buffers: buffers.size if buffers else 0
        )
        self._grids: LRUCache[moderngl.Buffer] = LRUCache(
            MAX_CACHE_BYTES, lambda buffers: buffers.size
        )

    def next_frame(self) -> None:
        """Evicts meshes that are no longer used."""
        self._meshes.next_frame()

    def draw(self, mesh: SurfaceMesh, view: View, camera: EngineCamera) -> np.ndarray:
        """Draws onto the bound framebuffer, in the view of the world or the frame.

        Returns the bounding boxes of the mesh, as `tiles.bounding_boxes` does.
        """
        buffers = self._meshes.get(mesh.geometry(), lambda: self._buffers(mesh))
        if buffers is None:
            return NO_BOXES
        program = self._context.program("mesh", "mesh", _macros(mesh))
        set_uniforms(program, view.uniforms | _uniforms(mesh, camera.resolution_scale))
        layout = buffer_layout(program, BUFFER_FORMAT, VERTEX.names or ())
        triangles = buffers.triangles
        if buffers.detail is not None:
            n, m = mesh.shape
            triangles = self._grid(n, m, *buffers.detail.strides(view, camera.size[1]))
        array = self._gl.vertex_array(
            program, [(buffers.vertices, *layout)], index_buffer=triangles
        )
        array.render(moderngl.TRIANGLES)
        return buffers.boxes

    def _buffers(self, mesh: SurfaceMesh) -> MeshBuffers | None:
        vertices, triangles = tessellated(mesh)
        boxes = bounding_boxes(mesh.grid)
        if triangles is None:
            colors = mesh.colors.reshape(*mesh.shape, 4) if len(mesh.colors) else None
            detail = detail_error(mesh.grid, colors)
            return MeshBuffers(self._gl.buffer(vertices), None, detail, boxes)
        if not len(triangles):
            return None
        return MeshBuffers(self._gl.buffer(vertices), self._gl.buffer(triangles), None, boxes)

    def _grid(self, n: int, m: int, u: int, v: int) -> moderngl.Buffer:
        """The triangles of any grid of this shape, with strides of u and v points."""
        return self._grids.get(
            (n, m, u, v), lambda: self._gl.buffer(two_triangles(cells(n, m, u, v)))
        )


def _macros(mesh: SurfaceMesh) -> dict[str, float]:
    """The macros of the shader variant that a mesh needs."""
    macros = {"INVISIBLE": INVISIBLE}
    if any(mesh.lines) and mesh.line_rgba[3] > 0:
        macros["GRID_LINES"] = 1
    if mesh.varying_opacity:
        macros["VARYING_OPACITY"] = 1
    return macros


def _uniforms(mesh: SurfaceMesh, resolution_scale: float) -> dict[str, Any]:
    low, high = mesh.revealed
    direction = mesh.direction / max(float(np.abs(mesh.direction).sum()), 1e-9)
    offset = min(direction[0], 0.0) + min(direction[1], 0.0)
    interval = (offset + low, offset + high)
    thin = min(1.0, mesh.line_width * resolution_scale)
    return {
        "lines": mesh.lines,
        "line_color": (*mesh.line_rgba[:3], mesh.line_rgba[3] * thin),
        "line_width": max(1.0, mesh.line_width * resolution_scale),
        "reveal": (*direction, *interval),
        "plane": tuple(mesh.plane),
        "fade": (mesh.fade_beyond[0], max(mesh.fade_beyond[1], 1e-6)),
        "opacity": mesh.opacity,
        "height_range": tuple(np.clip(mesh.height_range, -1e6, 1e6)),
        "gloss": mesh.gloss,
    }
