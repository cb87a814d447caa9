"""The cell of a grid in the plane around a marked point, and its image: which part of the inputs
lands where is seen even where a grid is folded, and lies on itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from calclib.arrays import Array, Interval
from calclib.mapping import Mapping
from calclib.sampling.curves import sample_curve
from scenes.figures.mapping.moving_lines import PathPair

_ROUNDED = 1e-9
"""To so small a share of an interval lines of a grid are known."""
_NODES = 17
"""Along each side of a cell, at which its image is looked at."""

_FOLDED = 0.02
"""A cell is folded if more than this share of it is turned over, and not."""

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
    torn, or not all of it is shown. Where it is folded those of parts of the cell that are not, for
    the outline of the whole may go forth and back."""
    nodes = (np.linspace(*each, _NODES) for each in sides)
    inner = np.stack(np.meshgrid(*nodes, indexing="ij"), axis=-1)
    images = mapping(*inner.reshape(-1, 2).T)
    if not is_shown(images).all():
        return []
    images = images.reshape(inner.shape)
    signs = _orientations(images)
    if min(np.mean(signs == 1), np.mean(signs == -1)) > _FOLDED:
        return list(_parts(inner, images, signs))
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


def _orientations(images: Array) -> NDArray[np.int_]:
    """Whether each cell (n, n) between the images (n + 1, n + 1, 2) of nodes keeps its orientation:
    1; -1 if it is turned over, 0 if it has no area."""
    rising, falling = images[1:, 1:] - images[:-1, :-1], images[:-1, 1:] - images[1:, :-1]
    areas = rising[..., 0] * falling[..., 1] - rising[..., 1] * falling[..., 0]
    return np.sign(areas).astype(int)


def _parts(inner: Array, images: Array, signs: NDArray[np.int_]) -> Iterator[PathPair]:
    """The outlines of strips of cells, each as far as all are turned over, or none is, and their
    images, which have one orientation: what lies on another one does not cancel it."""
    for k, column in enumerate(signs):
        ends = [0, *np.flatnonzero(np.diff(column)) + 1, len(column)]
        for first, last in pairwise(ends):
            rim = [grid[k : k + 2, first : last + 1] for grid in (inner, images)]
            loops = [np.vstack([each[0], each[1, ::-1], each[0, :1]]) for each in rim]
            inputs, outputs = (loop[:: -column[first] or 1] for loop in loops)
            yield inputs, outputs


def breadth(places: Array) -> float:
    """Of a closed outline (n, 3) in the frame: four times its area by its length, as wide as a
    square or a disc is; of a long band, about twice its width."""
    (x, y), (next_x, next_y) = places[:-1, :2].T, places[1:, :2].T
    steps = np.hypot(next_x - x, next_y - y).sum()
    return float(2 * abs(np.sum(x * next_y - next_x * y)) / max(steps, np.finfo(float).tiny))
