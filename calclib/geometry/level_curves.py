"""Level curves of a field: found on a grid, then moved onto the true curve by bisection.

Marching squares (contourpy, after Lorensen and Cline) gives the course of the curves; each of its
vertices lies on a grid edge along which f - level changes sign, so that bisection finds the true
point, and shows a pole or a jump for what it is: values that do not come together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.spatial import KDTree

from calclib.arrays import Array, Region
from calclib.geometry.curve_refinement import ends_extended, rounded
from calclib.geometry.sign_changes import UnitField, polylines

_CELLS = 400


@dataclass(frozen=True, slots=True, eq=False)
class LevelCurve:
    """One connected piece of {f = level}: `points` (n, 2); if `closed`, the first is the last."""

    level: float
    points: Array
    closed: bool


def level_curves(f: Any, levels: Iterable[float], region: Region) -> list[LevelCurve]:
    """The curves on which `f` equals a level, within `region` ((x0, x1), (y0, y1)).

    Points lie on the true curve, its borders (of the region, of the domain) included; what is
    smaller than 1/400 of the region may be missed. Curves that f only touches (x^2 at level 0) and
    borders of the domain where f takes the level (sqrt(x) at 0) belong to them; single points and
    whole areas do not, so a constant has none. At a crossing two curves meet in one point.
    """
    field = UnitField.over(f, region, _CELLS)
    if field.is_constant():
        return []
    return [curve for level in levels for curve in _at_level(field, float(level))]


def _at_level(field: UnitField, level: float) -> Iterator[LevelCurve]:
    def above(points: Array) -> Array:
        return field(points) - level

    found = polylines(above, field.nodes, field.filled - level)
    crossing = rounded(above, [ends_extended(above, 1 / _CELLS, line) for line in found])
    for line in [*crossing, *_touching(field, level, crossing)]:
        closed = len(line) > 3 and bool(np.array_equal(line[0], line[-1]))
        yield LevelCurve(level, field.lower + field.size * line, closed)


def _touching(field: UnitField, level: float, known: list[Array]) -> Iterator[Array]:
    """Curves on which f - level is zero without changing sign: critical lines, domain borders."""
    near = 0.2 / _CELLS
    known = list(known)
    for border in field.silent_borders:
        for line in _kept(border, field.takes(border, level)):
            if known:
                distance, _ = KDTree(np.concatenate(known)).query(line)
                pieces = _kept(line, distance > near)
            else:
                pieces = iter([line])
            for piece in pieces:
                known.append(piece)
                yield piece


def _kept(line: Array, keep: Any) -> Iterator[Array]:
    """Runs of at least three consecutive points that are kept."""
    if keep.all():
        yield line
        return
    cuts = np.flatnonzero(np.diff(keep.astype(int))) + 1
    for run, kept in zip(np.split(line, cuts), np.split(keep, cuts), strict=True):
        if kept[0] and len(run) >= 3:
            yield run
