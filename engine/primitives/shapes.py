"""Discs, arrows and filled shapes as primitives."""

from __future__ import annotations

import numpy as np

from engine.primitives.records import (
    ARROW,
    FRINGE,
    PRIMITIVE,
    RING,
    SHADED,
    TRIANGLE,
    as_bytes,
    joined,
)

_IN_FRONT = 1e3
"""A depth bias that brings everything before the rest of the world."""


def discs(
    points: np.ndarray, colors: np.ndarray, width: float, depth_bias: float = 0.0
) -> np.ndarray:
    """Discs at points (n, 3), `width` in units of stroke width; NaN is skipped."""
    finite = np.isfinite(points).all(axis=1)
    primitives = np.zeros(int(finite.sum()), PRIMITIVE)
    for field in ("a", "b", "c", "d"):
        primitives[field] = points[finite]
    rgba = as_bytes(np.broadcast_to(colors, (len(points), 4))[finite])
    primitives["color_a"] = primitives["color_b"] = rgba
    primitives["width"], primitives["depth_bias"] = width, depth_bias
    return primitives


def rings(points: np.ndarray, colors: np.ndarray, width: float) -> np.ndarray:
    """The borders of discs, drawn over whatever hides these."""
    primitives = discs(points, colors, width, depth_bias=_IN_FRONT)
    primitives["flags"] = RING
    return primitives


def arrows(
    tails: np.ndarray, tips: np.ndarray, colors: np.ndarray, width: float, depth_bias: float = 0.0
) -> np.ndarray:
    """Flat arrows facing the viewer, from tails (n, 3) to tips (n, 3); `width` is the shaft's, in
    units of stroke width. `shaders/arrow.glsl` defines the size of the head."""
    finite = np.isfinite(tails).all(axis=1) & np.isfinite(tips).all(axis=1)
    primitives = np.zeros(int(finite.sum()), PRIMITIVE)
    primitives["a"] = primitives["c"] = tails[finite]
    primitives["b"] = primitives["d"] = tips[finite]
    primitives["color_a"] = primitives["color_b"] = as_bytes(
        np.broadcast_to(colors, (len(tails), 4))[finite]
    )
    primitives["width"], primitives["depth_bias"], primitives["kind"] = width, depth_bias, ARROW
    return primitives


def filled(
    corners: np.ndarray,
    triangles: np.ndarray,
    color: np.ndarray,
    border: np.ndarray | None = None,
) -> np.ndarray:
    """Triangles (m, 3) of indices into corners (n, 3), with an antialiased fringe at the border
    (b, 3), edges with a third corner inside; without it, the edges of only one triangle.

    `color` is one, (4,), or one for each corner, (n, 4): straight alpha, in [0, 1].
    """
    body = np.zeros(len(triangles), PRIMITIVE)
    body["a"], body["b"], body["c"] = (corners[triangles[:, k]] for k in range(3))
    body["kind"] = TRIANGLE
    border = _border(triangles, len(corners)) if border is None else border
    rim = np.zeros(len(border), PRIMITIVE)
    rim["a"], rim["b"], rim["c"] = (corners[border[:, k]] for k in range(3))
    rim["d"], rim["kind"], rim["width"] = rim["b"], FRINGE, 1.0
    if color.ndim == 1:
        primitives = joined([body, rim])
        primitives["color_a"] = primitives["color_b"] = as_bytes(color)
        return primitives
    colors = as_bytes(color)
    for part, ends in ((body, triangles), (rim, border)):
        part["color_a"], part["color_b"] = colors[ends[:, 0]], colors[ends[:, 1]]
    third = colors[triangles[:, 2]] / np.float32(255)
    body["d"], body["width"] = third[:, :3], third[:, 3]
    body["kind"] = SHADED
    return joined([body, rim])


def _border(triangles: np.ndarray, count: int) -> np.ndarray:
    """The edges of only one triangle, (k, 3): both ends, and the triangle's third corner."""
    edges = np.concatenate(
        [triangles[:, [0, 1, 2]], triangles[:, [1, 2, 0]], triangles[:, [2, 0, 1]]]
    )
    low, high = edges[:, :2].min(axis=1), edges[:, :2].max(axis=1)
    _, first, uses = np.unique(
        low.astype(np.int64) * count + high, return_index=True, return_counts=True
    )
    return edges[np.sort(first[uses == 1])]
