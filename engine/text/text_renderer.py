"""Draws texts: in the frame, or in the world facing the viewer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import moderngl
import numpy as np

from engine.camera import EngineCamera
from engine.gl.context import Context, set_uniforms
from engine.gl.quad_blitter import QuadBlitter
from engine.items import StandingItem, TextItem
from engine.memory.lru_cache import LRUCache
from engine.text.rasterizer import Bitmap, Rasterizer
from engine.text.texture_atlas import TextureAtlas
from engine.view import NEAR, View

Draw = Callable[[Sequence[tuple], moderngl.Texture | None], None]
"""Draws a run of bitmaps of one texture, or none: corner, width and height in pixels, origin in the
texture, depth and what it changes by with a pixel to the right and down."""
MAX_CACHE_BYTES = 16 * 2**20
"""The bound of the textures and their bitmaps."""
DEPTH_BIAS = 0.1
"""The shift of labels in the world towards the viewer, in units."""
EDGE_ON = 1e-3
"""The share of its length that a plane seen from its edge may have as width: its depth is then that
along its length."""
SUBPIXELS = 16
"""Labels in the world are placed at sixteenths of pixels: fine enough to move smoothly, and exact
in float32, so that pixels do not depend on the position of a bitmap in a texture."""


@dataclass(frozen=True, eq=False)
class PlacedBitmap:
    """A bitmap, its upper left corner in pixels, its depth there and what a pixel to the right and
    one down add to it."""

    bitmap: Bitmap
    corner: tuple[float, float]
    depth: float = 0.0
    slope: tuple[float, float] = (0.0, 0.0)


class TextRenderer:
    """Draws texts, runs of them with one call. A bitmap that is drawn for the second time is put on
    the atlas, since it is likely to be drawn again."""

    def __init__(self, context: Context, size: tuple[int, int]) -> None:
        self._context, self._gl, self._size = context, context.gl, size
        self._rasterizer, self._atlas = Rasterizer(), TextureAtlas(context, size)
        self._blitter = QuadBlitter(context, size)
        self._textures: LRUCache[moderngl.Texture] = LRUCache(
            MAX_CACHE_BYTES, lambda texture: 8 * texture.width * texture.height
        )

    def draw_in_frame(self, items: Iterable[TextItem], camera: EngineCamera) -> None:
        """Draws texts at their place in the frame, pixel for pixel as Cairo drew them."""
        bitmaps = (
            self._rasterizer.bitmap(item.key, lambda i=item: i.glyphs, camera) for item in items
        )
        self._draw(
            [PlacedBitmap(bitmap, bitmap.corner) for bitmap in bitmaps if bitmap], self._blit
        )

    def draw_in_world(
        self, items: Iterable[TextItem], view: View, camera: EngineCamera, hides: bool = False
    ) -> None:
        """Draws texts at their places in the world with depth: upright and of constant size, or
        standing in it. `hides`: where something is drawn, its depth is as well."""
        placed = (
            self._standing(item, view, camera)
            if isinstance(item, StandingItem)
            else self._placed(item, view, camera)
            for item in items
        )
        draw = partial(self._draw_labels, hides=hides)
        self._draw([label for label in placed if label], draw)

    def _standing(
        self, item: StandingItem, view: View, camera: EngineCamera
    ) -> PlacedBitmap | None:
        key = ("standing", item.key, item.anchor, view.key())
        bitmap = self._rasterizer.bitmap(key, lambda: item.glyphs, camera)
        points = [item.anchor] if item.anchor else np.concatenate([g.points for g in item.glyphs])
        plane = plane_of(np.asarray(points, dtype=float), view, self._size)
        if bitmap is None or plane is None:
            return None
        (x, y), (depth, across, down) = bitmap.corner, plane
        return PlacedBitmap(bitmap, (x, y), depth + across * x + down * y, (across, down))

    def _placed(self, item: TextItem, view: View, camera: EngineCamera) -> PlacedBitmap | None:
        points = np.concatenate([glyph.points for glyph in item.glyphs])
        center = (points.min(axis=0) + points.max(axis=0)) / 2
        at = view.to_clip @ np.append(center, 1.0)
        if at[3] <= NEAR:
            return None
        shapes = tuple(np.round(glyph.points - center, 6).tobytes() for glyph in item.glyphs)
        bitmap = self._rasterizer.bitmap(
            ("world", shapes, _styles(item.key)),
            lambda: tuple(glyph.copy().shift(-center) for glyph in item.glyphs),
            camera,
        )
        if bitmap is None:
            return None
        place = (at[:2] / at[3] * 0.5 + 0.5) * self._size
        corner = place + np.array(bitmap.corner) - np.array(self._size) / 2
        x, y = (np.round(corner * SUBPIXELS) / SUBPIXELS).tolist()
        return PlacedBitmap(bitmap, (x, y), float((at[2] + view.depth_scale * DEPTH_BIAS) / at[3]))

    def _draw(self, placed: Sequence[PlacedBitmap], draw: Draw) -> None:
        """Draws bitmaps in order; consecutive ones on the same texture with one call."""
        run: list[tuple] = []
        texture: moderngl.Texture | None = None
        for item in placed:
            bitmap = item.bitmap
            is_reused = bitmap in self._textures and self._atlas.origin(bitmap) is None
            if is_reused and not self._atlas.add(bitmap):
                draw(run, texture)
                run = []
                self._atlas.clear()
                self._atlas.add(bitmap)
            origin = self._atlas.origin(bitmap)
            bitmap_texture = self._texture(bitmap) if origin is None else self._atlas.texture
            if bitmap_texture is not texture:
                draw(run, texture)
                run, texture = [], bitmap_texture
            height, width = bitmap.pixels.shape[:2]
            place = (*item.corner, width, height)
            run.append((*place, *(origin or (0, 0)), item.depth, *item.slope))
        draw(run, texture)

    def _blit(self, run: Sequence[tuple], texture: moderngl.Texture | None) -> None:
        """Draws bitmaps whose corners are corners of pixels, without depth."""
        if run and texture is not None:
            x, y, width, height, u, v, *_ = np.array(run, np.float32).T
            areas = np.stack([x, y, x + width, y + height], axis=1)
            self._blitter.blit(texture, areas, np.stack([u, v], axis=1))

    def _draw_labels(
        self, run: Sequence[tuple], texture: moderngl.Texture | None, hides: bool = False
    ) -> None:
        """Draws bitmaps at fractions of pixels, with depth."""
        if not run or texture is None:
            return
        program = self._context.program("label", "label", {"HIDES": 1} if hides else None)
        set_uniforms(program, {"bitmap": 0, "size": self._size})
        texture.use(0)
        buffer = self._gl.buffer(np.array(run, np.float32))
        content = [(buffer, "4f4 3f4 2f4/i", "place", "origin", "slope")]
        array = self._gl.vertex_array(program, content)
        array.render(moderngl.TRIANGLE_STRIP, vertices=4, instances=len(run))

    def _texture(self, bitmap: Bitmap) -> moderngl.Texture:
        """The bitmap's own texture."""
        return self._textures.get(bitmap, lambda: self._uploaded(bitmap))

    def _uploaded(self, bitmap: Bitmap) -> moderngl.Texture:
        height, width = bitmap.pixels.shape[:2]
        texture = self._context.color_texture((width, height))
        texture.write(bitmap.pixels, alignment=4)
        return texture


def plane_of(
    points: np.ndarray, view: View, size: tuple[int, int]
) -> tuple[float, float, float] | None:
    """The depth of the plane through points (n, 3): in the corner of the picture, and what a pixel
    to the right and one down add; None if some of it is behind the viewer."""
    clip = np.hstack([points, np.ones((len(points), 1))]) @ view.to_clip.T
    if clip[:, 3].min() <= NEAR:
        return None
    depths = (clip[:, 2] + view.depth_scale * DEPTH_BIAS) / clip[:, 3]
    places = (clip[:, :2] / clip[:, 3:] * 0.5 + 0.5) * size
    middle = places.mean(axis=0)
    slope, *_ = np.linalg.lstsq(places - middle, depths - depths.mean(), rcond=EDGE_ON)
    across, down = slope.tolist()
    return float(depths.mean() - middle @ slope), across, down


def _styles(key: tuple) -> tuple:
    """The keys of the glyphs' appearance, without their points."""
    return tuple(part[1:] for part in key)
