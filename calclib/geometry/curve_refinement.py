"""Level curves refined where they bend, and extended to the border of the domain; thinned paths.

Angles and lengths are measured with the region scaled to a unit square.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calclib.arrays import Array
from calclib.geometry.grid_field import Level
from calclib.geometry.sign_changes import Mask

_MAX_BENDS = 4_000
"""More sharp bends than this come from curves that are narrower than the grid."""
_ROUNDS = 18
"""Each divides the error of a zero by eight."""


def refined_at_bends(level: Level, lines: list[Array]) -> list[Array]:
    """Lines (n, 2) with more points on the level where they turn by more than 15 degrees."""
    size = level.field.upper - level.field.lower
    for _ in range(4):
        sharp = [_sharp_segments(line / size) for line in lines]
        if not 0 < sum(segments.size for segments in sharp) <= _MAX_BENDS:
            break
        starts = np.concatenate([line[at] for line, at in zip(lines, sharp, strict=True)])
        ends = np.concatenate([line[at + 1] for line, at in zip(lines, sharp, strict=True)])
        normals = _perpendicular((ends - starts) / size) * size
        points, good = _project_onto_level(level, 0.5 * (starts + ends), normals)
        cuts = np.cumsum([segments.size for segments in sharp])[:-1]
        parts = zip(lines, sharp, np.split(points, cuts), np.split(good, cuts), strict=True)
        lines = [
            np.insert(line, at[is_new] + 1, new[is_new], axis=0) for line, at, new, is_new in parts
        ]
    return lines


def _sharp_segments(line: Array) -> NDArray[np.intp]:
    """Indices of the segments with a bend at an end, except tiny ones."""
    step = np.diff(line, axis=0)
    length = np.linalg.norm(step, axis=1)
    direction = step / np.where(length > 0, length, 1.0)[:, None]
    bend = np.linalg.norm(np.diff(direction, axis=0), axis=1) > 0.26
    return np.flatnonzero((np.r_[False, bend] | np.r_[bend, False]) & (length > 2e-4))


def extended_to_border(level: Level, line: Array) -> Array:
    """An open line extended at both ends to the border of the domain, by at most 1.5 cells."""
    if np.array_equal(line[0], line[-1]):
        return line
    for _ in range(2):
        line = np.concatenate([line, _extension(level, line)])[::-1]
    return line


def _extension(level: Level, line: Array) -> Array:
    """Points (n, 2) that continue a line beyond its last point."""
    cell = level.field.cell
    point, before = line[-1], line[max(0, len(line) - 3)]
    found, travelled, stride = [], 0.0, 0.25
    on_border = ((point <= level.field.lower) | (point >= level.field.upper)).any()
    while not on_border and travelled < 1.5 and stride > 1e-3:
        direction = (point - before) / cell
        stride_vector = direction / (np.linalg.norm(direction) or 1.0) * stride
        centre, normal = point + stride_vector * cell, 0.7 * _perpendicular(stride_vector) * cell
        step, good = _project_onto_level(level, centre[None, :], normal[None, :])
        if good[0]:
            before, point, travelled = point, step[0], travelled + stride
            found.append(point)
        else:
            stride /= 2
    return np.array(found).reshape(-1, 2)


def _perpendicular(vectors: Array) -> Array:
    """Vectors (..., 2) rotated by a right angle."""
    return vectors[..., ::-1] * np.array([-1.0, 1.0])


def _project_onto_level(level: Level, centres: Array, across: Array) -> tuple[Array, Mask]:
    """The points closest to the level on segments centre +- across, and whether they are on it.

    |f - level| is minimised by ever finer samples, so a zero without change of sign counts; points
    outside the region do not.
    """
    steps = np.linspace(-1.0, 1.0, 17)
    middle, reach = np.zeros(len(centres)), 1.0
    rows = np.arange(len(centres))
    for _ in range(_ROUNDS):
        offsets = middle[:, None] + reach * steps
        distances = np.abs(level(centres[:, None, :] + offsets[..., None] * across[:, None, :]))
        index = np.where(np.isfinite(distances), distances, np.inf).argmin(axis=1)
        middle, reach = offsets[rows, index], reach / 8
    points = centres + middle[:, None] * across
    return points, level.is_attained(points) & level.field.contains(points)


def thinned_path(points: list[Array], scale: float) -> Array:
    """A path (n, 2) thinned to a minimum spacing, except where it turns by 3 degrees.

    `scale` is the size of the region.
    """
    thinned = [points[0]]
    for point, after in pairwise(points[1:]):
        step = point - thinned[-1]
        length, next_step = np.hypot(*step), after - point
        across = abs(step[0] * next_step[1] - step[1] * next_step[0])
        turn = across / (length * np.hypot(*next_step) or 1.0)
        if length >= scale / 1000 or (turn > 0.05 and length > 1e-7 * scale):
            thinned.append(point)
    if len(points) > 1:
        thinned.append(points[-1])
    return np.array(thinned)


def unit_vector(vector: Array) -> Array:
    """A vector (2,) over its length; NaN for 0."""
    with np.errstate(all="ignore"):
        return vector / np.hypot(*vector)


def bend_points(path: Any, before: Array, after: Array) -> Array:
    """Points (n, 2) of a step's dense output, up to its end, one per 3 degrees of turn."""
    turn = float(np.arccos(np.clip(unit_vector(before) @ unit_vector(after), -1.0, 1.0)))
    count = min(64, 1 + int(turn / 0.05)) if np.isfinite(turn) else 1
    return path(np.linspace(path.t_min, path.t_max, count + 1)[1:]).T
