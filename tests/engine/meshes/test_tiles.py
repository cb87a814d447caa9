"""Covered tiles contain the whole mesh, and little else."""

from __future__ import annotations

import numpy as np
import pytest
from manim import DEGREES

from engine.meshes.tiles import TILE, bounding_boxes, covered_tiles, rectangles
from tests.engine.canvas import Canvas, height_grid

SIZE = (500, 290)
SURFACES = {
    "hill": height_grid(lambda x, y: np.exp(-x * x - y * y), count=50),
    "plane": height_grid(lambda x, y: 0 * x, count=2),
    "gap": height_grid(lambda x, y: np.where(x * x + y * y < 1, np.nan, 0.3 * x * y), count=41),
    "corner": height_grid(lambda x, y: x * y, count=23) * 0.4 + [5, 2, 0],
}


@pytest.mark.parametrize("name", SURFACES)
@pytest.mark.parametrize("tilt", [0, 60, 89])
def test_every_point_lies_in_a_covered_tile(canvas: Canvas, name: str, tilt: float) -> None:
    points = SURFACES[name]
    view = canvas.camera(phi=tilt * DEGREES, theta=-40 * DEGREES).view()
    tiles = covered_tiles(bounding_boxes(points), view, SIZE)
    homogeneous = np.concatenate([points.reshape(-1, 3), np.ones((points[..., 0].size, 1))], axis=1)
    clip = homogeneous[np.isfinite(homogeneous).all(axis=1)] @ view.to_clip.T
    places = (clip[:, :2] / clip[:, 3:] * 0.5 + 0.5) * SIZE
    visible = places[((places >= 0) & (places < SIZE)).all(axis=1)].astype(int) // TILE
    assert tiles[visible[:, 1], visible[:, 0]].all()
    low, high = np.floor((places.min(axis=0) - 3) / TILE), (places.max(axis=0) + 3) // TILE
    rows, columns = np.nonzero(tiles)
    slack = 2 if name != "plane" else 0  # boxes around blocks are larger than the blocks
    assert (rows >= low[1] - slack).all()
    assert (rows <= high[1] + slack).all()
    assert (columns >= low[0] - slack).all()
    assert (columns <= high[0] + slack).all()


def test_a_mesh_behind_the_viewer_may_cover_all_tiles(canvas: Canvas) -> None:
    behind = height_grid(lambda x, y: 30 * x)
    assert covered_tiles(bounding_boxes(behind), canvas.camera().view(), SIZE).all()
    assert not covered_tiles(bounding_boxes(behind * np.nan), canvas.camera().view(), SIZE).any()


def test_rectangles_contain_each_tile_once_and_end_at_the_border() -> None:
    tiles = np.random.default_rng(5).random((10, 16)) < 0.5
    found = np.zeros((SIZE[1], SIZE[0]), int)
    for x0, y0, x1, y1 in rectangles(tiles, SIZE).astype(int):
        assert x1 <= SIZE[0]
        assert y1 <= SIZE[1]
        found[y0:y1, x0:x1] += 1
    expected = np.kron(tiles, np.ones((TILE, TILE), int))[: SIZE[1], : SIZE[0]]
    assert np.array_equal(found, expected)
