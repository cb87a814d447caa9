"""Buffers and uniforms of a `SurfaceMesh`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import moderngl
import numpy as np

from engine.drawing.detail import Coarseness, coarseness
from engine.drawing.tiles import boxes
from engine.gl.context import Context, laid_out, set_uniforms
from engine.gl.lru_cache import Kept
from engine.mobjects.surface import SurfaceMesh
from engine.view import View

MOST = 24 * 2**20
"""Bytes of buffers that are kept, of the meshes and of the triangles of their shapes alike."""
NO_BOXES = np.zeros((0, 8, 4), np.float32)
BLOCK = 15
LAYOUT = ("3f4", "3f4", "4f1", "2f4")
VERTEX = np.dtype([("position", "3f4"), ("normal", "3f4"), ("tint", "4u1"), ("place", "2f4")])


@dataclass(frozen=True, eq=False)
class Buffers:
    """A mesh on the graphics card: its own triangles where it has gaps; else how coarse it may be,
    and the triangles are those of any sheet of its shape; and boxes around its blocks."""

    vertices: moderngl.Buffer
    triangles: moderngl.Buffer | None
    coarse: Coarseness | None
    boxes: np.ndarray

    @property
    def size(self) -> int:
        """Bytes, those of the key among them."""
        return 3 * self.vertices.size + (self.triangles.size if self.triangles else 0)


class Meshes:
    """Draws meshes; the buffers of a mesh are made once for each of its shapes."""

    def __init__(self, context: Context) -> None:
        self._context, self._gl = context, context.gl
        self._kept: Kept[Buffers | None] = Kept(MOST, lambda made: made.size if made else 0)
        self._sheets: Kept[moderngl.Buffer] = Kept(MOST, lambda made: made.size)

    def next_frame(self) -> None:
        """Forgets meshes that are gone."""
        self._kept.next_frame()

    def draw(self, mesh: SurfaceMesh, view: View, line_scale: float) -> np.ndarray:
        """Draws onto the framebuffer in use; `line_scale` is pixels per pixel at 1080 lines.

        Returns boxes around what was drawn, as `tiles.boxes` does.
        """
        buffers = self._kept.get(mesh.geometry(), lambda: self._made(mesh))
        if buffers is None:
            return NO_BOXES
        program = self._context.program("mesh", "mesh", *_variant(mesh))
        set_uniforms(program, view.uniforms | _uniforms(mesh, line_scale))
        layout = laid_out(program, LAYOUT, VERTEX.names or ())
        triangles = buffers.triangles
        if buffers.coarse is not None:
            n, m = mesh.shape
            triangles = self._sheet(n, m, *buffers.coarse.steps(view, 1080 * line_scale))
        array = self._gl.vertex_array(
            program, [(buffers.vertices, *layout)], index_buffer=triangles
        )
        array.render(moderngl.TRIANGLES)
        return buffers.boxes

    def _made(self, mesh: SurfaceMesh) -> Buffers | None:
        vertices, triangles = tessellated(mesh)
        around = boxes(mesh.sheet)
        if triangles is None:
            colors = mesh.colors.reshape(*mesh.shape, 4) if len(mesh.colors) else None
            return Buffers(self._gl.buffer(vertices), None, coarseness(mesh.sheet, colors), around)
        if not len(triangles):
            return None
        return Buffers(self._gl.buffer(vertices), self._gl.buffer(triangles), None, around)

    def _sheet(self, n: int, m: int, u: int, v: int) -> moderngl.Buffer:
        def made() -> moderngl.Buffer:
            return self._gl.buffer(halved(cells(n, m, u, v)))

        return self._sheets.get((n, m, u, v), made)


def _variant(mesh: SurfaceMesh) -> list[str]:
    """The macros of the shaders that a mesh needs."""
    needs = {"LINES": any(mesh.lines) and mesh.line_rgba[3] > 0, "EDGED": mesh.edged}
    return [macro for macro, needed in needs.items() if needed]


def _uniforms(mesh: SurfaceMesh, line_scale: float) -> dict[str, Any]:
    low, high = mesh.revealed
    direction = mesh.direction / max(float(np.abs(mesh.direction).sum()), 1e-9)
    offset = min(direction[0], 0.0) + min(direction[1], 0.0)
    interval = (offset + low, offset + high)
    thin = min(1.0, mesh.line_width * line_scale)
    return {
        "lines": mesh.lines,
        "line_color": (*mesh.line_rgba[:3], mesh.line_rgba[3] * thin),
        "line_width": max(1.0, mesh.line_width * line_scale),
        "reveal": (*direction, *interval),
        "plane": tuple(mesh.plane),
        "fade": (mesh.fade_beyond[0], max(mesh.fade_beyond[1], 1e-6)),
        "opacity": mesh.opacity,
        "within": tuple(np.clip(mesh.within, -1e6, 1e6)),
        "gloss": mesh.gloss,
    }


def tessellated(mesh: SurfaceMesh) -> tuple[np.ndarray, np.ndarray | None]:
    """Vertices (VERTEX) and indices (3 k,) of the triangles whose corners are all finite; None
    where nothing is missing, and the triangles are those of all `cells`."""
    sheet = mesh.sheet.astype(np.float32)
    n, m = mesh.shape
    solid = np.asarray(np.isfinite(sheet).all(axis=2))
    if not solid.all():
        sheet = np.where(solid[..., None], sheet, np.float32(0))
    vertices = np.zeros((n, m), VERTEX)
    vertices["position"] = sheet
    vertices["normal"] = normals(sheet, solid)
    tint = mesh.colors.reshape(n, m, 4) if len(mesh.colors) else [*mesh.color.to_rgb(), 1.0]
    vertices["tint"] = np.round(np.clip(tint, 0, 1) * np.float32(255))
    vertices["place"][..., 0] = np.linspace(0, 1, n)[:, None]
    vertices["place"][..., 1] = np.linspace(0, 1, m)
    return vertices.reshape(-1), _triangles(solid, _outside(sheet[..., 2], mesh.within))


def normals(sheet: np.ndarray, solid: np.ndarray) -> np.ndarray:
    """Unit normals (n, m, 3) of a sheet of points; one-sided beside a gap."""
    u, v = _steps(sheet, solid, 0), _steps(sheet, solid, 1)
    found = np.empty_like(u)
    for k in range(3):
        i, j = (k + 1) % 3, (k + 2) % 3
        found[..., k] = u[..., i] * v[..., j] - u[..., j] * v[..., i]
    size = np.sqrt(np.einsum("ijk,ijk->ij", found, found))
    return found / np.maximum(size, np.float32(1e-20))[..., None]


def _steps(sheet: np.ndarray, solid: np.ndarray, axis: int) -> np.ndarray:
    step = np.diff(sheet, axis=axis)
    if not solid.all():
        low, high = np.moveaxis(solid, axis, 0)[:-1], np.moveaxis(solid, axis, 0)[1:]
        step *= np.moveaxis(low & high, 0, axis)[..., None]
    pad = [(0, 0)] * 3
    pad[axis] = (1, 1)
    wide = np.pad(step, pad)
    start, end = np.moveaxis(wide, axis, 0)[:-1], np.moveaxis(wide, axis, 0)[1:]
    return np.moveaxis(start + end, 0, axis)


def _outside(heights: np.ndarray, within: np.ndarray) -> np.ndarray:
    """Of each point: 1 above what is shown, -1 below, else 0."""
    return (heights > within[1]).astype(np.int8) - (heights < within[0])


def _triangles(solid: np.ndarray, outside: np.ndarray) -> np.ndarray | None:
    """Indices of the triangles of the cells; of a cell with three corners, the one it has.

    A cell that leaps from above what is shown to below it holds a pole, and is left out.
    """
    if solid.all() and not outside.any():
        return None
    shown = cells(*solid.shape)
    beyond = outside.ravel()[shown]
    shown = shown[(beyond.max(axis=1) < 1) | (beyond.min(axis=1) > -1)]
    present = solid.ravel()[shown]
    count = present.sum(axis=1)
    most = count == 3
    rest = shown[most][present[most]]
    return np.concatenate([halved(shown[count == 4]), rest])


def halved(corners: np.ndarray) -> np.ndarray:
    """Indices (6 k,) of two triangles for each cell of corners (k, 4)."""
    return corners[:, [0, 1, 2, 0, 2, 3]].reshape(-1)


@lru_cache(maxsize=16)
def cells(n: int, m: int, u: int = 1, v: int = 1) -> np.ndarray:
    """The corners (k, 4) of all cells of an (n, m) sheet, around each, with steps of u and v points
    from corner to corner; block by block of BLOCK^2: a software renderer shades a vertex once for
    each run of a few hundred triangles it is in."""
    rows, columns = (_corners(size, step) for size, step in ((n, u), (m, v)))
    i, j = (each.ravel() for each in np.indices((len(rows) - 1, len(columns) - 1)))
    order = np.lexsort((j, i, j // BLOCK, i // BLOCK))
    i, j = i[order], j[order]
    around = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)]
    corners = np.stack([rows[p] * m + columns[q] for p, q in around], axis=1).astype(np.uint32)
    corners.setflags(write=False)
    return corners


def _corners(size: int, step: int) -> np.ndarray:
    """Every `step`th of so many points, and the last."""
    return np.unique(np.append(np.arange(0, size, step), size - 1))
