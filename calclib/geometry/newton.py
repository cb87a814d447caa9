"""The gradient of a field over a region in unit coordinates, and Newton's method on it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.spatial import KDTree

from calclib.arrays import Array, Region, finite, region_frame
from calclib.geometry.search_gradient import SearchGradient

_CLOSE = (1e-7, 1e-6, 1e-5)
"""Radii of circles, as shares of the region."""
_ANGLES = 0.3 + np.arange(6) * np.pi / 3
_WAYS = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)], axis=-1)
UNDERFLOW = 1e-290
"""Below this a length is no longer known."""
_EFFORT = 3_000_000
_ROUGHLY = 0.05
"""What is left of a gradient where Newton's method ends beside a zero that is no round number."""


@dataclass(frozen=True)
class UnitGradient:
    """Gradient and Hessian of f(lower + size * u) / unit by u, for u of shape (..., 2)."""

    f: Any
    slope: Callable[..., Array]
    curvature: Callable[..., Array]
    lower: Array
    size: Array
    unit: float = 1.0
    cost: int = 1
    """How many operations a value takes; of places to look at there may be so many fewer."""

    @classmethod
    def over(cls, f: Any, region: Region) -> UnitGradient:
        """The gradient as it is: limits where formulas fail, NaN where it does not exist."""
        return cls(f, f.gradient(), f.hessian(), *region_frame(region))

    @classmethod
    def for_search(cls, gradient: SearchGradient) -> UnitGradient:
        """The gradient as it is fast to compute, in units of its largest value in the region."""
        slope, curvature = gradient.gradient, gradient.hessian
        frame = gradient.lower, gradient.size
        field = cls(gradient.f, slope, curvature, *frame, cost=gradient.cost)
        ticks = np.linspace(0.013, 0.991, 41)
        slopes = np.abs(field(np.stack(np.meshgrid(ticks, ticks), axis=-1)))
        largest = float(np.nanmax(slopes)) if np.isfinite(slopes).any() else 0.0
        return replace(field, unit=largest or 1.0)

    def points(self, places: Array) -> Array:
        """Points (..., 2) of the region at unit coordinates."""
        return self.lower + self.size * places

    def __call__(self, places: Array) -> Array:
        """Gradient (..., 2), NaN where there is none."""
        with np.errstate(all="ignore"):
            return finite(self.slope(*self._inputs(places))) * (self.size / self.unit)

    def values(self, places: Array) -> Array:
        """Values (...) of the field, NaN where it has none."""
        with np.errstate(all="ignore"):
            return finite(np.broadcast_to(self.f(*self._inputs(places)), places.shape[:-1]))

    def hessian(self, places: Array) -> Array:
        """Hessian (..., 2, 2), NaN where there is none."""
        with np.errstate(all="ignore"):
            scale = np.outer(self.size, self.size / self.unit)
            return finite(finite(self.curvature(*self._inputs(places))) * scale)

    def newton_step(self, places: Array, slope: Array) -> Array:
        """Where Newton's method goes from places (n, 2) with that gradient: a step (n, 2).

        NaN without a Hessian; no step in the direction in which the Hessian is singular.
        """
        hessian = self.hessian(places)
        known = np.isfinite(slope).all(axis=1) & np.isfinite(hessian).all(axis=(1, 2))
        step = np.full_like(places, np.nan)
        norm = np.abs(hessian[known]).max(axis=(1, 2))
        norm = np.where(norm > UNDERFLOW, norm, np.inf)
        with np.errstate(all="ignore"):
            scaled, right = hessian[known] / norm[:, None, None], slope[known] / norm[:, None]
            (a, b), (c, d) = np.moveaxis(scaled, 0, -1)
            p, q = right.T
            determinant = a * d - b * c
            full = np.stack([b * q - d * p, c * p - a * q], axis=-1) / determinant[:, None]
            weak = ~(np.abs(determinant) > 1e-22)
            if weak.any():
                inverse = np.linalg.pinv(scaled[weak], rcond=1e-9)
                full[weak] = -(inverse @ right[weak][..., None])[..., 0]
        step[known] = full
        return step

    def polished(self, places: Array) -> Array:
        """Ends (m, 2) of Newton's method from places (n, 2), those that came to rest at a zero.

        Of too many places some from all over them are taken.
        """
        ends = self.settled(places[:: max(1, math.ceil(len(places) * self.cost / _EFFORT))])
        return ends[np.isfinite(ends[:, 0])]

    def settled(self, places: Array) -> Array:
        """Ends (n, 2) of Newton's method from places (n, 2), NaN where it found no zero.

        Steps are at most 2 % of the region; at rest the next one is under 1e-11 of it. Where
        steps shrink by a constant ratio, as at a degenerate zero, their sum is taken at once
        (Aitken).
        """
        places = places.copy()
        moving = np.ones(len(places), dtype=bool)
        last = np.full_like(places, np.nan)
        for _ in range(80):
            index = np.flatnonzero(moving)
            if index.size == 0:
                break
            step = self.newton_step(places[index], self(places[index]))
            length = norms(step)
            boost = _boost(last[index], step)
            last[index] = np.where(boost[:, None] > 1, np.nan, step)
            with np.errstate(invalid="ignore", divide="ignore"):
                step *= np.fmin(boost, 0.02 / length)[:, None]
            places[index] += np.nan_to_num(step)
            outside = (np.abs(places[index] - 0.5) > 0.55).any(axis=1)
            moving[index[~(length >= 1e-11) | outside]] = False
        inside = (np.abs(places - 0.5) <= 0.55).all(axis=1)
        good = np.flatnonzero(~moving & inside)
        found = np.full_like(places, np.nan)
        good = good[self.vanishes(places[good], _ROUGHLY)]
        found[good] = places[good]
        return found

    def vanishes(self, places: Array, share: float = 1e-3) -> Any:
        """Whether the gradient at places (n, 2) is that small a share of what it is close by.

        Close by is on circles around it, the middle of their values; as they shrink, the gradient
        on them comes near that at the place, unless that is 0.
        """
        slope = norms(self(places))
        good = np.zeros(len(places), dtype=bool)
        for radius in _CLOSE:
            circle = norms(self(places[:, None, :] + radius * _WAYS))
            with np.errstate(all="ignore"):
                good |= slope <= share * np.median(circle, axis=1)
        return good

    def _inputs(self, places: Array) -> tuple[Array, Array]:
        points = self.points(places)
        return points[..., 0], points[..., 1]


def _boost(last: Array, step: Array) -> Array:
    """By what steps (n, 2) fall short when they shrink by a constant ratio along one line."""
    with np.errstate(all="ignore"):
        ratio = (last * step).sum(axis=1) / (last * last).sum(axis=1)
        aligned = norms(step - ratio[:, None] * last) < 0.05 * norms(step)
        return np.where(aligned & (ratio > 0.3) & (ratio < 0.99), 1 / (1 - ratio), 1.0)


def norms(vectors: Array) -> Array:
    """Lengths (...) of vectors (..., 2); their squares may underflow or overflow."""
    with np.errstate(all="ignore"):
        return np.hypot(vectors[..., 0], vectors[..., 1])


def determinants(hessian: Array) -> Array:
    """Determinants (...) of matrices (..., 2, 2), each over the square of its largest entry.

    NaN for a zero matrix, and where an entry is NaN.
    """
    with np.errstate(all="ignore"):
        scaled = hessian / np.abs(hessian).max(axis=(-2, -1), keepdims=True)
        main, other = np.moveaxis(scaled, -1, 0)
        return main[..., 0] * other[..., 1] - main[..., 1] * other[..., 0]


def thinned(places: Array, tolerance: Array) -> Array:
    """Places (n, 2) without those within the tolerance (n,) of an earlier one that is kept."""
    bins = np.column_stack([np.floor(4 * places / tolerance[:, None]), tolerance])
    _, first = np.unique(bins, axis=0, return_index=True)  # thousands may lie in one place
    first.sort()
    places, tolerance = places[first], tolerance[first]
    kept = np.ones(len(places), dtype=bool)
    for index, near in enumerate(KDTree(places).query_ball_point(places, tolerance)):
        if kept[index]:
            kept[[other for other in near if other > index]] = False
    return places[kept]
