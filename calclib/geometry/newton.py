"""The gradient of a field over a region in unit coordinates, and Newton's method on it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.spatial import KDTree

from calclib.arrays import Array, Region, inf_to_nan, region_frame
from calclib.geometry.search_gradient import SearchGradient
from calclib.numeric.jets import Jets
from calclib.numeric.kinks import kinks

_RADII = (1e-7, 1e-6, 1e-5)
"""Radii, as shares of the region, on which the gradient is compared with that at the centre."""
_ANGLES = 0.3 + np.arange(6) * np.pi / 3
_DIRECTIONS = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)], axis=-1)
UNDERFLOW = 1e-290
"""A length below this may have underflowed."""
_OPERATION_BUDGET = 3_000_000
_DETERMINANT_NOISE = 1e-14
"""A determinant below this share of its terms is a rounding error of 0."""
_RIDGE_RADIUS = 1e-4
_ROUGH_SHARE = 0.05
"""The share of a gradient that may remain at a zero that no float64 number hits."""


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
    """Operations in one evaluation; the number of places is limited in proportion."""

    @classmethod
    def on_region(cls, f: Any, region: Region) -> UnitGradient:
        """The true gradient: limits where formulas fail, NaN where it does not exist.

        A formula without kinks is differentiated without formulas for the derivatives, faster.
        """
        frame = region_frame(region)
        if f.limit_depth or kinks(f.typed_tree, f.variables):
            return cls(f, f.gradient(), f.hessian(), *frame)
        jets = Jets.of(f.tree, f.variables)
        return cls(f, jets.gradient, jets.hessian, *frame)

    @classmethod
    def for_search(cls, gradient: SearchGradient) -> UnitGradient:
        """The fast gradient for a search, in units of its largest component in the region."""
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
        """Gradient (..., 2); NaN where it does not exist."""
        with np.errstate(all="ignore"):
            slopes = inf_to_nan(self.slope(*self._inputs(places))) * (self.size / self.unit)
            return slopes.reshape(places.shape)

    def values(self, places: Array) -> Array:
        """Values (...) of the field; NaN where undefined."""
        with np.errstate(all="ignore"):
            return inf_to_nan(self.f(*self._inputs(places))).reshape(places.shape[:-1])

    def hessian(self, places: Array) -> Array:
        """Hessian (..., 2, 2); NaN where it does not exist."""
        with np.errstate(all="ignore"):
            scale = np.outer(self.size, self.size / self.unit)
            matrix = inf_to_nan(inf_to_nan(self.curvature(*self._inputs(places))) * scale)
            return matrix.reshape(*places.shape, 2)

    def newton_step(self, places: Array, slope: Array) -> Array:
        """The Newton step (n, 2) from places (n, 2) with gradients `slope` (n, 2).

        NaN without a Hessian; no component in the null space of a singular Hessian.
        """
        hessian = self.hessian(places)
        known = np.isfinite(slope).all(axis=1) & np.isfinite(hessian).all(axis=(1, 2))
        step = np.full_like(places, np.nan)
        norm = np.abs(hessian[known]).max(axis=(1, 2))
        norm = np.where(norm > UNDERFLOW, norm, np.inf)
        with np.errstate(all="ignore"):
            scaled, constant_term = (
                hessian[known] / norm[:, None, None],
                slope[known] / norm[:, None],
            )
            (a, b), (c, d) = np.moveaxis(scaled, 0, -1)
            p, q = constant_term.T
            determinant = a * d - b * c
            full = np.stack([b * q - d * p, c * p - a * q], axis=-1) / determinant[:, None]
            # A matrix of rank 1 has the pseudoinverse A^T / |A|^2; |A| is that of Frobenius.
            squares = (scaled * scaled).sum(axis=(1, 2))
            least = np.stack([a * p + c * q, b * p + d * q], axis=-1) / -squares[:, None]
            least = np.where(squares[:, None] > 0, least, 0.0)
            is_regular = np.abs(determinant) > _DETERMINANT_NOISE * (np.abs(a * d) + np.abs(b * c))
            full = np.where(is_regular[:, None], full, least)
        step[known] = full
        return step

    def nearest_ridge(self, place: Array) -> Array | None:
        """The place (2,) to which Newton's method leads across a ridge, along its curvature alone.

        None unless it is next to a place, and the curvature is about the same beside it.
        """
        curvatures, directions = np.linalg.eigh(np.nan_to_num(self.hessian(place)))
        across, largest = directions[:, 0], -curvatures[0]
        step = across * (across @ self(place)) / (largest or np.inf)
        nearby = np.abs(self.hessian(place + _RIDGE_RADIUS * _DIRECTIONS)).max()
        is_ridge = np.abs(step).max() < _RIDGE_RADIUS and 0 < largest < 10 * nearby
        return place + step if is_ridge else None

    def polished(self, places: Array) -> Array:
        """The zeros (m, 2) to which Newton's method converges from places (n, 2).

        Of too many places, an even selection is used.
        """
        every = max(1, math.ceil(len(places) * self.cost / _OPERATION_BUDGET))
        ends = self.converged(places[::every])
        return ends[np.isfinite(ends[:, 0])]

    def converged(self, places: Array) -> Array:
        """The limits (n, 2) of Newton's method from places (n, 2); NaN where it finds no zero.

        Steps are at most 2 % of the region, and under 1e-11 of it at convergence. Where steps
        shrink by a constant ratio, as at a degenerate zero, their sum is taken in one step
        (Aitken's delta-squared process).
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
            factor = _acceleration(last[index], step)
            last[index] = np.where(factor[:, None] > 1, np.nan, step)
            with np.errstate(invalid="ignore", divide="ignore"):
                step *= np.fmin(factor, 0.02 / length)[:, None]
            places[index] += np.nan_to_num(step)
            outside = (np.abs(places[index] - 0.5) > 0.55).any(axis=1)
            moving[index[~(length >= 1e-11) | outside]] = False
        inside = (np.abs(places - 0.5) <= 0.55).all(axis=1)
        zeros = np.flatnonzero(~moving & inside)
        found = np.full_like(places, np.nan)
        zeros = zeros[self.vanishes(places[zeros], _ROUGH_SHARE)]
        found[zeros] = places[zeros]
        return found

    def vanishes(self, places: Array, share: float = 1e-3) -> Any:
        """Whether the gradient at places (n, 2) is at most `share` of the gradient nearby.

        Nearby: the median on a small circle. As circles shrink, their gradients tend to the
        gradient at the place, so a small ratio means a zero.
        """
        slope = norms(self(places))
        is_zero = np.zeros(len(places), dtype=bool)
        for radius in _RADII:
            circle = norms(self(places[:, None, :] + radius * _DIRECTIONS))
            with np.errstate(all="ignore"):
                is_zero |= slope <= share * np.median(circle, axis=1)
        return is_zero

    def is_noisy(self, places: Array) -> Any:
        """Whether the gradient at places (n, 2) is far from linear nearby: rounding errors, or a
        degenerate zero."""
        steps = _RADII[0] * _DIRECTIONS[:3]
        ahead, behind = self(places[:, None, :] + steps), self(places[:, None, :] - steps)
        with np.errstate(invalid="ignore"):
            bend = norms(ahead + behind - 2 * self(places)[:, None, :])
            return ~(bend <= 1e-2 * norms(ahead - behind)).all(axis=1)

    def _inputs(self, places: Array) -> tuple[Array, Array]:
        """Arrays also for one place: a search needs no values decided at high precision."""
        points = np.atleast_2d(self.points(places))
        return points[..., 0], points[..., 1]


def _acceleration(last: Array, step: Array) -> Array:
    """Factors (n,) for steps (n, 2): 1 / (1 - ratio) where they shrink by a constant ratio."""
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

    NaN for a zero matrix, and where an entry is NaN. What is left of the difference of two equal
    terms is 0: the matrix has rank 1.
    """
    with np.errstate(all="ignore"):
        scaled = hessian / np.abs(hessian).max(axis=(-2, -1), keepdims=True)
        main, other = np.moveaxis(scaled, -1, 0)
        along, across = main[..., 0] * other[..., 1], main[..., 1] * other[..., 0]
        noise = _DETERMINANT_NOISE * (np.abs(along) + np.abs(across))
        return np.where(np.abs(along - across) <= noise, 0.0, along - across)


def thinned(places: Array, tolerance: Array) -> Array:
    """Places (n, 2) without those within the tolerance (n,) of an earlier one in the result."""
    bins = np.column_stack([np.floor(4 * places / tolerance[:, None]), tolerance])
    _, first = np.unique(bins, axis=0, return_index=True)  # thousands may coincide
    first.sort()
    places, tolerance = places[first], tolerance[first]
    keep = np.ones(len(places), dtype=bool)
    for index, near in enumerate(KDTree(places).query_ball_point(places, tolerance)):
        if keep[index]:
            keep[[other for other in near if other > index]] = False
    return places[keep]
