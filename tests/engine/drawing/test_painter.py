# pyright: reportArgumentType=false, reportCallIssue=false, reportAttributeAccessIssue=false
# (manim's annotations know neither lists as points nor mobjects that hold arrays)
"""Frames from items, independent of earlier frames."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Circle, Mobject, Square, Text

from engine.drawing.painter import Painter
from engine.mobjects.surface import SurfaceMesh
from tests.engine.canvas import SIZE, TILTED, Canvas, height_grid


def test_an_empty_scene_is_its_background(canvas: Canvas) -> None:
    assert canvas.draw(Mobject())[..., :3].max() == 0
    camera = canvas.camera(background_color="#102030", background_opacity=0.0)
    assert canvas.draw(camera=camera).max() == 0


def test_a_transparent_picture_has_straight_alpha(canvas: Canvas) -> None:
    camera = canvas.camera(background_opacity=0.0)
    disc = Circle(radius=2, color="#ff8000", fill_opacity=0.5, stroke_width=0)
    inside = canvas.draw(disc, camera=camera)[90, 160]
    assert inside == pytest.approx([255, 128, 0, 128], abs=2)


def test_pixels_do_not_depend_on_what_was_drawn_before(canvas: Canvas) -> None:
    """The same pictures in another order, and each by its own painter."""
    mesh = SurfaceMesh(
        height_grid(lambda x, y: x * y / 2), color="#4488ff", opacity=0.7, lines=(4, 4)
    )
    wall = SurfaceMesh(height_grid(lambda x, y: y), color="#ff8844")
    words = Text("one").shift([2, 2, 0])
    shapes = [Circle(), Square(), words]
    tilted, rotated = canvas.camera(**TILTED), canvas.camera(phi=1.0, theta=0.3)
    top_view = canvas.camera()
    pictures = [
        (shapes, top_view),
        ([*shapes, Text("two")], top_view),
        ([*shapes, Text("three")], top_view),
        ([Circle().shift([1, 0, 0]), *shapes], top_view),
        ([mesh, wall, *shapes], tilted),
        ([mesh, wall, *shapes, Text("four")], tilted),
        ([mesh, wall, *shapes, Text("five")], tilted),
        ([mesh, Circle(radius=0.5)], tilted),
        ([mesh, wall], rotated),
        ([wall, words], tilted),
        ([], tilted),
    ]
    alone = [Canvas(Painter(SIZE)).draw(*shown, camera=camera) for shown, camera in pictures]
    order = [*range(len(pictures)), *reversed(range(len(pictures))), 4, 4, 5, 9, 5, 0, 2, 1]
    for k in order:
        shown, camera = pictures[k]
        assert np.array_equal(canvas.draw(*shown, camera=camera), alone[k]), f"picture {k}"
