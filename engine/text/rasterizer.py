"""Text drawn by Cairo: a bitmap for each text or formula, cached until it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cairo
import numpy as np
from manim import VMobject

from engine.camera import EngineCamera
from engine.memory.lru_cache import LRUCache
from engine.mobjects.image import Image
from engine.text.photographs import is_picture, photographed

MAX_CACHE_BYTES = 16 * 2**20
KEY_BYTES = 2000
"""The size of a text's key, at least, in bytes."""
FARTHEST = 1e6
"""The largest coordinate in pixels; what reaches farther is cut off, as it is at the frame."""
BORDER = 2
"""Pixels around outlines and strokes for their antialiased edges."""


@dataclass(frozen=True, eq=False)
class Bitmap:
    """Premultiplied RGBA pixels (h, w, 4), uint8, with the upper left corner in pixels."""

    pixels: np.ndarray
    corner: tuple[int, int]


class Rasterizer:
    """Cached bitmaps of texts."""

    def __init__(self) -> None:
        self._cache: LRUCache[Bitmap | None] = LRUCache(
            MAX_CACHE_BYTES, lambda bitmap: (bitmap.pixels.nbytes if bitmap else 0) + KEY_BYTES
        )

    def bitmap(
        self, key: tuple, glyphs: Callable[[], tuple[VMobject, ...]], camera: EngineCamera
    ) -> Bitmap | None:
        """The bitmap of glyphs at their place in the frame; None if nothing is visible."""
        place = (key, camera.size, camera.frame_size, camera.paper_center.tobytes())
        place += (camera.cairo_line_width_multiple,)
        return self._cache.get(place, lambda: rasterized(glyphs(), camera))


def rasterized(glyphs: tuple[VMobject, ...], camera: EngineCamera) -> Bitmap | None:
    """What manim draws of glyphs with Cairo, or of one picture, cropped to the frame."""
    if glyphs and is_picture(glyphs[0]):
        picture = photographed(glyphs, camera)
        return None if picture is None else Bitmap(*picture)
    visible = [glyph for glyph in glyphs if _is_visible(glyph)]
    if not visible:
        return None
    scale, size = camera.scale, np.array(camera.size)
    center = size / 2 - camera.paper_center * scale
    low, high = _bounds(visible, camera, center)
    low, high = np.maximum(low, 0), np.minimum(high, size)
    width, height = (high - low).tolist()
    if width <= 0 or height <= 0:
        return None
    pixels = np.zeros((height, width, 4), np.uint8)
    matrix = cairo.Matrix(scale[0], 0, 0, scale[1], *(center - low).tolist())
    _draw(visible, camera, pixels, matrix)
    return Bitmap(pixels, (int(low[0]), int(low[1])))


def _draw(
    glyphs: list[VMobject], camera: EngineCamera, pixels: np.ndarray, matrix: cairo.Matrix
) -> None:
    height, width = pixels.shape[:2]
    surface = cairo.ImageSurface.create_for_data(
        pixels.data,  # type: ignore[arg-type]
        cairo.FORMAT_ARGB32,
        width,
        height,
    )
    context = cairo.Context(surface)
    context.set_matrix(matrix)
    for glyph in glyphs:
        if isinstance(glyph, Image):
            glyph.draw(context)
        else:
            camera.display_vectorized(glyph, context)
    surface.finish()


def _bounds(
    glyphs: list[VMobject], camera: EngineCamera, center: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The corners, in whole pixels, of the bounding rectangle of all glyphs."""
    places = [camera.transform_points_pre_display(glyph, glyph.points) for glyph in glyphs]
    points = np.concatenate([place[:, :2] for place in places]) * camera.scale + center
    reach = max(
        float(widths * glyph.get_stroke_width(background))
        for glyph in glyphs
        for background, widths in zip((True, False), camera.stroke_reach, strict=True)
    )
    border = reach * camera.cairo_line_width_multiple * np.abs(camera.scale) + BORDER
    ends = np.stack([np.floor(points.min(axis=0) - border), np.ceil(points.max(axis=0) + border)])
    low, high = np.clip(ends, -FARTHEST, FARTHEST).astype(int)
    return low, high


def _is_visible(glyph: VMobject) -> bool:
    if len(glyph.points) < 4:
        return False
    stroke = glyph.get_stroke_width() > 0 and _is_seen(glyph.get_stroke_rgbas())
    return bool(stroke or _is_seen(glyph.get_fill_rgbas()) or glyph.background_stroke_width > 0)


def _is_seen(colors: Any) -> bool:
    """Whether any of the colours (n, 4) of a gradient has opacity."""
    return bool(np.any(np.asarray(colors)[:, 3] > 0))
