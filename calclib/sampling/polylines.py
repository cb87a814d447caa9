"""Polylines cut at the points outside a mask, at the border of a box, or into dashes."""

from __future__ import annotations

import numpy as np

from calclib.arrays import Array, Mask


def masked_runs(line: Array, keep: Mask, min_length: int = 1) -> list[Array]:
    """The runs of consecutive points of a line (n, d) within a mask (n,), in order.

    Only runs of at least `min_length` points. A closed line (first point = last point) is opened at
    a point outside the mask, so that no run is split at the line's first point.
    """
    if not keep.all() and np.array_equal(line[0], line[-1]):
        first = int(np.argmin(keep))
        line, keep = np.roll(line[:-1], -first, axis=0), np.roll(keep[:-1], -first)
    runs = np.ma.clump_masked(np.ma.masked_array(keep, mask=keep))
    return [line[run] for run in runs if run.stop - run.start >= min_length]


def runs_in_box(line: Array, low: Array, high: Array) -> list[Array]:
    """The parts of a polyline (n, d) whose first coordinates lie between corners (k,) of a box, in
    order; they run to its border, however far apart the points are."""
    places = line[:, : len(low)]
    inside: Mask = np.logical_and.reduce((places >= low) & (places <= high), axis=1)
    steps = np.flatnonzero(inside[1:] != inside[:-1])
    inner, outer = steps + ~inside[steps], steps + inside[steps]
    move = places[outer] - places[inner]
    with np.errstate(divide="ignore", invalid="ignore"):
        ways = (np.where(move > 0, high, low) - places[inner]) / move
    shares = np.where(move == 0, np.inf, ways).min(axis=1, initial=1.0)[:, None]
    borders = line[inner] + shares * (line[outer] - line[inner])
    return masked_runs(
        np.insert(line, steps + 1, borders, axis=0), np.insert(inside, steps + 1, True), 2
    )


def dashes(line: Array, length: float) -> list[Array]:
    """Pieces (4, d) of a polyline (n, d), so long, with as long gaps between them."""
    ends = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1)))
    starts = np.arange(0.0, ends[-1], 2 * length)
    reaches = starts[:, None] + np.linspace(0, length, 4)
    return list(np.stack([np.interp(reaches, ends, side) for side in line.T], axis=-1))
