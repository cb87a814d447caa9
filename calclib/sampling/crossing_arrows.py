"""Which of many arrows in the plane cross each other, or a curve."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calclib.arrays import Array, Mask

_LENGTHENED = 1.15
"""Arrows that cross if they are so many times longer are too close."""
_BESIDE = 0.1
"""A tail nearer to an arrow than this, in lengths of the arrow, is on it."""


def do_arrows_cross(tails: Array, vectors: Array) -> bool:
    """Whether two of the arrows (n, 2), drawn a little longer, meet; without NaN."""
    return bool(_meeting(tails, vectors).any())


def uncrossed(tails: Array, vectors: Array) -> Mask:
    """Which arrows (n,) can stay without crossing one before them; without NaN."""
    meeting, stay = _meeting(tails, vectors), np.zeros(len(tails), dtype=bool)
    for k, row in enumerate(meeting):
        stay[k] = not (row & stay).any()
    return stay


def meeting_lines(tails: Array, vectors: Array, lines: Sequence[Array]) -> Mask:
    """Which arrows (n, 2), drawn a little longer, meet a polyline (m, 2) of some: (n,)."""
    met = np.zeros(len(tails), dtype=bool)
    ends = tails + _LENGTHENED * np.nan_to_num(vectors)
    for line in lines:
        p, q, a, b = tails[:, None], ends[:, None], line[None, :-1], line[None, 1:]
        parted = _side(p, q, a) * _side(p, q, b) < 0
        met |= (parted & (_side(a, b, p) * _side(a, b, q) < 0)).any(axis=1)
    return met


def _side(start: Array, end: Array, points: Array) -> Array:
    """On which side of lines from `start` to `end` points (..., 2) lie, by sign."""
    along, to = end - start, points - start
    return along[..., 0] * to[..., 1] - along[..., 1] * to[..., 0]


def _meeting(tails: Array, vectors: Array) -> Mask:
    """Which arrows (rows) meet which, or one of them the other's tail: (n, n)."""
    ends = tails + _LENGTHENED * vectors

    def sides(points: Array) -> Array:
        """On which side of each arrow (rows) each point lies, by sign."""
        offsets = points[None] - tails[:, None]
        return vectors[:, None, 0] * offsets[..., 1] - vectors[:, None, 1] * offsets[..., 0]

    parted = sides(tails) * sides(ends) < 0
    lengths = np.maximum((vectors**2).sum(axis=1), np.finfo(float).tiny)[:, None]
    offsets = tails[None] - tails[:, None]
    along = np.einsum("ijk,ik->ij", offsets, vectors) / lengths
    across = np.abs(sides(tails)) / lengths
    on_tail = (along > 0) & (along < _LENGTHENED) & (across < _BESIDE)
    return (parted & parted.T) | on_tail | on_tail.T
