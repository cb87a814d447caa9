"""The camera looks down on graphs, so that none is seen from below or edge-on."""

from __future__ import annotations

import numpy as np
import pytest

from calclib import ScalarField
from scenes._kit.space.space import Space
from scenes._kit.space.tilt import PHIS, tilt, unit_normals

THETAS = (-1.15, -0.42)


def cosines(text: str, point: tuple[float, float], theta: float) -> tuple[float, np.ndarray]:
    """The angle chosen, and the cosines of the angles between normals and view."""
    field = ScalarField.parse(text)
    space = Space.for_field(field, point)
    phi = tilt(space, theta, field)
    toward = [np.sin(phi) * np.cos(theta), np.sin(phi) * np.sin(theta), np.cos(phi)]
    return phi, unit_normals(space, field) @ np.array(toward)


@pytest.mark.parametrize("theta", THETAS)
@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("2pi*sqrt(x/y)", (1, 9.81)),
        ("x*y/(x+y)", (100, 200)),
        ("x^0.75*y^0.25", (120, 80)),
        ("13 + 0.6x - 11.4y^0.16 + 0.4x*y^0.16", (-15, 30)),
        ("max(2x, y)", (1, 2)),
        ("3x - y", (1, 1)),
    ],
)
def test_slopes_are_seen_from_above(text: str, point: tuple[float, float], theta: float) -> None:
    _, seen = cosines(text, point, theta)
    assert (seen > np.sin(np.radians(12))).mean() > 0.44


@pytest.mark.parametrize(
    ("text", "point"),
    [("x^2*y + sin(y)", (-1, 1)), ("x^2 + y^2", (1, 2)), ("5", (0, 0)), ("exp(-x^2-y^2)", (0, 1))],
)
def test_other_graphs_are_seen_from_the_side(text: str, point: tuple[float, float]) -> None:
    assert cosines(text, point, THETAS[0])[0] == PHIS[0]


def test_a_plane_beside_a_graph_is_seen_too() -> None:
    box = Space(((-1, 1), (-1, 1)), (-1, 1))
    steep = lambda x, y: 0.9 * x + 0 * y  # noqa: E731
    assert tilt(box, THETAS[1], lambda x, y: 0 * x * y) == PHIS[0]
    assert tilt(box, THETAS[1], lambda x, y: 0 * x * y, steep) < PHIS[0]
