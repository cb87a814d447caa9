"""Jumps of a field between neighbouring nodes of a grid, and the connected pieces that remain."""

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

_BISECTIONS = 24
_BISECTION_SHARE = 0.49
"""Steps are bisected off their middle, where functions often have holes."""
_LEAST_KEPT = 1e-5
"""A step that shrinks to less than this share, as those of a smooth function do (to 1e-7), is no
jump, however large it was: beside a pole values are large."""
_MIN_NODES = 4
"""The smallest number of nodes of a piece."""
_SEPARATION = 3
"""Pieces with this many nodes between them do not meet when both grow by one."""


def jumps(values: Values, x: Array, y: Array, z: Array, min_jump: float) -> tuple[Mask, Mask]:
    """Masks (n - 1, m) and (n, m - 1) of the jumps between neighbours of values z (n, m).

    A difference of at least `min_jump` is a jump if it persists in ever smaller steps.
    """
    along, across = (_jumps_along(axis, values, (x, y, z), min_jump) for axis in (0, 1))
    return along, across


def nodes_behind_jumps(values: Values, x: Array, y: Array, min_jump: float) -> Mask:
    """Nodes (n, m) of a grid just behind a jump: without them no line crosses it."""
    cuts = jumps(values, x, y, values(x, y), min_jump)
    return nodes_behind_cuts(np.zeros(x.shape, int), cuts)


def label_pieces(mask: Mask, cuts: Sequence[Mask]) -> NDArray[np.int_]:
    """The number of the piece of each node in the mask, the largest piece first; -1 for the rest.

    Neighbours are in one piece unless `cuts`, a mask for each axis, separates them.
    """
    index = np.arange(mask.size).reshape(mask.shape)
    ends = []
    for axis, between in enumerate(cuts):
        first, last = _neighbours(axis)
        joined = mask[first] & mask[last] & ~between
        ends.append((index[first][joined], index[last][joined]))
    starts, targets = (np.concatenate(nodes) for nodes in zip(*ends, strict=True))
    links = csr_matrix((np.ones(starts.size), (starts, targets)), shape=(mask.size, mask.size))
    _, labels = connected_components(links, directed=False)
    labels[~mask.ravel()] = labels.max() + 1
    counts = np.bincount(labels)
    counts[labels[~mask.ravel()]] = 0
    order = np.argsort(-counts, kind="stable")
    numbers = np.full(counts.shape, -1)
    numbers[order] = np.where(counts[order] >= _MIN_NODES, np.arange(len(order)), -1)
    return numbers[labels].reshape(mask.shape)


def separate_groups(numbers: NDArray[np.int_]) -> list[Mask]:
    """The pieces in few groups, no two pieces of a group being neighbours."""
    groups: list[Mask] = []
    for number in range(numbers.max() + 1):
        piece = numbers == number
        near = np.asarray(
            binary_dilation(piece, np.ones((3, 3)), iterations=_SEPARATION), dtype=bool
        )
        suitable = next((group for group in groups if not (group & near).any()), None)
        if suitable is None:
            groups.append(piece)
        else:
            suitable |= piece
    return groups


def nodes_behind_cuts(numbers: NDArray[np.int_], cuts: Sequence[Mask]) -> Mask:
    """Nodes behind a cut whose both sides are one piece, connected around its end."""
    found = np.zeros(numbers.shape, bool)
    for axis, between in enumerate(cuts):
        first, last = _neighbours(axis)
        found[last] |= between & (numbers[first] == numbers[last]) & (numbers[first] >= 0)
    return found


def _jumps_along(axis: int, values: Values, nodes: Sequence[Array], min_jump: float) -> Mask:
    first, last = _neighbours(axis)
    with np.errstate(invalid="ignore"):
        steps = np.abs(nodes[2][last] - nodes[2][first])
        found = steps >= min_jump
    least = np.maximum(min_jump / 2, _LEAST_KEPT * steps[found])
    low, high = (
        np.stack([coordinate[side][found] for coordinate in nodes]) for side in (first, last)
    )
    for _ in range(_BISECTIONS):
        middle = low + _BISECTION_SHARE * (high - low)
        middle[2] = values(middle[0], middle[1])
        with np.errstate(invalid="ignore"):
            upper = np.abs(middle[2] - low[2]) < np.abs(high[2] - middle[2])
        low, high = np.where(upper, middle, low), np.where(upper, high, middle)
    with np.errstate(invalid="ignore"):
        found[found] = ~(np.abs(high[2] - low[2]) < least)
    return found


def _neighbours(axis: int) -> tuple[tuple[slice, ...], tuple[slice, ...]]:
    """Slices of a grid: the first and the second nodes of all pairs of neighbours along an axis."""
    first, last = [slice(None)] * 2, [slice(None)] * 2
    first[axis], last[axis] = slice(None, -1), slice(1, None)
    return tuple(first), tuple(last)
