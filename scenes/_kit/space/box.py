"""`Box`: a part of space, and where its points lie in the world."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calclib.arrays import Interval

SIZE = np.array([5.5, 5.5, 4.8])
"""The default size of a box, in scene units."""


class Box:
    """Three intervals of x, y and z, shown as a box in the world.

    `true_to_scale`: all axes have the same scale; else the box has `size`, in scene units.
    """

    def __init__(
        self,
        region: Sequence[Interval],
        values: Interval,
        *,
        true_to_scale: bool = False,
        size: np.ndarray = SIZE,
    ) -> None:
        across, along = region
        self.intervals = (across, along, values)
        self.lows = np.array([low for low, _ in self.intervals])
        self.spans = np.array([high - low for low, high in self.intervals])
        self.size = min(SIZE / self.spans) * self.spans if true_to_scale else size

    def place_of(self, points) -> np.ndarray:
        """Places in the world, (..., 3), of points (..., 3) of the box."""
        shares = (np.asarray(points, dtype=float) - self.lows) / self.spans
        return (shares - 0.5) * self.size

    def points_of(self, places) -> np.ndarray:
        """Points (..., 3) of the box, of places (..., 3) in the world."""
        return (np.asarray(places, dtype=float) / self.size + 0.5) * self.spans + self.lows

    @property
    def floor(self) -> float:
        """The height of the floor."""
        return self.intervals[2][0]

    def corners(self) -> np.ndarray:
        """The eight corners of the box, places (8, 3)."""
        sides = np.meshgrid(*self.intervals)
        return self.place_of(np.stack([side.ravel() for side in sides], axis=-1))


def equal_scale_size(region: Sequence[Interval], height: float = float(SIZE[2])) -> np.ndarray:
    """The size of a box in which x and y have the same scale, so that directions are true."""
    spans = np.array([high - low for low, high in region])
    return np.array([*(SIZE[0] * spans / spans.max()), height])
