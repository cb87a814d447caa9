"""The drawing order of the world's primitives, for correct blending.

Opaque fills have depth and need no order; all others are drawn from back to front.
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
    SHADED,
    TRIANGLE,
    joined,
)
from engine.view import View

COPLANAR_SPREAD = 0.02
"""The depth bias, in units, between the first and the last of the primitives in one plane."""
COPLANAR_SORTING = 10
"""The factor by which that bias is larger for sorting, to break ties of depth reliably."""
MAX_SEGMENT = 0.5
"""Longer segments are cut, in units, so that the parts of a line are sorted separately."""


@dataclass(frozen=True, eq=False)
class WorldPrimitives:
    """The primitives of the world: `opaque` fills, and the `blended` rest with the position of
    each in painter's order, from 0 to 1."""

    opaque: np.ndarray
    blended: np.ndarray
    order: np.ndarray

    def back_to_front(self, view: View) -> np.ndarray:
        """The blended primitives, farthest first; those in one plane in painter's order."""
        blended = self.blended
        toward_viewer = (0.5 * view.to_view[2, :3]).astype(np.float32)
        nearness = (blended["a"] + blended["b"]) @ toward_viewer
        tie_break = COPLANAR_SORTING * COPLANAR_SPREAD * self.order
        nearness = nearness + blended["depth_bias"] + tie_break
        return blended[np.argsort(nearness, kind="stable")]


NO_WORLD_PRIMITIVES = WorldPrimitives(NO_PRIMITIVES, NO_PRIMITIVES, np.zeros(0, np.float32))


def world_primitives(parts: Sequence[np.ndarray]) -> WorldPrimitives:
    """The primitives of arrays, one for each mobject, in painter's order."""
    primitives = joined(parts)
    if not len(primitives):
        return NO_WORLD_PRIMITIVES
    place = np.arange(len(parts), dtype=np.float32) / len(parts)
    order = np.repeat(place, [len(part) for part in parts])
    primitives["depth_bias"] += COPLANAR_SPREAD * order
    opaque = (primitives["kind"] == TRIANGLE) & (primitives["color_a"][:, 3] == 255)
    opaque |= (primitives["kind"] == SHADED) & _all_opaque(primitives)
    return WorldPrimitives(primitives[opaque], primitives[~opaque], order[~opaque])


def _all_opaque(primitives: np.ndarray) -> np.ndarray:
    """Whether all three corners of shaded triangles are opaque."""
    alphas = np.minimum(primitives["color_a"][:, 3], primitives["color_b"][:, 3])
    return (alphas == 255) & (primitives["width"] == 1)


def subdivided(primitives: np.ndarray) -> np.ndarray:
    """Segments longer than MAX_SEGMENT cut into pieces that are neighbours of each other."""
    span = np.linalg.norm(primitives["b"] - primitives["a"], axis=1)
    count = np.ceil(span / MAX_SEGMENT).astype(int)
    count[(primitives["kind"] != SEGMENT) | (count < 1)] = 1
    if not len(primitives) or count.max() == 1:
        return primitives
    pieces = np.repeat(primitives, count)
    whole = np.repeat(np.arange(len(primitives)), count)
    step = np.arange(len(pieces)) - np.repeat(np.cumsum(count) - count, count)
    t0, t1 = step / count[whole], (step + 1) / count[whole]
    a, b = primitives["a"][whole], primitives["b"][whole]
    pieces["a"] = a + (b - a) * t0[:, None].astype(np.float32)
    pieces["b"] = a + (b - a) * t1[:, None].astype(np.float32)
    _link_pieces(
        pieces, primitives["flags"][whole].astype(int), step == 0, step == count[whole] - 1
    )
    first, last = (
        primitives["color_a"][whole].astype(float),
        primitives["color_b"][whole].astype(float),
    )
    pieces["color_a"] = np.round(first + (last - first) * t0[:, None])
    pieces["color_b"] = np.round(first + (last - first) * t1[:, None])
    return pieces


def _link_pieces(
    pieces: np.ndarray, flags: np.ndarray, first: np.ndarray, last: np.ndarray
) -> None:
    """Makes pieces neighbours; the outer ends of each segment keep its flags and neighbours."""
    start = np.where(first, flags & AT_START, HAS_BEFORE)
    end = np.where(last, flags & AT_END, HAS_AFTER)
    pieces["flags"] = start | end
    pieces["b"][~last] = pieces["a"][np.flatnonzero(~last) + 1]
    pieces["c"][~first] = pieces["a"][np.flatnonzero(~first) - 1]
    pieces["d"][~last] = pieces["b"][np.flatnonzero(~last) + 1]
