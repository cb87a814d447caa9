# pyright: reportArgumentType=false, reportCallIssue=false, reportAttributeAccessIssue=false
# (manim's annotations know neither lists as points nor mobjects that hold arrays)
"""Meshes: gaps, reveal, clip plane, grid lines, colours, morphs."""

from __future__ import annotations

import numpy as np
import pytest
from manim import BLACK, BLUE, RED, WHITE, Create, Dot, FadeOut, Group, Transform

from engine.meshes.tessellation import tessellated
from engine.mobjects.surface import SurfaceMesh
from tests.engine.canvas import Canvas, height_grid

FLAT = {"color": WHITE, "gloss": 0.0}


def flat(span: float = 2.0, count: int = 25, **style) -> SurfaceMesh:
    return SurfaceMesh(height_grid(lambda x, y: 0, span, count), **{**FLAT, **style})


def area(picture: np.ndarray) -> float:
    """The covered area in pixels, partial coverage included."""
    return float(picture[..., 0].sum() / 255)


def test_the_area_is_correct_and_borders_are_smooth(canvas: Canvas) -> None:
    picture = canvas.draw(flat(), theta=-1.1)
    unit = canvas.camera().pixels_per_unit
    assert area(picture) == pytest.approx((4 * unit) ** 2, rel=0.01)
    values = picture[..., 0]
    assert ((values > 40) & (values < 215)).sum() > 100


def test_gaps_have_clean_borders(canvas: Canvas) -> None:
    """An undefined disc is a hole; no triangle reaches into it or across it."""
    points = height_grid(lambda x, y: 0, count=49)
    with np.errstate(invalid="ignore"):
        hole = np.hypot(points[..., 0], points[..., 1]) < 1
    points[hole, 2] = np.nan
    mesh = SurfaceMesh(points, **FLAT)
    picture = canvas.draw(mesh)
    assert picture[90, 160, 0] == 0
    whole = area(canvas.draw(flat(count=49)))
    missing = (whole - area(picture)) / canvas.camera().pixels_per_unit ** 2
    assert missing == pytest.approx(np.pi, rel=0.12)
    vertices, indices = tessellated(mesh)
    assert indices is not None
    assert np.isfinite(vertices["position"][indices]).all()
    assert np.isfinite(mesh.get_center()).all()


def test_a_mesh_of_nothing_draws_nothing(canvas: Canvas) -> None:
    mesh = SurfaceMesh(np.full((4, 5, 3), np.nan), **FLAT)
    assert canvas.draw(mesh)[..., :3].max() == 0


@pytest.mark.parametrize(
    ("direction", "left", "right"),
    [((1, 0), 255, 0), ((-1, 0), 0, 255), ((1, 1), 255, 0)],
)
def test_create_reveals_along_a_direction(canvas: Canvas, direction, left, right) -> None:
    mesh = flat(direction=direction)
    animation = Create(mesh, rate_func=lambda t: t)
    animation.begin()
    animation.interpolate(0.5)
    picture = canvas.draw(mesh)
    assert (picture[100, 130, 0], picture[80, 190, 0]) == (left, right)
    assert area(picture) == pytest.approx(area(canvas.draw(flat())) / 2, rel=0.02)
    animation.finish()
    assert np.array_equal(canvas.draw(mesh), canvas.draw(flat(direction=direction)))


def test_a_clip_plane_fades_its_far_side_softly(canvas: Canvas) -> None:
    row = canvas.draw(flat().clip([1, 0, 0], [0, 0, 0], opacity=0.25, soft=0.4))[90, :, 0]
    assert row[130] == 255
    assert row[190] == 64
    middle = row[160:168]
    assert (np.diff(middle) < 0).all()


def test_grid_lines_are_at_the_requested_parameters(canvas: Canvas) -> None:
    mesh = flat(lines=(4, 0), line_color=BLACK, line_opacity=1.0, line_width=12)
    row = canvas.draw(mesh)[90, :, 0]
    unit = canvas.camera().pixels_per_unit
    for x in (-1, 0, 1):
        assert row[int(160 + x * unit)] < 60
    for x in (-0.5, 0.5, 1.5):
        assert row[int(160 + x * unit)] == 255


def test_colours_by_value_and_by_height(canvas: Canvas) -> None:
    mesh = SurfaceMesh(height_grid(lambda x, y: x), gloss=0).color_by_height([BLUE, RED])
    picture = canvas.draw(mesh)
    assert picture[90, 125, 2] > picture[90, 125, 0]
    assert picture[90, 190, 0] > picture[90, 190, 2]


def test_two_meshes_of_one_shape_morph(canvas: Canvas) -> None:
    s, t = np.meshgrid(*2 * [np.linspace(0, 2 * np.pi, 33)], indexing="ij")
    ring = 3 + np.cos(s)
    torus = np.stack([ring * np.cos(t), ring * np.sin(t), np.sin(s)], axis=-1) / 2
    square, goal = flat(count=33, color=RED), SurfaceMesh(torus, color=BLUE, opacity=0.5)
    midway = square.copy().interpolate(square, goal, 0.5)
    assert np.allclose(midway.points, (square.points + goal.points) / 2)
    assert midway.opacity == pytest.approx(0.75)
    animation = Transform(square, goal, rate_func=lambda t: t)
    animation.begin()
    animation.interpolate(0.5)
    assert np.array_equal(canvas.draw(square), canvas.draw(midway))
    animation.finish()
    assert np.array_equal(square.points, goal.points)
    assert np.array_equal(flat(count=33).become(goal).points, goal.points)


def test_meshes_of_different_shapes_do_not() -> None:
    with pytest.raises(ValueError, match="SurfaceMesh: 9 points cannot turn into 16"):
        Transform(flat(count=3), flat(count=4)).begin()


def test_it_moves_and_fades_as_any_mobject(canvas: Canvas) -> None:
    mesh = flat(span=1.0)
    moved = mesh.copy().shift([2, 0, 0]).scale(0.5)
    assert moved.get_center() == pytest.approx([2, 0, 0])
    assert moved.width == pytest.approx(1)
    animation = FadeOut(mesh, rate_func=lambda t: t)
    animation.begin()
    animation.interpolate(0.5)
    assert canvas.draw(mesh)[90, 160, 0] == pytest.approx(128, abs=2)


def test_heights_are_cut_off_cleanly_and_poles_leave_no_wall(canvas: Canvas) -> None:
    """tan is visible between -1 and 1; it jumps at its pole, where nothing is drawn."""
    points = height_grid(lambda x, y: np.tan(x), span=2.5, count=61)
    mesh = SurfaceMesh(points, **FLAT, height_range=(-1.0, 1.0))
    unit = canvas.camera().pixels_per_unit
    shown = canvas.draw(mesh)[90, :, 0] > 128
    borders = np.flatnonzero(np.diff(shown.astype(int)))
    # seen from 20 units above, a point at height z lies 20 / (20 - z) times as far out
    places = [(k, np.tan(k)) for k in (-2.5, -2.356, -0.785, 0.785, 2.356, 2.5)]
    assert borders == pytest.approx([160 + x * unit * 20 / (20 - z) for x, z in places], abs=1.5)
    from_the_side = canvas.draw(mesh, phi=np.pi / 2, theta=0.2)
    assert from_the_side[90 + int(1.4 * unit) :, :, 0].max() == 0


def test_a_group_with_a_gap_has_a_middle_to_fade_about() -> None:
    points = height_grid(lambda x, y: x + y)
    points[3, 4] = np.nan
    mesh = SurfaceMesh(points)
    before = mesh.points.copy()
    group = Group(mesh, Dot([2, 2, 0]))
    assert np.isfinite(group.get_center()).all()
    group.scale(2).scale(0.5)
    assert mesh.points == pytest.approx(before, nan_ok=True)
    ends = FadeOut(group).create_target()
    assert np.isnan(ends[0].points).sum() == 3
