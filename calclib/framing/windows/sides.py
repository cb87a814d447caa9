"""Sides of a window of a given length."""

from __future__ import annotations

from calclib.arrays import Interval

_ROOM = 0.2
"""A number has at least this share of a side before and after it."""


def about_middle(side: Interval, length: float) -> Interval:
    """The interval of a length with the side's middle."""
    middle = 0.5 * (side[0] + side[1])
    return middle - 0.5 * length, middle + 0.5 * length


def around_number(side: Interval, length: float, number: float) -> Interval:
    """The interval of a length with the side's middle; a shorter one is moved until a number of
    the side has room in it, but not beyond the side, where there may be nothing to see."""
    low, high = about_middle(side, length)
    if length >= side[1] - side[0]:
        return low, high
    room = _ROOM * length
    shift = max(0.0, number + room - high) or min(0.0, number - room - low)
    shift = min(max(shift, side[0] - low), side[1] - high)
    return low + shift, high + shift


def of_one_sign(side: Interval, interval: Interval) -> Interval:
    """The interval, moved so that its numbers have one sign if those of a side have."""
    low, high = interval
    shift = max(0.0, -low) if side[0] >= 0 else min(0.0, -high) if side[1] <= 0 else 0.0
    return low + shift, high + shift
