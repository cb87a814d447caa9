"""A fast gradient for the search for critical points.

At a kink only limits at high precision decide what a derivative is, which is slow
(`numeric.partials`). The search uses the mean of the derivatives nearby instead, and checks by
limits only the points that it finds at kinks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from mpmath import mp

from calclib.arrays import Array, Mask
from calclib.numeric.jets import Jets
from calclib.numeric.kinks import is_near_zero, kinks, value_and_error
from calclib.numeric.one_sided_limits import QUICK_DIGITS
from calclib.numeric.partials import derivatives_along
from calclib.numeric.real_function import RealFunction
from calclib.tree.nodes import Node
from calclib.tree.precision import Mpf

_NEIGHBOUR_DISTANCE = 1e-9
"""The distance, as a share of the region, at which a missing derivative is replaced."""
_NEIGHBOUR_DIRECTIONS = np.array([(0.83, 0.56), (-0.56, 0.83), (-0.83, -0.56), (0.56, -0.83)])
_STEPS = (1e-4, 1e-8, 1e-12)
"""Steps towards a kink, as shares of the region."""
_VANISHING, _PERSISTENT = 0.05, 0.9
_LIMIT_BUDGET = 1000
"""Places checked by limits at high precision, times the number of operations of f, at most."""
_R2_SEQUENCE = (0.7548776662466927, 0.5698402909980532)
"""The fractional parts of their multiples fill a square evenly (Roberts' R2 sequence)."""
_DIGITS, _STEP_EXPONENT = 80, 20
_BESIDE, _NEAR = 1e-6, 0.7
"""At a zero the gradient is at most this share of that at this distance, a share of the region."""


@dataclass(frozen=True)
class SearchGradient:
    """First and second derivatives of a function of two variables in a region.

    NaN where the function is undefined. Where it is defined but a derivative does not exist, or
    cannot be computed, the mean of the derivatives at four points nearby.
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
        """The number of operations in one evaluation."""
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
            steps = _NEIGHBOUR_DISTANCE * self.size * _NEIGHBOUR_DIRECTIONS
            beside = [derivatives(x[holes] + dx, y[holes] + dy) for dx, dy in steps]
            values[holes] = np.mean(beside, axis=0)
        return values

    @cached_property
    def is_zero(self) -> Mask:
        """Which of the two first derivatives are 0 everywhere, up to rounding."""
        places = 0.013 + 0.977 * np.modf(np.outer(np.arange(1, 200), _R2_SEQUENCE))[0]
        points = self.lower + self.size * places
        named = dict(zip(self.f.variables, points.T, strict=True))
        values, errors = np.broadcast_arrays(*value_and_error(self.f.tree, named), points[:, 0])[:2]
        terms = np.abs(values) + errors / np.finfo(float).eps  # the size of what may cancel
        slopes = np.abs(self._jets.gradient(*points.T)) * self.size
        known = (terms > 0) & np.isfinite(terms) & np.isfinite(slopes).all(axis=1)
        if not known.any():  # f underflows
            return np.zeros(2, dtype=bool)
        small = np.all(slopes[known] <= 1e-9 * terms[known][:, None], axis=0)
        samples = list(zip(points[known][:7].tolist(), terms[known][:7].tolist(), strict=True))
        return np.array([small[k] and not any(map(self._slope_along(k), samples)) for k in (0, 1)])

    def _slope_along(self, axis: int) -> Callable[[tuple[list[float], float]], bool]:
        """A test by differences: is the derivative by a variable other than 0 at a point?

        The point comes with the size of the terms of f there.
        """

        def differs(sample: tuple[list[float], float]) -> bool:
            point, size = sample
            with mp.workdps(_DIGITS):
                ends = []
                for sign in (1, -1):
                    moved = [mp.mpf(coordinate) for coordinate in point]
                    moved[axis] += sign * mp.mpf(self.size[axis]) / 10**_STEP_EXPONENT
                    ends.append(self.f.evaluate_mp(moved))
                return abs(ends[0] - ends[1]) > size / mp.mpf(10) ** (_STEP_EXPONENT + 30)

        return differs

    @cached_property
    def _kinks(self) -> tuple[Node, ...]:
        return kinks(self.f.typed_tree, self.f.variables)

    def is_kink(self, points: Array) -> Mask:
        """Whether the derivatives may not hold at points (n, 2)."""
        found = self.is_hole(points)
        values = dict(zip(self.f.variables, points.T, strict=True))
        for tree in self._kinks:
            found |= is_near_zero(tree, values)
        return found

    def is_hole(self, points: Array) -> Mask:
        """Whether a derivative cannot be computed at points (n, 2)."""
        return np.any(np.isnan(self._jets.gradient(*points.T)), axis=1)

    def vanishes_at_kink(self, points: Array) -> Mask:
        """Whether both partial derivatives exist and are 0 at points (n, 2) on a kink.

        By the mean value theorem a one-sided derivative is the limit of the derivative, if f is
        continuous; so derivatives that tend to 0 from both sides along the axis decide. Where they
        do so slowly, difference quotients at high precision decide.
        """
        ratio = np.max([self._remaining_share(points, axis) for axis in (0, 1)], axis=0)
        vanishes = ratio <= _VANISHING
        undecided = np.flatnonzero(~vanishes & (ratio < _PERSISTENT))[: _LIMIT_BUDGET // self.cost]
        for index in undecided:
            place = points[index].tolist()
            sides = [derivatives_along(self.f, place, axis, QUICK_DIGITS) for axis in np.eye(2)]
            vanishes[index] = all(limits.value == 0 for limits in sides)
        return vanishes

    def is_far_from_zero(self, point: Array) -> bool:
        """Whether the gradient at a point (2,) is about as long as beside it: noise was its zero.

        At high precision, by central differences of values.
        """
        with mp.workdps(_DIGITS):
            centre = mp.matrix(point.tolist())
            sides = mp.diag(self.size.tolist())

            def length(offset: Mpf) -> Mpf:
                slopes = []
                for step in (mp.matrix([1, 0]), mp.matrix([0, 1])):
                    ends = (offset + step / mp.mpf(10) ** _STEP_EXPONENT * k for k in (1, -1))
                    ahead, behind = (self.f.evaluate_mp(centre + sides * end) for end in ends)
                    slopes.append(ahead - behind)
                return mp.norm(slopes)

            offsets = [mp.matrix(each) * _BESIDE for each in _NEIGHBOUR_DIRECTIONS.tolist()]
            beside = sorted(map(length, offsets))
            return not length(mp.zeros(2, 1)) <= _NEAR * beside[1]

    def _remaining_share(self, points: Array, axis: int) -> Array:
        """The share of a derivative by an axis that remains close to points; 1 at a jump of f."""
        direction = np.eye(2)[axis] * self.size
        values = self.f(*points.T)
        shares = np.zeros(len(points))
        for side in (-1, 1):
            near = [points + side * step * direction for step in _STEPS]
            slopes = [np.abs(self.gradient(*place.T)[:, axis]) for place in near]
            changes = [np.abs(self.f(*place.T) - values) for place in near]
            is_continuous = changes[-1] <= 1e-6 * changes[0] + 1e-14 * np.abs(values)
            with np.errstate(all="ignore"):
                share = np.where(slopes[-1] == 0, 0.0, slopes[-1] / slopes[0])
            shares = np.fmax(shares, np.where(is_continuous & np.isfinite(share), share, 1.0))
        return shares
