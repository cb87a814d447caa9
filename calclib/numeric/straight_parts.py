"""How far the graph of a function is a line or a plane: to its nearest kink."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calclib.arrays import Array
from calclib.numeric.kinks import kinks
from calclib.tree.evaluation import evaluate
from calclib.tree.nodes import Node

_OFFSETS = np.geomspace(1e-6, 1e6, 601)
"""Where a kink is looked for: distances, as multiples of the coordinates, or of 1 if larger."""
_FINER = np.linspace(1.0, _OFFSETS[1] / _OFFSETS[0], 501)
"""Multiples of such a distance at which it is then looked for again."""
_ANGLES = np.pi * np.arange(8) / 8
_SAMPLES = 33
_RESIDUAL = 1e-6
"""A line's largest distance from its chord, as a share of the rise; a little of the values, for
rounding."""


def distance_to_corner(tree: Node, names: Sequence[str], point: Sequence[float]) -> float | None:
    """How far the nearest kink is from a point of one or two coordinates, if the graph is a line or
    a plane up to there and as far to the other side; None where it is not, or has no kink."""
    zeros = kinks(tree, names)
    start = np.asarray(point, dtype=float)
    if len(start) == 1:
        ways = np.array([[1.0]])
    else:
        ways = np.column_stack([np.cos(_ANGLES), np.sin(_ANGLES)])
    both = np.vstack([ways, -ways])
    reaches = [_reach(zero, names, start, way) for zero in zeros for way in both]
    distance = min(reaches, default=np.inf)
    if not 0 < distance < np.inf:
        return None
    shares = np.linspace(-1.0, 1.0, _SAMPLES)
    lines = start + distance * shares[:, None, None] * ways
    return distance if _are_straight(shares, _values(tree, names, lines)) else None


def _reach(zero: Node, names: Sequence[str], start: Array, way: Array) -> float:
    """The distance, one way, at which a tree changes its sign; 0 at once, infinite never."""
    offsets = max(1.0, float(np.abs(start).max())) * _OFFSETS
    at_start, last = np.sign(_values(zero, names, start)), 0.0
    for _ in range(2):
        signs = np.sign(_values(zero, names, start + offsets[:, None] * way))
        changed = np.flatnonzero(signs * at_start <= 0)
        if not changed.size:
            return np.inf
        if not changed[0]:
            return 0.0
        last = float(offsets[changed[0] - 1])
        offsets = last * _FINER
    return last


def _values(tree: Node, names: Sequence[str], points: Array) -> Array:
    """The values of a tree at points (..., n)."""
    with np.errstate(all="ignore"):
        values = evaluate(tree, dict(zip(names, np.moveaxis(points, -1, 0), strict=True)))
    return np.broadcast_to(values, points.shape[:-1])


def _are_straight(shares: Array, values: Array) -> bool:
    """Whether values (n, m) along m lines are on their chords."""
    chords = values[0] + (shares[:, None] + 1) / 2 * (values[-1] - values[0])
    slack = _RESIDUAL * np.ptp(values) + 1e-12 * np.abs(values).max()
    return bool(np.isfinite(values).all() and (np.abs(values - chords) <= slack).all())
