"""What differs in space: light on what manim shades, a colour for either corner of a face as manim
computes it; strokes before their fills; the width of clouds' points."""

from __future__ import annotations

from math import ceil, log2

import numpy as np
from manim import VMobject

from engine.camera import EngineCamera
from engine.drawing.depth_order import MAX_SEGMENT
from engine.primitives.records import FRINGE, SEGMENT
from engine.primitives.vmobjects import Paint, painted, primitives_of

STROKE_BIAS = 0.01
"""The shift of a face's strokes towards the viewer, in units."""
STEEPEST = 5.0
"""The tangent of the angle, 79 degrees, up to which strokes of shapes seen aslant are lifted."""
LEAST_LIFT = 1e-3
"""Less, in units, is not to be seen."""


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


def lift_of(mobject: VMobject, camera: EngineCamera) -> float:
    """How far, in units, the stroke of a filled shape in space has to be before its fill to be seen
    whole: a stroke has the depth of its middle, and the fill comes nearer under its inner half.

    0 where there is no fill or nothing else than it; rounded up, so that it stays while the camera
    turns a little.
    """
    fills, width = mobject.fill_rgbas, float(mobject.stroke_width)
    if not (width > 0 and len(fills) and fills[:, 3].max() > 0):
        return 0.0
    if mobject.background_stroke_width > 0:
        return 0.0
    points, following = mobject.points, np.roll(mobject.points, -1, axis=0)
    center = points.mean(axis=0)
    normal = np.cross(points - center, following - center).sum(axis=0)
    ray = center - camera.view().eye
    facing = abs(float(normal @ ray))
    aslant = float(np.linalg.norm(np.cross(normal, ray)))
    slope = min(aslant / max(facing, 1e-9), STEEPEST)
    half = 0.5 * width * camera.pixels_per_stroke_width / camera.pixels_per_unit / camera.get_zoom()
    lift = slope * half
    return 2.0 ** (ceil(2 * log2(lift)) / 2) if lift > LEAST_LIFT else 0.0


def lifted(mobject: VMobject, lift: float) -> np.ndarray:
    """The primitives of a mobject, its stroke that far before its fill."""
    primitives = primitives_of(mobject)
    if not lift:
        return primitives
    primitives = fringes_cut(primitives)
    primitives["depth_bias"][primitives["kind"] == SEGMENT] += lift
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
