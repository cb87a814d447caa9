"""Outlines that cross themselves or each other, filled by the non-zero rule."""

from __future__ import annotations

import numpy as np
import pytest

from engine.primitives.nonzero import nonzero
from engine.primitives.triangulation import triangulated

HOLE = np.full((1, 3), np.nan)
BOW_TIE = [[-2, -1], [0, 1], [0, -1], [-2, 1]]


def in_space(places) -> np.ndarray:
    return np.hstack([np.array(places, float), np.zeros((len(places), 1))])


def star(points: int, step: int) -> np.ndarray:
    """A star polygon in the unit circle."""
    angles = 2 * np.pi * step * np.arange(points) / points
    return np.stack([np.cos(angles), np.sin(angles), 0 * angles], axis=1)


def area_of(corners: np.ndarray, triangles: np.ndarray) -> float:
    a, b, c = (corners[triangles[:, k]] for k in range(3))
    return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2)


def area(*rings: np.ndarray) -> float:
    outline = np.concatenate([part for ring in rings for part in (ring, ring[:1], HOLE)])
    return area_of(*triangulated(outline)[:2])


def winding(at: np.ndarray, ring: np.ndarray) -> int:
    """The winding number by the sum of angles: a second way."""
    arms = (ring - at)[:, :2]
    after = np.roll(arms, -1, axis=0)
    cross = arms[:, 0] * after[:, 1] - arms[:, 1] * after[:, 0]
    return round(float(np.arctan2(cross, (arms * after).sum(axis=1)).sum() / (2 * np.pi)))


def covers(at: np.ndarray, corners: np.ndarray, triangles: np.ndarray) -> int:
    """How many of the triangles contain a point."""
    a, b, c = (corners[triangles[:, k], :2] for k in range(3))
    sides = [
        (q - p)[:, 0] * (at - p)[:, 1] - (q - p)[:, 1] * (at - p)[:, 0]
        for p, q in ((a, b), (b, c), (c, a))
    ]
    return int(
        np.count_nonzero(np.all(np.array(sides) > 0, axis=0) | np.all(np.array(sides) < 0, axis=0))
    )


def test_both_halves_of_an_eight_are_filled_once() -> None:
    assert area(in_space(BOW_TIE)) == pytest.approx(2)


def test_the_middle_of_a_star_is_filled_once() -> None:
    """Of the pentagram with the circumradius 1 (Weisstein, "Pentagram", MathWorld)."""
    inner = np.cos(2 * np.pi / 5) / np.cos(np.pi / 5)
    assert area(star(5, 2)) == pytest.approx(5 * inner * np.sin(np.pi / 5))


def test_shapes_that_overlap_are_filled_once_and_what_turns_back_is_a_hole() -> None:
    left = in_space([[0, 0], [2, 0], [2, 2], [0, 2]])
    right = left + np.array([1, 0, 0])
    assert area(left, right) == pytest.approx(6)
    assert area(left, right[::-1]) == pytest.approx(4), "opposite turns cancel where they overlap"


@pytest.mark.parametrize("axes", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_any_plane_will_do(axes) -> None:
    turn = np.eye(3)[list(axes)] @ np.linalg.qr(np.arange(9.0).reshape(3, 3) ** 1.5)[0]
    assert area(in_space(BOW_TIE) @ turn) == pytest.approx(2)


def test_random_outlines_are_covered_where_they_wind_around() -> None:
    random = np.random.default_rng(7)
    for count in (5, 9, 30):
        ring = in_space(random.uniform(-1, 1, (count, 2)))
        corners, triangles, border = nonzero([ring], (0, 1))
        for at in random.uniform(-1, 1, (200, 2)):
            expected = winding(np.append(at, 0), ring) != 0
            assert covers(at, corners, triangles) == expected
        assert len(border)
        assert border.max() < len(corners)


def test_the_border_lies_on_the_outline_with_the_inside_at_its_third_corner() -> None:
    corners, _, border = nonzero([star(5, 2)], (0, 1))
    for a, b, inside in corners[border]:
        if np.linalg.norm(b - a) > 1e-6:
            middle = (a + b) / 2
            inward = 1e-5 * (inside - middle) / np.linalg.norm(inside - middle)
            assert winding(middle + inward, star(5, 2)) != 0
            assert winding(middle - inward, star(5, 2)) == 0


def test_thousands_of_edges_are_cut_in_parts(monkeypatch) -> None:
    ring = star(201, 100)
    whole = area(ring)
    monkeypatch.setattr("engine.primitives.nonzero.CELLS", 1000)
    assert area(ring) == pytest.approx(whole)
