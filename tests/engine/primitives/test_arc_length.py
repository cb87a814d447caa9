"""Parts of a polyline by arc length, and dashes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.primitives.arc_length import dashed, part_by_length

CORNER = np.array([[0.0, 0, 0], [3, 0, 0], [3, 1, 0]])
"""Four units long."""


def length(rows: np.ndarray) -> float:
    steps = np.linalg.norm(np.diff(rows[:, :3], axis=0), axis=1)
    return float(np.nansum(steps))


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_part_has_its_share_of_the_length(start: float, end: float) -> None:
    part = part_by_length(CORNER, start, end)
    assert length(part) == pytest.approx(4 * max(end - start, 0), abs=1e-9)


def test_it_goes_round_corners_and_mixes_colours_at_its_ends() -> None:
    colors = np.array([[0.0, 1], [1, 1], [0, 1]])
    part = part_by_length(np.hstack([CORNER, colors]), 0.25, 0.875)
    expected = [[1, 0, 0, 1 / 3, 1], [3, 0, 0, 1, 1], [3, 0.5, 0, 0.5, 1]]
    assert part == pytest.approx(np.array(expected))


def test_gaps_have_no_length() -> None:
    rows = np.array([[0.0, 0, 0], [1, 0, 0], [np.nan] * 3, [5, 0, 0], [6, 0, 0]])
    part = part_by_length(rows, 0, 0.75)
    assert length(part) == pytest.approx(1.5)
    assert part[-1] == pytest.approx([5.5, 0, 0])


def test_parts_of_a_point_and_the_whole_polyline() -> None:
    assert len(part_by_length(CORNER[:1], 0, 0.5)) == 0
    assert part_by_length(CORNER, 0, 1) is CORNER


def test_dashes_are_even_and_the_last_ends_with_the_line() -> None:
    rows = dashed(CORNER, 0.5, 0.25)
    runs = np.split(rows, np.flatnonzero(np.isnan(rows[:, 0])))
    lengths = [length(run) for run in runs if np.isfinite(run).all(axis=1).sum() > 1]
    assert lengths == pytest.approx([0.5] * 5 + [0.25])
    assert length(rows) == pytest.approx(2.75)
