"""Jumps of a field between the nodes of a grid, and the connected pieces between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from calclib.arrays import Array, Mask

Values: TypeAlias = Callable[[Array, Array], Array]

_HALVINGS = 24
_UNEVEN = 0.49
"""Steps are cut beside their middle, where functions tend to have holes."""
_FEWEST = 4
"""A piece of a surface has at least so many nodes."""
_APART = 3
"""Pieces with so many nodes between them stay separate when both grow by one."""


def jumps(values: Values, x: Array, y: Array, z: Array, least: float) -> tuple[Mask, Mask]:
    """Between which neighbours values z on a grid (n, m) jump: masks (n - 1, m) and (n, m - 1).

    A difference of at least `least` is a jump if it persists in ever smaller steps.
    """
    along, across = (_jumps_along(axis, values, (x, y, z), least) for axis in (0, 1))
    return along, across


def nodes_behind_jumps(values: Values, x: Array, y: Array, least: float) -> Mask:
    """Nodes (n, m) of a grid right behind a jump: without them no line crosses it."""
    cut = jumps(values, x, y, values(x, y), least)
    return nodes_behind_cuts(np.zeros(x.shape, int), cut)


def pieces(kept: Mask, cut: Sequence[Mask]) -> NDArray[np.int_]:
    """The number of the piece that each kept node belongs to, the largest first; -1 for the rest.

    Neighbours are in one piece unless `cut`, a mask for each axis, lies between them.
    """
    index = np.arange(kept.size).reshape(kept.shape)
    ends = []
    for axis, between in enumerate(cut):
        first, last = _neighbours(axis)
        joined = kept[first] & kept[last] & ~between
        ends.append((index[first][joined], index[last][joined]))
    starts, goals = (np.concatenate(each) for each in zip(*ends, strict=True))
    links = csr_matrix((np.ones(starts.size), (starts, goals)), shape=(kept.size, kept.size))
    _, labels = connected_components(links, directed=False)
    labels[~kept.ravel()] = labels.max() + 1
    counts = np.bincount(labels)
    counts[labels[~kept.ravel()]] = 0
    order = np.argsort(-counts, kind="stable")
    numbers = np.full(counts.shape, -1)
    numbers[order] = np.where(counts[order] >= _FEWEST, np.arange(len(order)), -1)
    return numbers[labels].reshape(kept.shape)


def separated(numbers: NDArray[np.int_]) -> list[Mask]:
    """The pieces in few groups, such that no two pieces of a group are neighbours."""
    groups: list[Mask] = []
    for number in range(numbers.max() + 1):
        piece = numbers == number
        near = np.asarray(binary_dilation(piece, np.ones((3, 3)), iterations=_APART), dtype=bool)
        free = next((group for group in groups if not (group & near).any()), None)
        if free is None:
            groups.append(piece)
        else:
            free |= piece
    return groups


def nodes_behind_cuts(numbers: NDArray[np.int_], cut: Sequence[Mask]) -> Mask:
    """Nodes behind a cut within one piece, which continues around the end of the cut."""
    found = np.zeros(numbers.shape, bool)
    for axis, between in enumerate(cut):
        first, last = _neighbours(axis)
        found[last] |= between & (numbers[first] == numbers[last])
    return found


def _jumps_along(axis: int, values: Values, nodes: Sequence[Array], least: float) -> Mask:
    first, last = _neighbours(axis)
    with np.errstate(invalid="ignore"):
        found = np.abs(nodes[2][last] - nodes[2][first]) >= least
    low, high = (np.stack([each[side][found] for each in nodes]) for side in (first, last))
    for _ in range(_HALVINGS):
        middle = low + _UNEVEN * (high - low)
        middle[2] = values(middle[0], middle[1])
        with np.errstate(invalid="ignore"):
            upper = np.abs(middle[2] - low[2]) < np.abs(high[2] - middle[2])
        low, high = np.where(upper, middle, low), np.where(upper, high, middle)
    with np.errstate(invalid="ignore"):
        found[found] = ~(np.abs(high[2] - low[2]) < least / 2)
    return found


def _neighbours(axis: int) -> tuple[tuple[slice, ...], tuple[slice, ...]]:
    """Slices of a grid: the first and the second of all pairs of neighbours along an axis."""
    first, last = [slice(None)] * 2, [slice(None)] * 2
    first[axis], last[axis] = slice(None, -1), slice(1, None)
    return tuple(first), tuple(last)
