"""Right-angle marks, where arrows cross level curves."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from scenes._kit import theme

_SIDE = 0.17
"""Scene units."""


def right_angle(place: np.ndarray, along: np.ndarray) -> VMobject:
    """A right-angle mark at a place (3,), one side along a direction (2,)."""
    first = _SIDE * np.array([*along, 0.0]) / (np.hypot(*along) or 1.0)
    second = np.array([-first[1], first[0], 0.0])
    mark = VMobject(stroke_width=theme.AXIS_WIDTH, color=theme.FOREGROUND, fill_opacity=0)
    return mark.set_points_as_corners([place + first, place + first + second, place + second])


def right_angles(places: np.ndarray, directions: np.ndarray) -> VGroup:
    """Right-angle marks at places (n, 3), along directions (n, 2)."""
    pairs = zip(places, directions, strict=True)
    return VGroup(*(right_angle(place, along) for place, along in pairs))
