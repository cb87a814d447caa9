"""Where surfaces lie in one place, so that no depth decides which is in front.

Pure; grids of points are arrays (n, m, 3) in scene units, with NaN for gaps.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.spatial import KDTree

APART = 2e-4
"""Scene units by which layers differ at least: closer ones are drawn by chance."""
_ROWS = 45
"""Rows and columns of points at most that are looked at."""
_BESIDE = 0.75
"""Cells to the nearest point of a sheet on which another point lies, at most."""
_PARALLEL = 0.998
"""The cosine from which two surfaces do not cross but lie on each other."""
_CORNERS = np.array([(0, 0), (0, 1), (1, 0), (1, 1)])
_SHARES = np.stack(np.meshgrid(*[np.linspace(0, 1, 9)] * 2), axis=-1).reshape(-1, 2)
_BILINEAR = np.abs(1 - _CORNERS[:, None] - _SHARES[None]).prod(axis=-1)
"""Weights (4, n) of the corners of a cell at n places in it."""
_FAR_ALONG = 6.0
"""Points of one sheet so many cells apart belong to different layers of it."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """A surface by its grid of points."""

    grid: np.ndarray

    @cached_property
    def _tangents(self) -> tuple[np.ndarray, np.ndarray]:
        with np.errstate(invalid="ignore"):
            along_u, along_v = (np.gradient(self.grid, axis=axis) for axis in (0, 1))
        return along_u, along_v

    @cached_property
    def _vertices(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Points (k, 3), unit normals (k, 3), cell sides (k, 2), indices (k, 2), where there is a
        normal."""
        along_u, along_v = self._tangents
        normals = np.cross(along_u, along_v)
        lengths = np.linalg.norm(normals, axis=-1)
        sides = np.stack([np.linalg.norm(each, axis=-1) for each in self._tangents], axis=-1)
        whole = np.isfinite(self.grid).all(axis=-1) & np.isfinite(lengths) & (lengths > 1e-9)
        units = normals[whole] / lengths[whole][:, None]
        return self.grid[whole], units, sides[whole], np.argwhere(whole)

    @cached_property
    def _tree(self) -> KDTree:
        return KDTree(self._vertices[0])

    @cached_property
    def _looked_at(self) -> np.ndarray:
        """The vertices, by number, that stand for all; none at its border, which may be a seam."""
        size, places = np.array(self.grid.shape[:2]), self._vertices[3]
        inside = (places >= 1) & (places < size - 1)
        step = np.maximum(1, size // _ROWS)
        return np.flatnonzero((inside & (places % step == 0)).all(axis=1))

    @property
    def area(self) -> float:
        """Its area, that of its gaps left out."""
        along_u, along_v = self._tangents
        return float(np.nansum(np.linalg.norm(np.cross(along_u, along_v), axis=-1)))

    def distance(self, point: np.ndarray) -> float:
        """From a point (3,) to the nearest of its cells; infinite where it has none nearby."""
        _, _, _, places = self._vertices
        if not len(places):
            return np.inf
        _, near = self._tree.query(point, k=min(8, len(places)))
        low = (places[np.ravel(near)][:, None] - _CORNERS).reshape(-1, 2)
        low = np.unique(low.clip(0, np.array(self.grid.shape[:2]) - 2), axis=0)
        corners = [self.grid[tuple((low + each).T)] for each in _CORNERS]
        cells = np.einsum("cs,cki->ksi", _BILINEAR, np.array(corners))
        return float(np.nanmin(np.linalg.norm(cells - point, axis=-1), initial=np.inf))

    def shared_with(self, other: Sheet) -> float:
        """The area in which this sheet lies on another one, or on another layer of itself."""
        here, sides = self._vertices[0][self._looked_at], self._vertices[2][self._looked_at]
        if not len(here) or not len(other._vertices[0]):
            return 0.0
        points, normals, cells, places = other._vertices
        own = self._vertices[1][self._looked_at]
        _, near = other._tree.query(here, k=min(8, len(points)))
        near = near.reshape(len(here), -1)
        away = here[:, None] - points[near]
        across, cosines = _mean_normals(own[:, None], normals[near])
        high = np.abs(np.einsum("kni,kni->kn", away, across))
        on_it = (high < APART) & (
            np.linalg.norm(away, axis=-1) < _BESIDE * np.max(cells[near], axis=-1)
        )
        on_it &= cosines > _PARALLEL
        if other is self:
            steps = np.abs(places[near] - places[self._looked_at][:, None])
            on_it &= (steps * sides[:, None]).sum(axis=-1) > _FAR_ALONG * sides.max(axis=-1)[
                :, None
            ]
        return self.area * float(on_it.any(axis=1).mean())


def _mean_normals(one: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Unit normals halfway between unit normals (..., 3), whichever way they point, and the cosines
    of the angles between them.

    A chord of a circle is at a right angle to the mean of the normals at its ends.
    """
    cosines = (one * other).sum(axis=-1)
    mean = one + np.where(cosines < 0, -1.0, 1.0)[..., None] * other
    return mean / np.linalg.norm(mean, axis=-1)[..., None], np.abs(cosines)
