"""Text drawn by Cairo: a picture for each formula, made anew only when it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cairo
import numpy as np
from manim import VMobject

from engine.camera import EngineCamera
from engine.gl.lru_cache import Kept

MOST = 16 * 2**20
"""Bytes of pictures that are kept."""
OF_A_SIGN = 2000
"""Bytes of what tells a text's looks apart, at least."""


@dataclass(frozen=True, eq=False)
class Picture:
    """Premultiplied RGBA pixels (h, w, 4), uint8, with the upper left corner in pixels."""

    pixels: np.ndarray
    corner: tuple[int, int]


class Overlay:
    """Pictures of texts, by their content."""

    def __init__(self) -> None:
        self._kept: Kept[Picture | None] = Kept(
            MOST, lambda made: (made.pixels.nbytes if made else 0) + OF_A_SIGN
        )

    def picture(
        self, key: tuple, glyphs: Callable[[], tuple[VMobject, ...]], camera: EngineCamera
    ) -> Picture | None:
        """The picture of the glyphs as they lie in the frame; None if nothing of it is seen."""
        place = (key, camera.size, camera.frame_size)
        return self._kept.get(place, lambda: rasterised(glyphs(), camera))


def rasterised(glyphs: tuple[VMobject, ...], camera: EngineCamera) -> Picture | None:
    """Glyphs drawn by Cairo as manim does; what lies outside the frame is left out."""
    seen = [glyph for glyph in glyphs if _visible(glyph)]
    if not seen:
        return None
    scale, size = camera.pixels_per_unit, np.array(camera.size)
    middle = size / 2
    points = np.concatenate([glyph.points[:, :2] for glyph in seen]) * [scale, -scale] + middle
    room = max(float(glyph.get_stroke_width()) for glyph in seen) * 0.01 * scale + 2
    low = np.floor(points.min(axis=0) - room).astype(int)
    high = np.ceil(points.max(axis=0) + room).astype(int)
    low, high = np.maximum(low, 0), np.minimum(high, size)
    width, height = (high - low).tolist()
    if width <= 0 or height <= 0:
        return None
    pixels = np.zeros((height, width, 4), np.uint8)
    surface = cairo.ImageSurface.create_for_data(
        pixels.data,  # type: ignore[arg-type]
        cairo.FORMAT_ARGB32,
        width,
        height,
    )
    brush = cairo.Context(surface)
    brush.set_matrix(cairo.Matrix(scale, 0, 0, -scale, *(middle - low).tolist()))
    for glyph in seen:
        camera.display_vectorized(glyph, brush)
    surface.finish()
    return Picture(pixels, (int(low[0]), int(low[1])))


def _visible(glyph: VMobject) -> bool:
    if len(glyph.points) < 4:
        return False
    stroke = glyph.get_stroke_width() > 0 and glyph.get_stroke_opacity() > 0
    return bool(stroke or glyph.get_fill_opacity() > 0 or glyph.background_stroke_width > 0)
