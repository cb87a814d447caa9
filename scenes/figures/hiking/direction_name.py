"""Where the name of a direction stands: it goes along, and belongs to its arrow over a gradient."""

from __future__ import annotations

from itertools import product

import numpy as np

from scenes._kit.layout.segment_labels import box_distances, line_points
from scenes._kit.layout.slots import Slot

_USUAL = (0.24, 0.3)
"""From the direction's tip to its name, along its line and to the left of it, in scene units: the
head of a gradient's arrow behind it is farther from it."""
_ALONG = tuple(0.24 - 0.08 * np.arange(12))
_ASIDE = tuple(side * far for far in (0.3, 0.36, 0.43, 0.5, 0.6, 0.7) for side in (1, -1))
"""Other places that are tried."""
_OTHER_SIDE = 0.25
"""What it costs to be on the right, as a distance from the usual place in scene units."""
_NEARER, _ANYWAY = 0.85, 0.03
"""The share of the distance from its own arrow from which on the gradient's seems to be meant, and
by how much, in scene units, it may be nearer than that."""
_CLEAR, _CLEAR_OF_START = 0.08, 0.18
"""From the marks to the name's box, and from the point where the direction starts, at least."""
_IN_THE_WAY = 30.0
"""What it costs, for each scene unit that is missing."""


def name_offset(arrow: np.ndarray, mark: np.ndarray, half: np.ndarray, area: Slot) -> np.ndarray:
    """From the tip of a direction to the middle of its name (2,): along the direction, and to its
    left, in scene units.

    The place nearest to the usual one where the name, of the size 2 * `half` (2,), is nearer to
    the `arrow` (2, 3) than to the gradient's `mark` (n, 3), with the arrow upon it.
    """
    offsets = np.array([_USUAL, *product(_ALONG, _ASIDE)])
    places = np.array([place_of_name(arrow, offset, half, area) for offset in offsets])
    own, other, start = (
        box_distances(places[:, :2], half, each) for each in (line_points(arrow), mark, arrow[:1])
    )
    missing = np.maximum(_NEARER * own - _ANYWAY - other, 0)
    missing += np.maximum(_CLEAR - np.minimum(own, other), 0)
    missing += np.maximum(_CLEAR_OF_START - start, 0)
    away = np.hypot(offsets[:, 0] - _USUAL[0], np.abs(offsets[:, 1]) - _USUAL[1])
    cost = away + _OTHER_SIDE * (offsets[:, 1] < 0) + _IN_THE_WAY * missing
    return offsets[int(np.argmin(cost))]


def place_of_name(
    arrow: np.ndarray, offset: np.ndarray, half: np.ndarray, area: Slot
) -> np.ndarray:
    """The place (3,) of a name so far from the tip of an arrow (2, 3), within an area."""
    along = np.diff(arrow, axis=0)[0, :2]
    along /= np.linalg.norm(along)
    x, y = arrow[1, :2] + offset[0] * along + offset[1] * np.array([-along[1], along[0]])
    inner = area.inset(*half)
    return np.array([np.clip(x, inner.left, inner.right), np.clip(y, inner.bottom, inner.top), 0.0])
