"""The gradient as a search for critical points asks for it: often, fast, and with a last judgement.

Limits decide what a derivative is at a kink, at high precision and so slowly (`numeric.partials`).
A search takes the mean of what there is close by, and what it finds at a kink is judged once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from mpmath import mp

from calclib.arrays import Array, Mask
from calclib.numeric.jets import Jets
from calclib.numeric.kinks import kinks, near_zero
from calclib.numeric.one_sided_limits import QUICK_DIGITS
from calclib.numeric.partials import derivatives_along
from calclib.numeric.real_function import RealFunction
from calclib.tree.nodes import Node

_BESIDE = 1e-9
"""How far from a place without a derivative its neighbours are asked, as a share of the region."""
_CORNERS = np.array([(0.83, 0.56), (-0.56, 0.83), (-0.83, -0.56), (0.56, -0.83)])
_STEPS = (1e-4, 1e-8, 1e-12)
"""Steps towards a kink, as shares of the region."""
_VANISHED, _STAYED = 0.05, 0.9
_MOST_LIMITS = 1000
"""So many places at most, by the number of operations, are judged by limits at high precision."""
_SPREAD = (0.7548776662466927, 0.5698402909980532)
"""Multiples of these, less the whole number, fill a square evenly (Roberts' R2 sequence)."""
_DIGITS, _STEP = 80, 20


@dataclass(frozen=True)
class SearchGradient:
    """First and second derivatives of a function of two variables in a region.

    NaN where the function has no value; elsewhere, where there is no derivative, or none that can
    be computed, the mean of four close by.
    """

    f: RealFunction
    lower: Array
    size: Array

    def gradient(self, x: Array, y: Array) -> Array:
        """First derivatives (..., 2) at arrays of one shape."""
        slopes = self._filled(self._jets.gradient, x, y)
        return np.where(self.is_zero, slopes * 0, slopes)

    def hessian(self, x: Array, y: Array) -> Array:
        """Second derivatives (..., 2, 2) at arrays of one shape."""
        matrix = self._filled(self._jets.hessian, x, y)
        return np.where(self.is_zero | self.is_zero[:, None], matrix * 0, matrix)

    @property
    def cost(self) -> int:
        """How many operations a value takes."""
        return sum(max(1, len(parts)) for _, parts in self._jets.program.steps)

    @cached_property
    def _jets(self) -> Jets:
        return Jets.of(self.f.tree, self.f.variables)

    def _filled(self, derivatives: Callable[..., Array], x: Array, y: Array) -> Array:
        values = derivatives(x, y)
        inner = tuple(range(x.ndim, values.ndim))
        holes: Mask = np.any(np.isnan(values), axis=inner)
        if holes.any():
            holes[holes] = ~np.isnan(self.f(x[holes], y[holes]))
        if holes.any():
            steps = _BESIDE * self.size * _CORNERS
            beside = [derivatives(x[holes] + dx, y[holes] + dy) for dx, dy in steps]
            values[holes] = np.mean(beside, axis=0)
        return values

    @cached_property
    def is_zero(self) -> Mask:
        """Which of the two first derivatives are 0 everywhere, but for rounding."""
        places = 0.013 + 0.977 * np.modf(np.outer(np.arange(1, 200), _SPREAD))[0]
        points = self.lower + self.size * places
        values = np.abs(self.f(*points.T))
        slopes = np.abs(self._jets.gradient(*points.T)) * self.size
        known = (values > 0) & np.isfinite(slopes).all(axis=1)  # underflow tells nothing
        if not known.any():
            return np.zeros(2, dtype=bool)
        small = slopes[known].max(axis=0) <= 1e-9 * values[known].max()
        asked = points[known][:7].tolist()
        return np.array([small[k] and not any(map(self._slope_along(k), asked)) for k in (0, 1)])

    def _slope_along(self, axis: int) -> Callable[[list[float]], bool]:
        """A test whether the derivative by a variable is not 0 at a point, by differences."""

        def differs(point: list[float]) -> bool:
            with mp.workdps(_DIGITS):
                ends = []
                for sign in (1, -1):
                    moved = [mp.mpf(each) for each in point]
                    moved[axis] += sign * mp.mpf(self.size[axis]) / 10**_STEP
                    ends.append(self.f.evaluate_mp(moved))
                size = max(map(abs, ends))
                return abs(ends[0] - ends[1]) > size / mp.mpf(10) ** (_STEP + 30)

        return differs

    @cached_property
    def _kinks(self) -> tuple[Node, ...]:
        return kinks(self.f.typed_tree, self.f.variables)

    def is_kink(self, points: Array) -> Mask:
        """Whether the derivatives may not hold at points (n, 2)."""
        bent = self.is_hole(points)
        values = dict(zip(self.f.variables, points.T, strict=True))
        for tree in self._kinks:
            bent |= near_zero(tree, values)
        return bent

    def is_hole(self, points: Array) -> Mask:
        """Whether a derivative cannot be computed at points (n, 2)."""
        return np.any(np.isnan(self._jets.gradient(*points.T)), axis=1)

    def vanishes_at_kink(self, points: Array) -> Mask:
        """Whether both partial derivatives exist and are 0 at points (n, 2) on a kink.

        By the mean value theorem a one-sided derivative is the limit of the derivative, if f is
        continuous; so derivatives that run to 0 from both sides, along the axis, decide. Where they
        do so slowly, quotients at high precision do.
        """
        ratio = np.max([self._share_left(points, axis) for axis in (0, 1)], axis=0)
        vanishes = ratio <= _VANISHED
        doubtful = np.flatnonzero(~vanishes & (ratio < _STAYED))[: _MOST_LIMITS // self.cost]
        for index in doubtful:
            place = points[index].tolist()
            sides = [derivatives_along(self.f, place, way, QUICK_DIGITS) for way in np.eye(2)]
            vanishes[index] = all(each.value == 0 for each in sides)
        return vanishes

    def _share_left(self, points: Array, axis: int) -> Array:
        """How much of a derivative along an axis is left right beside points; 1 at a jump of f."""
        way = np.eye(2)[axis] * self.size
        values = self.f(*points.T)
        shares = np.zeros(len(points))
        for side in (-1, 1):
            near = [points + side * step * way for step in _STEPS]
            slopes = [np.abs(self.gradient(*each.T)[:, axis]) for each in near]
            changes = [np.abs(self.f(*each.T) - values) for each in near]
            still = changes[-1] <= 1e-6 * changes[0] + 1e-14 * np.abs(values)
            with np.errstate(all="ignore"):
                share = np.where(slopes[-1] == 0, 0.0, slopes[-1] / slopes[0])
            shares = np.fmax(shares, np.where(still & np.isfinite(share), share, 1.0))
        return shares
