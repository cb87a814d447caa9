"""Arrows of a vector field: where they stand, and how long they are drawn.

True lengths rarely fit side by side. An `ArrowScale` says how they are shortened, for the legend
too: all by one factor where they are of similar size, otherwise long ones more.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

import numpy as np

from calclib.arrays import Array, Region, region_frame

_POWERS = (1.0, 1 / 2, 1 / 3, 1 / 5)
_VISIBLE_MEDIAN = 0.2
"""The least share of the longest arrow at which the median can still be seen."""
_VISIBLE_AT_POINT = 0.35
"""The same for the arrow at the point, whose tail is under a dot."""
_CUT_QUANTILE = 0.9
"""The quantile of lengths beyond which arrows are cut, since they stand at poles."""
_WIDEST = 1.8
"""The most by which a region is widened to show one arrow at its true length."""
_SHORTEST = 0.12
_IN_A_ROW = 128
_FACTORS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)


@dataclass(frozen=True, slots=True)
class ArrowScale:
    """Arrows of length s are drawn at `longest` * (s / `top`) ** `power`, never beyond `longest`.

    `top` is the length from which on arrows are cut; with `power` 1 all others are drawn to one
    scale, 1 : `factor`. `cuts`: whether the field has longer ones.
    """

    top: float
    longest: float
    power: float = 1.0
    cuts: bool = False

    @property
    def is_even(self) -> bool:
        """Whether all arrows that are not cut are drawn to one scale."""
        return self.power == 1

    @property
    def factor(self) -> float:
        """How many times shorter than its true length an arrow of length `top` is drawn."""
        return self.top / self.longest

    def drawn(self, lengths: Array) -> Array:
        """The lengths at which arrows of these true lengths are drawn; NaN stays NaN."""
        shares = np.minimum(np.asarray(lengths, dtype=float) / self.top, 1.0)
        return self.longest * shares**self.power

    def samples(self, shortest: float) -> tuple[float, ...]:
        """Up to three round true lengths, falling, for a legend; none is drawn below `shortest`."""
        power = 10.0 ** floor(log10(self.top) + 1e-12)
        largest = floor(self.top / power + 1e-9) * power
        divisors = (1, 2, 4) if self.is_even else (1, 10, 100)
        found = [float(f"{largest / each:.6g}") for each in divisors if largest > 0]
        lengths = self.drawn(np.array(found))
        return tuple(s for s, length in zip(found, lengths, strict=True) if length >= shortest)


def arrow_scale(lengths: Array, longest: float, own: float = 0.0) -> ArrowScale | None:
    """The scale at which arrows of these lengths are drawn at most `longest` long.

    One factor for all, a round number, where the median stays visible, and the arrow at the point,
    of the length `own` if it has one; else a root of the length. None where no arrow has a length.
    """
    known = np.asarray(lengths, dtype=float)
    known = known[np.isfinite(known) & (known > 0)]
    if not known.size:
        return None
    most = float(np.quantile(known, _CUT_QUANTILE))
    top = most if known.max() > 2.5 * most else float(known.max())
    middle = float(np.median(known)) / top
    mine = own / top if own > 0 else 1.0  # NaN is no arrow either
    seen = (p for p in _POWERS if middle**p >= _VISIBLE_MEDIAN and mine**p >= _VISIBLE_AT_POINT)
    power = next(seen, _POWERS[-1])
    cuts = bool(known.max() > top)
    if power < 1:
        return ArrowScale(top, longest, power, cuts)
    factor = _above(top / longest)
    return ArrowScale(factor * longest, longest, cuts=cuts)


def square_lattice(point: Sequence[float], region: Region, count: int) -> Array:
    """The places (n, 2) of a square lattice within the region, one of them the point.

    `count` of them stand along the region's shorter side, unless the longer one is out of all
    proportion: it never holds more than 128.
    """
    lower, size = region_frame(region)
    step = max(float(size.min()) / count, float(size.max()) / _IN_A_ROW)
    sides = []
    for a, low, length in zip(point, lower, size, strict=True):
        first = math.ceil((low - a) / step + 0.25)
        last = floor((low + length - a) / step - 0.25)
        sides.append(a + step * (np.arange(first, last + 1) if first <= last else np.zeros(1)))
    return np.stack(np.meshgrid(*sides), axis=-1).reshape(-1, 2)


def region_for_arrow(
    point: Sequence[float], vector: Sequence[float] | Array, region: Region
) -> tuple[Region, float]:
    """A region to show one arrow in, and how many times shorter it is drawn there (1: as it is).

    The region is widened to hold the arrow's tip, but only so far; else the arrow is scaled by a
    round number to be about a third as long as the region is wide.
    """
    (x0, x1), (y0, y1) = region
    size, length = min(x1 - x0, y1 - y0), math.hypot(*vector)
    tip = (point[0] + vector[0], point[1] + vector[1])
    wide = tuple(_reaching(side, end) for side, end in zip(((x0, x1), (y0, y1)), tip, strict=True))
    grown = max(b - a for a, b in wide) / size
    if grown <= _WIDEST and length >= _SHORTEST * size:
        return (wide[0], wide[1]), 1.0
    factor = _above(length / (0.35 * size))
    ends = [a + part / factor for a, part in zip(point, vector, strict=True)]
    held = [_reaching(side, end) for side, end in zip(((x0, x1), (y0, y1)), ends, strict=True)]
    return (held[0], held[1]), factor


def _reaching(side: tuple[float, float], end: float) -> tuple[float, float]:
    """The side, longer where it must be for the end to lie within it, with some room."""
    room = 0.14 * (side[1] - side[0])
    return min(side[0], end - room), max(side[1], end + room)


def _above(number: float) -> float:
    """The smallest factor not below that is round (1, 1.2, 1.5, 2, ... times a power of ten)."""
    if number < 1 - 1e-9:  # arrows drawn longer: then it is the reciprocal that is to be round
        inverse = 1 / number
        power = 10.0 ** floor(log10(inverse))
        return 1 / float(f"{max(f * power for f in _FACTORS if f * power <= inverse):.6g}")
    power = 10.0 ** floor(log10(number))
    factor = next((f for f in _FACTORS if f * power >= number * (1 - 1e-9)), 10.0)
    return float(f"{factor * power:.6g}")


def unit_vector_factor(region: Region) -> float:
    """How many times shorter than it is a vector of length 1 is drawn, to be seen in a region.

    1 where it is between a tenth and a third of the region's shorter side.
    """
    side = float(region_frame(region)[1].min())
    return 1.0 if 0.1 * side <= 1 <= 0.35 * side else _above(1 / (0.25 * side))
