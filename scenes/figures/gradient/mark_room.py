"""How large a right angle may be beside level curves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calclib import ScalarField

_OF_RADIUS = 0.5
"""A mark is no larger than this share of the radius of curvature: its side lies on the curve."""
_SHARES = np.linspace(1.0, 0.3, 8)
"""Shares of the largest side that are tried, ..."""
_AROUND = 1.2
"""... and how many times larger the square is that holds no other level curve."""


def mark_room(
    field: ScalarField, levels: Sequence[float], points: np.ndarray, largest: float
) -> np.ndarray:
    """The sides (n,) that right angles at points (n, 2) of curves of some increasing levels may
    have, in units of the plane: at most the `largest`, and 0 where there is none."""
    with np.errstate(all="ignore"):
        along = _units(field.gradient()(*points.T))
        across = np.column_stack([-along[:, 1], along[:, 0]])
        radii = _radii(field, points, 0.5 * largest * across)
        sides = _AROUND * largest * _SHARES[:, None, None]
        corners = points + sides * np.stack([along, along + across])[:, None]
        between = _between(field, np.asarray(levels), points, corners).all(axis=0)
    free = np.where(between, largest * _SHARES[:, None], 0.0).max(axis=0)
    return np.fmin(free, _OF_RADIUS * radii)


def _between(
    field: ScalarField, levels: np.ndarray, points: np.ndarray, corners: np.ndarray
) -> np.ndarray:
    """Which corners (..., n, 2) no level is between and the points (n, 2), on a level each, but for
    that of the point: (..., n)."""
    bounds = np.concatenate([[-np.inf], levels, [np.inf]])
    own = np.abs(field(*points.T)[:, None] - bounds).argmin(axis=1)
    heights = field(*np.moveaxis(corners, -1, 0))
    return (bounds[own - 1] < heights) & (heights < bounds[own + 1])


def _radii(field: ScalarField, points: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """Radii of curvature (n,) of level curves at points (n, 2), by how much their normals turn
    over steps (n, 2) along them and back: exact where these are circles."""
    before, after = (_units(field.gradient()(*(points + s * steps).T)) for s in (-1, 1))
    cosines = np.clip((before * after).sum(axis=1), -1, 1)
    return np.linalg.norm(steps, axis=1) * np.sqrt((1 + cosines) / (1 - cosines))


def _units(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
