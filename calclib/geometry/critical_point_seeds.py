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
from calclib.geometry.newton import UnitGradient

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
    chosen: Any = _changing(_cells(slope)) | _cells(lowest[..., None]).any(axis=(1, 2))
    if chosen.sum() <= _MANY:  # two zeros in one cell leave no mark on its corners
        side = len(nodes) - 1
        chosen = binary_dilation(chosen.reshape(side, side), np.ones((3, 3))).ravel()
    corners = _cells(nodes)[chosen]
    for _ in range(3):
        if len(corners) > 5 * _MANY:
            break
        corners = _parts(corners)
        corners = corners[_changing(field(corners))]
    return np.concatenate([*found, corners.mean(axis=1)])


def turning_points(field: UnitGradient) -> Array:
    """Places (n, 2) around which the gradient turns and towards which it vanishes."""
    nodes = _grid()
    corners = _cells(nodes)
    corners = corners[_turning(_cells(field(nodes)))]
    lengths: list[Array] = []
    for count in (11, 5):
        for _ in range(count):
            if len(corners) > _MANY:  # a line or an area, where rounding makes the gradient turn
                return np.empty((0, 2))
            corners = _parts(corners)
            turning = _turning(field(corners))
            corners = corners[turning]
            lengths = [np.repeat(each, _PARTS**2)[turning] for each in lengths]
        lengths.append(np.linalg.norm(field(corners), axis=-1).max(axis=1))
    return corners[lengths[1] < 0.5 * lengths[0]].mean(axis=1)


def _grid() -> Array:
    """Nodes off round numbers: a zero on a node would hide from signs and winding numbers."""
    x, y = (np.linspace(-shift / _CELLS, 1 + 0.9 / _CELLS, _CELLS + 2) for shift in (0.38, 0.73))
    return np.stack(np.meshgrid(x, y), axis=-1)


def _cells(values: Array) -> Array:
    """Values (n, 4, ...) at the four corners of each cell, counterclockwise."""
    corners = [values[:-1, :-1], values[:-1, 1:], values[1:, 1:], values[1:, :-1]]
    return np.stack(corners, axis=2).reshape(-1, 4, values.shape[-1])


def _parts(corners: Array) -> Array:
    """Cells (n, 4, 2) cut into parts, unevenly, since zeros like to lie in the middle."""
    shares = np.array([0.0, 0.23, 0.52, 0.77, 1.0])
    u, v = np.meshgrid(shares, shares)
    unit = _cells(np.stack([u, v], axis=-1))
    low, size = corners[:, None, None, 0], (corners[:, 2] - corners[:, 0])[:, None, None]
    return (low + size * unit).reshape(-1, 4, 2)


def _changing(slope: Array) -> Any:
    both = (np.fmin.reduce(slope, axis=1) <= 0) & (np.fmax.reduce(slope, axis=1) >= 0)
    plateau = (np.abs(slope) < 1e-150).all(axis=(1, 2))
    return both.all(axis=-1) & ~plateau


def _turning(slope: Array) -> Any:
    """Cells around which the direction of the gradient (n, 4, 2) makes a full turn."""
    with np.errstate(invalid="ignore"):
        angle = np.arctan2(slope[..., 1], slope[..., 0])
        change = np.mod(np.diff(angle, axis=1, append=angle[:, :1]) + np.pi, 2 * np.pi) - np.pi
        known = (np.abs(slope).max(axis=-1) > 1e-150).all(axis=1)
        return known & (np.abs(change.sum(axis=1)) > np.pi)


def _lowest(slope: Array) -> Any:
    """Nodes where the gradient is shorter than at its eight neighbours."""
    length = np.linalg.norm(slope, axis=-1)
    padded = np.pad(np.where(np.isfinite(length), length, np.inf), 1, constant_values=np.inf)
    rows, columns = length.shape
    around = [
        padded[1 + dy : 1 + dy + rows, 1 + dx : 1 + dx + columns]
        for dy in (-1, 0, 1)
        for dx in (-1, 0, 1)
        if dx or dy
    ]
    return np.isfinite(length) & (length < np.min(around, axis=0))
