"""Bitmaps on an atlas look as on their own textures."""

from __future__ import annotations

import numpy as np
from manim import DEGREES, Text

from engine.drawing.painter import Painter
from engine.mobjects.place import in_world
from engine.text.rasterizer import Bitmap
from engine.text.texture_atlas import MIN_SIDE, TextureAtlas
from tests.engine.canvas import SIZE, Canvas


def bitmap(height: int, width: int, seed: int) -> Bitmap:
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 4), np.uint8)
    return Bitmap(pixels, (0, 0))


def test_bitmaps_do_not_overlap_and_an_atlas_can_be_full(canvas: Canvas) -> None:
    context = canvas.painter.context
    with context.current():
        atlas = TextureAtlas(context, SIZE)
        bitmaps, full = [], bitmap(MIN_SIDE, MIN_SIDE, 0)
        while atlas.add(added := bitmap(100 + 37 * (len(bitmaps) % 5), 700, len(bitmaps))):
            bitmaps.append(added)
        assert len(bitmaps) > 10
        pixels = np.frombuffer(atlas.texture.read(), np.uint8).reshape(MIN_SIDE, MIN_SIDE, 4)
        for added in bitmaps:
            x, y = atlas.origin(added) or (0, 0)
            height, width = added.pixels.shape[:2]
            assert np.array_equal(pixels[y : y + height, x : x + width], added.pixels)
        assert not atlas.add(full)
        atlas.clear()
        assert atlas.origin(bitmaps[0]) is None
        assert atlas.add(full)


def test_a_label_has_the_same_pixels_from_its_own_texture_and_from_the_atlas() -> None:
    """The second drawing puts it on the atlas, after other bitmaps."""
    labels = [
        in_world(Text(word, font_size=40).shift(np.array([0.37 * k, 0.211, k])))
        for k, word in enumerate(("one", "two", "three"))
    ]
    canvas = Canvas(Painter(SIZE))
    views = [canvas.camera(phi=60 * DEGREES, theta=0.1 * k) for k in range(4)]
    alone = [Canvas(Painter(SIZE)).draw(labels[2], camera=view) for view in views]
    for _ in range(3):
        canvas.draw(*labels, camera=views[0])
    for view, expected in zip(views, alone, strict=True):
        assert expected.max() > 100
        assert np.array_equal(canvas.draw(labels[2], camera=view), expected)
