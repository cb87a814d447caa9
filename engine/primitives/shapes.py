"""Discs, arrows and filled shapes as primitives."""

from __future__ import annotations

import numpy as np

from engine.primitives.records import ARROW, FRINGE, PRIMITIVE, TRIANGLE, as_bytes, joined


def discs(
    points: np.ndarray, colors: np.ndarray, width: float, depth_bias: float = 0.0
) -> np.ndarray:
    """Round dots of a diameter (in units of stroke width) at points (n, 3); NaN is left out."""
    finite = np.isfinite(points).all(axis=1)
    made = np.zeros(int(finite.sum()), PRIMITIVE)
    for field in ("a", "b", "c", "d"):
        made[field] = points[finite]
    rgba = as_bytes(np.broadcast_to(colors, (len(points), 4))[finite])
    made["color_a"] = made["color_b"] = rgba
    made["width"], made["depth_bias"] = width, depth_bias
    return made


def arrows(
    tails: np.ndarray, tips: np.ndarray, colors: np.ndarray, width: float, depth_bias: float = 0.0
) -> np.ndarray:
    """Flat arrows facing the viewer, (n, 3) to (n, 3); `width` is the shaft's, as a stroke's. The
    size of the head stands in `shaders/arrow.glsl`."""
    finite = np.isfinite(tails).all(axis=1) & np.isfinite(tips).all(axis=1)
    made = np.zeros(int(finite.sum()), PRIMITIVE)
    made["a"] = made["c"] = tails[finite]
    made["b"] = made["d"] = tips[finite]
    made["color_a"] = made["color_b"] = as_bytes(np.broadcast_to(colors, (len(tails), 4))[finite])
    made["width"], made["depth_bias"], made["kind"] = width, depth_bias, ARROW
    return made


def filled(corners: np.ndarray, triangles: np.ndarray, color: np.ndarray) -> np.ndarray:
    """Triangles (m, 3) of indices into corners (n, 3), with a fringe along the border."""
    body = np.zeros(len(triangles), PRIMITIVE)
    body["a"], body["b"], body["c"] = (corners[triangles[:, k]] for k in range(3))
    body["kind"] = TRIANGLE
    border = _border(triangles, len(corners))
    rim = np.zeros(len(border), PRIMITIVE)
    rim["a"], rim["b"], rim["c"] = (corners[border[:, k]] for k in range(3))
    rim["d"], rim["kind"], rim["width"] = rim["b"], FRINGE, 1.0
    made = joined([body, rim])
    made["color_a"] = made["color_b"] = as_bytes(color)
    return made


def _border(triangles: np.ndarray, count: int) -> np.ndarray:
    """The edges that one triangle alone has, (k, 3): both ends, and the triangle's third corner."""
    edges = np.concatenate(
        [triangles[:, [0, 1, 2]], triangles[:, [1, 2, 0]], triangles[:, [2, 0, 1]]]
    )
    low, high = edges[:, :2].min(axis=1), edges[:, :2].max(axis=1)
    _, first, uses = np.unique(
        low.astype(np.int64) * count + high, return_index=True, return_counts=True
    )
    return edges[np.sort(first[uses == 1])]
