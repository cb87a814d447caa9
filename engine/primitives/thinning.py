"""Points of a polyline that nobody would miss, left out."""

from __future__ import annotations

import numpy as np

MAX_DISTANCE = 2e-4
"""How far, in units (a fortieth of a pixel of 1080p), a point that is left out may lie from the
line between its neighbours."""
MAX_COLOR_ERROR = 1 / 255
"""How far its colour and width may lie from theirs, mixed."""
HALVINGS = 3
"""How often every second point may be left out."""


def thinned(points: np.ndarray, *others: np.ndarray) -> tuple[np.ndarray, ...]:
    """Points (n, 3), and colours and widths of one row or n, without those that lie between their
    neighbours to within the limits above: of a curve finer than the picture, every second one,
    several times over. What is left of a curve's start does not depend on how far it is drawn."""
    for _ in range(HALVINGS):
        count = (len(points) - 1) // 2
        if count < 1:
            break
        share, dropped = _between_neighbours(points, count)
        for each in others:
            if len(each) > 1:
                dropped &= _mixes(each.reshape(len(each), -1), share, count)
        keep = np.ones(len(points), bool)
        keep[1 : 2 * count : 2] = ~dropped
        if keep.all():
            break
        points = points[keep]
        others = tuple(each[keep] if len(each) > 1 else each for each in others)
    return points, *others


def _between_neighbours(points: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Of every second point: where along the line between its neighbours it lies, from 0 to 1, and
    whether it does so to within MAX_DISTANCE."""
    before, here, after = _triples(points, count)
    line, step = after - before, here - before
    with np.errstate(invalid="ignore"):
        span = np.maximum(np.einsum("ij,ij->i", line, line), np.float32(1e-20))
        share = np.clip(np.einsum("ij,ij->i", step, line) / span, 0, 1)[:, None]
        step -= share * line
        return share, np.einsum("ij,ij->i", step, step) <= MAX_DISTANCE**2


def _mixes(values: np.ndarray, share: np.ndarray, count: int) -> np.ndarray:
    """Whether every second value is its neighbours' mixed, to within MAX_COLOR_ERROR."""
    before, here, after = _triples(values, count)
    off = np.abs(here - before - share * (after - before))
    return off.max(axis=1) <= MAX_COLOR_ERROR


def _triples(rows: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return rows[: 2 * count : 2], rows[1 : 2 * count : 2], rows[2 : 2 * count + 1 : 2]
