"""Where a path crosses the level curves of its map: right-angle marks that fit between these."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from manim import VMobject

from calclib.framing.hike import Hike
from scenes._kit.layout.segment_labels import line_points
from scenes._kit.plane.right_angles import SIDE, right_angle
from scenes.figures.hiking.landscape import Landscape

_OF_GAP, _MOST_OF_GAP = 0.6, 0.9
"""A mark's side as a share of the distance to the next level curve, and at most."""
LEAST_SIDE = 0.12
"""A smaller mark would not be seen, in scene units."""
_BENT = 0.2
"""Path and level curve are straight beside a mark that they leave by at most this share of its
side."""
_ROOM = 0.6
"""The least distance of a mark's corner from the path, as a share of a side."""
_SHARES = np.linspace(0, 1, 201)
_CLEAR, _CLEAR_SHARE = 0.13, 0.6
"""A chord at least so far from the path, in scene units, on this share of it, is seen beside it."""


class Crossings:
    """The room along a path on the map of a landscape, for marks and for its chord."""

    def __init__(self, landscape: Landscape, hike: Hike) -> None:
        self.landscape = landscape
        self.path = landscape.map_places(np.array([hike.at(share) for share in _SHARES]))
        self.curves = [(each.level, landscape.map_places(each.points)) for each in landscape.curves]

    @cached_property
    def shows_chord(self) -> bool:
        """Whether the straight line from start to end is seen beside the path, and not in scraps
        between which the path covers it."""
        places = line_points(self.path[[0, -1]])
        clear = [_distance(place, self.path) >= _CLEAR for place in places]
        return float(np.mean(clear)) >= _CLEAR_SHARE

    def mark(self, place: np.ndarray, height: float, step: np.ndarray) -> VMobject | None:
        """A right-angle mark where the path crosses a level curve at a place (3,), its direction
        there `step` (2,). None where the level curve bends, or the gap to the next is too small."""
        level = min(self.landscape.levels, key=lambda each: abs(each - height))
        own = [points for each, points in self.curves if each == level]
        others = [points for each, points in self.curves if each != level]
        gap = min((_distance(place, points) for points in others), default=np.inf)
        side = min(max(_OF_GAP * gap, LEAST_SIDE), SIDE)
        if not own or side > _MOST_OF_GAP * gap:
            return None
        ways, curve = (step, np.array([step[1], -step[0]])), np.vstack(own)
        for length in (side, LEAST_SIDE):
            marks = [right_angle(place, way, length) for way in ways]
            fitting = [mark for mark in marks if self._fits(mark, curve, length)]
            if fitting:
                return max(fitting, key=self._room)
        return None

    def _fits(self, mark: VMobject, curve: np.ndarray, side: float) -> bool:
        """Whether the sides of a mark lie along the path and along a level curve (n, 3)."""
        first, *_, last = mark.get_anchors()
        off = [min(_distance(first, line), _distance(last, line)) for line in (self.path, curve)]
        return max(off) <= _BENT * side and self._room(mark) >= _ROOM * side

    def _room(self, mark: VMobject) -> float:
        """The distance of a mark's corner from the path, or half that from the chord."""
        corner = mark.get_anchors()[1]
        room = _distance(corner, self.path)
        if not self.shows_chord:
            return room
        chord = line_points(self.path[[0, -1]])
        return min(room, _ROOM / 2 * SIDE + _distance(corner, chord))


def _distance(place: np.ndarray, points: np.ndarray) -> float:
    """The distance of a place (3,) from the nearest of points (n, 3)."""
    return float(np.linalg.norm(points - place, axis=1).min())
