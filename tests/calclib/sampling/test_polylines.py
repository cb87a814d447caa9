"""Parts of polylines that a mask keeps."""

import numpy as np

from calclib.sampling.polylines import masked_runs

LINE = np.arange(12.0).reshape(6, 2)
RING = np.array([[0.0, 0], [1, 0], [1, 1], [0, 1], [0, 0]])


def kept(line, mask, least=1):
    return [part.tolist() for part in masked_runs(line, np.array(mask, dtype=bool), least)]


def test_runs_of_kept_points():
    first, last = LINE[:2].tolist(), LINE[5:].tolist()
    assert kept(LINE, [1, 1, 0, 0, 0, 1]) == [first, last]
    assert kept(LINE, [1, 1, 0, 0, 0, 1], least=2) == [first]
    assert kept(LINE, [1] * 6) == [LINE.tolist()]
    assert kept(LINE, [0] * 6) == []


def test_a_closed_line_is_opened_where_a_point_is_left_out():
    assert kept(RING, [1, 1, 0, 1, 1]) == [[[0, 1], [0, 0], [1, 0]]]
    assert kept(RING, [0, 1, 1, 1, 0]) == [[[1, 0], [1, 1], [0, 1]]]
    assert kept(RING, [1] * 5) == [RING.tolist()]
