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
from calclib.numeric.real_function import RealFunction, TreeFunction
from calclib.tree.nodes import Node
from calclib.tree.precision import Mpf

_FINEST = 128
_COARSEST = 24
_DIRECTIONS = 5
_EQUAL = 1e-9
_NEAR = 1e-6


@dataclass(frozen=True)
class Extension(TreeFunction):
    """The function `source` with the limit for a value where it is undefined but has one.

    The limit is estimated, not proved: values must converge to one number along generic lines from
    all sides, and along curves tangent to the axes and the diagonals, to order 2 and 3.
    """

    source: RealFunction

    @classmethod
    def of(cls, source: RealFunction) -> Extension:
        """A function, extended."""
        return cls(source.tree, source.variables, source)

    @property
    def limit_depth(self) -> int:
        """One limit more than the source."""
        return self.source.limit_depth + 1

    @property
    def typed_tree(self) -> Node:
        """The tree of the text."""
        return self.source.typed_tree

    @property
    def derived_by(self) -> tuple[str, ...]:
        """The names by which the source was differentiated."""
        return self.source.derived_by

    def __str__(self) -> str:
        return str(self.source)

    def __call__(self, *inputs: ArrayLike) -> Array:
        """Values at arrays that broadcast; NaN where the source has neither value nor limit."""
        values = self.source(*inputs)
        spread = np.broadcast_arrays(*(np.asarray(each, dtype=np.float64) for each in inputs))
        for index in np.argwhere(np.isnan(values) & self._is_surrounded(spread)):
            with mp.workdps(QUICK_DIGITS):
                place = [literal_mp(float(each[tuple(index)])) for each in spread]
                values[tuple(index)] = float(self._limit(tuple(place), mp.dps))
        return values

    def is_limit_at(self, place: Sequence[float]) -> bool:
        """Whether the value at a place is a limit put into a hole, or one already in the source."""
        if math.isnan(self.source(*place)):
            return not math.isnan(self(*place))
        return self.source.is_limit_at(place)

    def evaluate_mp(self, point: Sequence[Mpf]) -> Mpf:
        """The value at mpmath's working precision, a limit where there is a hole."""
        value = self.source.evaluate_mp(point)
        return self._limit(tuple(point), mp.dps) if mp.isnan(value) else value

    def _is_surrounded(self, inputs: Sequence[Array]) -> Mask:
        """Whether the source is defined nearby on all sides, so that a limit may exist."""
        inside = np.all([np.isfinite(each) for each in inputs], axis=0)
        for direction in _generic(len(inputs)):
            for sign in (-1, 1):
                near = [
                    x + sign * _NEAR * (1 + np.abs(x)) * u
                    for x, u in zip(inputs, direction, strict=True)
                ]
                inside = inside & ~np.isnan(self.source(*near))
        return inside

    @cached_property
    def _limit(self) -> Callable[[tuple[Mpf, ...], int], Mpf]:
        return cache(self._estimated)

    def _estimated(self, point: tuple[Mpf, ...], digits: int) -> Mpf:
        """The value to which the source converges from all sides; NaN where there is none."""
        finest = _FINEST * digits // DIGITS >> self.source.limit_depth
        found: list[Mpf] = []
        for direction, bend, order in _approaches(len(point)):
            radii = shrinking_steps(max(finest // order, _COARSEST))[1:]
            values = [self._near(point, direction, bend, order, r) for r in radii]
            found.append(sequence_limit(values))
            size = max(abs(found[0]), abs(values[0]))
            if not mp.isfinite(found[-1]) or abs(found[-1] - found[0]) > _EQUAL * size:
                return mp.nan
        return mp.fsum(found[: 2 * _DIRECTIONS]) / len(found[: 2 * _DIRECTIONS])

    def _near(
        self, point: Sequence[Mpf], direction: Array, bend: Array, order: int, radius: Mpf
    ) -> Mpf:
        offsets = (
            radius * mp.mpf(float(u)) + radius**order * mp.mpf(float(v))
            for u, v in zip(direction, bend, strict=True)
        )
        return self.source.evaluate_mp(
            [a + offset for a, offset in zip(point, offsets, strict=True)]
        )


def _generic(count: int) -> list[Array]:
    """Unit vectors in general position: none along an axis, a diagonal or each other."""
    if count == 1:
        return [np.ones(1)]
    seeds = np.sin(1 + np.arange(_DIRECTIONS * count) * math.sqrt(2)).reshape(_DIRECTIONS, count)
    return list(seeds / np.linalg.norm(seeds, axis=1, keepdims=True))


def _approaches(count: int) -> Iterator[tuple[Array, Array, int]]:
    """Curves into a point, r direction + r^order bend; straight lines, in pairs, come first."""
    generic = _generic(count)
    for direction in generic:
        yield direction, np.zeros(count), 1
        yield -direction, np.zeros(count), 1
    for place in range(count if count > 1 else 0):
        axis = np.eye(count)[place]
        neighbour = np.roll(axis, 1)
        for direction in (axis, axis + neighbour, axis - neighbour):
            for order in (2, 3):
                yield direction, generic[place % len(generic)], order
                yield -direction, generic[(place + 1) % len(generic)], order
