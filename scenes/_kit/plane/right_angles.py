"""Right-angle marks, where arrows cross level curves."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from scenes._kit import theme

SIDE = 0.26
"""Of a mark, in scene units: about 1/30 of the frame's height."""


def right_angle(place: np.ndarray, along: np.ndarray, side: float = SIDE) -> VMobject:
    """A right-angle mark at a place (3,), one side along a direction (2,)."""
    first = side * np.array([*along, 0.0]) / (np.hypot(*along) or 1.0)
    second = np.array([-first[1], first[0], 0.0])
    mark = VMobject(stroke_width=theme.LINE_WIDTH, color=theme.FOREGROUND, fill_opacity=0)
    return mark.set_points_as_corners([place + first, place + first + second, place + second])
