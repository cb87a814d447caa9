"""The legend of a field of arrows: which of their lengths it shows.

A viewer looks up a colour of the field in its legend. So the samples are spread over the colours
that occur: the longest arrow, the shortest, and one halfway between their colours, each of about a
round length.
"""

from __future__ import annotations

from math import floor, log10

import numpy as np

from calclib.arrays import Array
from calclib.framing.arrows import ArrowScale, lengths_above_zero

_MOST = 3
"""Arrows in a legend."""
_SAME, _ABOUT = 0.02, 0.1
"""Lengths that differ by this share of the longest are one; arrows are of about a round length that
differs from theirs by the other share."""
_TOLD_APART = 0.08
"""Levels, from 0 to 1, whose colours and lengths are seen to differ."""
_DIGITS = {
    **dict.fromkeys((1.0, 2.0, 5.0), 0.0),
    **dict.fromkeys((3.0, 4.0, 6.0, 8.0), 0.02),
    **dict.fromkeys((7.0, 9.0), 0.03),
    **dict.fromkeys((1.5, 2.5, 3.5, 4.5, 5.5, 6.5), 0.05),
}
"""First digits of round numbers, and the cost of less round ones, in levels."""
_TWO_DIGITS = 0.1
"""The cost of the longest to two digits: it is taken where no rounder one has its colour."""


def sample_lengths(scale: ArrowScale, lengths: Array, shortest: float) -> tuple[float, ...]:
    """Up to three true lengths for a legend, decreasing, of arrows of these lengths (n,).

    Those of a field of few, else round ones that occur about. All but the first are drawn at least
    `shortest` long, and seen to differ. Empty where no arrow has a length.
    """
    known = _drawn_to_scale(scale, lengths)
    if not known.size:
        return ()
    choices, costs = _candidates(known)
    levels, is_long = scale.levels(choices), scale.drawn(choices) >= shortest
    lowest, highest = scale.levels(known[[0, -1]])
    found, left = list[int](), np.full(len(choices), True)
    for target in (highest, lowest, (lowest + highest) / 2):
        if left.any():
            distances = np.abs(levels - target) + costs
            found.append(nearest := int(np.where(left, distances, np.inf).argmin()))
            left &= is_long & (np.abs(levels - levels[nearest]) >= _TOLD_APART)
    return tuple(sorted(choices[found].tolist(), reverse=True))


def _drawn_to_scale(scale: ArrowScale, lengths: Array) -> Array:
    """The lengths (n,), increasing, of arrows that are drawn and not cut; the shortest if all are
    cut."""
    known = np.sort(lengths_above_zero(lengths))
    known = known[known > scale.least]
    uncut = known[known <= scale.top * (1 + 1e-9)]
    return uncut if uncut.size else known[:1]


def _candidates(known: Array) -> tuple[Array, Array]:
    """Lengths (k,) for a legend of the known ones, which increase, and the cost of each (k,)."""
    low, high = float(known[0]), float(known[-1])
    groups = np.split(known, np.flatnonzero(np.diff(known) > _SAME * high) + 1)
    if len(groups) <= _MOST and all(np.ptp(group) <= _SAME * high for group in groups):
        return np.array([*map(_of_fewest_digits, groups)]), np.zeros(len(groups))
    powers = range(floor(log10(low)), floor(log10(high)) + 1)
    costs = {float(f"{high:.2g}"): _TWO_DIGITS} | {
        float(f"{digit}e{power}"): cost for power in powers for digit, cost in _DIGITS.items()
    }
    occurring = [
        length
        for length in costs
        if length <= (1 + _SAME) * high and np.abs(known - length).min() <= _ABOUT * length
    ]
    if not occurring:
        return np.array([_of_fewest_digits(known)]), np.zeros(1)
    return np.array(occurring), np.array([costs[length] for length in occurring])


def _of_fewest_digits(group: Array) -> float:
    """The number with the fewest digits between the first and the last of some numbers."""
    middle = float(np.median(group))
    rounded = (float(f"{middle:.{digits}g}") for digits in range(1, 7))
    return next((number for number in rounded if group[0] <= number <= group[-1]), middle)
