"""The camera looks down on graphs, so that none is seen from below or edge-on."""

from __future__ import annotations

import numpy as np
import pytest

from calclib import ScalarField
from engine.camera import EngineCamera
from scenes._kit.layout.slots import safe_area
from scenes._kit.space.space import Space
from scenes._kit.space.tilt import PHIS, direction, openness, places_on, tilt, unit_normals
from scenes._kit.space.viewpoint import seen_from, towards_viewer

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


@pytest.mark.parametrize(
    ("text", "point"), [("2^x - y*log(y)", (3, 2)), ("8.314*x/y", (300, 25)), ("5x + y", (2, 1))]
)
def test_a_step_aside_shows_more_than_looking_down_as_much(
    text: str, point: tuple[float, float]
) -> None:
    field = ScalarField.parse(text)
    space = Space.for_field(field, point)
    phi, theta = direction(space, THETAS[0], field)
    assert theta != THETAS[0]
    normals = unit_normals(space, field)
    seen, straight = (
        (normals @ towards_viewer(phi, side) >= np.cos(np.radians(77.3))).mean()
        for side in (theta, THETAS[0])
    )
    assert seen >= 0.65 > straight


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("(x+y)/(x*y-2)", (1, 1.2)),
        ("13.12 + 0.6215x - 11.37y^0.16 + 0.3965x*y^0.16", (-5, 20)),
        ("max(x, 2y)*exp(-y)", (1, 1)),
    ],
)
def test_no_graph_is_a_sliver(text: str, point: tuple[float, float]) -> None:
    field = ScalarField.parse(text)
    space = Space.for_field(field, point)
    assert openness(unit_normals(space, field), *direction(space, THETAS[0], field)) > 0.62


def test_what_is_seen_well_from_the_preferred_side_is_seen_from_there() -> None:
    field = ScalarField.parse("x^2*y + sin(y)")
    space = Space.for_field(field, (-1, 1))
    assert direction(space, THETAS[0], field) == (PHIS[0], THETAS[0])


def test_a_view_leaves_no_room_for_empty_corners_of_the_box() -> None:
    field = ScalarField.parse("2^x - y*log(y)")
    space, camera, slot = Space.for_field(field, (3, 2)), EngineCamera(), safe_area()
    view = space.view_along((1, 0), camera, slot, field)
    whole = space.view_from(camera, slot, (0.6, 0.5), view.phi, view.theta)
    assert view.zoom > 1.05 * whole.zoom
    shown = seen_from(camera, view, places_on(space, field))[:, :2]
    assert slot.contains(np.column_stack([shown, np.zeros(len(shown))])).all()
