"""Visible edges of meshes: borders, gaps, folds, and lines where a plane cuts another mesh.

At a fold the surface turns away from the viewer.
"""

from __future__ import annotations

from itertools import permutations

import contourpy
import numpy as np

from engine.mobjects.surface import SurfaceMesh

NO_EDGES = np.zeros((0, 2, 3), np.float32)
FLATNESS = 1e-6
"""The largest distance, in units, of a plane's points from it."""
ROUNDING = 1e-9
"""The rounding error of places on a grid, in cells."""


def visible_edges(meshes: list[SurfaceMesh], eye: np.ndarray) -> np.ndarray:
    """All edges (n, 2, 3) that may be visible from a point."""
    found = [silhouette(mesh.grid, eye) for mesh in meshes]
    found += [cut_by_plane(mesh.grid, plane.grid) for mesh, plane in permutations(meshes, 2)]
    return np.concatenate(found) if found else NO_EDGES


def silhouette(grid: np.ndarray, eye: np.ndarray) -> np.ndarray:
    """Borders, borders of gaps, and folds seen from a point, of a grid of points (n, m, 3)."""
    facing = _facing(grid.astype(np.float32), eye.astype(np.float32))
    rows = np.pad(facing, ((1, 1), (0, 0)))
    columns = np.pad(facing, ((0, 0), (1, 1)))
    across, down = rows[1:] != rows[:-1], columns[:, 1:] != columns[:, :-1]
    i, j = np.nonzero(across)
    k, m = np.nonzero(down)
    first = np.concatenate([grid[i, j], grid[k, m]])
    last = np.concatenate([grid[i, j + 1], grid[k + 1, m]])
    edges = np.stack([first, last], axis=1)
    return edges[np.isfinite(edges).all(axis=(1, 2))]


def _facing(grid: np.ndarray, eye: np.ndarray) -> np.ndarray:
    """For each cell 1 if its front faces the eye, -1 if its back does, 0 if it has a gap."""
    a, b, c, d = grid[:-1, :-1], grid[1:, :-1], grid[1:, 1:], grid[:-1, 1:]
    with np.errstate(invalid="ignore", over="ignore"):
        u, v, to_eye = c - a, d - b, eye - 0.5 * (a + c)
        volume = (
            (u[..., 1] * v[..., 2] - u[..., 2] * v[..., 1]) * to_eye[..., 0]
            + (u[..., 2] * v[..., 0] - u[..., 0] * v[..., 2]) * to_eye[..., 1]
            + (u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0]) * to_eye[..., 2]
        )
        return np.sign(np.nan_to_num(volume)).astype(np.int8)


def cut_by_plane(grid: np.ndarray, plane: np.ndarray) -> np.ndarray:
    """The intersection (n, 2, 3) of a grid with another one, if that is a plane."""
    corners = plane[[0, -1, 0, -1], [0, 0, -1, -1]]
    if not np.isfinite(corners).all():
        return NO_EDGES
    normal = np.cross(corners[3] - corners[0], corners[2] - corners[1])
    size = float(np.linalg.norm(normal))
    if size < 1e-9 or not _is_plane(plane, corners[0], normal / size):
        return NO_EDGES
    with np.errstate(invalid="ignore"):
        height = (grid - corners[0]) @ (normal / size)
    height = np.ma.masked_invalid(height)
    n, m = height.shape
    if n < 3 or m < 3:
        return NO_EDGES
    lines = contourpy.contour_generator(z=height).lines(0.0)
    pieces = [_points_at(np.asarray(line), grid) for line in lines]
    return np.concatenate([np.stack([p[:-1], p[1:]], axis=1) for p in pieces] or [NO_EDGES])


def _is_plane(grid: np.ndarray, point: np.ndarray, normal: np.ndarray) -> bool:
    with np.errstate(invalid="ignore"):
        return bool(np.nanmax(np.abs((grid - point) @ normal)) < FLATNESS)


def _points_at(places: np.ndarray, grid: np.ndarray) -> np.ndarray:
    """Points of the grid at contourpy's places (n, 2), (column, row), which lie on cell edges: one
    of the two is an integer, up to rounding."""
    nearest = np.rint(places)
    j, i = np.where(np.abs(places - nearest) < ROUNDING, nearest, places).T
    i0, j0 = np.floor(i).astype(int), np.floor(j).astype(int)
    i1, j1 = np.minimum(i0 + 1, grid.shape[0] - 1), np.minimum(j0 + 1, grid.shape[1] - 1)
    share = np.maximum(i - i0, j - j0)[:, None]
    far = np.where((i - i0 >= j - j0)[:, None], grid[i1, j0], grid[i0, j1])
    return grid[i0, j0] + share * (far - grid[i0, j0])
