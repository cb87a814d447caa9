"""Level curves made finer where they turn, and carried on to the border of the domain.

Angles and lengths are those of a picture of the region as a square with sides of 1.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from calclib.arrays import Array
from calclib.geometry.grid_field import Level
from calclib.geometry.sign_changes import Mask

_ROUNDS = 18
"""Each makes the place of a zero eight times as precise."""


def rounded(level: Level, lines: list[Array]) -> list[Array]:
    """Lines (n, 2) with more points of the level where they turn by more than 15 degrees."""
    size = level.field.upper - level.field.lower
    for _ in range(4):
        sharp = [_sharp(line / size) for line in lines]
        if not any(each.size for each in sharp):
            break
        starts = np.concatenate([line[each] for line, each in zip(lines, sharp, strict=True)])
        ends = np.concatenate([line[each + 1] for line, each in zip(lines, sharp, strict=True)])
        normals = _turned((ends - starts) / size) * size
        points, good = _on_level(level, 0.5 * (starts + ends), normals)
        cuts = np.cumsum([each.size for each in sharp])[:-1]
        parts = zip(lines, sharp, np.split(points, cuts), np.split(good, cuts), strict=True)
        lines = [np.insert(line, at[kept] + 1, new[kept], axis=0) for line, at, new, kept in parts]
    return lines


def _sharp(line: Array) -> NDArray[np.intp]:
    """Indices of the segments at whose ends the line turns, unless they are tiny."""
    step = np.diff(line, axis=0)
    length = np.linalg.norm(step, axis=1)
    direction = step / np.where(length > 0, length, 1.0)[:, None]
    bend = np.linalg.norm(np.diff(direction, axis=0), axis=1) > 0.26
    return np.flatnonzero((np.r_[False, bend] | np.r_[bend, False]) & (length > 2e-4))


def ends_extended(level: Level, line: Array) -> Array:
    """An open line carried on from both ends to the border of the domain, 1.5 cells at most."""
    if np.array_equal(line[0], line[-1]):
        return line
    for _ in range(2):
        line = np.concatenate([line, _continued(level, line)])[::-1]
    return line


def _continued(level: Level, line: Array) -> Array:
    """Points (n, 2) that follow the last one of a line."""
    cell = level.field.cell
    point, before = line[-1], line[max(0, len(line) - 3)]
    found, travelled, stride = [], 0.0, 0.25
    on_border = ((point <= level.field.lower) | (point >= level.field.upper)).any()
    while not on_border and travelled < 1.5 and stride > 1e-3:
        way = (point - before) / cell
        ahead = way / (np.linalg.norm(way) or 1.0) * stride
        centre, normal = point + ahead * cell, 0.7 * _turned(ahead) * cell
        step, good = _on_level(level, centre[None, :], normal[None, :])
        if good[0]:
            before, point, travelled = point, step[0], travelled + stride
            found.append(point)
        else:
            stride /= 2
    return np.array(found).reshape(-1, 2)


def _turned(vectors: Array) -> Array:
    """Vectors (..., 2) turned by a right angle."""
    return vectors[..., ::-1] * np.array([-1.0, 1.0])


def _on_level(level: Level, centres: Array, across: Array) -> tuple[Array, Mask]:
    """The nearest points to the level on segments centre +- across, and whether they are on it.

    |f - level| is looked at ever closer around its least value, so a touch without change of sign
    counts; points outside the region do not.
    """
    steps = np.linspace(-1.0, 1.0, 17)
    middle, reach = np.zeros(len(centres)), 1.0
    rows = np.arange(len(centres))
    for _ in range(_ROUNDS):
        offsets = middle[:, None] + reach * steps
        heights = np.abs(level(centres[:, None, :] + offsets[..., None] * across[:, None, :]))
        index = np.where(np.isfinite(heights), heights, np.inf).argmin(axis=1)
        middle, reach = offsets[rows, index], reach / 8
    points = centres + middle[:, None] * across
    return points, level.is_taken(points) & level.field.contains(points)
