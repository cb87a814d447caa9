"""What of manim's own mobjects is compared between frames, and which of them Cairo draws."""

from __future__ import annotations

import zlib
from math import sqrt
from typing import Any

import numpy as np
from manim import LineJointType, PMobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject

from engine.camera import EngineCamera
from engine.primitives.vmobjects import signature

WIDE = 0.08
"""The width of strokes, in units, from which corners are drawn as Cairo joins them."""
FAR = 1000.0
"""The distance, in units, from which on points are too far away for OpenGL's numbers."""


def appearance(mobject: Any) -> tuple:
    """All that affects what a mobject looks like to manim's camera."""
    if isinstance(mobject, VMobject):
        kind = (*signature(mobject), mobject.joint_type._value_, mobject.shade_in_3d)
        if len(mobject.stroke_rgbas) > 1 or len(mobject.fill_rgbas) > 1:
            kind = (*kind, _gradient_key(mobject))
        return kind if mobject.background_image is None else (*kind, background_image(mobject))
    points = mobject.points.tobytes()
    if isinstance(mobject, PMobject):
        return (points, mobject.rgbas.tobytes(), b"", b"", mobject.stroke_width)
    assert isinstance(mobject, AbstractImageMobject)
    pixels = np.ascontiguousarray(mobject.get_pixel_array())
    sampling = int(mobject.resampling_algorithm)
    return (points, b"", b"", b"", pixels.shape, zlib.crc32(pixels.data), sampling)


def _gradient_key(mobject: VMobject) -> bytes:
    """What the ends of a gradient depend on beside the points: cheaper than the ends themselves,
    which manim finds from the boxes of families.

    Manim's axes in space have a function of their own for them, by the box of the whole axis: where
    the axis is says where its box is.
    """
    own = mobject.__dict__.get("get_gradient_start_and_end_points")
    if own is None and not mobject.submobjects:
        return np.asarray(mobject.sheen_direction, dtype=float).tobytes()
    enclosed = (cell.cell_contents for cell in getattr(own, "__closure__", None) or ())
    others = [each.points.tobytes() for each in enclosed if isinstance(each, VMobject)]
    if any(others):
        return b"".join(others)
    return np.asarray(mobject.get_gradient_start_and_end_points()).tobytes()


def background_image(mobject: Any) -> str | int | None:
    """What tells the image apart that a mobject is coloured by; None without one."""
    image = getattr(mobject, "background_image", None)
    return image if image is None or isinstance(image, str) else id(image)


def reach_of(points: np.ndarray) -> float:
    """The largest coordinate of points (n, 3), without its sign, or, where that is less than FAR,
    anything less than FAR; not finite if one of them is not."""
    values = points.ravel()
    squares = float(values @ values)  # one pass, where most are near
    return sqrt(squares) if squares < FAR**2 else float(np.abs(values).max())


def is_drawn_by_cairo(mobject: VMobject, camera: EngineCamera) -> bool:
    """Whether OpenGL's lines and fills would not look as Cairo's do, in a flat picture.

    They do where a line has one colour and is not wide, and where a fill has one colour and its
    border is covered by a stroke; what gets a wide stroke has corners to be seen.
    """
    strokes, fills = mobject.stroke_rgbas, mobject.fill_rgbas
    if camera.is_stretched or len(strokes) > 1 or len(fills) > 1:
        return True
    if len(mobject.background_stroke_rgbas) > 1 or mobject.background_stroke_width > 0:
        return True
    width = float(mobject.stroke_width) * camera.cairo_line_width_multiple
    opacity = float(strokes[0, 3]) if len(strokes) and width > 0 else 0.0
    if opacity > 0 and (width >= WIDE or mobject.joint_type is not LineJointType.AUTO):
        return True
    filled = bool(len(fills) and fills[0, 3] > 0)
    return filled and not (opacity >= 1 and width * camera.pixels_per_unit >= 2)
