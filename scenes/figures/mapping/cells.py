"""The cell of a grid in the plane around a marked point, and its image: which part of the inputs
lands where is seen even where a grid is folded, and lies on itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from calclib.arrays import Array, Interval
from calclib.mapping import Mapping
from calclib.sampling.curves import sample_curve
from scenes.figures.mapping.moving_lines import PathPair

_ROUNDED = 1e-9
"""To so small a share of an interval lines of a grid are known."""
_NODES = 21
"""Along each side of a cell, at which its image is looked at."""

IsShown = Callable[[Array], NDArray[np.bool_]]
"""Which outputs (k, 2) are in the picture."""


def sides_around(
    point: Sequence[float], domain: Sequence[Interval], grid: Sequence[Array]
) -> list[Interval]:
    """The cell between the lines of a grid next to a point, or the ends of the domain: an interval
    of each input. The lines are at values (n,) of each of them."""
    sides = []
    for value, (low, high), lines in zip(point, domain, grid, strict=True):
        slack = _ROUNDED * (high - low)
        below, above = lines[lines < value - slack], lines[lines > value + slack]
        sides.append((max([low, *below]), min([high, *above])))
    return sides


def outline(mapping: Mapping, sides: Sequence[Interval], is_shown: IsShown) -> list[PathPair]:
    """The outline of a cell and its image, inputs and outputs (n, 2), closed; none if the image is
    torn, or not all of it is shown."""
    inner = np.stack(np.meshgrid(*(np.linspace(*each, _NODES) for each in sides)), axis=-1)
    if not is_shown(mapping(*inner.reshape(-1, 2).T)).all():
        return []
    (left, right), (low, high) = sides
    corners = np.array([(left, low), (right, low), (right, high), (left, high), (left, low)])

    def inputs_at(t: Array) -> Array:
        return np.column_stack([np.interp(t, range(5), each) for each in corners.T])

    def image(t: Array) -> Array:
        return np.column_stack([mapping(*inputs_at(t).T), t])

    pieces = sample_curve(image, 0.0, 4.0)
    if len(pieces) > 1:
        return []
    return [(inputs_at(piece[:, -1]), piece[:, :-1]) for piece in pieces]


def breadth(places: Array) -> float:
    """Of a closed outline (n, 3) in the frame: four times its area by its length, as wide as a
    square or a disc is; of a long band, about twice its width."""
    (x, y), (next_x, next_y) = places[:-1, :2].T, places[1:, :2].T
    steps = np.hypot(next_x - x, next_y - y).sum()
    return float(2 * abs(np.sum(x * next_y - next_x * y)) / max(steps, np.finfo(float).tiny))
