"""`Box`: a part of space, and where its points lie in the world."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from calclib.arrays import Interval
from scenes._kit.layout.slots import figure_scale, figure_stretch

SIZE = np.array([5.5, 5.5, 4.8])
"""The default size of a box, in scene units."""


class Box:
    """Three intervals of x, y and z, shown as a box in the world.

    It has `size`, in scene units, in a wide frame (by default SIZE). Where figures are smaller it
    is smaller too, so that the camera need not go farther away and numbers keep their distances.

    `quarter_turns`: the axes stand at the edges that a viewer has in front who looks from the
    fourth quadrant (x > 0 > y), turned so often by 90 degrees anticlockwise. The z axis has
    numbers at values in `numbered`, by default all.
    """

    def __init__(
        self,
        region: Sequence[Interval],
        values: Interval,
        *,
        size: np.ndarray | None = None,
        quarter_turns: int = 0,
        numbered: Interval | None = None,
    ) -> None:
        across, along = region
        self.intervals = (across, along, values)
        self.numbered = (across, along, numbered or values)
        self.lows = np.array([low for low, _ in self.intervals])
        self.spans = np.array([high - low for low, high in self.intervals])
        self.quarter_turns = quarter_turns % 4
        self.size = figure_scale() * (stretched(SIZE) if size is None else size)

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

    @property
    def turn(self) -> float:
        """The angle of its quarter turns in radians, from -pi / 2 to pi."""
        return (self.quarter_turns + 1) % 4 * np.pi / 2 - np.pi / 2

    def ends_of_axes(self) -> np.ndarray:
        """The corners of the floor, and the top of the z axis last: places (5, 3)."""
        across, along, _ = self.intervals
        upper = self.lows + self.spans * self.turned(np.array([0.0, 0.0, 1.0]))
        return self.place_of([*product(across, along, (self.floor,)), upper])

    def turned(self, shares: np.ndarray) -> np.ndarray:
        """The place (3,) in shares of the box that a place has after the quarter turns."""
        return turned(shares - 0.5, self.quarter_turns) + 0.5

    def corners(self) -> np.ndarray:
        """The eight corners of the box, places (8, 3)."""
        sides = np.meshgrid(*self.intervals)
        return self.place_of(np.stack([side.ravel() for side in sides], axis=-1))


def stretched(size: np.ndarray) -> np.ndarray:
    """The size (3,) of a box, wider where figures have room to be wide."""
    return size * np.array([figure_stretch(), figure_stretch(), 1.0])


def turned(step: np.ndarray, quarter_turns: int) -> np.ndarray:
    """A step (3,) after quarter turns about the vertical, anticlockwise."""
    x, y, z = step
    return np.array(((x, y, z), (-y, x, z), (-x, -y, z), (y, -x, z))[quarter_turns % 4])


def equal_scale_size(region: Sequence[Interval], height: float = float(SIZE[2])) -> np.ndarray:
    """The size of a box in which x and y have the same scale, so that directions are true."""
    spans = np.array([high - low for low, high in region])
    return np.array([*(SIZE[0] * spans / spans.max()), height])
