"""Slicing, TangentLine and Transformation with unusual functions."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest

from calclib import ScalarField
from calclib.typesetting.typst_strings import text as as_text
from engine.mobjects.curve import Curve3D
from pipeline.lint.rules import EM
from scenes._kit import theme
from scenes._kit.layout.columns import Column
from scenes._kit.layout.labels import covers
from scenes._kit.layout.slots import Slot, safe_area
from scenes._kit.plane.number_line import NumberLine
from scenes._kit.plane.plot import Plot
from scenes._kit.plane.plot_axes import PlotAxes
from scenes._kit.plane.window import Window
from scenes._kit.space.axes import axes_among
from scenes._kit.space.space import Space
from scenes._kit.space.viewpoint import seen_from
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula
from scenes._kit.text.paragraph import heading, statements
from scenes.figures.mapping.kinds import STAGES

PEAKS = "3*(1-x)^2*exp(-x^2-(y+1)^2) - 10*(x/5-x^3-y^5)*exp(-x^2-y^2) - exp(-(x+1)^2-y^2)/3"
SLOT = Slot(0.0, 0.0, 5.6, 3.0)


def narration_of(lesson: Any) -> str:
    return " ".join(beat.narration["en"] for beat in lesson.played)


@pytest.mark.parametrize("scene", ["slicing", "tangent_line"])
@pytest.mark.parametrize(
    ("function", "at", "fragment"),
    [
        ("abs(x)+y", "0,0", "no derivative"),
        ("sqrt(x)*y", "0,1", "from both sides"),
        ("1/(x-y)", "1,0", "partial derivative"),
        (PEAKS, "0.5,0.5", "2.769"),
    ],
)
def test_a_slice_of_any_kind_is_played(dry_run, scene, function, at, fragment) -> None:
    lesson = dry_run(scene, function=function, at=at)
    assert fragment in narration_of(lesson)
    assert "{" not in narration_of(lesson)
    columns = [text for text in lesson.notes.rows if isinstance(text, Formula)]
    assert columns
    for text in columns:
        assert text.em >= 0.995 * EM * 8
        assert text.width <= lesson.notes.slot.width + 1e-6
        assert text.get_bottom()[1] >= lesson.notes.slot.bottom - 1e-6


def test_no_ratio_remains_without_a_slope(dry_run) -> None:
    lesson = dry_run("slicing", last="nudge", function="abs(x)+y", at="0,0")
    shown = [text.markup for text in lesson.notes.rows]
    assert not any(
        "= part" in source and "lim" not in source and "dif f" in source for source in shown
    )
    assert sum("lim_" in source for source in shown) == 2


def test_statements_have_one_size_and_their_reserved_room() -> None:
    piece = ScalarField.parse(PEAKS).slice(y=0.5)
    formulas = statements(SLOT, notation.slice_statements(piece))
    assert len({formula.font_size for formula in formulas}) == 1
    column = Column(SLOT)
    first = column.put(formulas[0], reserve=formulas)
    below = column.put(Formula("f"))
    for formula in formulas[1:]:
        column.replace(first, formula)
        first = formula
        assert formula.get_bottom()[1] > below.get_top()[1]


def test_a_space_contains_its_point() -> None:
    pole = ScalarField.parse("1/(x^2+y^2)")
    low, high = Space.for_field(pole, (0.1, 0.0)).intervals[2]
    assert low < 100 < high
    wave = ScalarField.parse("0.001*sin(50x)")
    low, high = Space.for_field(wave, (0.1, 1.0)).intervals[2]
    assert low < -0.001
    assert high > 0.001


@pytest.mark.parametrize("interval", [(-0.001, 0.001), (-3.0, 3.0), (-40000.0, 40000.0)])
def test_numbers_of_a_line_do_not_overlap(interval) -> None:
    line = NumberLine(np.array([-4.0, 0, 0]), np.array([4.0, 0, 0]), interval)
    boxes = sorted((label.get_left()[0], label.get_right()[0]) for label in line.numbers)
    assert len(boxes) >= 3
    assert all(a[1] < b[0] for a, b in itertools.pairwise(boxes))


def test_a_plot_has_room_for_the_numbers_of_later_windows() -> None:
    near = Window((0.0999, 0.1001), (-9.6e-4, -9.58e-4))
    plot = Plot(SLOT, Window((0.0, 1.0), (-1.0, 1.0)), later_windows=[near])
    later = PlotAxes(plot.area, near)
    assert later.get_left()[0] >= SLOT.left - 1e-6


def test_covers_detects_points_under_a_label() -> None:
    label = Formula("x + y")
    assert covers(label, np.zeros((1, 3)))
    assert not covers(label, np.full((1, 3), 3.0))


@pytest.mark.parametrize(
    ("stage", "function"),
    [
        ("line_to_plane", "[tan(t), t]"),
        ("plane_to_plane", "[1/x, y]"),
        ("plane_to_line", "1000*x*y"),
        ("line_to_space", "[t, tan(t), t^2]"),
        ("space_to_space", "[x*y, y*z, 1/(x*y*z)]"),
    ],
)
def test_what_moves_ends_within_the_axes(dry_run, stage, function) -> None:
    lesson = dry_run("transformation", function=function)
    view = lesson.mapping_view(stage)
    outputs = [lesson.outputs(view, mark) for mark in view.marks]
    figure = STAGES[stage](view, outputs, lesson.camera)
    for animation in figure.animations():
        animation.begin()
        animation.interpolate(1.0)
    drawn = [part.points for part in figure.moving if len(part.points)]
    points = np.vstack([np.zeros((0, 3)), *drawn])
    finite = points[np.isfinite(points).all(axis=1)]
    if isinstance(figure.target, Plot):
        assert figure.target.area.inset(-1e-3, -1e-3).contains(finite).all()
    elif isinstance(figure.target, Space):
        assert (np.abs(finite) <= figure.target.size / 2 + 1e-3).all()
    else:
        dots = np.array([dot.get_center() for dot in figure.dots])
        assert safe_area().contains(dots).all()


@pytest.mark.parametrize(
    "title", ["Slices", "A long title, " * 4, "편미분과 접선, " * 6, "가" * 60]
)
def test_a_title_of_any_length_is_legible(title: str) -> None:
    slot = safe_area().inset(1, 1)
    written = heading(as_text(title), slot, theme.TITLE)
    assert written.width <= slot.width
    assert written.height <= slot.height
    assert written.em >= 0.995 * EM * 8


@pytest.mark.parametrize(
    ("text", "at", "slope"),
    [("3e5*x*y^2 - 2e4*y", (0.2, 0.1), -8000), ("x^2*y + sin(y)", (-1.0, 1.0), 1 + math.cos(1))],
)
def test_a_slice_s_window_shows_its_slope(dry_run, text, at, slope) -> None:
    """In its own window the tangent rises or falls by a fair part of the picture."""
    lesson = dry_run("slicing", last="lay_flat", function=text, at="{},{}".format(*at))
    figure = lesson.second
    (x0, x1), (y0, y1) = figure.window.x, figure.window.y
    assert figure.slope.number.value == pytest.approx(slope)
    assert abs(slope) * (x1 - x0) / (y1 - y0) > 0.3
    assert y0 < figure.slice.at(at[1]) < y1
    assert lesson.first.plot.window.y == pytest.approx(lesson.first.window.y)


def test_poles_are_outlined_and_scraps_of_other_branches_left_out() -> None:
    field = ScalarField.parse("(x - y)/(x + y)")
    space = Space.for_field(field, (1.0, 2.0))
    (outline,) = space.pole_planes(field)
    x, y, _ = space.points_of(outline.points).T
    assert x + y == pytest.approx(0, abs=1e-6)
    assert isinstance(outline, Curve3D)
    assert outline.depth_bias > np.linalg.norm(space.size)  # dashes are seen through the graph
    x, y, z = space.points_of(space.graph(field).points.reshape(-1, 3)).T
    assert (x + y)[np.isfinite(z)].min() > -1e-6  # nothing beyond x + y = 0
    assert space.intervals[2][1] == pytest.approx((2.8 - 0.2) / 3, abs=0.2)  # nor room for it
    assert not space.pole_planes(ScalarField.parse("exp(-100(x^2+y^2))"))


def test_a_spike_at_a_pole_does_not_flatten_the_graph() -> None:
    low, high = Space.for_field(ScalarField.parse("(x^2-y)/(x+3*y)"), (2, 1)).intervals[2]
    assert -0.6 < low < -0.34
    assert 3 < high < 4


def test_a_needle_is_not_cut_off() -> None:
    low, high = Space.for_field(
        ScalarField.parse("exp(-100(x^2+y^2))"), (0.5, 0.5), ((-3.0, 3.0), (-3.0, 3.0))
    ).intervals[2]
    assert low < 0
    assert high > 0.95


@pytest.mark.parametrize(
    ("function", "at"),
    [
        ("1/(1-x*y)", "0.5,0.5"),
        ("x^2*y+sin(y)", "-1,1"),
        ("x*y", "1,1"),
        ("sin(pi*x)*sin(pi*y)", "0.3,0.5"),
    ],
)
def test_a_plane_s_label_is_clear_of_the_surface_and_of_poles(dry_run, function, at) -> None:
    lesson: Any = dry_run("slicing", last="point", function=function, at=at)
    for figure in (lesson.first, lesson.second):
        label = figure.label
        points = [each.points for each in lesson.scenery]
        shown = seen_from(lesson.camera, figure.view, np.vstack([label.get_center(), *points]))
        place, *scenery = shown[np.isfinite(shown).all(axis=1)]
        assert not covers(label.copy().move_to(place), np.array(scenery))


@pytest.mark.parametrize(
    ("function", "at"), [("sqrt(9-x^2-y^2)", "1,2"), ("4-x^2-y^2", "-1,-1"), ("x*y", "1,1")]
)
def test_no_number_of_the_upright_axis_lies_over_the_graph(dry_run, function, at) -> None:
    lesson: Any = dry_run("slicing", last="point", function=function, at=at)
    for figure in (lesson.first, lesson.second):
        axes = figure.axes_of(lesson.parameters.field)  # each slice is shown with its own
        (upright,) = (axis for axis in axes_among(axes) if axis.is_upright)
        for number in upright.numbers:
            points = np.vstack([number.get_center(), lesson.graph.points])
            shown = seen_from(lesson.camera, figure.view, points)
            place, *graph = shown[np.isfinite(shown).all(axis=1)]
            assert not covers(number.copy().move_to(place), np.array(graph))


@pytest.mark.parametrize(
    ("function", "at", "factor"), [("x^2 - 400*x + y*x", "200,1.5", 8), ("x + y", "1,1", None)]
)
def test_the_notes_say_how_much_a_slice_is_stretched(dry_run, function, at, factor) -> None:
    lesson = dry_run("slicing", last="lay_flat", function=function, at=at)
    said = [row.markup for row in lesson.notes.rows if "stretched" in row.markup]
    assert len(said) == (factor is not None)
    assert factor is None or lesson.first.stretch == pytest.approx(factor, rel=0.2)


@pytest.mark.parametrize(
    ("function", "at", "opacity"),
    [("x^2*y + sin(y)", "-1,1", 1.0), ("sin(x) + cos(2y)", "pi/6,pi/3", theme.TRANSLUCENT)],
)
def test_a_graph_in_front_of_the_point_is_seen_through(dry_run, function, at, opacity):
    lesson = dry_run("slicing", last="plane", function=function, at=at)
    assert lesson.graph.opacity == pytest.approx(opacity)
    assert (lesson.foot in lesson.mobjects) == (opacity < 1)  # an opaque one hides it
