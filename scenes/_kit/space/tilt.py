"""From where the camera looks down on graphs, so that they show their upper sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import numpy as np

from calclib.arrays import Array
from calclib.sampling.grids import sample_grid
from scenes._kit.space.box import Box
from scenes._kit.space.viewpoint import towards_viewer

PHIS = (1.2, 1.1, 1.0, 0.9, 0.8, 0.7, 0.6)
"""Camera angles from the vertical in radians, the preferred one first."""
LEAST_COSINE = 0.22
"""Of the angle between normal and view: with less, a face is seen edge-on, within 13 degrees."""
_LEAST_SHARE = 0.5
"""Over this share of the floor a graph is seen from above, and not edge-on."""
_ASIDE = (0.0, -0.25, 0.25, 0.35, -0.35)
"""Radians by which the camera steps aside where that shows graphs from above, ..."""
_ASIDE_SHARE = 0.65
"""... over this share of the floor, so that they need not be looked down on as much; ..."""
_FACING, _LEAST_OPENNESS = 0.45, 0.63
"""With this cosine, or a greater one, a face looks open; graphs look as open as that at least, the
mean over the floor, so that none is a sliver."""
_ASIDE_COST = 0.35
"""... a step costs this share of what as much looking down costs."""
_THETAS = (-1.45, -0.35)
"""Between these angles the axes of x and y stand in front and at the right, the upright one at the
left, with nothing before its numbers."""
_THETA_ALONG_X, _THETA_ALONG_Y = -1.15, -0.42
"""Camera angles in radians that show planes along x or y broad, and the axes at the side."""
_ACROSS, _THETA_ACROSS = 2.23, -1.42
"""From this angle of the plane on, another camera angle shows it broader."""
_NODES = (41, 41)

Graph = Callable[[Any, Any], Any]
"""A function of x and y, of arrays of one shape."""


def tilt(box: Box, theta: float, *graphs: Graph) -> float:
    """The camera's angle phi (radians) for an angle theta: as near to the horizon as preferred, but
    all graphs over the box, functions of x and y, are seen from above."""
    normals = [unit_normals(box, graph) for graph in graphs]
    shares = [min((_share(each, phi, theta) for each in normals), default=1.0) for phi in PHIS]
    enough = (phi for phi, share in zip(PHIS, shares, strict=True) if share >= _LEAST_SHARE)
    return next(enough, PHIS[int(np.argmax(shares))])


def direction_along(box: Box, along: Sequence[float], *graphs: Graph) -> tuple[float, float]:
    """The camera's angles phi and theta (radians) that show planes along (x, y), as it would be
    without the box's turns, broad and all graphs over the box from above."""
    angle = float(np.arctan2(along[1], along[0])) % np.pi
    if angle < _ACROSS:
        theta = np.interp(angle, (0, np.pi / 2), (_THETA_ALONG_X, _THETA_ALONG_Y))
    else:  # between the two, such planes would be seen edge-on
        theta = np.interp(angle, (_ACROSS, np.pi), (_THETA_ACROSS, _THETA_ALONG_X))
    return direction(box, float(theta), *graphs)


def direction(box: Box, theta: float, *graphs: Graph) -> tuple[float, float]:
    """The camera's angles phi and theta (radians) that show all graphs over the box, functions of
    x and y, from above: as near as possible to the horizon and to a preferred theta, which is
    turned with the box."""
    normals, turn = [unit_normals(box, graph) for graph in graphs], box.turn
    sides = [turn + theta + step for step in _ASIDE if _THETAS[0] <= theta + step <= _THETAS[1]]
    theta += turn

    def cost(view: tuple[float, float]) -> float:
        return PHIS[0] - view[0] + _ASIDE_COST * abs(view[1] - theta)

    def share(view: tuple[float, float]) -> float:
        return min((_share(each, *view) for each in normals), default=1.0)

    def is_open(view: tuple[float, float]) -> bool:
        least = min((openness(each, *view) for each in normals), default=1.0)
        return share(view) >= _ASIDE_SHARE and least >= _LEAST_OPENNESS

    views = sorted(product(PHIS, sides or [theta]), key=cost)
    return next(filter(is_open, views), max(views, key=share))


def openness(normals: Array, phi: float, theta: float) -> float:
    """How open a graph with unit normals (n, 3) looks from camera angles, from 0, all of it seen
    from below or edge-on, to 1."""
    facing = normals @ towards_viewer(phi, theta)
    return float(np.clip(facing / _FACING, 0, 1).mean()) if len(normals) else 1.0


def unit_normals(box: Box, graph: Graph) -> Array:
    """The upward unit normals (n, 3) of a graph inside a box, evenly spread over its floor."""
    points = sheet_of(box, graph)
    steps = np.diff(points, axis=1)[:-1], np.diff(points, axis=0)[:, :-1]
    normals = np.cross(*steps).reshape(-1, 3)
    normals = normals[np.isfinite(normals).all(axis=1)]
    return normals / np.linalg.norm(normals, axis=1, keepdims=True)


def places_on(box: Box, graph: Graph) -> Array:
    """Places (n, 3) in the world all over the part of a graph that lies in a box."""
    places = sheet_of(box, graph).reshape(-1, 3)
    return places[np.isfinite(places).all(axis=1)]


def sheet_of(box: Box, graph: Graph) -> Array:
    """Places in the world (n, m, 3) of a graph over the floor of a box; NaN where it leaves it."""
    across, along, (low, high) = box.intervals
    grid = sample_grid(graph, (across, along), _NODES)
    inside = grid.defined & (grid.z >= low) & (grid.z <= high)
    x, y = np.meshgrid(grid.x, grid.y)
    return box.place_of(np.stack([x, y, np.where(inside, grid.z, np.nan)], axis=-1))


def _share(normals: Array, phi: float, theta: float) -> float:
    """The share of normals (n, 3) that point to the viewer; 1 where there is none."""
    seen = normals @ towards_viewer(phi, theta) >= LEAST_COSINE
    return float(seen.mean()) if len(seen) else 1.0
