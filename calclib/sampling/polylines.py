"""Polylines cut where some of their points are left out."""

from __future__ import annotations

import numpy as np

from calclib.arrays import Array, Mask


def kept_parts(line: Array, keep: Mask, least: int = 1) -> list[Array]:
    """The runs of neighbouring points of a line (n, d) that a mask (n,) keeps, in their order.

    Only runs of `least` points or more. A closed line, whose first point is its last, is opened at
    the first point that is left out, so that no run ends where the line merely began.
    """
    if not keep.all() and np.array_equal(line[0], line[-1]):
        first = int(np.argmin(keep))
        line, keep = np.roll(line[:-1], -first, axis=0), np.roll(keep[:-1], -first)
    runs = np.ma.clump_masked(np.ma.masked_array(keep, mask=keep))
    return [line[run] for run in runs if run.stop - run.start >= least]
