"""A graph over a region as grids of points that end cleanly at holes, poles and jumps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calclib.arrays import Array, Interval, Region, finite, region_frame
from calclib.sampling.jumps import Mask, jumps, nodes_behind_cuts, pieces, separated

_HALVINGS = 24
_NEIGHBOURS = ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1))
_LEAP = 0.02
"""A jump by this share of the window of values cuts the graph."""


@dataclass(frozen=True, eq=False)
class GraphSheet:
    """Points of a graph: x, y, z of shape (n, m), x along the first axis; NaN where there is none.

    The grid is regular but for its outermost points at a border, which are moved onto the border.
    """

    x: Array
    y: Array
    z: Array


def sample_graph(
    f: Callable[[Any, Any], Any], region: Region, window: Interval, shape: tuple[int, int]
) -> list[GraphSheet]:
    """The graph of f over a region, cut off where it leaves the window of values.

    Where it is undefined beside a point where it is defined, leaves the window, or jumps, the grid
    point is moved to the border between the two, found by bisection: no stair steps at holes and
    poles, and no wall at a jump, since its two sides are in different sheets.
    """
    lower, size = region_frame(region)
    x, y = np.meshgrid(
        *(lower[k] + size[k] * np.linspace(0, 1, shape[k]) for k in (0, 1)), indexing="ij"
    )

    def values(a: Array, b: Array) -> Array:
        with np.errstate(all="ignore"):
            return finite(np.broadcast_to(f(a, b), a.shape))

    z = values(x, y)
    cut = jumps(values, x, y, z, _LEAP * (window[1] - window[0]))
    numbers = pieces(_inside(z, window), cut)
    behind = nodes_behind_cuts(numbers, cut)
    groups = separated(numbers) or [np.zeros(shape, bool)]
    return [_sheet(values, window, GraphSheet(x, y, z), group, behind) for group in groups]


def _inside(z: Array, window: Interval) -> Mask:
    with np.errstate(invalid="ignore"):
        return np.logical_and(z >= window[0], z <= window[1])


def _sheet(
    values: Callable[[Array, Array], Array],
    window: Interval,
    nodes: GraphSheet,
    kept: Mask,
    gone: Mask,
) -> GraphSheet:
    """The kept nodes, and those beside them moved to the border."""
    x, y, z = nodes.x.copy(), nodes.y.copy(), nodes.z.copy()
    target = _nearest_kept(kept)
    moved = ~kept & (target >= 0)
    steps = np.array(_NEIGHBOURS)[target[moved]].reshape(-1, 2)
    good = tuple((np.argwhere(moved) + steps).T)
    near, far = (np.stack([each[at] for each in (x, y, z)]) for at in (good, moved))
    for _ in range(_HALVINGS):
        middle = 0.5 * (near + far)
        middle[2] = values(middle[0], middle[1])
        with np.errstate(invalid="ignore"):
            other = np.abs(middle[2] - near[2]) > np.abs(middle[2] - far[2])
        beyond = ~_inside(middle[2], window) | (other & _inside(far[2], window))
        near, far = np.where(beyond, near, middle), np.where(beyond, middle, far)
    x[moved], y[moved], z[moved] = near
    z[~(kept | moved) | gone] = np.nan
    return GraphSheet(x, y, z)


def _nearest_kept(kept: Mask) -> NDArray[np.int_]:
    """For each point the index of a neighbour that is kept, straight ones first; -1 without."""
    found = np.full(kept.shape, -1)
    padded = np.pad(kept, 1)
    for index, (a, b) in reversed(list(enumerate(_NEIGHBOURS))):
        neighbour = padded[1 + a : padded.shape[0] - 1 + a, 1 + b : padded.shape[1] - 1 + b]
        found[neighbour] = index
    return found
