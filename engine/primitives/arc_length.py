"""Parts of a polyline by arc length: for partial drawing by `Create`, and for dashes."""

from __future__ import annotations

import numpy as np


def part_by_length(rows: np.ndarray, start: float, end: float) -> np.ndarray:
    """The part of a polyline between two shares of its length, without gaps.

    Rows (n, 3 + k) begin with a point; the other columns (colour, width) are interpolated at the
    new ends.
    """
    if start <= 0 and end >= 1:
        return rows
    lengths = _cumulative_lengths(rows)
    total = lengths[-1] if len(lengths) else 0.0
    if end <= start or total <= 0:
        return rows[:0]
    return _between(rows, lengths, start * total, end * total)


def dashed(rows: np.ndarray, dash: float, gap: float) -> np.ndarray:
    """A polyline (n, 3 + k) cut into dashes, separated by rows of NaN; lengths in units."""
    lengths = _cumulative_lengths(rows)
    hole = np.full((1, rows.shape[1]), np.nan)
    pieces = []
    for start in np.arange(0, lengths[-1] if len(lengths) else 0, dash + gap):
        pieces += [_between(rows, lengths, start, min(start + dash, lengths[-1])), hole]
    return np.concatenate(pieces) if pieces else rows


def _cumulative_lengths(rows: np.ndarray) -> np.ndarray:
    steps = np.linalg.norm(np.diff(rows[:, :3], axis=0), axis=1)
    return np.concatenate([[0.0], np.cumsum(np.nan_to_num(steps))])


def _between(rows: np.ndarray, lengths: np.ndarray, start: float, end: float) -> np.ndarray:
    inside = (lengths > start) & (lengths < end)
    ends = []
    for length in (start, end):
        k = int(np.clip(np.searchsorted(lengths, length) - 1, 0, len(rows) - 2))
        step = lengths[k + 1] - lengths[k]
        share = (length - lengths[k]) / step if step > 0 else 0.0
        ends.append(rows[k] + (rows[k + 1] - rows[k]) * share)
    return np.concatenate([ends[:1], rows[inside], ends[1:]])
