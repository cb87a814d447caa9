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
    return _staying(_meeting(tails, vectors))


def spaced(
    tails: Array, vectors: Array, between_tails: float, between_tips: float, tip_to_tail: float
) -> Mask:
    """Which arrows (n, 2) can stay with such distances to those before them: (n,); without NaN."""

    def distances(starts: Array, ends: Array) -> Array:
        return np.linalg.norm(starts[:, None] - ends, axis=-1)

    tips = tails + vectors
    onto = distances(tips, tails) < tip_to_tail
    near = (distances(tails, tails) < between_tails) | (distances(tips, tips) < between_tips)
    return _staying(near | onto | onto.T)


def _staying(disturbing: Mask) -> Mask:
    """Which of some things (n,) stay, where none disturbs (n, n) one before it that does."""
    stay = np.zeros(len(disturbing), dtype=bool)
    for k, row in enumerate(disturbing):
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
    """Which arrows (rows) meet which, or the other's tail, or its tip head-on: (n, n)."""
    ends = tails + _LENGTHENED * vectors

    def sides(points: Array) -> Array:
        """On which side of each arrow (rows) each point lies, by sign."""
        offsets = points[None] - tails[:, None]
        return vectors[:, None, 0] * offsets[..., 1] - vectors[:, None, 1] * offsets[..., 0]

    lengths = np.maximum((vectors**2).sum(axis=1), np.finfo(float).tiny)[:, None]

    def on_arrow(points: Array, most: float) -> Mask:
        """Which points lie on which arrow (rows), so many times as long."""
        along = np.einsum("ijk,ik->ij", points[None] - tails[:, None], vectors) / lengths
        return (along > 0) & (along < most) & (np.abs(sides(points)) / lengths < _BESIDE)

    parted = sides(tails) * sides(ends) < 0
    opposed = vectors @ vectors.T < 0
    met = on_arrow(tails, _LENGTHENED) | (opposed & on_arrow(tails + vectors, 1.0))
    return (parted & parted.T) | met | met.T
