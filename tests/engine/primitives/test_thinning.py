"""Polylines drop points without visible effect, and no others."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.primitives.polyline import polyline
from engine.primitives.thinning import HALVINGS, MAX_COLOR_ERROR, MAX_DISTANCE

WHITE = np.ones((1, 4))


def corners(points: np.ndarray, colors: np.ndarray = WHITE) -> np.ndarray:
    """The remaining points of a polyline without gaps."""
    primitives = polyline(points, colors, 4.0)
    return np.concatenate([primitives["a"], primitives["b"][-1:]])


def distances(points: np.ndarray, line: np.ndarray) -> np.ndarray:
    """The distance of points (n, 3) from a polyline (m, 3)."""
    a, b = line[:-1], line[1:]
    direction = b - a
    share = np.einsum("nmk,mk->nm", points[:, None] - a, direction) / np.einsum(
        "mk,mk->m", direction, direction
    )
    foot = a + np.clip(share, 0, 1)[..., None] * direction
    return np.linalg.norm(points[:, None] - foot, axis=2).min(axis=1)


@given(st.integers(3, 300), st.floats(0.02, 5.0), st.floats(0.1, 9.0))
def test_dropped_points_are_close_to_the_drawn_line(count: int, radius: float, turn: float) -> None:
    t = np.linspace(0, turn, count)
    curve = np.stack([radius * np.cos(t), np.sin(2 * t), 0.1 * t], axis=1)
    remaining = corners(curve)
    assert distances(curve, remaining).max() < HALVINGS * MAX_DISTANCE + 1e-5
    assert np.allclose(remaining[[0, -1]], curve[[0, -1]])


def test_a_fine_curve_has_fewer_points_and_a_coarse_one_keeps_its_own() -> None:
    t = np.linspace(0, 2, 1000)[:, None]
    fine = np.hstack([t, t * t, 0 * t])
    assert len(corners(fine)) < 150
    assert len(corners(fine[::100])) == 10
    zigzag = np.array([[k, 0.01 * (k % 2), 0] for k in range(20)], float)
    assert len(corners(zigzag)) == 20


def test_remaining_points_do_not_depend_on_how_far_a_curve_is_drawn() -> None:
    t = np.linspace(0, 3, 400)[:, None]
    curve = np.hstack([t, np.sin(t), np.cos(2 * t)])
    whole = {row.tobytes() for row in corners(curve)}
    for end in (399, 300, 187):
        partial = corners(curve[:end])
        shared = [row.tobytes() in whole for row in partial]
        assert all(shared[: -(2**HALVINGS)])


def test_colours_and_gaps_are_preserved() -> None:
    t = np.linspace(0, 1, 129)[:, None]
    line = np.hstack([t, 0 * t, 0 * t])
    even = np.hstack([t, 1 - t, 0 * t, 0 * t + 1])
    assert len(corners(line, even)) <= 129 // 2**HALVINGS + 2
    spotted = np.where(np.arange(129)[:, None] % 16 == 8, 1.0, even)
    primitives = polyline(line, spotted, 4.0)
    places = np.append(primitives["a"][:, 0], primitives["b"][-1, 0])
    shades = np.append(primitives["color_a"][:, 1], primitives["color_b"][-1, 1]) / 255
    shown = np.interp(t[:, 0], places, shades)
    assert np.abs(shown - spotted[:, 1]).max() < (HALVINGS + 1) * MAX_COLOR_ERROR
    line[64] = np.nan
    primitives = polyline(line, WHITE, 4.0)
    span = primitives["b"][:, 0] - primitives["a"][:, 0]
    assert span.sum() == pytest.approx(1 - 2 / 128)
