"""Segments of a polyline, and their neighbours."""

from __future__ import annotations

import numpy as np

from engine.primitives import records
from engine.primitives.polyline import polyline


def test_gaps_stay_open_and_runs_that_meet_close() -> None:
    hole = [np.nan] * 3
    primitives = polyline(
        np.array([[0, 0, 0], [1, 0, 0], hole, [2, 0, 0], [3, 0, 0], [3, 1, 0], [2, 0, 0]]),
        np.ones((1, 4)),
        4.0,
    )
    assert len(primitives) == 4
    joined = primitives["flags"].astype(int)
    assert joined[0] == 0
    assert (joined[1:] == records.HAS_BEFORE | records.HAS_AFTER).all()
