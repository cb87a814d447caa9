"""Where the gradient's name stands: at the outer part of its mark, far from the direction's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenes._kit.layout.segment_labels import box_distances, line_points
from scenes._kit.layout.slots import Slot

_AROUND = np.linspace(0, 2 * np.pi, 40, endpoint=False)
_FARTHER = np.linspace(0.28, 0.98, 18)
"""Where the name may stand, from places on the outer part of the mark: directions, and how far, in
scene units."""
_FROM_TIP = 0.3
"""The wish that it is near the tip, against that it is near the mark."""
_FARTHEST = 0.54
"""From the outer part of the mark, at most where there is room."""
_MARK_CLEARANCE, _OUTLINE_CLEARANCE, _CLEAR_OF_WAY = 0.14, 0.06, 0.14
"""From the box of the name to the line of the gradient, to the outline of its arrow, and to the way
of the direction's name, at least, in scene units."""
_APART, _TOGETHER = 0.4, 2.0
"""Names so far from each other, in scene units, are not read as one; the cost of being nearer, for
each unit."""
_CURVE_CLEARANCE, _CLEAR_OF_CURVES, _OFF_CURVES = 0.1, 0.3, 0.3
"""The wish that a name is so far from level curves, and how much farther from its mark it may stand
for that, and for not being crossed by one, in scene units."""
_FILLED = 0.8
"""The share of a name's box that must be clear: its corners are empty."""


@dataclass(frozen=True, eq=False)
class GradientName:
    """The name of the size 2 * `half` (2,) of a gradient, drawn from end to end of `mark` (2, 3) as
    an arrow with an `outline` (n, 3), in the `area` of a map with level `curves` (n, 3)."""

    half: np.ndarray
    area: Slot
    mark: np.ndarray
    outline: np.ndarray
    curves: Sequence[np.ndarray]

    def place(self, way: float, other: np.ndarray) -> np.ndarray:
        """The place (3,) nearest to the outer part of the mark, but off the mark, off the circle of
        radius `way` around its start that the direction's name goes around, apart from the points
        `other` (n, 3) of that name where both are parallel, and, if it is not much farther, off the
        level curves."""
        ends, outer = self.mark, line_points(self.mark, 17)[10:]
        places = self._tries(outer)

        def distances(points: np.ndarray, share: float = 1.0) -> np.ndarray:
            return box_distances(places[:, :2], share * self.half, points)

        dense = np.vstack([np.empty((0, 3)), *map(_dense, self.curves)])
        clear = distances(dense, _FILLED) / _CURVE_CLEARANCE
        in_way = distances(ends[:1]) < way + _CLEAR_OF_WAY
        in_way |= distances(line_points(ends)) < _MARK_CLEARANCE
        in_way |= distances(self.outline) < _OUTLINE_CLEARANCE
        away = distances(outer)
        cost = away + _FROM_TIP * distances(ends[1:]) + 100 * np.maximum(away - _FARTHEST, 0)
        cost += _TOGETHER * np.maximum(_APART - distances(other), 0) + _OFF_CURVES * (clear == 0)
        return places[np.argmin(cost - _CLEAR_OF_CURVES * np.minimum(clear, 1) + 10 * in_way)]

    def _tries(self, outer: np.ndarray) -> np.ndarray:
        """Places (k, 3) in the area around points (n, 3)."""
        around = np.column_stack([np.cos(_AROUND), np.sin(_AROUND), 0 * _AROUND])
        tries = outer[:, None, None] + np.multiply.outer(_FARTHER, around)
        inner = self.area.inset(*self.half)
        low, high = (inner.left, inner.bottom, 0.0), (inner.right, inner.top, 0.0)
        return np.clip(tries.reshape(-1, 3), low, high)


def _dense(line: np.ndarray) -> np.ndarray:
    """Points (k, 3) on a line (n, 3), closer to one another than a name is high."""
    steps = np.diff(line, axis=0)
    counts = 2 + (np.linalg.norm(steps, axis=1) / (0.4 * _CURVE_CLEARANCE)).astype(int)
    segment = np.repeat(np.arange(len(steps)), counts)
    number = np.arange(len(segment)) - np.repeat(np.cumsum(counts) - counts, counts)
    return line[segment] + (number / (counts - 1)[segment])[:, None] * steps[segment]
