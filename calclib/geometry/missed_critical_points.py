"""A second search for critical points, where winding numbers show that the first missed some.

The winding number of the gradient around a box is the sum of the indices of the zeros inside
(Poincare): +1 for a minimum or a maximum, -1 for a saddle.
"""

from __future__ import annotations

import numpy as np

from calclib.arrays import Array
from calclib.geometry.newton import UNDERFLOW, UnitGradient, determinants

_BOXES = 13
_SAMPLES_PER_SIDE = 64
"""Samples of the gradient along one side of a box."""
_STARTS_PER_SIDE = 24
_MAX_COUNT = 64
"""More boxes or nearly singular zeros come from rounding on a line or an area of zeros."""
_NEARLY_SINGULAR = 1e-2
_SINGULAR = 1e-6
"""A determinant this small, as a share of the squared norm, gives no index."""
_LOW, _HIGH = -0.38 / 256, 1 + 0.9 / 256
"""Boxes extend beyond the region by uneven shares: zeros are often on its border or in its middle,
and must not lie on a side of a box."""


def reseed(field: UnitGradient, zeros: Array) -> Array:
    """Places (n, 2) to start Newton's method from, for zeros missing among `zeros` (m, 2)."""
    sign = determinants(field.hessian(zeros))
    sides = np.linspace(_LOW, _HIGH, _BOXES + 1)
    index = np.where(np.abs(sign) > _SINGULAR, np.sign(sign), np.nan)
    indices = np.histogram2d(*zeros.T, bins=[sides, sides], weights=index)[0]
    is_incomplete = np.abs(_winding_numbers(field, sides) - indices) > 0.5
    box = np.clip(np.searchsorted(sides, zeros) - 1, 0, _BOXES - 1)
    # close to a nearly singular zero there may be others, as for x^4 - ax^2 at 0
    is_suspect = is_incomplete[box[:, 0], box[:, 1]] | (np.abs(sign) < _NEARLY_SINGULAR)
    return np.concatenate(
        [_rings(zeros[is_suspect]), _grids(np.argwhere(is_incomplete).astype(float))]
    )


def _rings(centres: Array) -> Array:
    """Starts on circles around places (n, 2), with shrinking radii."""
    if len(centres) > _MAX_COUNT:
        return np.empty((0, 2))
    angles = 0.1 + np.arange(8) * np.pi / 4  # off the axes, where kinks are common
    ring = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    radii = 0.01 * 0.5 ** np.arange(10)
    return (centres[:, None, None] + radii[:, None, None] * ring).reshape(-1, 2)


def _grids(boxes: Array) -> Array:
    """Starts on a grid in each box; boxes are given by their numbers (n, 2) along x and y."""
    if len(boxes) > _MAX_COUNT:
        return np.empty((0, 2))
    ticks = (np.arange(_STARTS_PER_SIDE) + 0.37) / _STARTS_PER_SIDE
    starts = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
    return (_LOW + (_HIGH - _LOW) / _BOXES * (boxes[:, None, :] + starts)).reshape(-1, 2)


def _winding_numbers(field: UnitGradient, sides: Array) -> Array:
    """Winding numbers (boxes along x, boxes along y), NaN where the samples are too far apart."""
    fine = np.linspace(_LOW, _HIGH, _BOXES * _SAMPLES_PER_SIDE + 1)
    upward = _rotation_along_sides(
        field(np.stack(np.meshgrid(sides, fine, indexing="ij"), axis=-1))
    )
    across = np.stack(np.meshgrid(fine, sides), axis=-1)  # (lines of constant y, along x, 2)
    rightward = _rotation_along_sides(field(across)).T
    return (rightward[:, :-1] + upward[1:] - rightward[:, 1:] - upward[:-1]) / (2 * np.pi)


def _rotation_along_sides(slopes: Array) -> Array:
    """The rotation of the gradient, in radians, along each side, from samples (lines, n, 2)."""
    angles = np.arctan2(slopes[..., 1], slopes[..., 0])
    steps = np.mod(np.diff(angles, axis=1) + np.pi, 2 * np.pi) - np.pi
    steps[np.abs(steps) > 2.0] = np.nan  # the direction of rotation is ambiguous
    vanished = np.abs(slopes).max(axis=-1) < UNDERFLOW
    steps[vanished[:, 1:] | vanished[:, :-1]] = np.nan
    return steps.reshape(len(slopes), _BOXES, _SAMPLES_PER_SIDE).sum(axis=2)
