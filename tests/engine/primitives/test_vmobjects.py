# pyright: reportArgumentType=false, reportCallIssue=false, reportAttributeAccessIssue=false
# (manim's annotations know neither lists as points nor mobjects that hold arrays)
"""manim's own VMobjects as primitives."""

from __future__ import annotations

import numpy as np
import pytest
from manim import (
    GREEN,
    RED,
    WHITE,
    AnnularSector,
    Annulus,
    Camera,
    Circle,
    Line,
    NumberPlane,
    Polygon,
    Square,
    Star,
    VGroup,
    VMobject,
)

from engine.primitives.vmobjects import flattened
from tests.engine.canvas import Canvas, covered_area, drawn_mask


@pytest.mark.parametrize(
    ("shape", "area"),
    [
        (Circle(radius=2), np.pi * 4),
        (Square(side_length=3), 9),
        (Annulus(inner_radius=1, outer_radius=2), np.pi * 3),
        (Star(n=5, outer_radius=2), None),
        (AnnularSector(inner_radius=1, outer_radius=3, angle=1.0), 4),
        (Polygon([0, 0, 0], [2, 0, 0], [2, 1, 0]), 1),
    ],
)
def test_fills_cover_their_area_in_any_opacity(canvas: Canvas, shape: VMobject, area) -> None:
    """Each pixel is covered once: half the opacity is half the covered area."""
    shape = shape.copy().set_stroke(width=0).set_fill(WHITE, 1)
    unit = canvas.camera().pixels_per_unit
    full = covered_area(canvas.draw(shape))
    if area is not None:
        rim = 0.5 * len(np.argwhere(drawn_mask(canvas.draw(shape)))) ** 0.5 * 6
        assert full == pytest.approx(area * unit**2, abs=rim)
    faint = covered_area(canvas.draw(shape.set_fill(opacity=0.5)))
    assert faint == pytest.approx(full / 2, rel=0.02)


def test_flattening_stays_close_to_the_curve() -> None:
    circle = Circle(radius=3)
    radii = np.linalg.norm(flattened(circle.points), axis=1)
    assert np.abs(radii - 3).max() < 0.005
    assert len(flattened(Line([0, 0, 0], [5, 1, 0]).points)) == 2


def test_it_looks_like_cairo(canvas: Canvas) -> None:
    """A scene of lines and fills looks as drawn by manim's own camera."""
    group = VGroup(
        NumberPlane(), Circle(radius=2, color=RED, fill_opacity=0.5), Square(color=GREEN)
    )
    ours = canvas.draw(group)[..., :3]
    width, height = canvas.painter.size
    camera = Camera(pixel_width=width, pixel_height=height)
    camera.capture_mobjects(group.get_family())
    theirs = camera.pixel_array[..., :3].astype(int)
    assert np.abs(ours - theirs).mean() < 3
