"""Runs of a polyline within a mask."""

import numpy as np

from calclib.sampling.polylines import dashes, masked_runs, runs_in_box

LINE = np.arange(12.0).reshape(6, 2)
RING = np.array([[0.0, 0], [1, 0], [1, 1], [0, 1], [0, 0]])


def runs(line, mask, least=1):
    return [part.tolist() for part in masked_runs(line, np.array(mask, dtype=bool), least)]


def test_runs_of_points():
    first, last = LINE[:2].tolist(), LINE[5:].tolist()
    assert runs(LINE, [1, 1, 0, 0, 0, 1]) == [first, last]
    assert runs(LINE, [1, 1, 0, 0, 0, 1], least=2) == [first]
    assert runs(LINE, [1] * 6) == [LINE.tolist()]
    assert runs(LINE, [0] * 6) == []


def test_a_closed_line_is_opened_at_a_point_outside_the_mask():
    assert runs(RING, [1, 1, 0, 1, 1]) == [[[0, 1], [0, 0], [1, 0]]]
    assert runs(RING, [0, 1, 1, 1, 0]) == [[[1, 0], [1, 1], [0, 1]]]
    assert runs(RING, [1] * 5) == [RING.tolist()]


def test_runs_in_a_box_end_at_its_border():
    line = np.array([[0.0, 0, 7], [4, 0, 7], [4, 4, 7], [0, 4, 9], [0, 1, 9]])
    first, last = runs_in_box(line, np.array([-1.0, -1.0]), np.array([1.0, 2.0]))
    assert first.tolist() == [[0, 0, 7], [1, 0, 7]]
    assert last.tolist() == [[0, 2, 9], [0, 1, 9]]
    assert runs_in_box(line, np.array([9.0, 9.0]), np.array([10.0, 10.0])) == []


def test_dashes_and_gaps_are_equally_long():
    line = np.array([[0.0, 0], [3, 0], [3, 4]])
    pieces = dashes(line, 1.0)
    assert [piece[0].tolist() for piece in pieces] == [[0, 0], [2, 0], [3, 1], [3, 3]]
    assert [piece[-1].tolist() for piece in pieces] == [[1, 0], [3, 0], [3, 2], [3, 4]]
