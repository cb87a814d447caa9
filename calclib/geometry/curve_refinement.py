"""Level curves made finer where they turn, and carried on to the border of the domain."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from calclib.arrays import Array
from calclib.geometry.sign_changes import Function


def rounded(g: Function, lines: list[Array]) -> list[Array]:
    """Lines (n, 2) with more zeros of g on them where they turn by more than 15 degrees."""
    for _ in range(4):
        sharp = [_sharp(line) for line in lines]
        if not any(each.size for each in sharp):
            break
        starts = np.concatenate([line[each] for line, each in zip(lines, sharp, strict=True)])
        ends = np.concatenate([line[each + 1] for line, each in zip(lines, sharp, strict=True)])
        normals = (ends - starts)[:, ::-1] * np.array([-1.0, 1.0])
        points, good = _zero_across(g, 0.5 * (starts + ends), normals)
        good &= ((points >= 0) & (points <= 1)).all(axis=1)
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


def ends_extended(g: Function, cell: float, line: Array) -> Array:
    """An open line carried on from both ends to the border of the domain, 1.5 cells at most."""
    if np.array_equal(line[0], line[-1]):
        return line
    for _ in range(2):
        line = np.concatenate([line, _continued(g, cell, line)])[::-1]
    return line


def _continued(g: Function, cell: float, line: Array) -> Array:
    """Points (n, 2) that follow the last one of a line."""
    point, before = line[-1], line[max(0, len(line) - 3)]
    found, travelled, stride = [], 0.0, 0.25 * cell
    on_border = ((line[-1] <= 0) | (line[-1] >= 1)).any()
    while not on_border and travelled < 1.5 * cell and stride > 1e-3 * cell:
        ahead = (point - before) / (np.linalg.norm(point - before) or 1.0) * stride
        normal = 0.7 * ahead[::-1] * np.array([-1.0, 1.0])
        step, good = _zero_across(g, (point + ahead)[None, :], normal[None, :])
        if good[0] and ((step >= 0) & (step <= 1)).all():
            before, point, travelled = point, step[0], travelled + stride
            found.append(point)
        else:
            stride /= 2
    return np.array(found).reshape(-1, 2)


def _zero_across(g: Function, centres: Array, across: Array) -> tuple[Array, Any]:
    """The zero of g nearest to the middle of segments centre +- across, and whether there is one.

    |g| is looked at ever closer around its least value, so a zero without change of sign counts.
    """
    steps = np.linspace(-1.0, 1.0, 17)
    middle, reach = np.zeros(len(centres)), 1.0
    largest = np.zeros(len(centres))
    least = np.zeros(len(centres))
    for _ in range(13):
        offsets = middle[:, None] + reach * steps
        sizes = np.abs(g(centres[:, None, :] + offsets[..., None] * across[:, None, :]))
        sizes = np.where(np.isfinite(sizes), sizes, np.inf)
        largest = np.fmax(largest, np.where(np.isfinite(sizes), sizes, 0.0).max(axis=1))
        index = sizes.argmin(axis=1)
        rows = np.arange(len(centres))
        middle, least, reach = offsets[rows, index], sizes[rows, index], reach / 8
    return centres + middle[:, None] * across, least <= 1e-6 * largest
