"""Removable holes (points without a value but with a limit) filled by their limit."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import islice
from typing import NamedTuple

import numpy as np
from mpmath import mp
from numpy.typing import ArrayLike

from calclib.arrays import Array, Mask, Point, point_text
from calclib.errors import DomainError
from calclib.numeric.kinks import literal_mp
from calclib.numeric.one_sided_limits import (
    DIGITS,
    QUICK_DIGITS,
    limit_at_zero,
    sequence_limit,
    shrinking_steps,
)
from calclib.numeric.real_function import LimitFunction, RealFunction, coordinates
from calclib.numeric.shrinking_squares import Verdict, verdict
from calclib.tree.precision import Mpf

_FINEST_EXPONENT = 96
_COARSEST_EXPONENT = 24
_DIRECTIONS = 5
_EQUAL = 1e-9
_PROBE_DISTANCE = 1e-6
_COARSE_RADIUS = 1e-3
CONTEST_DIGITS = 300
"""Digits with which limits are contested on shrinking squares."""
_REASONS: dict[Verdict, str] = {
    "limit": "",
    "no limit": " and has no limit there",
    "undecided": "; whether it has a limit there is not decided",
}


@dataclass(frozen=True)
class Extension(LimitFunction):
    """The function `source`, extended by its limit where it is undefined but has one.

    At a single point the limit is sought along lines and curves from all sides, and then contested
    on shrinking squares (`shrinking_squares`); where it is not decided, the hole stays. In arrays,
    and for derivatives, whose quotients need many values, lines and curves decide alone.
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
        if values.ndim == 0:
            place = tuple(float(np.asarray(number)) for number in inputs)
            return np.array(self._value(place)) if np.isnan(values) else values
        broadcast = np.broadcast_arrays(*(np.asarray(array, dtype=np.float64) for array in inputs))
        for index in np.argwhere(np.isnan(values) & self._is_surrounded(broadcast)):
            place = [float(array[tuple(index)]) for array in broadcast]
            values[tuple(index)] = self._uncontested_limit(place)
        return values

    def at(self, point: Point) -> float:
        """The value at one point, or the limit.

        Raises DomainError that says whether there is no limit, or none was found.
        """
        place = coordinates(self, point)
        value = float(self(*place))
        if math.isnan(value):
            _, found = self._decided_limit(place)
            raise DomainError(f"{self} is undefined at {point_text(place)}{_REASONS[found]}")
        return value

    def _value(self, place: tuple[float, ...]) -> float:
        value, found = self._decided_limit(place)
        return value if found == "limit" else math.nan

    @cached_property
    def _decided_limit(self) -> Callable[[tuple[float, ...]], tuple[float, Verdict]]:
        return cache(self._contested_limit)

    def _contested_limit(self, place: tuple[float, ...]) -> tuple[float, Verdict]:
        """The limit at a point where the source is undefined, and whether there is one."""
        if not self._is_surrounded([np.array(a) for a in place]):
            return math.nan, "no limit"
        with mp.workdps(DIGITS):
            centre = tuple(literal_mp(a) for a in place)
            limit = self._limit(centre, mp.dps)
            if mp.isnan(limit):
                return math.nan, "no limit"
            if len(place) == 1:
                return float(limit), "limit"
        with mp.workdps(CONTEST_DIGITS):
            names = self.variables
            return float(limit), verdict(self.source.evaluate_mp, self.tree, names, centre, limit)

    def _uncontested_limit(self, place: Sequence[float]) -> float:
        for digits in (QUICK_DIGITS, DIGITS):
            with mp.workdps(digits):
                limit = float(self._limit(tuple(map(literal_mp, place)), digits))
            if not math.isnan(limit):
                return limit
        return math.nan

    def is_limit_at(self, point: Sequence[float]) -> bool:
        """Whether the value at a point is a limit, of this extension or of the source."""
        if math.isnan(self.source(*point)):
            return not math.isnan(self(*point))
        return self.source.is_limit_at(point)

    def evaluate_mp(self, point: Sequence[Mpf]) -> Mpf:
        """The value at mpmath's working precision; the limit in a hole."""
        value = self.source.evaluate_mp(point)
        return self._nearby_limit(tuple(point), mp.dps) if mp.isnan(value) else value

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

    @cached_property
    def _nearby_limit(self) -> Callable[[tuple[Mpf, ...], int], Mpf]:
        return cache(self._limit_on_a_line)

    def _limit_on_a_line(self, point: tuple[Mpf, ...], digits: int) -> Mpf:
        """The limit along one line, if it is the same from both ends, else from all sides.

        Difference quotients take hundreds of values in holes; the point itself is contested.
        """
        steps = shrinking_steps(self._finest_exponent(digits))[-3:]
        ends = [
            sequence_limit([self._value_on_curve(point, curve, step) for step in steps])
            for curve in islice(_approach_curves(len(point)), 2)
        ]
        agree = abs(ends[0] - ends[1]) <= _EQUAL * max(map(abs, ends))
        return (ends[0] + ends[1]) / 2 if agree else self._limit(point, digits)

    def _finest_exponent(self, digits: int) -> int:
        return _FINEST_EXPONENT * digits // DIGITS >> self.source.limit_depth

    def _estimated_limit(self, point: tuple[Mpf, ...], digits: int) -> Mpf:
        """The number to which the source converges from all sides; NaN where there is none."""
        found: list[Mpf] = []
        for curve in _approach_curves(len(point)):
            on_curve = partial(self._value_on_curve, point, curve)
            exponent = max(self._finest_exponent(digits) // curve.order, _COARSEST_EXPONENT)
            found.append(limit_at_zero(on_curve, exponent))
            size = max(abs(found[0]), abs(on_curve(_COARSE_RADIUS)))
            if not mp.isfinite(found[-1]) or abs(found[-1] - found[0]) > _EQUAL * size:
                return mp.nan
        return mp.fsum(found[: 2 * _DIRECTIONS]) / len(found[: 2 * _DIRECTIONS])

    def _value_on_curve(self, point: Sequence[Mpf], curve: _Curve, radius: Mpf) -> Mpf:
        offsets = (
            radius * mp.mpf(float(u)) + radius**curve.order * mp.mpf(float(v))
            for u, v in zip(curve.direction, curve.bend, strict=True)
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


class _Curve(NamedTuple):
    """The curve r direction + r^order bend into 0."""

    direction: Array
    bend: Array
    order: int


def _approach_curves(count: int) -> Iterator[_Curve]:
    """Curves into a point; pairs of straight lines come first."""
    generic = _generic_directions(count)
    for direction in generic:
        yield _Curve(direction, np.zeros(count), 1)
        yield _Curve(-direction, np.zeros(count), 1)
    for index in range(count if count > 1 else 0):
        axis = np.eye(count)[index]
        neighbour = np.roll(axis, 1)
        for direction in (axis, axis + neighbour, axis - neighbour):
            for order in (2, 3):
                yield _Curve(direction, generic[index % len(generic)], order)
                yield _Curve(-direction, generic[(index + 1) % len(generic)], order)
