"""What is dashed on a stage, and what is seen of a sheet that folds or collapses."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from manim import DashedLine, Dot
from scipy.spatial.distance import pdist

from engine.mobjects.grid import GridSheet
from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes._kit.space.viewpoint import depths, seen_from, towards_viewer
from scenes._kit.space.visibility import area_seen, broad_share, cell_normals, hidden_by_sheet
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula
from scenes.figures.mapping.kinds import STAGES
from scenes.figures.mapping.planes import plane_names


def shown(dry_run, function: str, at: str, **options: str) -> Any:
    """The stage of a mapping."""
    lesson = dry_run("transformation", function=function, at=at, **options)
    (stage,) = [beat.name for beat in lesson.played if beat.name in STAGES]
    view = lesson.mapping_view(stage)
    outputs = [lesson.outputs(view, mark) for mark in view.marks]
    return STAGES[stage](view, outputs, lesson.camera)


@pytest.mark.parametrize(
    ("function", "at", "poles"),
    [
        ("1/(x-1) + x", "3", [1.0]),
        ("[t, 1/(t^2-1)]", "0.5", [-1.0, 1.0]),
        ("log(x)", "1", [0.0]),
        ("x^2 - 3", "1", []),
    ],
)
def test_poles_of_a_line_of_inputs_are_dashed_and_named(dry_run, function, at, poles) -> None:
    figure = shown(dry_run, function, at=at)
    assert figure.view.poles == pytest.approx(poles, abs=1e-6)
    lines = [each for each in figure.axes.get_family() if isinstance(each, DashedLine)]
    dashed = [line for line in lines if line.submobjects]  # a dash is such a line as well
    places = np.clip(figure.source.place_of(np.array(poles))[:, 0], *figure.span)
    assert [each.get_center()[0] for each in dashed] == pytest.approx(places.tolist())
    notes = [each.markup for each in _remarks(dry_run, function, at)]
    assert bool(poles) == any("dashed" in each for each in notes)


def _remarks(dry_run, function: str, at: str, **options: str) -> list[Formula]:
    lesson = dry_run("transformation", function=function, at=at, **options)
    shown_parts = [part for each in lesson.mobjects for part in each.get_family()]
    return [part for part in shown_parts if isinstance(part, Formula)]


@pytest.mark.parametrize("function", ["x*y/(x+y)", "[x-y, x/(x+y)]"])
def test_curves_of_poles_in_a_plane_of_inputs_are_dashed(dry_run, function) -> None:
    domain = "-2:2,-3:3"
    figure = shown(dry_run, function, at="1,2", domain=domain)
    assert figure.source is not figure.target
    points = np.concatenate(figure.view.pole_curves)
    assert points.sum(axis=1) == pytest.approx(0, abs=1e-6)
    assert any(
        "dashed" in each.markup for each in _remarks(dry_run, function, "1,2", domain=domain)
    )


@pytest.mark.parametrize("function", ["[u*v, u*v, u*v]", "[cos(u+v), sin(u+v), u+v]"])
def test_the_image_of_a_sheet_that_collapses_to_a_curve_is_drawn(dry_run, function) -> None:
    figure = shown(dry_run, function, at="1,0.5")
    _, lines = figure.moving
    assert isinstance(lines, GridSheet)
    whole = shown(dry_run, "[u, v, u*v]", at="1,0.5")
    assert [type(each) for each in whole.moving] == [SurfaceMesh]


def test_a_sheet_is_seen_from_another_side_if_its_own_hides_the_given_point(dry_run) -> None:
    """The card of the inputs stands before the box there, too."""
    figure = shown(dry_run, "[x*cos(y), x*sin(y), y/2]", at="1,pi/2")
    assert figure.target.quarter_turns
    sheet, places = figure.in_box, figure.images_of_marks()[:1]
    assert not hidden_by_sheet(figure.camera, figure.viewpoint, sheet, places).any()
    card = np.vstack([figure.input_corners(), figure.target.corners()])
    assert depths(figure.viewpoint, card)[:4].mean() > depths(figure.viewpoint, card)[6:].mean()
    assert shown(dry_run, "[x, y, x^2-y^2]", at="0.5,1").target.quarter_turns == 0


@pytest.mark.parametrize(
    "function", ["[v*cos(u), v*sin(u), u/2]", "[u, v, exp(-u^2-v^2)]", "[u, v, u^2-v^2]"]
)
def test_a_sheet_is_seen_from_where_it_does_not_hide_the_given_point(dry_run, function) -> None:
    figure = shown(dry_run, function, at="1,1")
    place = figure.output_place(figure.mapping(*np.array([[1.0, 1.0]]).T))
    assert not hidden_by_sheet(figure.camera, figure.viewpoint, figure.sheet, place).any()


@pytest.mark.parametrize(
    ("function", "at"), [("[y*z, x*z, x*y/2]", "1.5,-1,1/2"), ("[t, t^2, t^3/3]", "1")]
)
def test_images_of_marked_points_in_space_are_seen_apart(dry_run, function, at) -> None:
    figure = shown(dry_run, function, at)
    seen = seen_from(figure.camera, figure.viewpoint, figure.images_of_marks())[:, :2]
    assert pdist(seen).min() > 2.4 * theme.DOT_RADIUS


@pytest.mark.parametrize(("function", "at"), [("[x^2*y, x*y^2]", "1,2"), ("[cos(x), sin(x)]", "1")])
def test_axes_of_inputs_and_of_outputs_have_their_names(dry_run, function, at) -> None:
    figure = shown(dry_run, function, at=at)
    inputs = figure.mapping.inputs
    names = [*map(notation.symbol, inputs), *plane_names(inputs)]
    markups = [part.markup for part in figure.axes.get_family() if isinstance(part, Formula)]
    assert len({*names}) == len(names)
    assert {f"$ {name} $" for name in names} <= {*markups}


@pytest.mark.parametrize("function", ["[1/x, y/x]", "[x^3 - 3x*y^2, 3x^2*y - y^3]"])
def test_of_two_plots_that_of_the_outputs_is_larger_and_both_are_no_higher_than_needed(
    dry_run, function: str
) -> None:
    figure = shown(dry_run, function, at="0.5,1", domain="-2:2,-2:2")
    areas = [plot.area for plot in (figure.source, figure.target)]
    assert areas[0].width < areas[1].width
    for plot, area in zip((figure.source, figure.target), areas, strict=True):
        across, along = np.ptp([plot.window.x, plot.window.y], axis=1)
        assert area.width / area.height == pytest.approx(across / along, rel=0.05)
        assert along == pytest.approx(across, rel=0.25)


@pytest.mark.parametrize("function", ["[12t, 2t^2, 15t - 4.9t^2]", "[t, t^2, t^2]"])
def test_a_plane_curve_in_space_is_not_seen_from_within_its_plane(dry_run, function: str) -> None:
    figure = shown(dry_run, function, at="1.5")
    seen = seen_from(figure.camera, figure.viewpoint, figure.images(figure.knots))[:, :2]
    long, broad = np.linalg.svd(seen - seen.mean(axis=0), compute_uv=False)
    assert broad > 0.19 * long


@pytest.mark.parametrize("function", ["[t, t^2/2, t^3/6]", "[t, -t^2, t]", "[3-t, 3*t, t]"])
def test_a_curve_in_space_is_not_seen_along_itself(dry_run, function: str) -> None:
    figure = shown(dry_run, function, at="1")
    steps = np.diff(figure.images(figure.knots), axis=0)
    long = np.linalg.norm(steps, axis=1)
    viewer = towards_viewer(figure.viewpoint.phi, figure.viewpoint.theta)
    short = np.linalg.norm(np.cross(steps, viewer), axis=1) < 0.5 * long
    assert long[short].sum() < long.sum() / 8
    assert not short[abs(figure.knots[1:, 0] - 1) < 0.1].any()


def test_a_line_of_inputs_stays_beside_space_with_its_numbers_and_marks(dry_run) -> None:
    """What moves starts on it; the box is above it."""
    figure = shown(dry_run, "[cos(t), sin(t), t/4]", at="pi")
    marks = np.array(figure.view.marks)
    on_line = figure.source.place_of(marks[:, 0])
    starts = seen_from(figure.camera, figure.viewpoint, figure.input_place(marks))
    assert np.allclose(starts[:, :2], on_line[:, :2], atol=1e-6)
    dots = [each for each in figure.axes.get_family() if isinstance(each, Dot)]
    assert np.allclose([each.get_center() for each in dots], on_line)
    box = seen_from(figure.camera, figure.viewpoint, figure.target.corners())
    assert box[:, 1].min() > figure.source.get_top()[1]


def test_the_shadow_of_a_curve_is_thin_beside_it(dry_run) -> None:
    figure = shown(dry_run, "[cos(t), sin(t), t/4]", at="pi")
    *_, shadow, _ = figure.animations()
    assert shadow.mobject.stroke_width < 0.6 * figure.image.stroke_width


def test_a_line_or_a_point_in_space_has_a_viewpoint(dry_run) -> None:
    for function in ("[t, 2t, 3t]", "[1, 2, 3 + 0*t]"):
        assert shown(dry_run, function, at="1").viewpoint.zoom > 0


@pytest.mark.parametrize(
    ("function", "at"),
    [("[x+y, x-y, x*y]", "1,0.5"), ("[x, y, x*y]", "1,1"), ("[x, y, x^2-y^2]", "0.5,1")],
)
def test_a_sheet_is_not_seen_edge_on_at_the_given_point(dry_run, function: str, at: str) -> None:
    """A saddle that is seen along a line on it looks as if it were pinched there."""
    figure = shown(dry_run, function, at)
    viewer = towards_viewer(figure.viewpoint.phi, figure.viewpoint.theta)
    normals = cell_normals(figure._around_point)
    cosines = np.abs(normals @ viewer) / np.linalg.norm(normals, axis=1)
    assert np.median(cosines) > 0.2


@pytest.mark.parametrize("function", ["[u*cosh(v), u*sinh(v), u^2]", "[u, v, u^2/4 - v^3/6]"])
def test_most_of_a_sheet_with_wings_is_not_seen_edge_on(dry_run, function) -> None:
    """Two of four wings on a diagonal are not enough of it."""
    figure = shown(dry_run, function, at="1,0.6")
    viewer = towards_viewer(figure.viewpoint.phi, figure.viewpoint.theta)
    assert broad_share(figure.in_box, viewer) > 0.65


@pytest.mark.parametrize(
    ("function", "area"), [("[u, u*v, v^2-1]", 10.5), ("[u^2+v, u-v^2, 2u*v]", 7.0)]
)
def test_a_folded_sheet_covers_much_of_the_frame(dry_run, function, area) -> None:
    """It is looked at from another side if it is small from the usual one, and is not tall."""
    figure = shown(dry_run, function, at="1,0.5")
    assert area_seen(figure.camera, figure.viewpoint, figure.in_box) > area
    assert figure.target.size[2] < 1.31 * figure.target.size[:2].max()


def test_the_card_of_the_inputs_has_the_colours_of_the_sheet(dry_run) -> None:
    figure = shown(dry_run, "[u, u*v, v^2-1]", at="1,0.5")
    parts = [part for each in figure.input_scenery() for part in each.get_family()]
    (ground,) = [part for part in parts if isinstance(part, SurfaceMesh)]
    sheet = figure.moving[0]
    for corner in (0, -1):
        assert np.allclose(ground.colors[corner][:3], sheet.colors[corner][:3])
