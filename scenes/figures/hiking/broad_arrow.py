"""`broad_arrow`: an arrow inside which another one is seen."""

from __future__ import annotations

import numpy as np
from manim import VMobject

_BROAD_SHAFT, _BROAD_HEAD = 0.1, (0.3, 0.22)
"""The gradient's arrow: half the width of its shaft, length and half width of its head, in scene
units. The direction fits inside, so that both are seen where they are parallel."""
_DASH = 0.11
"""The length of a dash and of a gap, in scene units, about."""


def broad_arrow(
    start: np.ndarray, end: np.ndarray, color: str, *, dashed: bool = False
) -> VMobject:
    """A filled arrow from a place (3,) in the frame to another, with a broad shaft; `dashed`: its
    length means nothing."""
    length = float(np.linalg.norm(end - start))
    along = (end - start) / length
    across = np.array([-along[1], along[0], 0.0])
    head, half = min(_BROAD_HEAD[0], 0.6 * length), _BROAD_HEAD[1]
    neck = length - head
    pieces = _pieces(neck) if dashed else [(0.0, neck)]
    profiles = [[(x, _BROAD_SHAFT) for x in piece] for piece in pieces]
    profiles[-1] += [(neck, half), (length, 0)]
    shape = VMobject(fill_color=color, fill_opacity=1, stroke_width=0)
    for profile in profiles:
        border = [*profile, *((x, -y) for x, y in profile[::-1]), profile[0]]
        places = [start + x * along + y * across for x, y in border]
        shape.append_vectorized_mobject(VMobject().set_points_as_corners(places))
    return shape


def _pieces(length: float) -> list[tuple[float, float]]:
    """The ends of the dashes of a shaft, the last of which reaches to its end."""
    count = max(1, round((length / _DASH + 1) / 2))
    dash = length / (2 * count - 1)
    return [(2 * k * dash, (2 * k + 1) * dash) for k in range(count)]
