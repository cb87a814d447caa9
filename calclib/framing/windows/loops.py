"""Which interval around 0 shows the loops of a curve in the plane."""

from __future__ import annotations

from collections.abc import Callable

from calclib.arrays import Array, Interval
from calclib.sampling.self_crossings import loops

_HALF_WIDTHS = (0.5, 1.0, 1.5, 2.0)
_SPECK = 0.1
"""A loop with less than this share of a picture is a speck in it."""
_BESIDE = 1.2
"""So many times as wide as the loops an interval is at least."""


def with_loops(curve: Callable[[Array], Array], interval: Interval, reach: float) -> Interval:
    """An interval around 0, or where all loops of a curve are specks a smaller one that holds them;
    with the numbers up to a distance."""
    found = loops(curve, interval)
    if not found or max(share for _, share in found) >= _SPECK:
        return interval
    ends = [abs(end) for both, _ in found for end in both]
    reach = max(reach, _BESIDE * max(ends))
    half = next((each for each in _HALF_WIDTHS if each >= reach), interval[1])
    return -half, half
