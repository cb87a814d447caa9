"""A picture behind the frame, blended as under any other, of the size of the frame alone."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Square

from engine.camera import EngineCamera
from engine.errors import CannotDrawError
from tests.engine.canvas import SIZE, TILTED, Canvas


def before(pixels: np.ndarray, canvas: Canvas, **view: float) -> EngineCamera:
    camera = canvas.camera(**view)
    camera.set_background(pixels)
    return camera


def noise() -> np.ndarray:
    pixels = np.random.default_rng(1).integers(0, 256, (SIZE[1], SIZE[0], 4), np.uint8)
    pixels[..., 3] = 255
    return pixels


@pytest.mark.parametrize("view", [{}, TILTED])
def test_it_is_seen_where_nothing_is_and_through_what_is_translucent(
    canvas: Canvas, view: dict[str, float]
) -> None:
    square = Square(3, stroke_width=0, fill_opacity=0.5, color="#ff0000")
    camera = before(noise(), canvas, **view)
    found = canvas.draw(square, camera=camera)
    assert np.array_equal(found[:20], noise()[:20])
    row, column = canvas.pixel([0, 0.1, 0], camera)
    expected = noise()[row, column, :3] * 0.5 + [127.5, 0, 0]
    assert found[row, column, :3] == pytest.approx(expected, abs=2)


def test_a_translucent_one_has_straight_alpha(canvas: Canvas) -> None:
    pixels = np.full((SIZE[1], SIZE[0], 4), (200, 100, 0, 128), np.uint8)
    found = canvas.draw(camera=before(pixels, canvas))[0, 0]
    assert found == pytest.approx([200, 100, 0, 128], abs=1)


def test_another_is_drawn_and_a_colour_again(canvas: Canvas) -> None:
    camera = before(noise(), canvas)
    first, key = canvas.draw(camera=camera), camera.key()
    camera.set_background(noise()[::-1])
    assert np.array_equal(canvas.draw(camera=camera), first[::-1])
    assert camera.key() != key
    camera.background_color = "#102030"
    assert canvas.draw(camera=camera)[0, 0].tolist() == [16, 32, 48, 255]


def test_one_of_another_size_is_refused(canvas: Canvas) -> None:
    with pytest.raises(CannotDrawError, match="background_image of 2x3 pixels behind 320x180"):
        canvas.draw(camera=before(np.zeros((3, 2, 4), np.uint8), canvas))
