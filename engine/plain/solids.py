"""Light on what manim shades: a colour for either corner of a face, as manim computes it."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from engine.camera import EngineCamera
from engine.drawing.depth_order import MAX_SEGMENT
from engine.primitives.records import FRINGE, SEGMENT
from engine.primitives.vmobjects import Paint, painted

STROKE_BIAS = 0.01
"""The shift of a face's strokes towards the viewer, in units."""


def lit(mobject: VMobject, camera: EngineCamera) -> np.ndarray:
    """The primitives of a mobject in the light of the camera, its strokes over its fill."""
    background, fill, stroke = (
        camera.get_stroke_rgbas(mobject, background=True),
        camera.get_fill_rgbas(mobject),
        camera.get_stroke_rgbas(mobject),
    )
    primitives = fringes_cut(painted(mobject, Paint(background, fill, stroke)))
    primitives["depth_bias"][primitives["kind"] == SEGMENT] += STROKE_BIAS
    return primitives


def fringes_cut(primitives: np.ndarray) -> np.ndarray:
    """Fringes in pieces as short as those of lines, so that they are sorted among them."""
    span = np.linalg.norm(primitives["b"] - primitives["a"], axis=1)
    count = np.ceil(span / MAX_SEGMENT).astype(int)
    count[(primitives["kind"] != FRINGE) | (count < 1)] = 1
    if not len(primitives) or count.max() == 1:
        return primitives
    pieces, whole = np.repeat(primitives, count), np.repeat(np.arange(len(primitives)), count)
    step = np.arange(len(pieces)) - np.repeat(np.cumsum(count) - count, count)
    start, end = (step / count[whole])[:, None], ((step + 1) / count[whole])[:, None]
    for ends in (("a", "b"), ("color_a", "color_b")):
        first, last = (primitives[name][whole].astype(np.float32) for name in ends)
        pieces[ends[0]] = first + (last - first) * start
        pieces[ends[1]] = first + (last - first) * end
    pieces["d"][count[whole] > 1] = pieces["b"][count[whole] > 1]
    return pieces


def cloud_width(stroke_width: float, camera: EngineCamera) -> float:
    """The width of a cloud's points, which manim gives in pixels, in units of stroke width."""
    return max(1, int(camera.adjusted_thickness(stroke_width))) / camera.pixels_per_stroke_width
