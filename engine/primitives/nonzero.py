"""Fills by the non-zero rule: the area that outlines wind around, cut into trapezoids.

Manim's Cairo, SVG and fonts fill by this rule. The plane is cut into bands at every corner and
every crossing of edges; within a band no edges cross, so that from left to right the winding number
is a running sum (Foley and others, "Computer Graphics", 1990, 3.6).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

TILT = 0.7391
"""An angle, in radians, at which hardly any edge lies: horizontal ones would bound no trapezoid."""
CELLS = 4_000_000
"""Pairs of edges, or of bands and edges, looked at together: bounds the memory."""
THINNEST = 1e-9
"""The height of a band, of that of the shape, below which it is left out."""


def nonzero(
    rings: Sequence[np.ndarray], plane: Sequence[int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Corners (n, 3) and triangles (m, 3) of the area that closed polylines (k, 3) wind around, and
    its border (b, 3): the edges, each with a third corner on its inner side. `plane` names the two
    axes of the plane in which they lie."""
    low, high, signs = _edges(rings, plane)
    bands = _bands(low[:, 3:], high[:, 3:])
    left, right, first, last = _merged(*_intervals(low, high, signs, bands))
    around = ((left, first), (right, first), (right, last), (left, last))
    places = [_at(low[edge], high[edge], bands[band]) for edge, band in around]
    corners = np.stack([*places, np.mean(places, axis=0)], axis=1).reshape(-1, 3)
    first_corners = 5 * np.arange(len(left))[:, None, None]
    triangles = (first_corners + np.array([[0, 1, 2], [0, 2, 3]])).reshape(-1, 3)
    border = (first_corners + np.array([[3, 0, 4], [1, 2, 4]])).reshape(-1, 3)
    return corners, triangles, border


def _edges(
    rings: Sequence[np.ndarray], plane: Sequence[int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The lower and the upper ends (n, 5) of all edges, in space and then in the tilted plane; 1
    for an edge that goes upwards, else -1."""
    turn = np.array([[np.cos(TILT), -np.sin(TILT)], [np.sin(TILT), np.cos(TILT)]])
    places = [np.hstack([ring, ring[:, plane] @ turn.T]) for ring in rings]
    start = np.concatenate(places)
    end = np.concatenate([np.roll(place, -1, axis=0) for place in places])
    level = start[:, 4] == end[:, 4]
    start, end = start[~level], end[~level]
    up = end[:, 4] > start[:, 4]
    low, high = np.where(up[:, None], start, end), np.where(up[:, None], end, start)
    return low, high, np.where(up, 1, -1)


def _bands(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """The heights of all corners and crossings, sorted."""
    step = high - low
    found = [low[:, 1], high[:, 1]]
    rows = max(1, CELLS // max(len(low), 1))
    for start in range(0, len(low), rows):
        these = slice(start, start + rows)
        gap = low[None] - low[these, None]
        size = step[these, None, 0] * step[None, :, 1] - step[these, None, 1] * step[None, :, 0]
        with np.errstate(divide="ignore", invalid="ignore"):
            here = (gap[..., 0] * step[None, :, 1] - gap[..., 1] * step[None, :, 0]) / size
            there = (gap[..., 0] * step[these, None, 1] - gap[..., 1] * step[these, None, 0]) / size
            cross = (here > 0) & (here < 1) & (there > 0) & (there < 1)
        edge, _ = np.nonzero(cross)
        found.append(low[these][edge, 1] + here[cross] * step[these][edge, 1])
    heights = np.unique(np.concatenate(found))
    apart = np.diff(heights, prepend=-np.inf) > THINNEST * np.ptp(heights)
    return heights[apart]


def _intervals(
    low: np.ndarray, high: np.ndarray, signs: np.ndarray, bands: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The intervals of all bands that are inside: the edges left and right of each, its band."""
    middles = (bands[:-1] + bands[1:]) / 2
    slope = (high[:, 3] - low[:, 3]) / (high[:, 4] - low[:, 4])
    offset = low[:, 3] - slope * low[:, 4]
    none = np.zeros(0, int)
    parts = [(none, none, none)]
    rows = max(1, CELLS // max(len(low), 1))
    for start in range(0, len(middles), rows):
        height = middles[start : start + rows, None]
        band, edge = np.nonzero((low[:, 4] < height) & (high[:, 4] > height))
        order = np.lexsort((offset[edge] + slope[edge] * height[band, 0], band))
        band, edge = band[order], edge[order]
        winding = np.cumsum(signs[edge])  # 0 at the end of every band, as outlines are closed
        before = winding - signs[edge]
        enter, leave = (winding != 0) & (before == 0), (winding == 0) & (before != 0)
        parts.append((edge[enter], edge[leave], band[enter] + start))
    left, right, place = (np.concatenate(each) for each in zip(*parts, strict=True))
    return left, right, place


def _merged(
    left: np.ndarray, right: np.ndarray, band: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Intervals between the same edges in consecutive bands as one: its edges, the heights below
    and above it, by number."""
    order = np.lexsort((band, right, left))
    left, right, band = left[order], right[order], band[order]
    goes_on = (np.diff(left) == 0) & (np.diff(right) == 0) & (np.diff(band) == 1)
    first = np.concatenate([[True], ~goes_on])[: len(left)]
    last = np.concatenate([~goes_on, [True]])[: len(left)]
    return left[first], right[first], band[first], band[last] + 1


def _at(low: np.ndarray, high: np.ndarray, height: np.ndarray) -> np.ndarray:
    """The points (n, 3) of edges at heights in the tilted plane."""
    share = (height - low[:, 4]) / (high[:, 4] - low[:, 4])
    return low[:, :3] + np.clip(share, 0, 1)[:, None] * (high[:, :3] - low[:, :3])
