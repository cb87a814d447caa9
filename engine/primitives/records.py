"""The record of a primitive, and the constants that its shader shares.

A primitive is a segment (or, with equal ends, a disc), a triangle (of one colour or shaded), the
antialiased fringe along an edge of a filled shape, or an arrow; `shaders/primitive.vert.glsl` says
what the fields mean.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

PRIMITIVE = np.dtype(
    [
        ("a", "3f4"), ("width", "f4"), ("b", "3f4"), ("depth_bias", "f4"),
        ("c", "3f4"), ("kind", "f4"), ("d", "3f4"), ("flags", "f4"),
        ("color_a", "4u1"), ("color_b", "4u1"),
    ]
)  # fmt: skip
BUFFER_FORMAT = ("4f4", "4f4", "4f4", "4f4", "4f1", "4f1", "/i")
ATTRIBUTES = ("a_width", "b_depth_bias", "c_kind", "d_flags", "color_a", "color_b")
"""A point and a number share one attribute: the cost of a vertex is fetching its attributes."""

SEGMENT, TRIANGLE, FRINGE, ARROW, SHADED = range(5)
"""Values of `kind`; a shaded one is a triangle with a colour at each corner: `color_a`, `color_b`,
and `d` with `width`."""
BUTT_START, BUTT_END, HAS_BEFORE, HAS_AFTER, RING = 1, 2, 4, 8, 16
"""Bits of a segment's `flags`: an end is flat instead of round, or has a neighbour; a disc is only
its border."""
AT_START, AT_END = BUTT_START | HAS_BEFORE, BUTT_END | HAS_AFTER
SHADER_CONSTANTS = {
    "SEGMENT": SEGMENT,
    "TRIANGLE": TRIANGLE,
    "FRINGE": FRINGE,
    "ARROW": ARROW,
    "SHADED": SHADED,
    "BUTT_START": BUTT_START,
    "BUTT_END": BUTT_END,
    "HAS_BEFORE": HAS_BEFORE,
    "HAS_AFTER": HAS_AFTER,
    "RING": RING,
}
"""Constants of the same names in the shaders."""
NO_PRIMITIVES = np.zeros(0, PRIMITIVE)


def joined(parts: Sequence[np.ndarray]) -> np.ndarray:
    """Arrays of primitives concatenated; as bytes, since numpy would compare all record types."""
    rows = [part.view(np.uint8).reshape(-1, PRIMITIVE.itemsize) for part in parts if len(part)]
    return np.concatenate(rows).reshape(-1).view(PRIMITIVE) if rows else NO_PRIMITIVES


def as_bytes(colors: np.ndarray) -> np.ndarray:
    """Colours (..., 4) in [0, 1] as uint8."""
    return np.round(np.clip(colors, 0, 1) * 255).astype(np.uint8)
