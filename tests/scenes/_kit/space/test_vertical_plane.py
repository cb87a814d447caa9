"""Vertical planes in any direction: the cut is exact, the normal perpendicular."""

from __future__ import annotations

import math

import numpy as np
import pytest

from calclib import ScalarField
from engine.camera import EngineCamera
from scenes._kit import theme
from scenes._kit.layout.slots import safe_area
from scenes._kit.space.space import Space
from scenes._kit.space.viewpoint import Viewpoint

FIELD = ScalarField.parse("x^2*y + sin(y)")
SPACE = Space(((-2.0, 2.0), (-1.0, 3.0)), (-15.0, 15.0))
POINT = (-0.5, 1.0)
DIRECTIONS = [(1, 0), (0, 1), (1, 1), (-3, 1), (2, -5), (-1, -1), (1e-3, 7.0)]
EVERY_DIRECTION = pytest.mark.parametrize("direction", DIRECTIONS)


@EVERY_DIRECTION
def test_the_cut_lies_on_the_graph_and_on_the_plane(direction: tuple[float, float]) -> None:
    plane = SPACE.plane(POINT, direction)
    for piece in plane.pieces(FIELD):
        x, y, z = plane.points_of(piece).T
        assert np.allclose(FIELD(x, y), z, rtol=0, atol=1e-12)
        offset = direction[1] * (x - POINT[0]) - direction[0] * (y - POINT[1])
        assert np.allclose(offset, 0, atol=1e-12 * math.hypot(*direction))


@EVERY_DIRECTION
def test_the_plane_spans_the_box_through_its_point(direction: tuple[float, float]) -> None:
    plane = SPACE.plane(POINT, direction)
    ends = plane.points_of([(t, 0.0) for t in (*plane.span, plane.t)])
    low, high = np.array(SPACE.intervals[:2]).T
    assert np.allclose(ends[2, :2], POINT)
    for end in ends[:2, :2]:
        assert (end >= low - 1e-12).all()
        assert (end <= high + 1e-12).all()
        assert np.isclose(end, low).any() or np.isclose(end, high).any()


@EVERY_DIRECTION
def test_the_normal_is_perpendicular_in_the_world(direction: tuple[float, float]) -> None:
    plane = SPACE.plane(POINT, direction)
    corners = plane.sheet().points
    assert np.allclose((corners - plane.corner) @ plane.normal, 0, atol=1e-12)
    assert np.linalg.norm(plane.normal) == pytest.approx(1)
    for theta in np.linspace(-np.pi, np.pi, 9):
        to_viewer = np.array([np.cos(theta), np.sin(theta), 0.0])
        assert plane.normal_toward(Viewpoint(1.2, float(theta))) @ to_viewer >= 0


@pytest.mark.parametrize("degrees", range(0, 360, 5))
def test_it_is_seen_broad_in_every_direction(degrees: int) -> None:
    along = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    view = SPACE.view_along(along, EngineCamera(), safe_area())
    normal = SPACE.plane(POINT, along).normal
    viewer = np.array([math.cos(view.theta), math.sin(view.theta), 0.0])
    assert abs(normal @ viewer) > math.sin(math.radians(27))


@pytest.mark.parametrize("variable", ["x", "y"])
def test_the_plane_of_a_slice_is_parametrised_by_its_variable(variable: str) -> None:
    held = {"x": {"y": 1.0}, "y": {"x": -0.5}}[variable]
    piece = FIELD.slice(**held)
    plane = SPACE.slice_plane(piece)
    assert plane.span == SPACE.intervals["xy".index(variable)]
    (found,) = plane.pieces(FIELD)
    assert np.array_equal(found[:, 1], piece(found[:, 0]))


def test_the_tangent_touches_the_cut_with_the_slope_along_the_direction() -> None:
    plane = SPACE.plane(POINT, (3, 4))
    slope = FIELD.directional_derivative(POINT, (3, 4))
    start, end = plane.line(FIELD.at(POINT), slope, theme.SECANT).points
    ends = SPACE.points_of(np.array([start, end]))
    run = np.hypot(*(ends[1] - ends[0])[:2])
    assert (ends[1, 2] - ends[0, 2]) / run == pytest.approx(slope)


def test_a_zero_direction_and_a_plane_outside_the_box_are_refused() -> None:
    with pytest.raises(ValueError, match="give a direction of two numbers"):
        SPACE.plane(POINT, (0, 0))
    with pytest.raises(ValueError, match="does not meet the box"):
        _ = SPACE.plane((9.0, 9.0), (1, -1)).span


def test_a_cut_ends_at_a_pole() -> None:
    pole = ScalarField.parse("1/(x+y)")
    plane = Space(((-2.0, 2.0), (-2.0, 2.0)), (-5.0, 5.0)).plane((1.0, 1.0), (1, 1))
    assert len(plane.pieces(pole)) == 2
