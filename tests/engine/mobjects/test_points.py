"""Dots: a ring over what hides them."""

from __future__ import annotations

import numpy as np
import pytest
from manim import BLUE, PURE_RED

from engine.mobjects.points import Points
from engine.mobjects.surface import SurfaceMesh
from tests.engine.canvas import TILTED, Canvas, height_grid

WIDTH = 60.0


def red(picture: np.ndarray) -> np.ndarray:
    return (picture[..., 0] > 200) & (picture[..., 2] < 60)


@pytest.mark.parametrize("opacity", [1.0, 0.5])
def test_a_hidden_dot_is_a_ring(canvas: Canvas, opacity: float) -> None:
    camera = canvas.camera(**TILTED)
    roof = SurfaceMesh(height_grid(lambda x, y: 1.0), color=BLUE, gloss=0, opacity=opacity)
    below = [[0.0, 0.0, 0.4]]
    plain, ringed = (
        canvas.draw(roof, Points(below, width=WIDTH, color=PURE_RED, ring=ring), camera=camera)
        for ring in (False, True)
    )
    assert not red(plain).any()
    found = red(ringed)
    row, column = canvas.pixel(below[0], camera)
    radius = WIDTH / 2 * camera.pixels_per_stroke_width
    assert not found[row, column], "the middle of a ring is open"
    rows, columns = np.nonzero(found)
    distances = np.hypot(rows - row, columns - column)
    assert 0.5 * radius < distances.min()
    assert distances.max() < radius + 1.5
    assert found.sum() > np.pi * radius


def test_a_visible_dot_has_no_visible_ring(canvas: Canvas) -> None:
    camera = canvas.camera(**TILTED)
    plain, ringed = (
        canvas.draw(
            Points([[0.0, 0.0, 0.0]], width=WIDTH, color=PURE_RED, ring=ring), camera=camera
        )
        for ring in (False, True)
    )
    assert np.abs(plain - ringed)[..., 1:].max() < 8
    assert (red(plain) == red(ringed)).mean() > 0.999


def test_a_dot_behind_the_viewer_has_no_ring(canvas: Canvas) -> None:
    assert not red(canvas.draw(Points([[0.0, 0.0, 60.0]], color=PURE_RED, ring=True))).any()


def test_a_rim_is_around_a_dot_and_fades_with_it(canvas: Canvas) -> None:
    dot = Points([[0.0, 0.0, 0.0]], width=WIDTH, color=PURE_RED, rim=BLUE)
    bare = Points([[0.0, 0.0, 0.0]], width=WIDTH, color=PURE_RED)
    with_rim, without = (canvas.draw(each)[..., :3].astype(int) for each in (dot, bare))
    assert (red(with_rim) == red(without)).mean() > 0.999
    blue = with_rim[..., 2] > 100
    assert blue.sum() > 0.5 * red(with_rim).sum()
    assert not (without[..., 2] > 100).any()
    faded = canvas.draw(dot.set_opacity(0.0))[..., :3]
    assert not (faded[..., 2] > 100).any()
