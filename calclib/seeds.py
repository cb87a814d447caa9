"""Where a gradient may vanish: cells of a grid where both parts change sign, or where it turns."""

from __future__ import annotations

from typing import Any

import numpy as np

from calclib.gradients import UnitGradient
from calclib.sampling import Array

_CELLS = 256


def seeds(field: UnitGradient) -> Array:
    """Places (n, 2) in unit coordinates to start Newton's method from."""
    # nodes off round numbers: a zero on a node would hide from signs and winding numbers
    x, y = (np.linspace(-shift / _CELLS, 1 + 0.9 / _CELLS, _CELLS + 2) for shift in (0.38, 0.73))
    nodes = np.stack(np.meshgrid(x, y), axis=-1)
    slope = field(nodes)
    centres = 0.25 * (nodes[1:, 1:] + nodes[1:, :-1] + nodes[:-1, 1:] + nodes[:-1, :-1])
    return np.concatenate([centres[_changing(slope)], nodes[_lowest(slope)]])


def _corners(values: Array) -> Array:
    """Values at the four corners of each cell, counterclockwise, on a new first axis."""
    return np.array([values[:-1, :-1], values[:-1, 1:], values[1:, 1:], values[1:, :-1]])


def _changing(slope: Array) -> Any:
    corners = _corners(slope)
    both = (np.fmin.reduce(corners) <= 0) & (np.fmax.reduce(corners) >= 0)
    plateau = (np.abs(corners) < 1e-150).all(axis=(0, -1))
    return both.all(axis=-1) & ~plateau


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
