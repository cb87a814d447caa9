"""The side from which a land is seen."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes._kit.space.viewpoint import seen_from
from scenes.figures.hiking.compass import Compass
from scenes.figures.hiking.landscape import Landscape


@pytest.mark.parametrize(
    ("text", "at"),
    [("y^2 - x^2", "1.5,-0.4"), ("cos(pi*x/2)*exp(-y^2/4)", "1.5,-1.2"), ("8 - x^2 - y^2", "1,2")],
)
def test_a_climb_goes_up_in_the_picture(dry_run: Any, text: str, at: str) -> None:
    lesson = dry_run("hiking_ascent", last="terrain", function=text, at=at)
    path, (phi, theta) = lesson.hike.points[[0, -1]], lesson.landscape.direction
    heights = lesson.parameters.field(*path.T)
    start, end = lesson.landscape.space.place_of(np.column_stack([path, heights]))
    up = [-np.cos(phi) * np.cos(theta), -np.cos(phi) * np.sin(theta), np.sin(phi)]
    assert heights[1] > heights[0]
    assert (end - start) @ up > 0.5 * (end - start)[2]


@pytest.mark.parametrize(
    ("text", "at"), [("2 - max(abs(x), abs(y)/2)", "1.2,-1.5"), ("abs(x) - abs(y)", "1,-1")]
)
def test_no_flat_side_of_a_land_is_seen_edge_on(dry_run: Any, text: str, at: str) -> None:
    """The part of its sides that is seen as lines, by area."""
    landscape = dry_run("hiking_ascent", last="terrain", function=text, at=at).landscape
    areas, towards = _ground(landscape)
    assert areas[np.abs(towards) < 0.15].sum() < 0.25 * areas.sum()


@pytest.mark.parametrize(
    ("text", "at"),
    [("x*y^2*exp(-x/2) - y^3/4", "1,1"), ("36 - (x-y)^2 - (y-2)^4/4 + 2*x", "-1,1")],
)
def test_the_land_is_not_turned_away(dry_run: Any, text: str, at: str) -> None:
    """The part of it that a crest hides, or that is seen from below, by area."""
    landscape = dry_run("hiking_ascent", last="terrain", function=text, at=at).landscape
    areas, towards = _ground(landscape)
    assert areas[towards < 0].sum() < 0.3 * areas.sum()


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("4-abs(x+2*y)-x^2/9", "2.4,0.5"),
        ("5-x^2/4-abs(y-1)", "2,3"),
        ("8-(x-2*y)^2/2-y^2/9", "1,2"),
        ("5-2*abs(x+1.5*y)-x^2/12", "2,0.5"),
    ],
)
def test_the_hiker_is_on_the_side_of_the_land_that_faces_the_viewer(
    dry_run: Any, text: str, at: str
) -> None:
    """The ground that he starts on is open, more than that beyond the crest."""
    lesson = dry_run("hiking_ascent", last="terrain", function=text, at=at)
    start, end = lesson.hike.points[0], lesson.hike.points[-1]
    beyond = end + 0.5 * (end - start)
    own, other = (_cosine(lesson.landscape, point) for point in (start, beyond))
    assert own > 0.7
    assert own > other


def _cosine(landscape: Landscape, point: np.ndarray) -> float:
    """The cosine of the angle between the upward normal at a point (2,) and the view."""
    near = point + 1e-4 * np.array([[0, 0], [1, 0], [0, 1]])
    places = landscape.space.place_of(np.column_stack([near, landscape.field(*near.T)]))
    normal = np.cross(places[1] - places[0], places[2] - places[0])
    phi, theta = landscape.direction
    viewer = [np.sin(phi) * np.cos(theta), np.sin(phi) * np.sin(theta), np.cos(phi)]
    return float(normal @ viewer / np.linalg.norm(normal))


def _ground(landscape: Landscape) -> tuple[np.ndarray, np.ndarray]:
    """Small parts of a land: their areas (n,), and cosines (n,) of the angles between their upward
    normals and the view."""
    box, (phi, theta) = landscape.space, landscape.direction
    sides = [np.linspace(low, high, 40)[1:-1] for low, high in landscape.region]
    x, y = (side.ravel() for side in np.meshgrid(*sides))
    z, step = landscape.field(x, y), 1e-4
    slopes = [(landscape.field(x + step, y) - z) / step, (landscape.field(x, y + step) - z) / step]
    to_places = box.size / box.spans
    normals = np.column_stack(
        [*(-to_places[2] * slope / to_places[k] for k, slope in enumerate(slopes)), np.ones(x.size)]
    )[(box.floor <= z) & (z <= box.intervals[2][1])]
    areas = np.linalg.norm(normals, axis=1)
    viewer = [np.sin(phi) * np.cos(theta), np.sin(phi) * np.sin(theta), np.cos(phi)]
    return areas, normals @ viewer / areas


def test_x_runs_to_the_right_as_on_the_map_where_the_way_is_seen_so(dry_run: Any) -> None:
    lesson = dry_run("hiking_ascent", last="terrain", function="3 - abs(x-y) - y^2/4", at="-1,1")
    _, theta = lesson.landscape.direction
    assert -np.sin(theta) > 0.5


@pytest.mark.parametrize(
    ("text", "at"), [("ln(20-x^2-2*y^2+x*y)", "3,2"), ("sqrt(9-x^2-y^2)", "1,2")]
)
def test_the_circle_of_directions_on_the_land_is_open(dry_run: Any, text: str, at: str) -> None:
    """Its width to its length as drawn: a sliver where the ground there is turned away."""
    lesson = dry_run("hiking_ascent", last="terrain", function=text, at=at)
    place, land = lesson.hike.at(0), lesson.landscape
    compass = Compass(land, place, [slope.value for slope in lesson.slopes.values()])
    tips = place + 0.01 * compass.steps(np.array([0, np.pi / 2]))
    places = land.space.place_of(np.vstack([place, tips]))
    seen = seen_from(lesson.camera, land.viewpoint, places)[:, :2]
    width, length = sorted(np.linalg.svd(seen[1:] - seen[0], compute_uv=False))
    assert width > 0.36 * length
