"""Thinning of polylines: points without visible effect are dropped."""

from __future__ import annotations

import numpy as np

MAX_DISTANCE = 2e-4
"""The largest distance of a dropped point from the line between its neighbours, in units; a
fortieth of a pixel at 1080p."""
MAX_COLOR_ERROR = 1 / 255
"""The largest difference of its colour and width from interpolated ones."""
HALVINGS = 3
"""How often every second point may be dropped."""


def thinned(points: np.ndarray, *others: np.ndarray) -> tuple[np.ndarray, ...]:
    """Points (n, 3), and colours and widths (1 or n rows), without points within the limits above:
    every second one where a curve is finer than the picture, repeatedly. Which points of a curve's
    start remain does not depend on how far it is drawn."""
    for _ in range(HALVINGS):
        count = (len(points) - 1) // 2
        if count < 1:
            break
        share, dropped = _between_neighbours(points, count)
        for rows in others:
            if len(rows) > 1:
                dropped &= _is_interpolated(rows.reshape(len(rows), -1), share, count)
        keep = np.ones(len(points), bool)
        keep[1 : 2 * count : 2] = ~dropped
        if keep.all():
            break
        points = points[keep]
        others = tuple(rows[keep] if len(rows) > 1 else rows for rows in others)
    return points, *others


def _between_neighbours(points: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """For every second point its position along the line between its neighbours, from 0 to 1, and
    whether it lies within MAX_DISTANCE of that line."""
    before, middle, after = _triples(points, count)
    line, step = after - before, middle - before
    with np.errstate(invalid="ignore"):
        span = np.maximum(np.einsum("ij,ij->i", line, line), np.float32(1e-20))
        share = np.clip(np.einsum("ij,ij->i", step, line) / span, 0, 1)[:, None]
        step -= share * line
        return share, np.einsum("ij,ij->i", step, step) <= MAX_DISTANCE**2


def _is_interpolated(values: np.ndarray, share: np.ndarray, count: int) -> np.ndarray:
    """Whether every second value is interpolated from its neighbours, within MAX_COLOR_ERROR."""
    before, middle, after = _triples(values, count)
    error = np.abs(middle - before - share * (after - before))
    return error.max(axis=1) <= MAX_COLOR_ERROR


def _triples(rows: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return rows[: 2 * count : 2], rows[1 : 2 * count : 2], rows[2 : 2 * count + 1 : 2]
