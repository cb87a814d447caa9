"""The primitives of the world in the order in which they are drawn, so that blending is right.

Opaque fills need none, since they have depth; all others are drawn from the back to the front.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.primitives.records import (
    AT_END,
    AT_START,
    HAS_AFTER,
    HAS_BEFORE,
    NO_PRIMITIVES,
    SEGMENT,
    TRIANGLE,
    joined,
)
from engine.view import View

COPLANAR_SPREAD = 0.02
"""Over how many units, towards the viewer, what lies in one plane is spread by its order."""
COPLANAR_SORTING = 10
"""How much farther it is spread where it is sorted: ties of depth are farther apart than that."""
MAX_SEGMENT = 0.5
"""Longer segments are cut, in the world, so that lines are ordered by depth piece by piece."""


@dataclass(frozen=True, eq=False)
class WorldPrimitives:
    """The primitives of the world: `opaque` fills, and the `blended` rest, with the place of each
    in painter's order, from 0 to 1."""

    opaque: np.ndarray
    blended: np.ndarray
    order: np.ndarray

    def back_to_front(self, view: View) -> np.ndarray:
        """What is blended, farthest first; what lies in one plane in painter's order."""
        blended = self.blended
        toward_viewer = (0.5 * view.to_view[2, :3]).astype(np.float32)
        near = (blended["a"] + blended["b"]) @ toward_viewer
        near = near + blended["depth_bias"] + COPLANAR_SORTING * COPLANAR_SPREAD * self.order
        return blended[np.argsort(near, kind="stable")]


NOTHING = WorldPrimitives(NO_PRIMITIVES, NO_PRIMITIVES, np.zeros(0, np.float32))


def world_primitives(parts: Sequence[np.ndarray]) -> WorldPrimitives:
    """Of arrays of primitives, one for each mobject, in painter's order."""
    made = joined(parts)
    if not len(made):
        return NOTHING
    place = np.arange(len(parts), dtype=np.float32) / len(parts)
    order = np.repeat(place, [len(part) for part in parts])
    made["depth_bias"] += COPLANAR_SPREAD * order
    opaque = (made["kind"] == TRIANGLE) & (made["color_a"][:, 3] == 255)
    return WorldPrimitives(made[opaque], made[~opaque], order[~opaque])


def subdivided(made: np.ndarray) -> np.ndarray:
    """Segments longer than MAX_SEGMENT as several; the neighbours of the pieces are each other."""
    span = np.linalg.norm(made["b"] - made["a"], axis=1)
    count = np.ceil(span / MAX_SEGMENT).astype(int)
    count[(made["kind"] != SEGMENT) | (count < 1)] = 1
    if not len(made) or count.max() == 1:
        return made
    pieces = np.repeat(made, count)
    whole = np.repeat(np.arange(len(made)), count)
    step = np.arange(len(pieces)) - np.repeat(np.cumsum(count) - count, count)
    t0, t1 = step / count[whole], (step + 1) / count[whole]
    a, b = made["a"][whole], made["b"][whole]
    pieces["a"] = a + (b - a) * t0[:, None].astype(np.float32)
    pieces["b"] = a + (b - a) * t1[:, None].astype(np.float32)
    _join(pieces, made["flags"][whole].astype(int), step == 0, step == count[whole] - 1)
    first, last = made["color_a"][whole].astype(float), made["color_b"][whole].astype(float)
    pieces["color_a"] = np.round(first + (last - first) * t0[:, None])
    pieces["color_b"] = np.round(first + (last - first) * t1[:, None])
    return pieces


def _join(pieces: np.ndarray, flags: np.ndarray, first: np.ndarray, last: np.ndarray) -> None:
    """Makes pieces neighbours, but for the first and the last of each segment, which keep its."""
    start = np.where(first, flags & AT_START, HAS_BEFORE)
    end = np.where(last, flags & AT_END, HAS_AFTER)
    pieces["flags"] = start | end
    pieces["b"][~last] = pieces["a"][np.flatnonzero(~last) + 1]
    pieces["c"][~first] = pieces["a"][np.flatnonzero(~first) - 1]
    pieces["d"][~last] = pieces["b"][np.flatnonzero(~last) + 1]
