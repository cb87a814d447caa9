"""Where meshes show edges, and the pass that smooths them there and nowhere else.

A software renderer pays for every pixel of a pass, so smoothing runs only over ribbons along the
edges that geometry knows of: borders and gaps of meshes, folds (where the surface turns away from
the viewer), and the lines in which a plane cuts another mesh.
"""

from __future__ import annotations

from itertools import permutations

import contourpy
import moderngl
import numpy as np

from engine.gl.context import Context
from engine.mobjects.surface import SurfaceMesh
from engine.view import View

NO_EDGES = np.zeros((0, 2, 3), np.float32)


class Edges:
    """Smooths the edges of meshes from a finished picture into another."""

    def __init__(self, context: Context, size: tuple[int, int]) -> None:
        self._gl, self._size = context.gl, size
        self._program = context.program("edge", "edge")

    def smooth(self, picture: moderngl.Texture, edges: np.ndarray, view: View) -> None:
        """Draws ribbons along edges (n, 2, 3) onto the framebuffer in use, which holds a copy of
        the picture."""
        if not len(edges):
            return
        picture.use(0)
        self._program["picture"] = 0
        self._program["size"] = self._size
        self._program["to_clip"] = view.uniforms["to_clip"]
        self._program["lift"] = view.lift
        buffer = self._gl.buffer(np.ascontiguousarray(edges, dtype=np.float32))
        array = self._gl.vertex_array(self._program, [(buffer, "3f4 3f4/i", "a", "b")])
        array.render(moderngl.TRIANGLE_STRIP, vertices=4, instances=len(edges))


def visible_edges(meshes: list[SurfaceMesh], eye: np.ndarray) -> np.ndarray:
    """All edges (n, 2, 3) that may be seen from a point."""
    found = [edges_of(mesh.sheet, eye) for mesh in meshes]
    found += [cut(mesh.sheet, plane.sheet) for mesh, plane in permutations(meshes, 2)]
    return np.concatenate(found) if found else NO_EDGES


def edges_of(sheet: np.ndarray, eye: np.ndarray) -> np.ndarray:
    """Borders, borders of gaps, and folds as seen from a point, of a sheet of points (n, m, 3)."""
    facing = _facing(sheet.astype(np.float32), eye.astype(np.float32))
    rows = np.pad(facing, ((1, 1), (0, 0)))
    columns = np.pad(facing, ((0, 0), (1, 1)))
    across, down = rows[1:] != rows[:-1], columns[:, 1:] != columns[:, :-1]
    i, j = np.nonzero(across)
    k, m = np.nonzero(down)
    first = np.concatenate([sheet[i, j], sheet[k, m]])
    last = np.concatenate([sheet[i, j + 1], sheet[k + 1, m]])
    edges = np.stack([first, last], axis=1)
    return edges[np.isfinite(edges).all(axis=(1, 2))]


def _facing(sheet: np.ndarray, eye: np.ndarray) -> np.ndarray:
    """Of each cell: 1 seen from its front, -1 from its back, 0 where it has a gap."""
    a, b, c, d = sheet[:-1, :-1], sheet[1:, :-1], sheet[1:, 1:], sheet[:-1, 1:]
    with np.errstate(invalid="ignore", over="ignore"):
        u, v, look = c - a, d - b, eye - 0.5 * (a + c)
        volume = (
            (u[..., 1] * v[..., 2] - u[..., 2] * v[..., 1]) * look[..., 0]
            + (u[..., 2] * v[..., 0] - u[..., 0] * v[..., 2]) * look[..., 1]
            + (u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0]) * look[..., 2]
        )
        return np.sign(np.nan_to_num(volume)).astype(np.int8)


def cut(sheet: np.ndarray, plane: np.ndarray) -> np.ndarray:
    """The lines (n, 2, 3) in which a sheet meets the plane of another, if that one is plane."""
    corners = plane[[0, -1, 0, -1], [0, 0, -1, -1]]
    if not np.isfinite(corners).all():
        return NO_EDGES
    normal = np.cross(corners[3] - corners[0], corners[2] - corners[1])
    size = float(np.linalg.norm(normal))
    if size < 1e-9 or not _is_plane(plane, corners[0], normal / size):
        return NO_EDGES
    with np.errstate(invalid="ignore"):
        height = (sheet - corners[0]) @ (normal / size)
    height = np.ma.masked_invalid(height)
    n, m = height.shape
    if n < 3 or m < 3:
        return NO_EDGES
    lines = contourpy.contour_generator(z=height).lines(0.0)
    pieces = [_lifted(np.asarray(line), sheet) for line in lines]
    return np.concatenate([np.stack([p[:-1], p[1:]], axis=1) for p in pieces] or [NO_EDGES])


def _is_plane(sheet: np.ndarray, point: np.ndarray, normal: np.ndarray) -> bool:
    with np.errstate(invalid="ignore"):
        return bool(np.nanmax(np.abs((sheet - point) @ normal)) < 1e-6)


def _lifted(places: np.ndarray, sheet: np.ndarray) -> np.ndarray:
    """Points of the sheet at places (n, 2) of contourpy's (column, row), on cell edges."""
    j, i = places.T
    i0, j0 = np.floor(i).astype(int), np.floor(j).astype(int)
    i1, j1 = np.minimum(i0 + 1, sheet.shape[0] - 1), np.minimum(j0 + 1, sheet.shape[1] - 1)
    share = np.maximum(i - i0, j - j0)[:, None]
    far = np.where((i - i0 >= j - j0)[:, None], sheet[i1, j0], sheet[i0, j1])
    return sheet[i0, j0] + share * (far - sheet[i0, j0])
