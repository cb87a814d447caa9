"""How far the camera looks down on graphs, so that they show their upper sides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from calclib.arrays import Array
from calclib.sampling.grids import sample_grid
from scenes._kit.space.box import Box

PHIS = (1.2, 1.1, 1.0, 0.9, 0.8, 0.7, 0.6)
"""Camera angles from the vertical in radians, the preferred one first."""
_LEAST_COSINE = 0.22
"""Of the angle between normal and view: with less, a face is seen edge-on, within 13 degrees."""
_LEAST_SHARE = 0.5
"""Over this share of the floor a graph is seen from above, and not edge-on."""
_NODES = (41, 41)


def tilt(box: Box, theta: float, *graphs: Callable[[Any, Any], Any]) -> float:
    """The camera's angle phi (radians) for an angle theta: as near to the horizon as preferred, but
    all graphs over the box, functions of x and y, are seen from above."""
    normals = [unit_normals(box, graph) for graph in graphs]
    shares = [min((_share(each, phi, theta) for each in normals), default=1.0) for phi in PHIS]
    enough = (phi for phi, share in zip(PHIS, shares, strict=True) if share >= _LEAST_SHARE)
    return next(enough, PHIS[int(np.argmax(shares))])


def unit_normals(box: Box, graph: Callable[[Any, Any], Any]) -> Array:
    """The upward unit normals (n, 3) of a graph inside a box, evenly spread over its floor."""
    across, along, (low, high) = box.intervals
    grid = sample_grid(graph, (across, along), _NODES)
    inside = grid.defined & (grid.z >= low) & (grid.z <= high)
    x, y = np.meshgrid(grid.x, grid.y)
    points = box.place_of(np.stack([x, y, np.where(inside, grid.z, np.nan)], axis=-1))
    steps = np.diff(points, axis=1)[:-1], np.diff(points, axis=0)[:, :-1]
    normals = np.cross(*steps).reshape(-1, 3)
    normals = normals[np.isfinite(normals).all(axis=1)]
    return normals / np.linalg.norm(normals, axis=1, keepdims=True)


def _share(normals: Array, phi: float, theta: float) -> float:
    """The share of normals (n, 3) that point to the viewer; 1 where there is none."""
    to_viewer = [np.sin(phi) * np.cos(theta), np.sin(phi) * np.sin(theta), np.cos(phi)]
    seen = normals @ np.array(to_viewer) >= _LEAST_COSINE
    return float(seen.mean()) if len(seen) else 1.0
