"""Visible edges of meshes, computed without drawing."""

from __future__ import annotations

import numpy as np
import pytest

from engine.meshes.edges import cut_by_plane, silhouette, visible_edges
from engine.mobjects.surface import SurfaceMesh
from tests.engine.canvas import height_grid

FROM_ABOVE = np.array([0.0, 0, 20])
FROM_THE_SIDE = np.array([20.0, 0, 0])


def length(edges: np.ndarray) -> float:
    return float(np.linalg.norm(edges[:, 1] - edges[:, 0], axis=1).sum())


def test_a_flat_sheet_has_its_border() -> None:
    assert length(silhouette(height_grid(lambda x, y: 0), FROM_ABOVE)) == pytest.approx(16)


def test_a_gap_has_a_border_too() -> None:
    grid = height_grid(lambda x, y: 0, count=9)  # cells of half a unit
    grid[4, 4] = np.nan
    outer, gap = 16, 4 * 2 * 0.5
    assert length(silhouette(grid, FROM_ABOVE)) == pytest.approx(outer + gap)


def test_a_fold_is_visible_from_the_side_and_not_from_above() -> None:
    roof = height_grid(lambda x, y: -np.abs(x))
    along = silhouette(roof, FROM_THE_SIDE)
    fold = along[(np.abs(along[..., 0]) < 1e-9).all(axis=1)]
    assert length(fold) == pytest.approx(4)
    above = silhouette(roof, FROM_ABOVE)
    assert not (np.abs(above[..., 0]) < 1e-9).all(axis=1).any()


def test_a_plane_cuts_a_surface_along_a_level_curve() -> None:
    bowl = height_grid(lambda x, y: x * x + y * y, count=81)
    level = height_grid(lambda x, y: 1.0, count=2)
    cut = cut_by_plane(bowl, level)
    assert np.hypot(cut[..., 0], cut[..., 1]) == pytest.approx(np.ones(cut.shape[:2]), abs=2e-3)
    assert length(cut) == pytest.approx(2 * np.pi, rel=1e-3)


@pytest.mark.parametrize(
    "other",
    [
        height_grid(lambda x, y: x * y),
        height_grid(lambda x, y: 0) * 0,
        height_grid(lambda x, y: np.nan),
        height_grid(lambda x, y: 9.0),
    ],
    ids=["bent", "a point", "nowhere", "above"],
)
def test_curved_and_disjoint_surfaces_cut_nothing(other: np.ndarray) -> None:
    assert len(cut_by_plane(height_grid(lambda x, y: x * x), other)) == 0


def test_gaps_are_not_cut() -> None:
    grid = height_grid(lambda x, y: x, count=41)
    grid[:, :20] = np.nan
    cut = cut_by_plane(grid, height_grid(lambda x, y: 0.05, count=2))
    assert len(cut) > 5
    assert np.isfinite(cut).all()
    assert (cut[..., 1] >= 0).all()


def test_edges_of_several_meshes_and_of_none() -> None:
    floor = SurfaceMesh(height_grid(lambda x, y: 0))
    wall = SurfaceMesh(height_grid(lambda x, y: 0)[..., [0, 2, 1]])
    found = visible_edges([floor, wall], np.array([5.0, 9, 20]))
    assert length(found) == pytest.approx(16 + 16 + 2 * 4)
    assert visible_edges([], FROM_ABOVE).shape == (0, 2, 3)
