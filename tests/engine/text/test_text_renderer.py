# pyright: reportArgumentType=false, reportCallIssue=false, reportAttributeAccessIssue=false
# (manim's annotations know neither lists as points nor mobjects that hold arrays)
"""Texts in the frame and in the world, as drawn by Cairo."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Text

from engine.mobjects.place import in_world
from engine.mobjects.surface import SurfaceMesh
from engine.text.rasterizer import Rasterizer, rasterized
from tests.engine.canvas import TILTED, Canvas, height_grid, pixel_of


def test_text_in_the_frame_is_on_top_as_drawn_by_cairo(canvas: Canvas) -> None:
    text = Text("Nabla").shift([1, 1, 0])
    cover = SurfaceMesh(height_grid(lambda x, y: 1.0, span=4), color="#204060", gloss=0)
    picture = canvas.draw(text, cover, **TILTED)
    camera = canvas.camera()
    drawn = rasterized(tuple(text.submobjects), camera)
    assert drawn is not None
    (left, top), (height, width) = drawn.corner, drawn.pixels.shape[:2]
    full = drawn.pixels[..., 3] == 255
    assert full.any()
    assert (picture[top : top + height, left : left + width][full][:, :3] == 255).all()


def test_a_text_is_redrawn_only_when_it_changes(canvas: Canvas) -> None:
    rasterizer, camera = Rasterizer(), canvas.camera()
    text = Text("a b")

    def picture(key: tuple):
        return rasterizer.bitmap(key, lambda: tuple(text.submobjects), camera)

    first = picture(("one",))
    assert picture(("one",)) is first
    before = canvas.draw(text)
    text.set_color("#ff0000")
    after = canvas.draw(text)
    assert before[..., 1].max() == 255
    assert after[..., 1].max() == 0
    assert np.array_equal(canvas.draw(text.set_color("#ffffff")), before)


def test_a_label_in_the_world_faces_the_viewer_and_can_be_hidden(
    canvas: Canvas,
) -> None:
    label = in_world(Text("OO", font_size=30).move_to([0, 0, 1]))
    camera = canvas.camera(**TILTED)
    place = pixel_of(camera.project_points(np.array([[0.0, 0, 1]]))[0], camera)
    picture = canvas.draw(label, camera=camera)[..., 0]
    rows, columns = np.nonzero(picture > 60)
    assert (rows.mean(), columns.mean()) == pytest.approx(place, abs=1.5)
    lid = SurfaceMesh(height_grid(lambda x, y: 2.0, span=5), color="#204060", gloss=0)
    assert canvas.draw(label, lid, camera=camera)[..., 0].max() < 60
