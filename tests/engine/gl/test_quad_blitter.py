"""Rectangles of a texture are copied pixel for pixel."""

from __future__ import annotations

import numpy as np
import pytest

from engine.gl.context import ChannelOrder
from engine.gl.quad_blitter import QuadBlitter
from tests.engine.canvas import Canvas

SOURCE_SIZE = (200, 90)


def noise(size: tuple[int, int], seed: int, alpha: int | None = None) -> np.ndarray:
    """Random premultiplied colours, RGBA."""
    pixels = np.random.default_rng(seed).integers(0, 256, (size[1], size[0], 4), np.uint8)
    if alpha is not None:
        pixels[..., 3] = alpha
    pixels[..., :3] = np.minimum(pixels[..., :3], pixels[..., 3:])
    return pixels


AREAS = np.array([[3, 5, 40, 20], [64, 32, 128, 90], [150, 60, 151, 61], [120, 1, 200, 31]], "f4")
ORIGINS = np.array([[0, 0], [17, 9], [199, 89], [100, 60]], "f4")


@pytest.mark.parametrize("alpha", [255, 0, 100, None])
def test_pixels_are_copied_or_blended(canvas: Canvas, alpha: int | None) -> None:
    context, size = canvas.painter.context, (200, 90)
    under, over = noise(size, 1, 255), noise(SOURCE_SIZE, 2, alpha)
    found = np.empty_like(under)
    with context.current():
        below, source = context.color_texture(size), context.color_texture(SOURCE_SIZE)
        below.write(under)
        source.write(over)
        frame = context.gl.framebuffer([below])
        frame.use()
        QuadBlitter(context, size).blit(source, AREAS, ORIGINS)
        context.read(frame, found, "RGBA")
    expected = under.astype(float)
    for (x0, y0, x1, y1), (u, v) in zip(AREAS.astype(int), ORIGINS.astype(int), strict=True):
        part = over[v : v + y1 - y0, u : u + x1 - x0].astype(float)
        expected[y0:y1, x0:x1] = part + expected[y0:y1, x0:x1] * (1 - part[..., 3:] / 255)
    assert np.abs(found - expected).max() <= (0 if alpha in (0, 255) else 1)


def test_pixels_are_read_in_either_order(canvas: Canvas) -> None:
    context, pixels = canvas.painter.context, noise(SOURCE_SIZE, 3)
    orders: dict[ChannelOrder, np.ndarray] = {
        "RGBA": np.empty_like(pixels),
        "BGRA": np.empty_like(pixels),
    }
    with context.current():
        texture = context.color_texture(SOURCE_SIZE)
        texture.write(pixels)
        frame = context.gl.framebuffer([texture])
        for order, found in orders.items():
            context.read(frame, found, order)
    assert np.array_equal(orders["RGBA"], pixels)
    assert np.array_equal(orders["BGRA"], pixels[..., [2, 1, 0, 3]])
