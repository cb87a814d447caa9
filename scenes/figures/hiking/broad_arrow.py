"""`broad_arrow`: an arrow inside which another one is seen."""

from __future__ import annotations

import numpy as np
from manim import VMobject

_BROAD_SHAFT, _BROAD_HEAD = 0.1, (0.3, 0.22)
"""The gradient's arrow: half the width of its shaft, length and half width of its head, in scene
units. The direction fits inside, so that both are seen where they are parallel."""


def broad_arrow(start: np.ndarray, end: np.ndarray, color: str) -> VMobject:
    """A filled arrow from a place (3,) in the frame to another, with a broad shaft."""
    length = float(np.linalg.norm(end - start))
    along = (end - start) / length
    across = np.array([-along[1], along[0], 0.0])
    head, half = min(_BROAD_HEAD[0], 0.6 * length), _BROAD_HEAD[1]
    profile = [(0, _BROAD_SHAFT), (length - head, _BROAD_SHAFT), (length - head, half), (length, 0)]
    border = [*profile, *((x, -y) for x, y in profile[-2::-1]), profile[0]]
    shape = VMobject(fill_color=color, fill_opacity=1, stroke_width=0)
    return shape.set_points_as_corners([start + x * along + y * across for x, y in border])
