"""Polylines as segment primitives linked to their neighbours."""

from __future__ import annotations

import numpy as np

from engine.primitives.records import (
    BUTT_END,
    BUTT_START,
    HAS_AFTER,
    HAS_BEFORE,
    NO_PRIMITIVES,
    PRIMITIVE,
    as_bytes,
)
from engine.primitives.thinning import thinned

SAME_POINT = 1e-5
"""Points closer than this, in units, coincide."""


def polyline(
    points: np.ndarray,
    colors: np.ndarray,
    width: float | np.ndarray,
    *,
    butt: bool = False,
    depth_bias: float = 0.0,
) -> np.ndarray:
    """Segments through points (n, 3); a row that is not finite leaves a gap. Points without visible
    effect are dropped (`thinned`).

    `colors` is (1, 4) or (n, 4), straight alpha, in [0, 1]; `width`, one or (n,), is in manim's
    units of stroke width (hundredths of a unit of the frame). A run whose ends coincide is closed.
    """
    widths = np.atleast_1d(np.asarray(width, dtype=np.float32))
    points, colors, widths = thinned(*_without_repeats(points, np.atleast_2d(colors), widths))
    start, before, after = _neighbours(points)
    if not len(start):
        return NO_PRIMITIVES
    primitives = np.zeros(len(start), PRIMITIVE)
    primitives["a"], primitives["b"] = points[start], points[start + 1]
    primitives["c"] = points[np.where(before < 0, start, before)]
    primitives["d"] = points[np.where(after < 0, start + 1, after + 1)]
    primitives["flags"] = np.where(before < 0, butt * BUTT_START, HAS_BEFORE)
    primitives["flags"] += np.where(after < 0, butt * BUTT_END, HAS_AFTER)
    primitives["color_a"], primitives["color_b"] = _ends(as_bytes(colors), start)
    primitives["width"], primitives["depth_bias"] = _ends(widths, start)[0], depth_bias
    return primitives


def _ends(rows: np.ndarray, start: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The rows of both ends of each segment; `rows` has one for all points or one for each."""
    return (rows[start], rows[start + 1]) if len(rows) > 1 else (rows[0], rows[0])


def _neighbours(points: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each segment the index of its first point, and of the segments before and after it (-1:
    none). The last point of a closed run is set to its first one exactly."""
    finite = np.asarray(np.isfinite(points).all(axis=1))
    joined = finite[:-1] & finite[1:]
    start = np.flatnonzero(joined)
    if not len(start):
        return start, start, start
    before = start - 1
    before[(before < 0) | ~joined[before]] = -1
    after = np.where(start + 1 < len(joined), start + 1, -1)
    after[(after >= 0) & ~joined[after]] = -1
    firsts, lasts = start[before < 0], start[after < 0]
    closed = np.all(np.abs(points[firsts] - points[lasts + 1]) < SAME_POINT, axis=1)
    closed &= lasts - firsts >= 2
    points[lasts[closed] + 1] = points[firsts[closed]]
    before[np.searchsorted(start, firsts[closed])] = lasts[closed]
    after[np.searchsorted(start, lasts[closed])] = firsts[closed]
    return start, before, after


def _without_repeats(points: np.ndarray, *others: np.ndarray) -> tuple[np.ndarray, ...]:
    points = np.asarray(points, dtype=float).astype(np.float32)
    new = np.ones(len(points), bool)
    with np.errstate(invalid="ignore"):
        new[1:] = ~np.all(np.abs(points[1:] - points[:-1]) < SAME_POINT, axis=1)  # true for gaps
    if new.all():
        return points, *others
    return points[new], *(rows[new] if len(rows) > 1 else rows for rows in others)
