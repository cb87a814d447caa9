"""Blended primitives of the world are sorted back to front, in short pieces."""

from __future__ import annotations

import numpy as np
import pytest

from engine.drawing.depth_order import (
    MAX_SEGMENT,
    NO_WORLD_PRIMITIVES,
    subdivided,
    world_primitives,
)
from engine.primitives import records
from engine.primitives.polyline import polyline
from engine.primitives.shapes import discs, filled
from tests.engine.canvas import Canvas

WHITE = np.ones((1, 4))


def disc(z: float) -> np.ndarray:
    return discs(np.array([[0.0, 0, z]]), WHITE, 4.0)


def test_primitives_are_sorted_back_to_front_and_in_one_plane_by_painters_order(
    canvas: Canvas,
) -> None:
    view = canvas.camera().view()
    found = world_primitives([disc(1), disc(-1), disc(0), disc(0)]).back_to_front(view)
    assert found["a"][:, 2].tolist() == [-1, 0, 0, 1]
    assert found["depth_bias"][1] < found["depth_bias"][2]
    again = world_primitives([disc(0), disc(0)]).back_to_front(canvas.camera(phi=np.pi).view())
    assert (np.diff(again["depth_bias"]) > 0).all(), "from behind as well"


def test_only_opaque_fills_are_not_blended() -> None:
    corners, triangle = np.eye(3), np.array([[0, 1, 2]])
    solid, clear = (filled(corners, triangle, np.array([1, 1, 1, a])) for a in (1.0, 0.5))
    found = world_primitives([solid, clear, disc(0)])
    assert found.opaque["kind"].tolist() == [records.TRIANGLE]
    assert len(found.blended) == len(found.order) == 3 + 4 + 1
    assert world_primitives([records.NO_PRIMITIVES]) is NO_WORLD_PRIMITIVES


def test_long_segments_are_cut_into_linked_pieces() -> None:
    colors = np.array([[0.0, 0, 0, 1], [1, 1, 1, 1], [1, 1, 1, 1]])
    points = np.array([[0.0, 0, 0], [1.6, 0, 0], [1.6, 0.3, 0]])
    pieces = subdivided(polyline(points, colors, 4.0, butt=True))
    assert len(pieces) == 4 + 1
    assert np.linalg.norm(pieces["b"] - pieces["a"], axis=1).max() <= MAX_SEGMENT
    assert (pieces["b"][:-1] == pieces["a"][1:]).all()
    assert (pieces["c"][1:4] == pieces["a"][:3]).all()
    assert (pieces["d"][:3] == pieces["b"][1:4]).all()
    flags = pieces["flags"].astype(int)
    assert flags[0] == records.BUTT_START | records.HAS_AFTER
    assert flags[-1] == records.HAS_BEFORE | records.BUTT_END
    assert (flags[1:-1] == records.HAS_BEFORE | records.HAS_AFTER).all()
    assert pieces["color_a"][:4, 0] == pytest.approx([0, 64, 128, 191], abs=1)
    assert (pieces["color_b"][:-1] == pieces["color_a"][1:]).all()


def test_short_segments_and_other_primitives_are_not_cut() -> None:
    for primitives in (disc(0), polyline(np.eye(3) * 0.1, WHITE, 4.0), records.NO_PRIMITIVES):
        assert subdivided(primitives) is primitives
