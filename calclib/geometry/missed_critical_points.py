"""Whether all zeros of a gradient are found: where its turning says otherwise, look again.

The gradient turns around a box as often as the indices of the zeros inside add up to (Poincare):
+1 for a minimum or a maximum, -1 for a saddle.
"""

from __future__ import annotations

import numpy as np

from calclib.arrays import Array
from calclib.geometry.newton import UNDERFLOW, UnitGradient, determinants

_BOXES = 13
_SAMPLES = 64
"""How often the gradient is asked for along one side of a box."""
_STARTS = 24
_MOST = 64
"""More boxes or weak zeros than this are rounding on a line or an area of zeros."""
_WEAK = 1e-2
_UNKNOWN = 1e-6
"""A Hessian whose determinant is this small against its norm's square tells no index."""
_LOW, _HIGH = -0.38 / 256, 1 + 0.9 / 256
"""Boxes reach beyond the region by uneven shares: zeros like to lie on its border or in its middle,
and must not lie on a side."""


def second_look(field: UnitGradient, zeros: Array) -> Array:
    """Places (n, 2) to start Newton's method from, for zeros that may still be missing."""
    sign = determinants(field.hessian(zeros))
    sides = np.linspace(_LOW, _HIGH, _BOXES + 1)
    index = np.where(np.abs(sign) > _UNKNOWN, np.sign(sign), np.nan)
    indices = np.histogram2d(*zeros.T, bins=[sides, sides], weights=index)[0]
    doubted = np.abs(_turns(field, sides) - indices) > 0.5
    box = np.clip(np.searchsorted(sides, zeros) - 1, 0, _BOXES - 1)
    # beside a nearly singular Hessian others may lie close, as those of x^4 - ax^2 at 0
    crowded = doubted[box[:, 0], box[:, 1]] | (np.abs(sign) < _WEAK)
    return np.concatenate([_rings(zeros[crowded]), _grids(np.argwhere(doubted).astype(float))])


def _rings(centres: Array) -> Array:
    """Starts around places (n, 2), ever closer to them."""
    if len(centres) > _MOST:
        return np.empty((0, 2))
    angles = 0.1 + np.arange(8) * np.pi / 4  # off the axes, where kinks like to be
    ring = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    radii = 0.01 * 0.5 ** np.arange(10)
    return (centres[:, None, None] + radii[:, None, None] * ring).reshape(-1, 2)


def _grids(boxes: Array) -> Array:
    """Starts all over boxes, given by their numbers (n, 2) along x and y."""
    if len(boxes) > _MOST:
        return np.empty((0, 2))
    ticks = (np.arange(_STARTS) + 0.37) / _STARTS
    starts = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
    return (_LOW + (_HIGH - _LOW) / _BOXES * (boxes[:, None, :] + starts)).reshape(-1, 2)


def _turns(field: UnitGradient, sides: Array) -> Array:
    """Winding numbers (boxes along x, boxes along y), NaN where the samples do not tell."""
    fine = np.linspace(_LOW, _HIGH, _BOXES * _SAMPLES + 1)
    upward = _turn_along(field(np.stack(np.meshgrid(sides, fine, indexing="ij"), axis=-1)))
    across = np.stack(np.meshgrid(fine, sides), axis=-1)  # (lines of constant y, along x, 2)
    rightward = _turn_along(field(across)).T
    return (rightward[:, :-1] + upward[1:] - rightward[:, 1:] - upward[:-1]) / (2 * np.pi)


def _turn_along(slopes: Array) -> Array:
    """By how much the gradient turns along each side, from samples (lines, n, 2) of it."""
    angles = np.arctan2(slopes[..., 1], slopes[..., 0])
    steps = np.mod(np.diff(angles, axis=1) + np.pi, 2 * np.pi) - np.pi
    steps[np.abs(steps) > 2.0] = np.nan  # it may as well have turned the other way
    vanished = np.abs(slopes).max(axis=-1) < UNDERFLOW
    steps[vanished[:, 1:] | vanished[:, :-1]] = np.nan
    return steps.reshape(len(slopes), _BOXES, _SAMPLES).sum(axis=2)
