"""The tiles of the picture that a mesh may cover, to limit passes over it."""

from __future__ import annotations

from itertools import product

import numpy as np

from engine.view import MIN_W, View

TILE = 32
"""The side of a tile in pixels."""
BLOCK = 6
"""Cells of a mesh along each axis in one bounding box."""
MARGIN = 1.5
"""Pixels by which a box is enlarged on each side."""


def bounding_boxes(grid: np.ndarray) -> np.ndarray:
    """The homogeneous corners (k, 8, 4) of bounding boxes of blocks of cells of a grid of points
    (n, m, 3); blocks without finite points have none."""
    with np.errstate(invalid="ignore"):
        low, high = _block_extremes(grid, np.fmin), _block_extremes(grid, np.fmax)
    finite = np.isfinite(low).all(axis=1)
    sides = np.stack([low[finite], high[finite]]).astype(np.float32)
    corners = [
        np.stack([sides[i, :, 0], sides[j, :, 1], sides[k, :, 2]], axis=1)
        for i, j, k in product((0, 1), repeat=3)
    ]
    found = np.stack(corners, axis=1)
    return np.concatenate([found, np.ones((*found.shape[:2], 1), np.float32)], axis=2)


def covered_tiles(boxes: np.ndarray, view: View, size: tuple[int, int]) -> np.ndarray:
    """Whether each tile (rows, columns) may contain something in one of the boxes.

    A box covers the bounding rectangle of its projected corners; rectangles are counted by
    differences at their corners and cumulative sums (Crow, "Summed-area tables", 1984).
    """
    columns, rows = (-(-side // TILE) for side in size)
    clip = boxes.reshape(-1, 4) @ view.to_clip[[0, 1, 3]].T.astype(np.float32)
    if clip[:, 2].min(initial=1.0) <= MIN_W:
        return np.ones((rows, columns), bool)
    places = (clip[:, :2] / clip[:, 2:] * 0.5 + 0.5) * np.array(size, np.float32) / TILE
    places = places.reshape(*boxes.shape[:2], 2)
    margin, last_tile = MARGIN / TILE, (columns - 1, rows - 1)
    low, high = places.min(axis=1) - margin, places.max(axis=1) + margin
    is_visible = np.all((high >= 0) & (low < (columns, rows)), axis=1)
    first = np.clip(low[is_visible], 0, last_tile).astype(int)
    last = np.clip(high[is_visible], 0, last_tile).astype(int) + 1
    width = columns + 1
    corners = [first[:, 1] * width + first[:, 0], last[:, 1] * width + last[:, 0]]
    others = [first[:, 1] * width + last[:, 0], last[:, 1] * width + first[:, 0]]
    total = (rows + 1) * width
    count = np.bincount(np.concatenate(corners), minlength=total)
    count -= np.bincount(np.concatenate(others), minlength=total)
    return count.reshape(rows + 1, width).cumsum(0).cumsum(1)[:-1, :-1] > 0


def _block_extremes(points: np.ndarray, extreme: np.ufunc) -> np.ndarray:
    """The minimum or maximum of each block of cells, (k, 3); blocks share their borders."""
    for axis in (0, 1):
        starts = np.arange(0, points.shape[axis] - 1, BLOCK)
        ends = np.minimum(starts + BLOCK + 1, points.shape[axis])
        ranges = np.stack([starts, ends], axis=1).ravel()
        whole = ranges if ranges[-1] < points.shape[axis] else ranges[:-1]
        points = np.take(
            extreme.reduceat(points, whole, axis=axis), range(0, len(whole), 2), axis=axis
        )
    return points.reshape(-1, 3)


def rectangles(tiles: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """Runs of tiles as rectangles (k, 4) of x0, y0, x1, y1 in pixels, cut at the picture's border,
    since clipping by OpenGL is slower."""
    step = np.diff(np.pad(tiles.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    row, start = np.nonzero(step > 0)
    _, end = np.nonzero(step < 0)
    corners = np.stack([start, row, end, row + 1], axis=1) * TILE
    return np.minimum(corners, (*size, *size)).astype(np.float32)
