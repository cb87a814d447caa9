"""Faces with four curved sides as grids of points: Coons patches, n of them in one array.

A side is a cubic Bézier curve of four points, so a face is (16, 3): round it go curve 0 from corner
0 to 1, curve 1 from 1 to 2, and so on. A grid (k + 1, k + 1) of points runs along curve 0, then
along curve 1.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from engine.primitives.vmobjects import FLATNESS, bernstein

POINTS = 16
"""The points of a face."""
CORNERS = [0, 4, 8, 12]
MOST = 16
"""The largest number of pieces of a side."""
SAME_CORNER = 2.0**-17
"""Corners closer than this, in sizes of all faces together, are one."""
TRIANGLES = 2**16
"""The largest number of triangles of faces that are drawn together, unless each has only two."""
BULGE = 0.25
"""How far a side may be from straight, in lengths of the longest."""
GAP = 1e-4
"""How far the curves of a face may be apart, in units."""


class Mesh(NamedTuple):
    """The grid of any patch with k pieces along a side, by indices of its points: `triangles`
    (2 k^2, 3); `border` (4, k, 3), edges of each side with a third corner inside; `inner` (e, 3),
    all other edges, each with a third corner; `rim` (4 k + 1,) round it."""

    triangles: np.ndarray
    border: np.ndarray
    inner: np.ndarray
    rim: np.ndarray


def are_patches(points: np.ndarray) -> np.ndarray:
    """Which of faces (n, 16, 3) are closed, convex and not very curved: (n,)."""
    curves = points.reshape(-1, 4, 4, 3)
    sides = curves[:, :, 3] - curves[:, :, 0]
    thirds = curves[:, :, :1] + sides[:, :, None] * np.array([1 / 3, 2 / 3])[:, None]
    longest = np.linalg.norm(sides, axis=-1).max(axis=1)
    following = np.roll(curves[:, :, 0], -1, axis=1)
    turns = np.cross(np.roll(sides, 1, axis=1), sides)
    convex = (turns * turns.sum(axis=1, keepdims=True)).sum(axis=-1) >= -1e-9
    bulges = np.linalg.norm(curves[:, :, 1:3] - thirds, axis=-1).max(axis=(1, 2))
    gaps = np.abs(following - curves[:, :, 3]).max(axis=(1, 2))
    return (bulges <= BULGE * longest) & (gaps <= GAP) & convex.all(axis=1)


def meeting_corners(corners: np.ndarray) -> np.ndarray:
    """Numbers (n, 4) of corners (n, 4, 3), equal for those at one place."""
    points = corners.reshape(-1, 3)
    size = max(float(np.ptp(points, axis=0).max()), 1e-9)
    cells = np.floor(points / (SAME_CORNER * size) + 0.37)  # few points have this fraction
    numbers = np.unique(cells.astype(np.int64), axis=0, return_inverse=True)[1]
    return numbers.reshape(len(corners), 4)


def shared_sides(corners: np.ndarray) -> np.ndarray:
    """Which sides of faces with corners (n, 4, 3) are those of other faces as well: (n, 4)."""
    first = meeting_corners(corners)
    second = np.roll(first, -1, axis=1)
    side = np.maximum(first, second) * (first.max() + 1) + np.minimum(first, second)
    _, number, count = np.unique(side, return_inverse=True, return_counts=True)
    return (count > 1)[number].reshape(-1, 4)


def pieces(points: np.ndarray) -> int:
    """Into how many pieces all sides of faces (n, 16, 3) are cut: as many for each, so that there
    are no gaps between neighbours."""
    curves = points.reshape(-1, 4, 4, 3)
    bends = np.abs(curves[:, :, :2] - 2 * curves[:, :, 1:3] + curves[:, :, 2:]).max()
    finest = max(int(np.sqrt(TRIANGLES / (2 * len(points)))), 1)
    return int(np.clip(np.ceil(np.sqrt(0.75 * bends / FLATNESS)), 1, min(finest, MOST)))


def grids(points: np.ndarray, count: int) -> np.ndarray:
    """The points (n, (k + 1)^2, 3) of faces (n, 16, 3), k pieces along each side."""
    along = np.einsum("tk,nckd->nctd", bernstein(count), points.reshape(-1, 4, 4, 3))
    low, right, high, left = (along[:, side] for side in range(4))
    high, left = high[:, ::-1, None], left[:, None, ::-1]
    low, right = low[:, :, None], right[:, None]
    s, t = _shares(count)
    patch = (1 - t) * low + t * high + (1 - s) * left + s * right
    return patch.reshape(len(points), -1, 3) - between(points[:, CORNERS], count)


def between(corners: np.ndarray, count: int) -> np.ndarray:
    """Values (n, 4, d) at the corners of faces, at the points of their grids: (n, (k + 1)^2, d)."""
    s, t = _shares(count)
    shares = ((1 - s) * (1 - t), s * (1 - t), s * t, (1 - s) * t)
    weights = np.stack([share.reshape(-1) for share in shares], axis=1)
    return np.einsum("pc,ncd->npd", weights, corners)


def _shares(count: int) -> tuple[np.ndarray, np.ndarray]:
    share = np.linspace(0, 1, count + 1)
    return share[:, None, None], share[None, :, None]


@lru_cache(MOST)
def mesh(count: int) -> Mesh:
    """The mesh of a grid with `count` pieces along each side."""
    place = np.arange((count + 1) ** 2).reshape(count + 1, count + 1)
    a, b, c, d = place[:-1, :-1], place[1:, :-1], place[1:, 1:], place[:-1, 1:]
    cells = np.stack([a, b, c, a, c, d], axis=-1)
    sides = (place[:, 0], place[-1], place[::-1, -1], place[0, ::-1])
    opposite = np.repeat([place[-1, -1], place[0, -1], place[0, 0], place[-1, 0]], count)
    rim = np.concatenate([*(side[:-1] for side in sides), place[0, :1]])
    border = np.stack([rim[:-1], rim[1:], opposite], axis=1).reshape(4, count, 3)
    inner = np.concatenate(
        [
            np.stack([a, c, b], axis=-1).reshape(-1, 3),
            np.stack([b, c, a], axis=-1)[:-1].reshape(-1, 3),
            np.stack([c, d, a], axis=-1)[:, :-1].reshape(-1, 3),
        ]
    )
    return Mesh(cells.reshape(-1, 3), border, inner, rim)
