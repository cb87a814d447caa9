"""A graph over a region as grids of points that end cleanly at holes, poles and jumps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calclib.arrays import Array, Interval, Region, inf_to_nan, region_frame
from calclib.sampling.jumps import Mask, jumps, label_pieces, nodes_behind_cuts, separate_groups

_BISECTIONS = 24
_NEIGHBOURS = ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1))
_MIN_JUMP_SHARE = 0.02
"""A jump of this share of the window of values cuts the graph."""


@dataclass(frozen=True, eq=False)
class GraphSheet:
    """Points of a graph: x, y, z of shape (n, m), x along the first axis; z is NaN where undefined.

    The grid is regular except for its outermost points, which are moved to the border.
    """

    x: Array
    y: Array
    z: Array


def sample_graph(
    f: Callable[[Any, Any], Any],
    region: Region,
    window: Interval,
    shape: tuple[int, int],
    least_share: float = 0.0,
) -> list[GraphSheet]:
    """The graph of f over a region, cut off where it leaves the window of values.

    Nodes just outside (where f is undefined, out of the window, or beyond a jump) are moved to the
    border by bisection: no stair steps at holes and poles, and no wall at a jump, since its two
    sides are in different sheets. Pieces smaller than `least_share` of the largest are left out.
    """
    lower, size = region_frame(region)
    x, y = np.meshgrid(
        *(lower[k] + size[k] * np.linspace(0, 1, shape[k]) for k in (0, 1)), indexing="ij"
    )

    def values(a: Array, b: Array) -> Array:
        with np.errstate(all="ignore"):
            return inf_to_nan(np.broadcast_to(f(a, b), a.shape))

    z = values(x, y)
    cuts = jumps(values, x, y, z, _MIN_JUMP_SHARE * (window[1] - window[0]))
    numbers = label_pieces(_inside(z, window), cuts)
    counts = np.bincount(numbers[numbers >= 0])
    numbers[np.isin(numbers, np.flatnonzero(counts < least_share * counts[:1].sum()))] = -1
    behind = nodes_behind_cuts(numbers, cuts)
    groups = separate_groups(numbers) or [np.zeros(shape, bool)]
    return [_sheet(values, window, GraphSheet(x, y, z), group, behind) for group in groups]


def _inside(z: Array, window: Interval) -> Mask:
    with np.errstate(invalid="ignore"):
        return np.logical_and(z >= window[0], z <= window[1])


def _sheet(
    values: Callable[[Array, Array], Array],
    window: Interval,
    nodes: GraphSheet,
    inside: Mask,
    removed: Mask,
) -> GraphSheet:
    """The nodes inside, and their outer neighbours moved to the border."""
    x, y, z = nodes.x.copy(), nodes.y.copy(), nodes.z.copy()
    target = _inside_neighbour(inside)
    moved = ~inside & (target >= 0)
    steps = np.array(_NEIGHBOURS)[target[moved]].reshape(-1, 2)
    good = tuple((np.argwhere(moved) + steps).T)
    near, far = (np.stack([coordinate[at] for coordinate in (x, y, z)]) for at in (good, moved))
    for _ in range(_BISECTIONS):
        middle = 0.5 * (near + far)
        middle[2] = values(middle[0], middle[1])
        with np.errstate(invalid="ignore"):
            is_beyond_jump = np.abs(middle[2] - near[2]) > np.abs(middle[2] - far[2])
        is_outside = ~_inside(middle[2], window) | (is_beyond_jump & _inside(far[2], window))
        near, far = np.where(is_outside, near, middle), np.where(is_outside, middle, far)
    x[moved], y[moved], z[moved] = near
    z[~(inside | moved) | removed] = np.nan
    return GraphSheet(x, y, z)


def _inside_neighbour(inside: Mask) -> NDArray[np.int_]:
    """For each node the index of a neighbour inside, straight ones first; -1 for none."""
    found = np.full(inside.shape, -1)
    padded = np.pad(inside, 1)
    for index, (a, b) in reversed(list(enumerate(_NEIGHBOURS))):
        neighbour = padded[1 + a : padded.shape[0] - 1 + a, 1 + b : padded.shape[1] - 1 + b]
        found[neighbour] = index
    return found
