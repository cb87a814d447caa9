"""Pictures of texts laid into the frame, or standing in the world and facing the viewer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import moderngl
import numpy as np

from engine.camera import EngineCamera
from engine.drawing.overlay import Overlay, Picture
from engine.drawing.sorting import Item
from engine.gl.atlas import Atlas
from engine.gl.context import Context, set_uniforms
from engine.gl.lru_cache import Kept
from engine.gl.stamps import Stamps
from engine.view import View

Call = Callable[[Sequence[tuple], moderngl.Texture], None]
"""Draws a run of pictures: corner, width and height in pixels, place in the texture, depth."""
MOST = 16 * 2**20
"""Bytes of textures that are kept, and of the pictures they show."""
CLOSER = 0.1
"""How far labels in the world are drawn towards the viewer, in units."""
STEPS = 16
"""Labels in the world stand on sixteenths of pixels: so fine that they glide, so coarse that sums
of them are exact, and pixels do not depend on where in a texture a picture is."""


@dataclass(frozen=True, eq=False)
class Placed:
    """A picture, its upper left corner in pixels, and its depth."""

    picture: Picture
    corner: tuple[float, float]
    depth: float = 0.0


class Pictures:
    """Draws pictures, runs of them with one call: what is drawn for the second time is likely to
    stay, and goes onto an atlas."""

    def __init__(self, context: Context, size: tuple[int, int], overlay: Overlay) -> None:
        self._context, self._gl, self._size = context, context.gl, size
        self._overlay, self._atlas = overlay, Atlas(context, size)
        self._stamps = Stamps(context, size)
        self._kept: Kept[moderngl.Texture] = Kept(MOST, lambda made: 8 * made.width * made.height)

    def draw_in_frame(self, items: Iterable[Item], camera: EngineCamera) -> None:
        """Texts where they lie in the frame, pixel for pixel as Cairo drew them."""
        pictures = (
            self._overlay.picture(each.key, lambda e=each: e.parts, camera) for each in items
        )
        self._draw([Placed(each, each.corner) for each in pictures if each], self._lay)

    def draw_in_world(self, items: Iterable[Item], view: View, camera: EngineCamera) -> None:
        """Texts at their places in the world: upright, of their own size, with depth."""
        placed = (self._placed(item, view, camera) for item in items)
        self._draw([each for each in placed if each], self._stand)

    def _placed(self, item: Item, view: View, camera: EngineCamera) -> Placed | None:
        points = np.concatenate([glyph.points for glyph in item.parts])
        center = (points.min(axis=0) + points.max(axis=0)) / 2
        at = view.to_clip @ np.append(center, 1.0)
        if at[3] <= 0.1:
            return None
        shapes = tuple(np.round(glyph.points - center, 6).tobytes() for glyph in item.parts)
        picture = self._overlay.picture(
            ("world", shapes, _styles(item.key)),
            lambda: tuple(glyph.copy().shift(-center) for glyph in item.parts),
            camera,
        )
        if picture is None:
            return None
        spot = (at[:2] / at[3] * 0.5 + 0.5) * self._size
        corner = spot + np.array(picture.corner) - np.array(self._size) / 2
        x, y = (np.round(corner * STEPS) / STEPS).tolist()
        return Placed(picture, (x, y), float((at[2] + view.lift * CLOSER) / at[3]))

    def _draw(self, placed: Sequence[Placed], call: Call) -> None:
        """In their order; those next to each other that share a texture with one call."""
        run: list[tuple] = []
        texture = self._atlas.texture
        for each in placed:
            known = each.picture in self._kept and self._atlas.spot(each.picture) is None
            if known and not self._atlas.add(each.picture):
                call(run, texture)
                run = []
                self._atlas.clear()
                self._atlas.add(each.picture)
            spot = self._atlas.spot(each.picture)
            its = self._texture(each.picture) if spot is None else self._atlas.texture
            if its is not texture:
                call(run, texture)
                run, texture = [], its
            x, y = spot or (0, 0)
            height, width = each.picture.pixels.shape[:2]
            run.append((*each.corner, width, height, x, y, each.depth))
        call(run, texture)

    def _lay(self, run: Sequence[tuple], texture: moderngl.Texture) -> None:
        """Corners of pictures are corners of pixels."""
        if run:
            x, y, width, height, u, v, _ = np.array(run, np.float32).T
            areas = np.stack([x, y, x + width, y + height], axis=1)
            self._stamps.lay(texture, areas, np.stack([u, v], axis=1))

    def _stand(self, run: Sequence[tuple], texture: moderngl.Texture) -> None:
        """At fractions of pixels, with depth."""
        if not run:
            return
        program = self._context.program("picture", "picture")
        set_uniforms(program, {"picture": 0, "size": self._size})
        texture.use(0)
        buffer = self._gl.buffer(np.array(run, np.float32))
        content = [(buffer, "4f4 3f4/i", "place", "origin")]
        array = self._gl.vertex_array(program, content)
        array.render(moderngl.TRIANGLE_STRIP, vertices=4, instances=len(run))

    def _texture(self, picture: Picture) -> moderngl.Texture:
        """The picture's own."""
        return self._kept.get(picture, lambda: self._uploaded(picture))

    def _uploaded(self, picture: Picture) -> moderngl.Texture:
        height, width = picture.pixels.shape[:2]
        made = self._context.colors((width, height))
        made.write(picture.pixels, alignment=4)
        return made


def _styles(key: tuple) -> tuple:
    return tuple(part[1:] for part in key)
