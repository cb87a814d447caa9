"""Arrows of a vector field: how long they are drawn.

Arrows of true length rarely fit on a lattice. An `ArrowScale` shortens them: all by one factor
where their lengths are similar, otherwise long ones more, so that the shortest are visible.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

import numpy as np

from calclib.arrays import Array, Region, region_frame
from calclib.sampling.crossing_arrows import meeting_lines

_POWERS = (1.0, 1 / 2, 1 / 3, 1 / 5)
_MIN_MEDIAN_SHARE, _MIN_MEDIAN_LEVEL = 0.2, 0.3
"""The smallest share of the longest arrow that keeps the median arrow legible, and its least level
where arrows are not to scale: else all but a few near a pole would look alike."""
_MIN_SHARE_AT_POINT, _UNEVEN = 0.45, 0.65
"""The same for the arrow at the point, its tail hidden by a dot: of arrows to scale, and not."""
_MOST_SPECKS = 0.12
"""At most such a share of arrows to one scale are too short to be read as arrows."""
_SHORTEST = 0.6
"""The shortest arrow is at most this share of the longest."""
_NOTHING = 1e-3
"""What is shorter than this share of the median arrow is about 0, and is not drawn."""
_CUT_QUANTILE = 0.9
"""The quantile of lengths beyond which arrows are cut: they are near poles."""
_MAX_WIDENING = 1.8
"""The largest factor by which a region is widened to show one arrow at its true length."""
_MIN_LENGTH = 0.18
"""The shortest arrow shown at its true length, as a share of the region's shorter side."""
_DRAWN_SHARES = (0.35, 0.3, 0.25, 0.2, 0.15)
"""How long an arrow that is not shown at its true length may be, as shares of that side."""
_FACTORS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)


@dataclass(frozen=True, slots=True)
class ArrowScale:
    """Arrows of length s are drawn at `longest` * (s / `top`) ** `power`, never beyond `longest`.

    `top` is the length above which arrows are cut; with `power` 1 all others are drawn to one
    scale, 1 : `factor`. `cuts`: whether the field has longer ones. With a `shortest` length the
    drawn ones go from there to `longest`, where the true one is above `least`.
    """

    top: float
    longest: float
    power: float = 1.0
    cuts: bool = False
    shortest: float = 0.0
    least: float = 0.0

    @property
    def is_even(self) -> bool:
        """Whether all arrows that are not cut are drawn to one scale."""
        return self.power == 1 and self.shortest == 0

    @property
    def factor(self) -> float:
        """How many times shorter than its true length an arrow of length `top` is drawn."""
        return self.top / self.longest

    def levels(self, lengths: Array) -> Array:
        """How far arrows of these true lengths are from 0 to the longest, in [0, 1]; NaN stays."""
        return np.minimum(np.asarray(lengths, dtype=float) / self.top, 1.0) ** self.power

    def drawn(self, lengths: Array) -> Array:
        """The lengths at which arrows of these true lengths are drawn; NaN stays NaN."""
        drawn = self.shortest + (self.longest - self.shortest) * self.levels(lengths)
        return np.where(np.asarray(lengths) <= self.least, 0.0, drawn)

    def reaches(self, shares: Sequence[float], lengths: Array) -> bool:
        """Whether arrows of these lengths are drawn at least so large shares of the longest."""
        return bool((self.drawn(lengths) >= np.multiply(self.longest, shares)).all())


def lengths_above_zero(lengths: Array) -> Array:
    """The finite lengths above 0."""
    known = np.asarray(lengths, dtype=float)
    return known[np.isfinite(known) & (known > 0)]


def _top(known: Array) -> tuple[float, bool]:
    """The longest of some lengths, or that above which they are cut; and whether they are."""
    high, longest = float(np.quantile(known, _CUT_QUANTILE)), float(known.max())
    return (high, True) if longest > 2.5 * high else (longest, False)


def arrow_scale(
    lengths: Array,
    longest: float,
    length_at_point: float = 0.0,
    shrunk: float = 1.0,
    shortest: float = 0.0,
) -> ArrowScale | None:
    """The scale at which arrows of these lengths are drawn at most `longest` long.

    One round factor for all where the median arrow and the one at the point (of true length
    `length_at_point`; 0 or NaN for none) stay legible, and few are drawn less than `shortest` long;
    else a root of the length, from about that on. Where all are `shrunk` by a factor, for which the
    longest would be too long, the others are compared with what it would be. None without arrows.
    """
    known = lengths_above_zero(lengths)
    if not known.size:
        return None
    (top, cuts), median = _top(known), float(np.median(known))
    at_point = length_at_point if length_at_point > 0 else top  # NaN: no arrow
    told, least_share = np.array([median, at_point]), _MIN_MEDIAN_SHARE * shrunk
    even = ArrowScale(_round_up(top / longest) * longest, longest, cuts=cuts)
    specks, least = even.drawn(known) < shortest, _NOTHING * median
    few = specks[known > least].mean() <= _MOST_SPECKS
    if few and ArrowScale(top, longest).reaches([least_share, _MIN_SHARE_AT_POINT], told):
        return even
    floor = min(shortest, _SHORTEST * longest)
    uneven = [ArrowScale(top, longest, power, cuts, floor, least) for power in _POWERS]
    apart = (each for each in uneven if each.levels(told)[0] >= _MIN_MEDIAN_LEVEL)
    return next((s for s in apart if s.reaches([least_share, _UNEVEN], told)), uneven[-1])


def region_for_arrow(
    point: Sequence[float],
    vector: Sequence[float] | Array,
    region: Region,
    limits: Sequence[Array] = (),
) -> tuple[Region, float]:
    """A region to show one arrow in, and the factor by which the arrow is shortened there.

    The region is widened, by a limited factor, to hold the tip of the arrow at its true length
    (factor 1); otherwise a round factor makes it about a third of the region's shorter side, or
    less where it would reach over `limits` (n, 2): of what grows there, nothing is beyond them.
    """
    (x0, x1), (y0, y1) = region
    size, length = min(x1 - x0, y1 - y0), math.hypot(*vector)

    def stays(factor: float) -> bool:
        tail = np.array(point, dtype=float)[None]
        return not meeting_lines(tail, np.array(vector)[None] / factor, limits).any()

    widened = _holding((point[0] + vector[0], point[1] + vector[1]), region)
    grown = max(b - a for a, b in widened) / size
    if grown <= _MAX_WIDENING and length >= _MIN_LENGTH * size and stays(1.0):
        return widened, 1.0
    factors = [_round_up(length / (share * size)) for share in _DRAWN_SHARES]
    factor = next(filter(stays, factors), factors[-1])
    return _holding((point[0] + vector[0] / factor, point[1] + vector[1] / factor), region), factor


def _holding(tip: tuple[float, float], region: Region) -> Region:
    """The region, extended if necessary to contain a tip with a margin."""
    return _extended_to(region[0], tip[0]), _extended_to(region[1], tip[1])


def _extended_to(side: tuple[float, float], end: float) -> tuple[float, float]:
    """The interval, extended if necessary to contain the end with a margin."""
    margin = 0.14 * (side[1] - side[0])
    return min(side[0], end - margin), max(side[1], end + margin)


def _round_up(number: float) -> float:
    """The smallest round factor (1, 1.2, 1.5, 2, ... times a power of ten) not below a number."""
    if number < 1 - 1e-9:  # arrows are drawn longer: the reciprocal is made round
        inverse = 1 / number
        power = 10.0 ** floor(log10(inverse))
        return 1 / float(f"{max(f * power for f in _FACTORS if f * power <= inverse):.6g}")
    power = 10.0 ** floor(log10(number))
    factor = next((f for f in _FACTORS if f * power >= number * (1 - 1e-9)), 10.0)
    return float(f"{factor * power:.6g}")


def unit_vector_factor(region: Region, least: float = 0.0, room: float = math.inf) -> float:
    """The factor by which a vector of length 1 is shortened to be legible in a region.

    1 where its true length is between 0.14, or a greater `least`, and 0.35 of the region's shorter
    side; else it is drawn about a quarter as long as that. Where there is only `room` for less, in
    shares of that side as well, it is no longer than that, but at least as long as the least.
    """
    side, least = float(region_frame(region)[1].min()), max(least, 0.14)
    most = max(least, min(0.35, room))
    return 1.0 if least * side <= 1 <= most * side else _round_up(1 / (min(0.25, most) * side))
