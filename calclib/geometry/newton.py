"""The gradient of a field over a region in unit coordinates, and Newton's method on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.spatial import KDTree

from calclib.arrays import Array, Region, finite, region_frame


@dataclass(frozen=True)
class UnitGradient:
    """Gradient and Hessian of f(lower + size * u) by u, for u of shape (..., 2)."""

    f: Any
    slope: Any
    curvature: Any
    lower: Array
    size: Array

    @classmethod
    def over(cls, f: Any, region: Region) -> UnitGradient:
        return cls(f, f.gradient(), f.hessian(), *region_frame(region))

    def __call__(self, places: Array) -> Array:
        """Gradient (..., 2), NaN where it does not exist."""
        with np.errstate(all="ignore"):
            return finite(self.slope(*self._inputs(places))) * self.size

    def values(self, places: Array) -> Array:
        """Values (...) of the field, NaN where it has none."""
        with np.errstate(all="ignore"):
            return finite(np.broadcast_to(self.f(*self._inputs(places)), places.shape[:-1]))

    def hessian(self, places: Array) -> Array:
        """Hessian (..., 2, 2), NaN where it does not exist."""
        with np.errstate(all="ignore"):
            return finite(self.curvature(*self._inputs(places))) * np.outer(self.size, self.size)

    def is_flat(self) -> bool:
        """Whether the field is constant up to rounding (or has no gradient at all)."""
        ticks = np.linspace(0.013, 0.991, 41)
        places = np.stack(np.meshgrid(ticks, ticks), axis=-1)
        steepest = np.nan_to_num(np.abs(self(places))).max()
        return bool(steepest <= 1e-13 * np.nan_to_num(np.abs(self.values(places))).max())

    def newton_step(self, places: Array, slope: Array) -> Array:
        """Where Newton's method goes from places (n, 2) with that gradient: a step (n, 2).

        NaN without a Hessian; no step in the direction in which the Hessian is singular.
        """
        hessian = self.hessian(places)
        known = np.isfinite(slope).all(axis=1) & np.isfinite(hessian).all(axis=(1, 2))
        step = np.full_like(places, np.nan)
        (a, b), (c, d) = np.moveaxis(hessian[known], 0, -1)
        p, q = slope[known].T
        norm = np.abs(hessian[known]).max(axis=(1, 2))
        with np.errstate(all="ignore"):
            determinant = a * d - b * c
            full = np.stack([b * q - d * p, c * p - a * q], axis=-1) / determinant[:, None]
        weak = ~(np.abs(determinant) > 1e-22 * norm * norm) | (norm < 1e-150)
        if weak.any():
            scale = np.where(norm[weak] > 1e-150, norm[weak], np.inf)
            inverse = np.linalg.pinv(hessian[known][weak] / scale[:, None, None], rcond=1e-9)
            full[weak] = -(inverse @ (slope[known][weak] / scale[:, None])[..., None])[..., 0]
        step[known] = full
        return step

    def polished(self, places: Array) -> Array:
        """Ends (m, 2) of Newton's method from places (n, 2), those that came to rest at a zero."""
        ends = self.settled(places)
        return ends[np.isfinite(ends[:, 0])]

    def settled(self, places: Array) -> Array:
        """Ends (n, 2) of Newton's method from places (n, 2), NaN where it found no zero.

        Steps are at most 2 % of the region; at rest the next one is under 1e-11 of it. Where
        steps shrink by a constant ratio, as at a degenerate zero, their sum is taken at once
        (Aitken).
        """
        places = places.copy()
        moving = np.ones(len(places), dtype=bool)
        reference, last = np.zeros(len(places)), np.full_like(places, np.nan)
        for _ in range(80):
            index = np.flatnonzero(moving)
            if index.size == 0:
                break
            slope = self(places[index])
            size = np.nan_to_num(np.linalg.norm(slope, axis=1))
            reference[index] = np.fmax(reference[index], size)
            step = self.newton_step(places[index], slope)
            length = np.linalg.norm(step, axis=1)
            boost = _boost(last[index], step)
            last[index] = np.where(boost[:, None] > 1, np.nan, step)
            with np.errstate(invalid="ignore", divide="ignore"):
                step *= np.fmin(boost, 0.02 / length)[:, None]
            places[index] += np.nan_to_num(step)
            outside = (np.abs(places[index] - 0.5) > 0.55).any(axis=1)
            moving[index[~(length >= 1e-11) | outside]] = False
        good = ~moving & self._at_zero(places, reference)
        return np.where(good[:, None], places, np.nan)

    def _at_zero(self, places: Array, reference: Array) -> Any:
        inside = (np.abs(places - 0.5) <= 0.55).all(axis=1)
        around = np.array([[1, 0], [-1, 0], [0, 1], [0, -1]]) * 1e-3
        near = np.linalg.norm(self(places[:, None, :] + around), axis=-1)
        scale = np.fmax(reference, np.fmax.reduce(near, axis=1))
        with np.errstate(invalid="ignore"):
            return inside & (np.linalg.norm(self(places), axis=1) <= 1e-7 * scale)

    def thinned(self, places: Array, tolerance: Array) -> Array:
        """Places (n, 2) without those within the tolerance (n,) of an earlier one that is kept."""
        tree = KDTree(places)
        kept = np.ones(len(places), dtype=bool)
        for index, near in enumerate(tree.query_ball_point(places, tolerance)):
            if kept[index]:
                kept[[other for other in near if other > index]] = False
        return places[kept]

    def _inputs(self, places: Array) -> tuple[Array, Array]:
        points = self.lower + self.size * places
        return points[..., 0], points[..., 1]


def _boost(last: Array, step: Array) -> Array:
    """By what steps (n, 2) fall short when they shrink by a constant ratio along one line."""
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = (last * step).sum(axis=1) / (last * last).sum(axis=1)
        aligned = np.linalg.norm(step - ratio[:, None] * last, axis=1) < 0.05 * np.linalg.norm(
            step, axis=1
        )
        return np.where(aligned & (ratio > 0.3) & (ratio < 0.95), 1 / (1 - ratio), 1.0)


def determinant(hessian: Array) -> Array:
    """Determinants (...) of matrices (..., 2, 2), NaN where an entry is."""
    with np.errstate(all="ignore"):
        main, other = np.moveaxis(hessian, -1, 0)
        return main[..., 0] * other[..., 1] - main[..., 1] * other[..., 0]
