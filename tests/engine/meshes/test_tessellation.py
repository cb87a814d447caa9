"""Vertices and triangles of a mesh: normals, gaps, poles."""

from __future__ import annotations

import numpy as np
import pytest

from engine.meshes.tessellation import normals, tessellated
from engine.mobjects.surface import SurfaceMesh
from tests.engine.canvas import height_grid


def test_normals_are_those_of_the_surface() -> None:
    grid = height_grid(lambda x, y: 0.5 * x * x - y, count=401).astype(np.float32)
    found = normals(grid, np.ones(grid.shape[:2], bool))
    true = np.stack([-grid[..., 0], 1 + 0 * grid[..., 0], 1 + 0 * grid[..., 0]], axis=-1)
    true /= np.linalg.norm(true, axis=-1, keepdims=True)
    assert np.abs(found - true).max() < 0.01


def test_normals_next_to_a_gap_are_one_sided() -> None:
    grid = height_grid(lambda x, y: 0.3 * x, count=9).astype(np.float32)
    finite = np.ones((9, 9), bool)
    finite[4, 4] = False
    grid[4, 4] = 0, 0, 50
    found = normals(grid, finite)[finite]
    assert found == pytest.approx(np.broadcast_to(found[0], found.shape), abs=1e-5)


def test_without_gaps_the_triangles_are_those_of_any_grid() -> None:
    vertices, triangles = tessellated(SurfaceMesh(height_grid(lambda x, y: x * y)))
    assert triangles is None
    assert vertices["uv"][[0, -1]].tolist() == [[0, 0], [1, 1]]


def test_a_cell_with_three_corners_has_one_triangle() -> None:
    points = height_grid(lambda x, y: 0, count=4)
    points[0, 0] = np.nan
    vertices, triangles = tessellated(SurfaceMesh(points))
    assert triangles is not None
    assert len(triangles) == 3 * (2 * 8 + 1)
    assert np.isfinite(vertices["position"][triangles]).all()


def test_a_cell_that_jumps_over_the_height_range_is_dropped() -> None:
    points = height_grid(lambda x, y: np.where(x > 0, 9.0, -9.0), count=4)
    _, triangles = tessellated(SurfaceMesh(points, height_range=(-1, 1)))
    assert triangles is not None
    assert len(triangles) == 3 * 2 * (9 - 3)


def test_colours_are_bytes_and_clipped() -> None:
    colors = np.full((4, 4, 3), [2.0, 0.5, -1.0])
    vertices, _ = tessellated(SurfaceMesh(height_grid(np.add, count=4), colors=colors))
    assert vertices["tint"][0].tolist() == [255, 128, 0, 255]
