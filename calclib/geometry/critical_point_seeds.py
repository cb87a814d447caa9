"""Where a gradient may vanish: cells in which both parts change sign, or around which it turns.

The turning of the gradient around a cell is its winding number there (Poincare's index of the
zeros inside); a cell where it is not 0 is bisected where Newton's method may fail, as for
(x^2)^(2/3), whose second derivative is infinite.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.ndimage import binary_dilation

from calclib.arrays import Array
from calclib.geometry.newton import UNDERFLOW, UnitGradient, norms

_CELLS = 256
_MANY = 600
"""Cells beyond which no finer ones are made."""
_PARTS = 4


def seeds(field: UnitGradient) -> Array:
    """Places (n, 2) in unit coordinates to start Newton's method from."""
    nodes = _grid()
    slope = field(nodes)
    lowest = _lowest(slope)
    found = [nodes[lowest]]
    side = len(nodes) - 1
    chosen: Any = _changing(_cells(slope)) | _cells(lowest[..., None]).any(axis=(1, 2))
    if chosen.sum() > 5 * _MANY:  # not all of them can be looked into
        found.append(_cells(nodes)[chosen].mean(axis=1))
    # two zeros in one cell, or one much narrower than the cell, leave no mark on its corners
    around: Any = binary_dilation(chosen.reshape(side, side), np.ones((3, 3))).ravel()
    corners = _cells(nodes)[around]
    for _ in range(3):
        corners = _likeliest(corners, field(corners))
        corners, slope = _parts(field, corners)
        corners = corners[_changing(slope)]
    return np.concatenate([*found, corners.mean(axis=1)])


def _likeliest(corners: Array, slope: Array) -> Array:
    """The cells nearest to a zero, if there are too many to look into all."""
    if len(corners) <= 5 * _MANY:
        return corners
    order = np.argsort(_distances(slope), kind="stable")
    return corners[np.sort(order[: 5 * _MANY])]


def _distances(slope: Array) -> Array:
    """How many cells away (n,) a gradient that is linear, (n, 4, 2) at corners, would vanish."""
    a, b, c, d = np.moveaxis(slope, 1, 0)
    along, across = (b + c - a - d) / 2, (c + d - a - b) / 2
    with np.errstate(all="ignore"):
        matrix = np.stack([along, across], axis=-1)
        right = slope.mean(axis=1) / np.abs(matrix).max(axis=(1, 2))[:, None]
        (p, q), (r, s) = np.moveaxis(matrix / np.abs(matrix).max(axis=(1, 2))[:, None, None], 0, -1)
        step = np.stack([q * right[:, 1] - s * right[:, 0], r * right[:, 0] - p * right[:, 1]])
        return np.nan_to_num(np.hypot(*step) / np.abs(p * s - q * r), nan=np.inf)


def turning_points(field: UnitGradient) -> Array:
    """Places (n, 2) around which the gradient turns and towards which it vanishes."""
    nodes = _grid()
    corners = _cells(nodes)
    corners = corners[_turning(_cells(field(nodes)))]
    lengths: list[Array] = []
    for count in (11, 5, 5):
        for _ in range(count):
            if len(corners) > _MANY:  # a line or an area, where rounding makes the gradient turn
                return np.empty((0, 2))
            corners, slope = _parts(field, corners)
            turning = _turning(slope)
            corners = corners[turning]
            lengths = [np.repeat(each, _PARTS**2)[turning] for each in lengths]
        lengths.append(norms(field(corners)).max(axis=1))
    return corners[lengths[1] < 0.5 * lengths[0]].mean(axis=1)


def _grid() -> Array:
    """Nodes off round numbers: a zero on a node would hide from signs and winding numbers."""
    x, y = (np.linspace(-shift / _CELLS, 1 + 0.9 / _CELLS, _CELLS + 2) for shift in (0.38, 0.73))
    return np.stack(np.meshgrid(x, y), axis=-1)


def _cells(values: Array) -> Array:
    """Values (n, 4, ...) at the four corners of each cell, counterclockwise, of grids of nodes.

    The nodes of a grid are the last two axes but one.
    """
    low, high = slice(None, -1), slice(1, None)
    sides = [(low, low), (low, high), (high, high), (high, low)]
    corners = [values[..., rows, columns, :] for rows, columns in sides]
    return np.stack(corners, axis=-2).reshape(-1, 4, values.shape[-1])


def _parts(field: UnitGradient, corners: Array) -> tuple[Array, Array]:
    """Cells (n, 4, 2) cut into parts, unevenly, since zeros like to lie in the middle.

    With the gradient at the corners of the parts.
    """
    shares = np.array([0.0, 0.23, 0.52, 0.77, 1.0])
    unit = np.stack(np.meshgrid(shares, shares), axis=-1)
    low, size = corners[:, None, None, 0], (corners[:, 2] - corners[:, 0])[:, None, None]
    nodes = low + size * unit
    return _cells(nodes), _cells(field(nodes))


def _changing(slope: Array) -> Any:
    both = (np.fmin.reduce(slope, axis=1) <= 0) & (np.fmax.reduce(slope, axis=1) >= 0)
    plateau = (np.abs(slope) < UNDERFLOW).all(axis=(1, 2))
    return both.all(axis=-1) & ~plateau


def _turning(slope: Array) -> Any:
    """Cells around which the direction of the gradient (n, 4, 2) makes a full turn."""
    with np.errstate(invalid="ignore"):
        angle = np.arctan2(slope[..., 1], slope[..., 0])
        change = np.mod(np.diff(angle, axis=1, append=angle[:, :1]) + np.pi, 2 * np.pi) - np.pi
        known = (np.abs(slope).max(axis=-1) > UNDERFLOW).all(axis=1)
        return known & (np.abs(change.sum(axis=1)) > np.pi)


def _lowest(slope: Array) -> Any:
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
