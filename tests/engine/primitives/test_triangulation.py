"""Triangulated areas inside polylines, with holes."""

from __future__ import annotations

import numpy as np
import pytest

from engine.primitives.triangulation import triangulated

HOLE = np.full((1, 3), np.nan)


def ring(radius: float, turn: int = 1, center=(0.0, 0.0), sides: int = 4) -> np.ndarray:
    """A closed polygon, counter-clockwise for turn = 1."""
    a = turn * np.linspace(0, 2 * np.pi, sides + 1)
    x, y = center
    return np.stack([x + radius * np.cos(a), y + radius * np.sin(a), 0 * a], axis=1)


def area(*runs: np.ndarray, turn: np.ndarray | None = None) -> float:
    turn = np.eye(3) if turn is None else turn
    outline = np.concatenate([part for run in runs for part in (run @ turn, HOLE)])
    corners, triangles, _ = triangulated(outline)
    a, b, c = (corners[triangles[:, k]] for k in range(3))
    return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2)


@pytest.mark.parametrize("axes", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_a_hole_is_not_filled_in_any_plane(axes: tuple[int, ...]) -> None:
    assert area(ring(2), ring(1, -1), turn=np.eye(3)[list(axes)]) == pytest.approx(8 - 2)


def test_an_island_in_a_hole_is_filled() -> None:
    assert area(ring(3), ring(2, -1), ring(1)) == pytest.approx(18 - 8 + 2)


def test_separate_rings_are_filled_in_any_orientation() -> None:
    assert area(ring(1, center=(-3, 0)), ring(2, -1, center=(3, 0))) == pytest.approx(2 + 8)
    assert area(ring(2), ring(1)) == pytest.approx(8), "same orientation: no hole, nothing twice"


def test_a_concave_outline_keeps_its_notch() -> None:
    notched = np.array([[0.0, 0, 0], [4, 0, 0], [4, 3, 0], [2, 1, 0], [0, 3, 0], [0, 0, 0]])
    assert area(notched) == pytest.approx(12 - 4)


@pytest.mark.parametrize("run", [ring(1)[:2], ring(0), ring(1)[:0]])
def test_runs_without_area_have_no_triangles(run: np.ndarray) -> None:
    corners, triangles, _ = triangulated(np.concatenate([run, HOLE]))
    assert (len(corners), len(triangles)) == (0, 0)
