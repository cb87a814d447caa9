"""Removable holes (points without a value but with a limit) filled by their limit."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from mpmath import mp
from numpy.typing import ArrayLike

from calclib.arrays import Array, Mask
from calclib.numeric.kinks import literal_mp
from calclib.numeric.one_sided_limits import DIGITS, QUICK_DIGITS, sequence_limit, shrinking_steps
from calclib.numeric.real_function import LimitFunction, RealFunction
from calclib.tree.precision import Mpf

_FINEST_EXPONENT = 128
_COARSEST_EXPONENT = 24
_DIRECTIONS = 5
_EQUAL = 1e-9
_PROBE_DISTANCE = 1e-6


@dataclass(frozen=True)
class Extension(LimitFunction):
    """The function `source`, extended by its limit where it is undefined but has one.

    The limit is estimated, not proved: values must converge to one number along generic lines from
    all sides, and along curves tangent to the axes and the diagonals, of order 2 and 3.
    """

    @classmethod
    def of(cls, source: RealFunction) -> Extension:
        """The extension of a function."""
        return cls(source.tree, source.variables, source)

    @property
    def derived_by(self) -> tuple[str, ...]:
        """The names of the variables by which the source was differentiated."""
        return self.source.derived_by

    def __str__(self) -> str:
        return str(self.source)

    def __call__(self, *inputs: ArrayLike) -> Array:
        """Values at arrays that broadcast; NaN where the source has neither value nor limit."""
        values = self.source(*inputs)
        broadcast = np.broadcast_arrays(*(np.asarray(array, dtype=np.float64) for array in inputs))
        for index in np.argwhere(np.isnan(values) & self._is_surrounded(broadcast)):
            with mp.workdps(QUICK_DIGITS):
                place = [literal_mp(float(array[tuple(index)])) for array in broadcast]
                values[tuple(index)] = float(self._limit(tuple(place), mp.dps))
        return values

    def is_limit_at(self, point: Sequence[float]) -> bool:
        """Whether the value at a point is a limit, of this extension or of the source."""
        if math.isnan(self.source(*point)):
            return not math.isnan(self(*point))
        return self.source.is_limit_at(point)

    def evaluate_mp(self, point: Sequence[Mpf]) -> Mpf:
        """The value at mpmath's working precision; the limit in a hole."""
        value = self.source.evaluate_mp(point)
        return self._limit(tuple(point), mp.dps) if mp.isnan(value) else value

    def _is_surrounded(self, inputs: Sequence[Array]) -> Mask:
        """Whether the source is defined nearby on all sides, so that a limit may exist."""
        is_surrounded = np.all([np.isfinite(array) for array in inputs], axis=0)
        for direction in _generic_directions(len(inputs)):
            for sign in (-1, 1):
                nearby = [
                    x + sign * _PROBE_DISTANCE * (1 + np.abs(x)) * u
                    for x, u in zip(inputs, direction, strict=True)
                ]
                is_surrounded = is_surrounded & ~np.isnan(self.source(*nearby))
        return is_surrounded

    @cached_property
    def _limit(self) -> Callable[[tuple[Mpf, ...], int], Mpf]:
        return cache(self._estimated_limit)

    def _estimated_limit(self, point: tuple[Mpf, ...], digits: int) -> Mpf:
        """The number to which the source converges from all sides; NaN where there is none."""
        finest_exponent = _FINEST_EXPONENT * digits // DIGITS >> self.source.limit_depth
        found: list[Mpf] = []
        for direction, bend, order in _approach_curves(len(point)):
            radii = shrinking_steps(max(finest_exponent // order, _COARSEST_EXPONENT))[1:]
            values = [self._value_on_curve(point, direction, bend, order, r) for r in radii]
            found.append(sequence_limit(values))
            size = max(abs(found[0]), abs(values[0]))
            if not mp.isfinite(found[-1]) or abs(found[-1] - found[0]) > _EQUAL * size:
                return mp.nan
        return mp.fsum(found[: 2 * _DIRECTIONS]) / len(found[: 2 * _DIRECTIONS])

    def _value_on_curve(
        self, point: Sequence[Mpf], direction: Array, bend: Array, order: int, radius: Mpf
    ) -> Mpf:
        offsets = (
            radius * mp.mpf(float(u)) + radius**order * mp.mpf(float(v))
            for u, v in zip(direction, bend, strict=True)
        )
        return self.source.evaluate_mp(
            [a + offset for a, offset in zip(point, offsets, strict=True)]
        )


def _generic_directions(count: int) -> list[Array]:
    """Unit vectors in general position: none along an axis, a diagonal or each other."""
    if count == 1:
        return [np.ones(1)]
    seeds = np.sin(1 + np.arange(_DIRECTIONS * count) * math.sqrt(2)).reshape(_DIRECTIONS, count)
    return list(seeds / np.linalg.norm(seeds, axis=1, keepdims=True))


def _approach_curves(count: int) -> Iterator[tuple[Array, Array, int]]:
    """Curves into a point, r direction + r^order bend; pairs of straight lines come first."""
    generic = _generic_directions(count)
    for direction in generic:
        yield direction, np.zeros(count), 1
        yield -direction, np.zeros(count), 1
    for index in range(count if count > 1 else 0):
        axis = np.eye(count)[index]
        neighbour = np.roll(axis, 1)
        for direction in (axis, axis + neighbour, axis - neighbour):
            for order in (2, 3):
                yield direction, generic[index % len(generic)], order
                yield -direction, generic[(index + 1) % len(generic)], order
