"""`Image`: a picture of pixels, fixed in the frame, that fades as other mobjects do."""

from __future__ import annotations

import hashlib
from typing import Any

import cairo
import numpy as np
from manim import WHITE, VMobject


class Image(VMobject):
    """A picture in a rectangle of the frame; its fill's opacity is the picture's."""

    def __init__(self, pixels: np.ndarray, width: float, height: float) -> None:
        """`pixels`: RGBA, (h, w, 4), uint8, straight alpha. `width`, `height`: in scene units."""
        super().__init__(fill_color=WHITE, fill_opacity=1, stroke_width=0)
        x, y = width / 2, height / 2
        corners = [[-x, -y, 0], [x, -y, 0], [x, y, 0], [-x, y, 0], [-x, -y, 0]]
        self.set_points_as_corners(np.array(corners))
        self.set_pixels(pixels)

    def set_pixels(self, pixels: np.ndarray) -> Image:
        """Shows other pixels in the same rectangle."""
        alpha = pixels[..., 3:].astype(np.uint16)
        premultiplied = ((pixels[..., :3] * alpha + 127) // 255).astype(np.uint8)
        self.bitmap = np.concatenate([premultiplied, pixels[..., 3:]], axis=-1)
        self.bitmap_key = hashlib.sha256(self.bitmap.tobytes()).digest()
        return self

    def interpolate_color(self, mobject1: Any, mobject2: Any, alpha: float):
        super().interpolate_color(mobject1, mobject2, alpha)
        latest = mobject1 if alpha < 1 else mobject2
        self.bitmap, self.bitmap_key = latest.bitmap, latest.bitmap_key
        return self

    def draw(self, context: cairo.Context) -> None:
        """Draws it in a context of the frame's units, with y upwards."""
        height, width = self.bitmap.shape[:2]
        source = cairo.ImageSurface.create_for_data(
            self.bitmap.data,  # type: ignore[arg-type]
            cairo.FORMAT_ARGB32,
            width,
            height,
        )
        low, high = self.points.min(axis=0), self.points.max(axis=0)
        context.save()
        context.translate(low[0], high[1])
        context.scale((high[0] - low[0]) / width, -(high[1] - low[1]) / height)
        context.set_source_surface(source)
        context.paint_with_alpha(float(self.get_fill_opacity()))
        context.restore()
