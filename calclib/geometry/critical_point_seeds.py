"""Seeds of the first search: cells where both partials change sign, or with a winding number.

The winding number of the gradient around a cell is the sum of the Poincare indices of the zeros
inside. Cells where it is not 0 are subdivided without Newton's method, which may fail there, as for
(x^2)^(2/3), whose second derivative is infinite.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.ndimage import binary_dilation

from calclib.arrays import Array
from calclib.geometry.newton import UNDERFLOW, UnitGradient, norms

_CELLS = 256
_MAX_CELLS = 600
"""With more cells than this, none is subdivided."""
_SUBDIVISIONS = 4


def seeds(field: UnitGradient) -> Array:
    """Places (n, 2) in unit coordinates to start Newton's method from."""
    nodes = _grid()
    slope = field(nodes)
    minima = _local_minima(slope)
    found = [nodes[minima]]
    side = len(nodes) - 1
    chosen: Any = _changes_sign(_cells(slope)) | _cells(minima[..., None]).any(axis=(1, 2))
    if chosen.sum() > 5 * _MAX_CELLS:  # too many to subdivide all of them
        found.append(_cells(nodes)[chosen].mean(axis=1))
    # two zeros in a cell, or one much narrower than the cell, need not change signs at its corners
    around: Any = binary_dilation(chosen.reshape(side, side), np.ones((3, 3))).ravel()
    corners = _cells(nodes)[around]
    for _ in range(3):
        corners = _nearest_to_zero(corners, field(corners))
        corners, slope = _subdivided(field, corners)
        corners = corners[_changes_sign(slope)]
    return np.concatenate([*found, corners.mean(axis=1)])


def _nearest_to_zero(corners: Array, slope: Array) -> Array:
    """The cells nearest to a zero, if there are too many to subdivide all."""
    if len(corners) <= 5 * _MAX_CELLS:
        return corners
    order = np.argsort(_distances(slope), kind="stable")
    return corners[np.sort(order[: 5 * _MAX_CELLS])]


def _distances(slope: Array) -> Array:
    """The distance (n,) in cells to the zero of a linear gradient, given at corners (n, 4, 2)."""
    a, b, c, d = np.moveaxis(slope, 1, 0)
    by_x, by_y = (b + c - a - d) / 2, (c + d - a - b) / 2
    with np.errstate(all="ignore"):
        matrix = np.stack([by_x, by_y], axis=-1)
        constant_term = slope.mean(axis=1) / np.abs(matrix).max(axis=(1, 2))[:, None]
        (p, q), (r, s) = np.moveaxis(matrix / np.abs(matrix).max(axis=(1, 2))[:, None, None], 0, -1)
        step = np.stack(
            [
                q * constant_term[:, 1] - s * constant_term[:, 0],
                r * constant_term[:, 0] - p * constant_term[:, 1],
            ]
        )
        return np.nan_to_num(np.hypot(*step) / np.abs(p * s - q * r), nan=np.inf)


def winding_seeds(field: UnitGradient) -> Array:
    """Places (n, 2) with a winding number, towards which the gradient tends to 0."""
    nodes = _grid()
    corners = _cells(nodes)
    corners = corners[_has_winding(_cells(field(nodes)))]
    lengths: list[Array] = []
    for count in (11, 5, 5):
        for _ in range(count):
            if len(corners) > _MAX_CELLS:  # a line or an area of zeros, where rounding winds
                return np.empty((0, 2))
            corners, slope = _subdivided(field, corners)
            has_winding = _has_winding(slope)
            corners = corners[has_winding]
            lengths = [np.repeat(length, _SUBDIVISIONS**2)[has_winding] for length in lengths]
        lengths.append(norms(field(corners)).max(axis=1))
    return corners[lengths[1] < 0.5 * lengths[0]].mean(axis=1)


def _grid() -> Array:
    """Nodes off round numbers: a zero on a node would have no sign and no winding number."""
    x, y = (np.linspace(-shift / _CELLS, 1 + 0.9 / _CELLS, _CELLS + 2) for shift in (0.38, 0.73))
    return np.stack(np.meshgrid(x, y), axis=-1)


def _cells(values: Array) -> Array:
    """Values (n, 4, ...) at the four corners of each cell, counterclockwise, of grids of nodes.

    The last axis of `values` holds components, the two before it the nodes of a grid.
    """
    low, high = slice(None, -1), slice(1, None)
    sides = [(low, low), (low, high), (high, high), (high, low)]
    corners = [values[..., rows, columns, :] for rows, columns in sides]
    return np.stack(corners, axis=-2).reshape(-1, 4, values.shape[-1])


def _subdivided(field: UnitGradient, corners: Array) -> tuple[Array, Array]:
    """Cells (n, 4, 2) subdivided, and the gradient at the corners of the new cells.

    Unevenly, since zeros are often in the middle.
    """
    shares = np.array([0.0, 0.23, 0.52, 0.77, 1.0])
    unit = np.stack(np.meshgrid(shares, shares), axis=-1)
    low, size = corners[:, None, None, 0], (corners[:, 2] - corners[:, 0])[:, None, None]
    nodes = low + size * unit
    return _cells(nodes), _cells(field(nodes))


def _changes_sign(slope: Array) -> Any:
    both = (np.fmin.reduce(slope, axis=1) <= 0) & (np.fmax.reduce(slope, axis=1) >= 0)
    plateau = (np.abs(slope) < UNDERFLOW).all(axis=(1, 2))
    return both.all(axis=-1) & ~plateau


def _has_winding(slope: Array) -> Any:
    """Which cells, with gradients (n, 4, 2) at their corners, have a nonzero winding number."""
    with np.errstate(invalid="ignore"):
        angle = np.arctan2(slope[..., 1], slope[..., 0])
        change = np.mod(np.diff(angle, axis=1, append=angle[:, :1]) + np.pi, 2 * np.pi) - np.pi
        known = (np.abs(slope).max(axis=-1) > UNDERFLOW).all(axis=1)
        return known & (np.abs(change.sum(axis=1)) > np.pi)


def _local_minima(slope: Array) -> Any:
    """Nodes where the gradient is shorter than at its eight neighbours."""
    length = norms(slope)
    padded = np.pad(np.where(np.isfinite(length), length, np.inf), 1, constant_values=np.inf)
    rows, columns = length.shape
    around = [
        padded[1 + dy : 1 + dy + rows, 1 + dx : 1 + dx + columns]
        for dy in (-1, 0, 1)
        for dx in (-1, 0, 1)
        if dx or dy
    ]
    return np.isfinite(length) & (length < np.min(around, axis=0))
