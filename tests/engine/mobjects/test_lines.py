# pyright: reportArgumentType=false, reportCallIssue=false, reportAttributeAccessIssue=false
# (manim's annotations know neither lists as points nor mobjects that hold arrays)
"""Curves, grids, points and arrows, drawn."""

from __future__ import annotations

import numpy as np
import pytest
from manim import (
    DEGREES,
    GREEN,
    RED,
    WHITE,
    Create,
    GrowArrow,
)

from engine.mobjects.arrows import ArrowField
from engine.mobjects.curve import Curve3D
from engine.mobjects.grid import GridSheet
from engine.mobjects.points import Points
from tests.engine.canvas import Canvas, covered_area, drawn_mask


@pytest.mark.parametrize("zoom", [0.5, 1, 2])
def test_a_line_keeps_its_width_in_pixels(canvas: Canvas, zoom: float) -> None:
    """A stroke of 20 hundredths of a unit is 4.5 pixels wide at any distance and zoom."""
    wide = 0.2 * canvas.camera().pixels_per_unit
    for depth in (-6, 0, 6):
        line = Curve3D([[0, -9, depth], [0, 9, depth]], color=WHITE, stroke_width=20)
        row = canvas.draw(line, zoom=zoom, phi=30 * DEGREES)[90, :, 0]
        assert row.sum() / 255 == pytest.approx(wide, abs=0.1)


def test_thin_lines_get_fainter_not_broken(canvas: Canvas) -> None:
    line = Curve3D([[-6, -1, 0], [6, 1.3, 0]], color=WHITE, stroke_width=2)
    columns = canvas.draw(line)[..., 0].sum(axis=0)[60:260]
    assert columns.min() > 0.8 * columns.max() > 0


def test_translucent_lines_do_not_darken_at_their_joints(canvas: Canvas) -> None:
    t = np.linspace(0, 2 * np.pi, 200)
    ring = Curve3D(np.stack([2 * np.cos(t), 2 * np.sin(t), 0 * t], axis=1), opacity=0.5)
    ring.set_stroke(width=40)
    zigzag = Curve3D([[-6, 0, 0], [-5, 2, 0], [-4.5, -2, 0], [-4, 2, 0]], opacity=0.5)
    picture = canvas.draw(ring, zigzag)
    assert picture[..., 0].max() <= 129
    gap_free = [picture[int(90 - 45 * np.sin(a)), int(160 + 45 * np.cos(a)), 0] for a in t]
    assert min(gap_free) >= 126


def test_create_follows_the_length_and_dashes_are_even(canvas: Canvas) -> None:
    points = np.array([[-4, 0, 0], [-3.9, 0, 0], [4, 0, 0]])
    line = Curve3D(points, color=WHITE, stroke_width=10)
    animation = Create(line, rate_func=lambda t: t)
    animation.begin()
    animation.interpolate(0.5)
    row = canvas.draw(line)[90, :, 0]
    assert row[150] == 255
    assert row[170] == 0
    dashes = canvas.draw(Curve3D(points, stroke_width=10, dash=(0.5, 0.5)))[90, :, 0]
    assert np.count_nonzero(np.diff((dashes > 128).astype(int)) == 1) == 8


def test_colours_run_along_a_curve(canvas: Canvas) -> None:
    colors = np.array([[1, 0, 0, 1], [0, 0, 1, 1.0]])
    picture = canvas.draw(Curve3D([[-4, 0, 0], [4, 0, 0]], colors=colors, stroke_width=10))
    assert picture[90, 75, 0] > 240
    assert picture[90, 160, 0] == pytest.approx(128, abs=4)
    assert picture[90, 245, 2] > 240


def test_five_thousand_arrows_are_one_array(canvas: Canvas) -> None:
    x, y = np.meshgrid(np.linspace(-7, 7, 100), np.linspace(-4, 4, 50))
    tails = np.stack([x.ravel(), y.ravel()], axis=1)
    field = ArrowField(tails, -tails * 0.02, ramp=[GREEN, RED])
    assert len(field.primitives()) == 5000
    assert drawn_mask(canvas.draw(field)).any()


def test_an_arrow_points_from_tail_to_tip_and_grows(canvas: Canvas) -> None:
    field = ArrowField([[-3, 0], [1, 1]], [[4, 0], [0, 0]], color=WHITE, stroke_width=10)
    picture = canvas.draw(field)[..., 0]
    widths = (picture > 128).sum(axis=0)
    tip = int(160 + 1 * 22.5)
    assert widths[tip - 6] > widths[120] > 0
    assert widths[tip + 3] == 0
    animation = GrowArrow(field, rate_func=lambda t: t)
    animation.begin()
    animation.interpolate(0.5)
    half = canvas.draw(field)[..., 0]
    assert half[90, 100] > 128
    assert half[:, 145].max() == 0
    animation.finish()
    assert np.array_equal(canvas.draw(field)[..., 0], picture)


def test_points_are_round(canvas: Canvas) -> None:
    picture = canvas.draw(Points([[-2, 0], [2, 0], [np.nan, 0]], width=80, color=WHITE))
    radius = 0.4 * canvas.camera().pixels_per_unit
    assert covered_area(picture) == pytest.approx(2 * np.pi * radius**2, rel=0.02)


def test_a_grid_bends_and_interpolates(canvas: Canvas) -> None:
    grid = GridSheet.from_values(np.arange(-2, 3), np.arange(-1, 2), samples=9, color=WHITE)
    bent = grid.copy().bend(lambda p: np.stack([p[:, 0] ** 2, p[:, 1] * 2, 0 * p[:, 0]], axis=1))
    half = grid.copy().interpolate(grid, bent, 0.5)
    assert np.allclose(half.points, (grid.points + bent.points) / 2)
    applied = grid.copy().apply_function(lambda p: np.array([p[0] ** 2, p[1] * 2, 0]))
    assert np.allclose(applied.points[:, 0] - bent.points[:, 0], applied.points[0, 0] - 4)
    assert len(grid.primitives()) == 8  # straight lines, whatever the samples
    assert len(bent.primitives()) > 8
    assert covered_area(canvas.draw(grid)) > 100
