"""Whether a slice has anything to show beside its point."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from calclib.arrays import Interval
from calclib.errors import DomainError
from calclib.framing.windows.intervals import default_interval
from calclib.geometry.slices import Slice
from calclib.numeric.central_differences import value

_SAMPLES = 513
_NEAR = (0.1, 0.01, 0.001)
"""Shares of the number, or of 1, beside which a value is looked for first: that is quick."""
_MOST_CHECKED = 8
"""Values that are computed at high precision."""


def is_visible(piece: Slice, a: float, interval: Interval | None = None) -> bool:
    """Whether a slice has values beside a, on one side at least, in an interval or the default one.

    A single point is not enough, nor the few beside it that float64's rounding adds, as of
    sqrt(1 - x^2 - y^2) along x at (0, 1).
    """
    if _has_values_near(piece, a, interval):
        return True
    try:
        shown = interval or default_interval(piece, a)[0]
    except DomainError:
        return False
    t = np.linspace(*shown, _SAMPLES)
    with np.errstate(all="ignore"):
        defined = t[np.isfinite(piece(t)) & (t != a)].tolist()
    some: Sequence[float] = defined[:: 1 + len(defined) // _MOST_CHECKED]
    return any(math.isfinite(value(piece.field, piece.point(each))) for each in some)


def _has_values_near(piece: Slice, a: float, interval: Interval | None) -> bool:
    low, high = interval or (-math.inf, math.inf)
    near = [a + side * share * max(abs(a), 1.0) for share in _NEAR for side in (-1, 1)]
    inside = [each for each in near if low <= each <= high]
    return any(math.isfinite(value(piece.field, piece.point(each))) for each in inside)
