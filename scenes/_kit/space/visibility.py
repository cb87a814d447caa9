"""How much of what lies on a graph its surface does not hide from the viewer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from scenes._kit.space.box import Box

_DISTANCES = np.linspace(0.2, 6.0, 59)
"""How far from a point towards the viewer the surface is looked for, in scene units."""


def towards_viewer(phi: float, theta: float) -> np.ndarray:
    """The unit vector (3,) to a viewer at camera angles."""
    return np.array([np.sin(phi) * np.cos(theta), np.sin(phi) * np.sin(theta), np.cos(phi)])


def visible_share(
    field: Callable[..., Any], box: Box, points: np.ndarray, to_viewer: np.ndarray
) -> float:
    """The share of points (n, 2) that the surface does not hide from a direction (3,)."""
    return float(are_visible(field, box, points, to_viewer).mean()) if len(points) else 1.0


def are_visible(
    field: Callable[..., Any], box: Box, points: np.ndarray, to_viewer: np.ndarray
) -> np.ndarray:
    """Which points (n, 2) on the surface it does not hide from a direction (3,): (n,)."""
    with np.errstate(all="ignore"):
        heights = np.broadcast_to(field(*points.T), len(points))
    starts = box.place_of(np.column_stack([points, heights]))
    rays = starts[:, None] + _DISTANCES[:, None] * to_viewer
    passed = box.points_of(rays)
    inside = (np.abs(rays) <= box.size / 2).all(axis=-1)
    with np.errstate(all="ignore"):
        hidden = inside & (field(passed[..., 0], passed[..., 1]) > passed[..., 2])
    return ~hidden.any(axis=1)
