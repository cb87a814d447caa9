"""The vertices and triangles of a `SurfaceMesh`, without gaps and poles."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from engine.mobjects.surface import SurfaceMesh

VERTEX = np.dtype([("position", "3f4"), ("normal", "3f4"), ("tint", "4u1"), ("uv", "2f4")])
BUFFER_FORMAT = ("3f4", "3f4", "4f1", "2f4")
BLOCK = 15
"""Cells along each side of a block of consecutive triangles: a software renderer shades a vertex
once for each run of a few hundred triangles that contain it."""


def tessellated(mesh: SurfaceMesh) -> tuple[np.ndarray, np.ndarray | None]:
    """Vertices (VERTEX) and indices (3 k,) of the triangles whose corners are all finite; None for
    the indices where nothing is missing: the triangles are those of all `cells`."""
    grid = mesh.grid.astype(np.float32)
    n, m = mesh.shape
    finite = np.asarray(np.isfinite(grid).all(axis=2))
    if not finite.all():
        grid = np.where(finite[..., None], grid, np.float32(0))
    vertices = np.zeros((n, m), VERTEX)
    vertices["position"] = grid
    vertices["normal"] = normals(grid, finite)
    tint = mesh.colors.reshape(n, m, 4) if len(mesh.colors) else [*mesh.color.to_rgb(), 1.0]
    vertices["tint"] = np.round(np.clip(tint, 0, 1) * np.float32(255))
    vertices["uv"][..., 0] = np.linspace(0, 1, n)[:, None]
    vertices["uv"][..., 1] = np.linspace(0, 1, m)
    return vertices.reshape(-1), _triangles(finite, _outside(grid[..., 2], mesh.height_range))


def normals(grid: np.ndarray, finite: np.ndarray) -> np.ndarray:
    """Unit normals (n, m, 3) of a grid of points; one-sided next to a gap."""
    u, v = _tangents(grid, finite, 0), _tangents(grid, finite, 1)
    found = np.empty_like(u)
    for k in range(3):
        i, j = (k + 1) % 3, (k + 2) % 3
        found[..., k] = u[..., i] * v[..., j] - u[..., j] * v[..., i]
    size = np.sqrt(np.einsum("ijk,ijk->ij", found, found))
    return found / np.maximum(size, np.float32(1e-20))[..., None]


def _tangents(grid: np.ndarray, finite: np.ndarray, axis: int) -> np.ndarray:
    """The difference of both neighbours of each point along an axis."""
    step = np.diff(grid, axis=axis)
    if not finite.all():
        low, high = np.moveaxis(finite, axis, 0)[:-1], np.moveaxis(finite, axis, 0)[1:]
        step *= np.moveaxis(low & high, 0, axis)[..., None]
    pad = [(0, 0)] * 3
    pad[axis] = (1, 1)
    wide = np.pad(step, pad)
    start, end = np.moveaxis(wide, axis, 0)[:-1], np.moveaxis(wide, axis, 0)[1:]
    return np.moveaxis(start + end, 0, axis)


def _outside(heights: np.ndarray, height_range: np.ndarray) -> np.ndarray:
    """For each point 1 above the height range, -1 below it, else 0."""
    return (heights > height_range[1]).astype(np.int8) - (heights < height_range[0])


def _triangles(finite: np.ndarray, outside: np.ndarray) -> np.ndarray | None:
    """Indices of the triangles of the cells; a cell with three finite corners has one.

    A cell that jumps from above the height range to below it contains a pole, and has none.
    """
    if finite.all() and not outside.any():
        return None
    shown = cells(*finite.shape)
    beyond = outside.ravel()[shown]
    shown = shown[(beyond.max(axis=1) < 1) | (beyond.min(axis=1) > -1)]
    present = finite.ravel()[shown]
    count = present.sum(axis=1)
    three = count == 3
    single_triangles = shown[three][present[three]]
    return np.concatenate([two_triangles(shown[count == 4]), single_triangles])


def two_triangles(corners: np.ndarray) -> np.ndarray:
    """Indices (6 k,) of two triangles for each cell, from corners (k, 4)."""
    return corners[:, [0, 1, 2, 0, 2, 3]].reshape(-1)


@lru_cache(maxsize=16)
def cells(n: int, m: int, u: int = 1, v: int = 1) -> np.ndarray:
    """The corners (k, 4) of all cells of an (n, m) grid with strides of u and v points, in order
    around each cell, by blocks of BLOCK^2 cells."""
    rows, columns = (_strided_indices(size, step) for size, step in ((n, u), (m, v)))
    i, j = (index.ravel() for index in np.indices((len(rows) - 1, len(columns) - 1)))
    order = np.lexsort((j, i, j // BLOCK, i // BLOCK))
    i, j = i[order], j[order]
    around = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)]
    corners = np.stack([rows[p] * m + columns[q] for p, q in around], axis=1).astype(np.uint32)
    corners.setflags(write=False)
    return corners


def _strided_indices(size: int, step: int) -> np.ndarray:
    """The indices 0, step, 2 step, ... below `size`, and the last one."""
    return np.unique(np.append(np.arange(0, size, step), size - 1))
