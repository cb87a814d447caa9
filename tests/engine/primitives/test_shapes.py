"""Discs, arrows and fills as records."""

from __future__ import annotations

import numpy as np

from engine.primitives import records
from engine.primitives.shapes import arrows, discs, filled

RED = np.array([[1.0, 0, 0, 1]])
POINTS = np.array([[0.0, 0, 0], [np.nan, 0, 0], [2, 1, 0]])


def test_points_that_are_not_finite_are_skipped() -> None:
    primitives = discs(POINTS, np.array([[1.0, 0, 0, 1], [0, 1, 0, 1], [0, 0, 1, 0.5]]), 5.0, 0.1)
    assert primitives["a"].tolist() == primitives["b"].tolist() == [[0, 0, 0], [2, 1, 0]]
    assert primitives["color_a"].tolist() == [[255, 0, 0, 255], [0, 0, 255, 128]]
    assert primitives["depth_bias"].tolist() == [np.float32(0.1)] * 2
    tips = POINTS[::-1] + np.array([1, 0, 0])
    assert len(arrows(POINTS, tips, RED, 4.0)) == 2
    assert (arrows(POINTS, tips, RED, 4.0)["kind"] == records.ARROW).all()


def test_a_fill_has_a_fringe_only_along_its_border() -> None:
    corners = np.array([[0.0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]])
    primitives = filled(corners, np.array([[0, 1, 2], [0, 2, 3]]), RED[0])
    fringes = primitives[primitives["kind"] == records.FRINGE]
    assert (primitives["kind"] == records.TRIANGLE).sum() == 2
    sides = {frozenset(map(tuple, ends)) for ends in np.stack([fringes["a"], fringes["b"]], 1)}
    assert sides == {frozenset(map(tuple, corners[[k, k - 1]])) for k in range(4)}


def test_arrays_of_primitives_are_joined_in_order() -> None:
    first, second = discs(POINTS, RED, 1.0), discs(POINTS, RED, 2.0)
    primitives = records.joined([first, records.NO_PRIMITIVES, second])
    assert primitives["width"].tolist() == [1, 1, 2, 2]
    assert records.joined([]) is records.NO_PRIMITIVES
