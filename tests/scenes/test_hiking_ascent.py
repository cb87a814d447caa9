"""HikingAscent: its numbers against closed forms, and every kind of ending."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from manim import Rectangle

from scenes._kit.lesson.lesson import Lesson
from scenes._kit.text.formula import Formula
from scenes.figures.hiking.compass import Compass

DryRun = Callable[..., Lesson]

ENDINGS = [
    ({"function": "1/(x^2+y^2)"}, "the picture is cut off, but the land climbs on"),
    ({"function": "x*y + 1/x + 1/y", "at": "2,0.4"}, "there is no summit on this way"),
    ({"function": "-ln(abs(x))", "at": "1,0", "domain": "-2:2,-2:2"}, "the picture is cut off"),
    ({"function": "-sqrt(1-x)", "at": "0,0", "domain": "-2:2,-2:2"}, "f has no value any more"),
    ({"function": "3"}, "The hiker has not moved"),
    ({"function": "30-(x^2-2*y)^2/6-x*y", "at": "2,0.5"}, "no way up from here leads there"),
    ({"function": "x"}, "the way still leads up"),
    ({"function": "x^2-y^2", "at": "0,1", "domain": "-2:2,-2:2"}, "it is a saddle"),
    ({"function": "y-abs(x)", "at": "-1,-1", "domain": "-2:2,-2:2"}, "the way still leads up"),
    ({"function": "-abs(x)", "at": "-1,-1", "domain": "-2:2,-2:2"}, "no single summit"),
    ({"function": "10 - abs(x) - 2*abs(y)", "at": "2,1"}, "It is sharp, and has no gradient"),
    ({"function": "abs(x)+y", "at": "0,0"}, "no gradient to ask"),
    ({"function": "9 - abs(x - 4) - (y - 2)^2", "at": "1,3"}, "It is sharp, and has no gradient"),
]


def compass_of(lesson: Any) -> Any:
    gradient = [slope.value for slope in lesson.slopes.values()]
    return Compass(lesson.landscape, lesson.hike.at(0), gradient)


@pytest.mark.parametrize(("given", "fragment"), ENDINGS, ids=[str(row[0]) for row in ENDINGS])
def test_every_ending_has_its_sentence(
    dry_run: DryRun, given: dict[str, Any], fragment: str
) -> None:
    lesson = dry_run("hiking_ascent", last="summit", **given)
    assert fragment in " ".join(beat.narration["en"] for beat in lesson.played)


def test_the_storyboard_s_numbers(dry_run: DryRun) -> None:
    lesson = dry_run("hiking_ascent")
    shown = {beat.name: [n.value for n in beat.values] for beat in lesson.played}
    height = 4 * math.exp(-1.125 - 0.5)
    slopes = [1.5 * height, 0.5 * height]
    assert shown["terrain"] == pytest.approx([height])
    assert shown["directions"] == pytest.approx([*slopes, math.hypot(*slopes)])
    assert shown["summit"] == pytest.approx([4.0, 0.0])
    first, other = shown["second_terrain"]
    assert first > other + 1


def test_map_and_surface_show_the_same_hiker(dry_run: DryRun) -> None:
    lesson: Any = dry_run("hiking_ascent", last="walk")
    hiker, landscape = lesson.hiker, lesson.landscape
    *_, flat, steep = hiker.markers()
    x, y, z = hiker.hike.at(hiker.share)
    assert 0 < hiker.share < 1
    assert np.allclose(flat.points, landscape.plot.place_of([[x, y]]))
    assert np.allclose(steep.points, landscape.space.place_of([[x, y, z]]))


def test_the_bar_is_the_slope_in_the_direction(dry_run: DryRun) -> None:
    lesson: Any = dry_run("hiking_ascent", last="directions")
    compass, field = compass_of(lesson), lesson.parameters.field
    for angle in (0.0, 1.0, np.pi / 2, 2.5):
        compass.angle.set_value(angle)
        (step,) = compass.steps(np.array([angle]))
        place, unit = compass.place[:2], step[:2] / np.hypot(*step[:2])
        h = 1e-6
        quotient = (field.at(place + h * unit) - field.at(place - h * unit)) / (2 * h)
        assert compass.slope == pytest.approx(quotient, abs=1e-7)


def test_on_a_steep_surface_the_direction_has_a_maximum_length(dry_run: DryRun) -> None:
    lesson: Any = dry_run("hiking_ascent", last="directions", function="1/(x^2+y^2)", at="1,0.5")
    compass = compass_of(lesson)
    compass.angle.set_value(0.0)
    *_, rim, steep = compass.direction()
    assert np.array_equal(rim.tails, steep.tails)
    across = np.cross(rim.tips - rim.tails, steep.tips - steep.tails)
    assert np.allclose(across, 0)
    tail, tip = steep.points
    assert np.linalg.norm(tip - tail) <= 1.3 + 1e-9


def test_names_do_not_overlap_and_stay_in_the_map(dry_run: DryRun) -> None:
    lesson: Any = dry_run("hiking_ascent", last="directions")
    compass, area = compass_of(lesson), lesson.landscape.plot.area
    moving, fixed = compass.names(compass.direction()[1], compass.gradient_mark())
    for angle in np.linspace(0, 2 * np.pi, 25):
        compass.angle.set_value(angle)
        moving.update()
        apart = np.abs(moving.get_center() - fixed.get_center())[:2]
        sizes = [(each.width, each.height) for each in (moving, fixed)]
        assert (apart > np.sum(sizes, axis=0) / 2).any()
        assert area.contains(moving.get_center()[None]).all()


@pytest.mark.parametrize("gradient", [1e-6, 0.2, 0.5, 1.0, 2.0, 50.0])
def test_direction_and_gradient_are_both_seen_where_they_are_parallel(
    dry_run: DryRun, gradient: float
) -> None:
    """The gradient has a broader head than the direction; a dashed one is also longer."""
    lesson: Any = dry_run("hiking_ascent", last="terrain")
    compass = Compass(lesson.landscape, lesson.hike.at(0), (0.6 * gradient, 0.8 * gradient))
    compass.angle.set_value(0.0)
    arrow: Any = compass.direction()[1]
    mark = compass.gradient_mark()
    (tail,), (tip,) = arrow.tails, arrow.tips
    along = (tip - tail) / np.linalg.norm(tip - tail)
    places = np.asarray(mark.points) - tail
    beside = np.abs(places @ [-along[1], along[0], 0.0]).max()
    assert beside > 3 * 0.01 * arrow.stroke_width / 2
    if compass.is_to_scale:
        assert (places @ along).max() == pytest.approx(gradient * np.linalg.norm(tip - tail))
    else:
        assert (places @ along).max() > 1.5 * np.linalg.norm(tip - tail)


@pytest.mark.parametrize("given", [{}, {"function": "-x", "at": "0,0"}], ids=["default", "-x"])
def test_names_have_narrow_halos(dry_run: DryRun, given: dict[str, str]) -> None:
    """A backing as large as the name would cut the level curves behind it."""
    lesson: Any = dry_run("hiking_ascent", last="directions", **given)
    compass = compass_of(lesson)
    for name in compass.names(compass.direction()[1], compass.gradient_mark()):
        assert all(not isinstance(part, Rectangle) for part in name.get_family())
        assert 0 < name[0].get_stroke_width(background=True) <= 6


def test_the_profile_ends_where_the_surface_is_cut(dry_run: DryRun) -> None:
    """1/r^2 from r = 1.118 inwards: up to the height h the path's length is 1.118 - 1/sqrt(h)."""
    lesson: Any = dry_run("hiking_ascent", last="profile", function="1/(x^2+y^2)", at="1,0.5")
    high = lesson.landscape.heights[1]
    window = lesson.landscape.profile_window(lesson.hike)
    assert window.x[1] / 1.03 == pytest.approx(math.sqrt(1.25) - high**-0.5, abs=0.01)


def test_no_right_angle_beyond_the_end_of_the_path(dry_run: DryRun) -> None:
    lesson: Any = dry_run("hiking_ascent", last="walk", function="1000*x*y", at="1,1")
    marks, area = lesson.hiker.right_angles(), lesson.landscape.plot.area
    assert len(marks) > 1
    for mark in marks:
        assert area.contains(mark.points).all()


def test_the_z_axis_has_at_least_two_numbers(dry_run: DryRun) -> None:
    lesson: Any = dry_run("hiking_ascent", last="terrain", function="x^2+y^2", at="1,0.5")
    z_axis = lesson.landscape.space.axes("x", "y", "z")[2]
    assert len(z_axis) >= 1 + 2 + 1  # the edge, two numbers, the name


@pytest.mark.parametrize(
    ("domain", "share"), [("-3:3,-3:3", 0.38), ("-4:4,-3:3", 0.5), ("-8:8,-3:3", 0.5)]
)
def test_the_map_is_as_narrow_as_its_region_and_the_land_has_the_rest(
    dry_run: DryRun, domain: str, share: float
) -> None:
    lesson: Any = dry_run("hiking_ascent", last="terrain", domain=domain)
    views, slot = lesson.views, lesson.landscape.plot.slot
    assert slot.width <= share * views.width
    camera = lesson.camera
    shown = camera.project_points(lesson.landscape._surface_sample())
    assert shown[:, 0].min() > slot.right
    assert max(np.ptp(shown[:, 0]) / (views.width - slot.width), np.ptp(shown[:, 1]) / 4) > 0.6


def test_right_angles_are_marked_only_where_the_path_follows_the_gradient(dry_run: DryRun) -> None:
    """On the ridge y = 0 level curves have corners."""
    lesson: Any = dry_run("hiking_ascent", last="walk", function="10-abs(x)-2*abs(y)", at="2,1")
    marks = lesson.hiker.right_angles()
    crest = lesson.landscape.map_places(np.array([[0.0, 0.0, 10.0]]))[0, 1]
    assert len(marks)
    assert all(mark.get_center()[1] > crest for mark in marks)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("4*exp(-(x^2/2 + y^2/8))", "-1.5,-2"),
        ("100*exp(-(x^2 + 2*y^2)/50)", "5,3"),
        ("5 - sqrt(x^2 + y^2)", "3,2"),
        ("exp(-x^2/3)*(sin(x^2) + cos(y^2))", "1,1"),
        ("(x^2 + 3y^2)*exp(1 - x^2 - y^2)", "-1,-0.5"),
        ("x*y + 1/x + 1/y", "2,0.4"),
    ],
)
def test_the_circle_of_directions_is_seen_open(dry_run: DryRun, text: str, at: str) -> None:
    """On the silhouette it would be a line."""
    lesson: Any = dry_run("hiking_ascent", last="directions", function=text, at=at)
    land = compass_of(lesson).circles()[2].points
    shown = lesson.camera.project_points(land)[:, :2]
    narrow, broad = np.sqrt(np.linalg.eigvalsh(np.cov(shown.T)))
    assert narrow > 0.2 * broad


def test_level_curves_fill_the_map(dry_run: DryRun) -> None:
    """A map may show more than the land; level curves end at its border."""
    lesson: Any = dry_run("hiking_ascent", last="terrain", function="9-x^2-y^2/9", at="2,3")
    landscape = lesson.landscape
    area = landscape.plot.area
    for curve in landscape.curves:
        for x, y, _ in landscape.map_places(curve.points[[0, -1]]):
            sides = abs(x - area.left), abs(x - area.right), abs(y - area.bottom), abs(y - area.top)
            assert curve.closed or min(sides) < 0.02


@pytest.mark.parametrize(
    ("function", "name"), [("9-x^2-y^2", "F"), ("T(x, y) = 9-x^2-y^2", "f"), ("f(x,y) = x*y", "F")]
)
def test_the_second_terrain_has_another_name_and_its_formula(
    dry_run: DryRun, function: str, name: str
) -> None:
    lesson: Any = dry_run("hiking_ascent", function=function, at="1,2")
    parts = [part for each in lesson.mobjects for part in each.get_family()]
    shown = [part.markup for part in parts if isinstance(part, Formula)]
    calls = [f'{name}(part("{label}"' for label in ("x", "gradient", "secant")]
    assert all(any(call in markup for markup in shown) for call in calls)


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"function": "x^2 + y^3", "at": "1,1"}, "beyond"),
        ({"function": "1/(1.2 - x)^2 - y^2", "at": "0.5,0.2"}, "cut"),
    ],
)
def test_the_picture_says_that_the_climb_goes_on(
    dry_run: DryRun, given: dict[str, str], key: str
) -> None:
    lesson: Any = dry_run("hiking_ascent", last="summit", **given)
    assert lesson.phrase(key) in lesson.notes.rows[-1].markup


def test_the_dashed_line_on_the_map_is_explained(dry_run: DryRun) -> None:
    lesson: Any = dry_run("hiking_ascent", last="walk")
    assert lesson.phrase("chord") in lesson.notes.rows[-1].markup
