"""Bitmaps of texts: cropped to the visible part, cached until they change."""

from __future__ import annotations

import numpy as np
import pytest
from manim import RIGHT, Circle, Text

from engine.text.rasterizer import BORDER, Rasterizer, rasterized
from tests.engine.canvas import SIZE, Canvas


def test_a_bitmap_contains_the_glyphs_and_little_else(canvas: Canvas) -> None:
    bitmap = rasterized(tuple(Text("Nabla").submobjects), canvas.camera())
    assert bitmap is not None
    drawn_mask = bitmap.pixels[..., 3] > 0
    assert drawn_mask[BORDER:-BORDER, BORDER:-BORDER].sum() == drawn_mask.sum() > 50
    for side in (drawn_mask[: BORDER + 2], drawn_mask[-BORDER - 2 :]):
        assert side.any()


def test_strokes_reach_beyond_their_outline(canvas: Canvas) -> None:
    thick = Circle(radius=1, stroke_width=60)
    bitmap = rasterized((thick,), canvas.camera())
    assert bitmap is not None
    assert not bitmap.pixels[[0, -1]].any()
    unit = canvas.camera().pixels_per_unit
    assert np.ptp(np.flatnonzero(bitmap.pixels[..., 3].any(axis=1))) == pytest.approx(
        2.6 * unit, abs=3
    )


def test_bitmaps_are_cropped_to_the_frame(canvas: Canvas) -> None:
    camera, word = canvas.camera(), Text("Nabla")
    cut = rasterized(tuple(word.copy().shift(7 * RIGHT).submobjects), camera)
    whole = rasterized(tuple(word.submobjects), camera)
    assert cut is not None
    assert whole is not None
    assert cut.pixels.shape[1] < whole.pixels.shape[1]
    assert cut.corner[0] + cut.pixels.shape[1] == SIZE[0]
    assert rasterized(tuple(word.copy().shift(20 * RIGHT).submobjects), camera) is None


def test_invisible_texts_have_no_bitmap(canvas: Canvas) -> None:
    glyphs = Text("Nabla").set_opacity(0).submobjects
    assert rasterized(tuple(glyphs), canvas.camera()) is None
    assert rasterized((), canvas.camera()) is None


def test_a_key_has_one_bitmap_for_each_size(canvas: Canvas) -> None:
    rasterizer, camera = Rasterizer(), canvas.camera()
    glyphs = tuple(Text("a").submobjects)
    first = rasterizer.bitmap(("a",), lambda: glyphs, camera)
    assert rasterizer.bitmap(("a",), lambda: (), camera) is first
    assert rasterizer.bitmap(("b",), lambda: glyphs, camera) is not first
    camera.frame_width = 2 * camera.frame_size[0]
    assert rasterizer.bitmap(("a",), lambda: glyphs, camera) is not first
