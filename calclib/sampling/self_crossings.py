"""Where a curve in the plane crosses itself, and how large the loops are that it makes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from calclib.arrays import Array, Interval

_SAMPLES = 400


def loops(curve: Callable[[Array], Array], interval: Interval) -> list[tuple[Interval, float]]:
    """The loops of a curve, whose values at arguments (n,) are points (n, 2), over an interval: the
    arguments between which it comes back, and the smaller of the shares that a loop has of the
    curve's width and height."""
    t = np.linspace(*interval, _SAMPLES)  # even: not through the middle, where curves often cross
    points = curve(t)
    if not np.isfinite(points).all():
        return []
    size = np.ptp(points, axis=0)
    if not size.all():
        return []
    found = []
    for first, last in _crossings(points / size):
        shares = np.ptp(points[first + 1 : last + 1], axis=0) / size
        found.append(((float(t[first]), float(t[last + 1])), float(shares.min())))
    return found


def _crossings(points: Array) -> NDArray[np.intp]:
    """The pairs (k, 2) of indices of steps along points (n, 2) that cross, no neighbours."""
    starts, steps = points[:-1], np.diff(points, axis=0)
    first, last = np.triu_indices(len(steps), k=2)
    across = _cross(steps[first], steps[last])
    between = starts[last] - starts[first]
    with np.errstate(divide="ignore", invalid="ignore"):
        s = _cross(between, steps[last]) / across
        t = _cross(between, steps[first]) / across
        inside = (s >= 0) & (s < 1) & (t >= 0) & (t < 1)
    return np.column_stack([first, last])[inside]


def _cross(a: Array, b: Array) -> Array:
    return a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
