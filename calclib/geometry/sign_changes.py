"""Lines along which a function of the unit square changes sign, found on a grid and bisected.

The machinery under `contours`: everything here is in unit coordinates, (0, 0) to (1, 1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import contourpy
import numpy as np

from calclib.arrays import Array, Region, finite, region_frame

Function: TypeAlias = Callable[[Array], Array]

_HALVINGS = 46
_SHIFTS = (0.618, 0.271)
"""Inner nodes are shifted by these shares of a cell, off the round numbers where f is special."""
_SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1))


@dataclass(frozen=True)
class UnitField:
    """A field over a region, as a function of unit coordinates (..., 2), with its grid."""

    f: Any
    lower: Array
    size: Array
    cells: int

    @classmethod
    def over(cls, f: Any, region: Region, cells: int) -> UnitField:
        return cls(f, *region_frame(region), cells)

    def __call__(self, points: Array) -> Array:
        """Values at unit points, NaN where there is none."""
        places = self.lower + self.size * points
        with np.errstate(all="ignore"):
            values = self.f(places[..., 0], places[..., 1])
        return finite(np.broadcast_to(values, points.shape[:-1]))

    @cached_property
    def nodes(self) -> Array:
        """Grid nodes (cells + 1, cells + 1, 2), borders included, the second index along x."""
        inner = np.arange(self.cells - 1)
        x, y = (np.r_[0.0, (inner + shift) / (self.cells - 1), 1.0] for shift in _SHIFTS)
        return np.stack(np.meshgrid(x, y), axis=-1)

    @cached_property
    def filled(self) -> Array:
        """Values at the nodes; next to the domain, its border's value stands in."""
        return self._fill(self, self(self.nodes))

    def is_constant(self) -> bool:
        """Whether the values differ by rounding only (or there are none)."""
        known = self.filled[np.isfinite(self.filled)]
        return known.size == 0 or bool(np.ptp(known) <= 1e-12 * np.abs(known).max())

    @cached_property
    def silent_borders(self) -> list[Array]:
        """Where f may take a value without crossing it: turns along x and y, ends of the domain."""
        rows = (self.nodes[0], self.nodes[-1], self.nodes[:, 0], self.nodes[:, -1])
        lines: list[Array] = list(rows)
        for axis in np.eye(2):
            slope = self._rise(1e-5 * axis)
            lines += polylines(slope, self.nodes, self._fill(slope, slope(self.nodes)), jumps=True)
        known = np.isfinite(self(self.nodes))
        if not known.all():
            lines += polylines(self._inside, self.nodes, np.where(known, 1.0, -1.0), jumps=True)
        return lines

    def takes(self, line: Array, level: float) -> Any:
        """At which points (n,) the value is the level, measured by its change over one cell."""
        around = [self(line + np.array(side) / self.cells) for side in _SIDES]
        change = np.fmax.reduce(np.abs(np.array(around) - level))
        with np.errstate(invalid="ignore"):
            return np.abs(self(line) - level) <= 1e-5 * change

    def _rise(self, nudge: Array) -> Function:
        return lambda points: self(points + nudge) - self(points - nudge)

    def _inside(self, points: Array) -> Array:
        return np.where(np.isfinite(self(points)), 1.0, -1.0)

    def _fill(self, g: Function, z: Array) -> Array:
        """Give undefined nodes beside defined ones the value at the border between them."""
        nodes = self.nodes

        def last(at: Any, to: Any) -> Array:
            border, _ = bisect(_defined(g), nodes[at], nodes[to])
            return g(border + 1e-6 * (nodes[at] - border))  # not where f may vanish, on the border

        z = _from_beside(z, last)
        return _from_beside(z, lambda at, _: z[at])


def _defined(g: Function) -> Function:
    return lambda points: np.isfinite(g(points))


def _from_beside(z: Array, value: Callable[[Any, Any], Array]) -> Array:
    """z with undefined nodes `to` set to value(at, to) where a node `at` beside has a value."""
    result = z.copy()
    for dx, dy in _SIDES:
        j, i = np.nonzero(~np.isfinite(result))
        inside = (j + dy >= 0) & (j + dy < len(z)) & (i + dx >= 0) & (i + dx < len(z))
        j, i = j[inside], i[inside]
        known = np.isfinite(z[j + dy, i + dx])
        j, i = j[known], i[known]
        if j.size:
            result[j, i] = value((j + dy, i + dx), (j, i))
    return result


def bisect(holds: Callable[[Array], Any], inside: Array, outside: Array) -> tuple[Array, Array]:
    """The last points (n, 2) that hold and the first that do not, on segments between both."""
    inside, outside = inside.copy(), outside.copy()
    for _ in range(_HALVINGS):
        middle = 0.5 * (inside + outside)
        good = holds(middle)[:, None]
        inside, outside = np.where(good, middle, inside), np.where(good, outside, middle)
    return inside, outside


def polylines(g: Function, nodes: Array, z: Array, *, jumps: bool = False) -> list[Array]:
    """Lines (n, 2) on which g changes sign, from its values z at the nodes (n, n, 2).

    Every point lies on a grid edge and is bisected; where the two sides do not come together (a
    pole, a jump) the line is cut, unless `jumps` are asked for. Closed lines repeat their first
    point; with `jumps`, points are on the side where g is positive.
    """
    scale = float(np.nanmedian(np.abs(z))) or 1.0
    weight = 0.5 + 0.5 * np.abs(z) / (np.abs(z) + scale)  # keeps vertices off the nodes
    grid = np.ma.masked_invalid(np.where(z > 0, weight, -weight))
    found = contourpy.contour_generator(
        z=grid, name="serial", corner_mask=False, line_type=contourpy.LineType.Separate
    ).lines(0.0)
    lines = [np.asarray(line) for line in found]
    if not lines:
        return []
    vertices = np.concatenate(lines)
    points, good = _on_edges(g, nodes, vertices, jumps)
    ends = np.cumsum([len(line) for line in lines])[:-1]
    pairs = zip(np.split(points, ends), np.split(good, ends), strict=True)
    parts = [part for line, keep in pairs for part in _cut(line, keep)]
    return [part for part in parts if np.ptp(part, axis=0).max() > 0.05 / (len(z) - 1)]


def _on_edges(g: Function, nodes: Array, vertices: Array, jumps: bool) -> tuple[Array, Any]:
    """Bisect each vertex (n, 2), in index coordinates, along its edge; whether it is a root."""
    whole = np.abs(vertices - np.round(vertices)) < 1e-6
    i, j = np.where(whole, np.round(vertices), np.floor(vertices)).astype(int).T
    low = nodes[j, i]
    i, j = np.where(whole, np.round(vertices), np.ceil(vertices)).astype(int).T
    high = nodes[j, i]
    # start from a node where g has a value: the other one may only be filled in
    swap = ~np.isfinite(g(low))[:, None]
    start, end = np.where(swap, high, low), np.where(swap, low, high)
    positive = g(start) > 0
    a, b = bisect(lambda u: np.isfinite(v := g(u)) & ((v > 0) == positive), start, end)
    near, far = g(a), g(b)
    with np.errstate(invalid="ignore"):
        good = np.isfinite(near) if jumps else _meet(g, (start, end), (a, b), (near, far))
        other = (near < 0) & (far > 0) if jumps else np.abs(far) < np.abs(near)
    return np.where(other[:, None], b, a), good


def _meet(
    g: Function, edge: tuple[Array, Array], last: tuple[Array, Array], values: tuple[Array, Array]
) -> Any:
    """Whether both sides tend to zero: the gap is gone, or still closing at the smallest scale."""
    near, far = values
    first = np.fmax(np.abs(g(edge[0])), np.abs(g(edge[1])))
    step = 2.0**10 * (last[1] - last[0])
    back, ahead = g(last[0] - step), g(last[1] + step)
    far = np.where(np.isfinite(far), far, ahead)  # a hole may hide a jump
    gap = np.where(np.isfinite(far), np.abs(far - near), np.abs(near))
    wider = np.where(np.isfinite(ahead), np.abs(ahead - back), np.abs(back))
    tiny = gap <= 1e-6 * first
    return np.isfinite(near) & (tiny | ((gap < 0.5 * wider) & (gap <= 0.1 * first)))


def _cut(line: Array, keep: Any) -> Iterator[Array]:
    """Parts of a line between the points to leave out; a closed line opens at the first of them."""
    if keep.all():
        yield line
        return
    if np.array_equal(line[0], line[-1]):
        first = int(np.argmin(keep))
        line, keep = (np.roll(each[:-1], -first, axis=0) for each in (line, keep))
    cuts = np.flatnonzero(np.diff(keep.astype(int))) + 1
    for part, kept in zip(np.split(line, cuts), np.split(keep, cuts), strict=True):
        if kept[0]:
            yield part
