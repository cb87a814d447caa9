"""What the stages of mappings leave in the frame when the inputs have moved."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Group, rgba_to_color

from engine.mobjects.curve import Curve3D
from engine.mobjects.grid import GridSheet
from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes.figures.mapping.moving_lines import Threads
from scenes.figures.mapping.planes import hatching, names_of_both
from tests.scenes.mapping.stages import shown


def test_a_curve_in_space_has_a_shadow_on_the_floor(dry_run) -> None:
    figure = shown(dry_run, "(t*cos(t), t*sin(t), t)", at="pi")
    floor = figure.target.place_of([(0, 0, figure.target.floor)])[0, 2]
    (curve,), added = figure.moving, [animation.mobject for animation in figure.played]
    (shadow,) = [each for each in added if isinstance(each, Curve3D) and each is not curve]
    assert shadow.points[:, :2] == pytest.approx(curve.points[:, :2])
    assert shadow.points[:, 2] == pytest.approx(floor)


@pytest.mark.parametrize(
    ("function", "at"), [("(t*cos(t), t*sin(t), t)", "pi"), ("(x*y, y*z, x+z)", "1,2,1/2")]
)
def test_marked_points_in_space_have_lines_down_to_the_floor(dry_run, function, at) -> None:
    """Where they are in depth is seen from that."""
    figure = shown(dry_run, function, at=at)
    floor = figure.target.place_of([(0, 0, figure.target.floor)])[0, 2]
    added = [animation.mobject for animation in figure.played]
    (drops,) = [
        each
        for each in added
        if isinstance(each, Group) and len(each) and all(isinstance(drop, Curve3D) for drop in each)
    ]
    for dot, drop in zip(figure.dots, drops, strict=True):
        assert drop.start() == pytest.approx(dot.get_center())
        assert drop.end() == pytest.approx([*dot.get_center()[:2], floor])
    grids = [each for each in figure.axes.get_family() if isinstance(each, GridSheet)]
    assert any(np.allclose(grid.points[:, 2], floor) for grid in grids)


@pytest.mark.parametrize("function", ["(y*z, x*z, x*y)", "f(r,t,z) = (r*cos(t), r*sin(t), z)"])
def test_a_block_of_space_has_faces_and_edges_and_lines_through_a_point(
    dry_run, function: str
) -> None:
    """What runs along an input has its colour; the lines meet in the first marked point."""
    figure = shown(dry_run, function)
    *faces, edges, lines = figure.moving
    assert [type(each) for each in faces] == [SurfaceMesh] * 3
    assert all(face.translucent for face in faces)
    assert all(isinstance(each, GridSheet) for each in (edges, lines))
    inputs = [figure._edges(), figure._lines_through_mark()]
    for sheet, along, count in zip((edges, lines), inputs, (12, 3), strict=True):
        assert sheet.shape[0] == count
        varying = np.ptp(along, axis=1) > 0
        assert (varying.sum(axis=1) == 1).all()
        colors = [rgba_to_color(rgba).to_hex().lower() for rgba in sheet.rgba()]
        own = [(theme.X, theme.Y, theme.OUTPUT)[axis] for axis in varying.argmax(axis=1)]
        assert colors == own
    place = figure.output_place(figure.mapping(*figure.view.marks[0]))
    for line in lines.points.reshape(3, -1, 3):
        ends = line[:-1], line[1:]
        step = np.linalg.norm(ends[1] - ends[0], axis=1).max()
        assert np.linalg.norm(line - place, axis=1).min() <= step


@pytest.mark.parametrize(
    ("function", "dropped"),
    [
        ("(y*z, x*z, x*y)", [True, True, True]),
        ("f(r,t,z) = (r*cos(t), r*sin(t), z)", [False, True, False]),
        ("(x + y, y - z, z)", [False, False, False]),
    ],
)
def test_no_two_faces_of_a_block_end_in_one_place(dry_run, function: str, dropped) -> None:
    figure = shown(dry_run, function)
    for animation in figure.played:
        animation.finish()
    grids = [face.grid for face in figure.moving[:3]]
    assert all(np.isfinite(grid[:, : len(grid)]).all() for grid in grids)
    assert [np.isnan(grid[:, -len(grid) :]).all() for grid in grids] == dropped


INVERSION = "(x/(x^2+y^2+z^2), y/(x^2+y^2+z^2), z/(x^2+y^2+z^2))"


@pytest.mark.parametrize(
    "function", ["f(r,t,z) = (r*cos(t), r*sin(t), z)", "(x/5, y/5, z/5)", INVERSION]
)
def test_outputs_fill_their_box_when_inputs_would_not_share_it_well(dry_run, function) -> None:
    figure = shown(dry_run, function)
    points = np.vstack([each.points for each in figure.moving])
    assert (np.nanmax(points, axis=0) > 0.75 * figure.target.size / 2).all()
    bottom = -figure.target.size[2] / 2
    assert (figure.input_place(np.array(figure.view.marks))[:, 2] < bottom).all()


@pytest.mark.parametrize(
    "function", ["(u/v, v)", "(0.2*x + 0.1*y, 0.1*x - 0.3*y)", "(x*y, y/4)", "(3x, y/20)"]
)
def test_a_bent_grid_is_neither_small_nor_a_thin_band(dry_run, function: str) -> None:
    figure = shown(dry_run, function)
    points = np.vstack([lines.points for lines in figure.moving])
    area = figure.target.area
    shares = np.ptp(points[:, :2], axis=0) / [area.width, area.height]
    assert shares.min() > 0.2
    assert shares.max() > 0.45


def test_small_dots_stay_at_inputs(dry_run) -> None:
    for function, count in [("1000*x*y", 2), ("(t, t^2)", 3), ("(x^2 - y^2, 2*x*y)", 2)]:
        figure = shown(dry_run, function)
        places = figure.input_place(np.array(figure.view.marks))
        centers = np.array([part.get_center() for part in figure.axes.submobjects])
        gaps = np.linalg.norm(places[:, None] - centers, axis=-1).min(axis=1)
        assert (gaps < 1e-6).sum() == count


def test_marked_points_leave_traces_in_a_plane_named_after_inputs_and_outputs(dry_run) -> None:
    figure = shown(dry_run, "[x + y/2, y - x/3]", at="0.5,1")
    assert figure.source is figure.target
    marks = np.array(figure.view.marks)
    traces = [a.mobject.points for a in figure.played if isinstance(a.mobject, Threads)]
    places = figure.input_place(marks), figure.output_place(figure.mapping(*marks.T))
    assert np.array(traces)[:, [0, -1]] == pytest.approx(np.stack(places, axis=1))
    names = tuple(each.markup.strip("$ ") for each in figure.target[1])
    assert names == names_of_both(("x", "y"))


@pytest.mark.parametrize(
    ("function", "at", "unknown"),
    [
        ("[sqrt(x+y), x-y]", "1,2", lambda x, y: x + y < 1e-9),
        ("ln(x^2 - y)", "2,1", lambda x, y: x**2 < y + 1e-9),
        ("[1/x, y/(x-y)]", "2,1", None),
    ],
)
def test_inputs_without_an_output_are_hatched(dry_run, function: str, at: str, unknown) -> None:
    """All of them, and none else; curves of poles are no such part."""
    figure = shown(dry_run, function, at=at)
    assert figure.view.has_gaps == (unknown is not None)
    lines = hatching(figure.source, figure.view)
    if unknown is None:
        assert not len(lines.points)
        return
    assert figure.source is not figure.target
    ends = lines.points.reshape(-1, 4, 3)[:, [0, -1]]
    middles = ends.mean(axis=1)
    assert unknown(*figure.source.point_at(middles).T).all()
    corners = figure.source.place_of(np.transpose(figure.view.domain))
    grid = np.stack(np.meshgrid(*(np.linspace(a, b, 201) for a, b in figure.view.domain)), axis=-1)
    share = unknown(*grid.reshape(-1, 2).T).mean()
    area = np.ptp(ends[..., 0], axis=1).sum() * 0.2  # lines are 0.2 apart
    assert area == pytest.approx(share * np.prod(np.ptp(corners, axis=0)[:2]), rel=0.1)


def test_every_dot_has_its_pair_in_the_notes(dry_run) -> None:
    """Also where the notes have no room for all of them."""
    figure = shown(dry_run, INVERSION, at="1,1,1")
    assert 1 < len(figure.pairs) < 3
    assert len(figure.dots) == len(figure.pairs)


def test_faces_whose_points_mostly_lie_at_0_are_drawn_whole(dry_run) -> None:
    """Of a ball in spherical coordinates three of six faces lie on the axis, or where y = 0."""
    rule = "[r*sin(p)*cos(q), r*sin(p)*sin(q), r*cos(p)]"
    figure = shown(dry_run, rule, at="1,pi/3,pi/4")
    assert [np.ptp(interval) for interval in figure.target.intervals] == [4, 4, 4]
    sphere = figure.bent[0].grid[:, -65:]
    assert np.isfinite(sphere).all()


def test_a_right_angle_stays_one_where_inputs_and_outputs_have_their_own_planes(dry_run) -> None:
    figure = shown(dry_run, "[x^3 - 3*x*y^2, 3*x^2*y - y^3]", at="1,0.5")
    assert figure.source is not figure.target
    for plot in (figure.source, figure.target):
        along, up = (
            plot.place_of(np.array(end)) - plot.place_of((0, 0)) for end in ((1, 0), (0, 1))
        )
        assert along[0] == pytest.approx(up[1])


@pytest.mark.parametrize(
    ("function", "stays"), [("[x+y, y, z]", True), ("[x+y, y*z, x-z^2]", False)]
)
def test_the_block_stays_where_it_started_only_beside_straight_edges(
    dry_run, function: str, stays: bool
) -> None:
    floor, *others = shown(dry_run, function, at="1,1,1").input_scenery()
    assert np.ptp(floor[0].points[:, 2]) == pytest.approx(0)
    assert bool(others) is stays
