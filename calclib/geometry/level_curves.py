"""Level curves of a field: where f - level changes sign, and where it only touches 0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calclib.arrays import Array, Found, Region, region_frame
from calclib.geometry.curve_refinement import extended_to_border, refined_at_bends
from calclib.geometry.grid_field import GridField, Level
from calclib.geometry.sign_changes import polylines
from calclib.sampling.polylines import masked_runs

_CELLS = 400
_MERGE_DISTANCE = 0.2
"""Lines closer than about this share of a cell are the same."""
_MAX_LINES = 400
"""Of more lines at one level, the grid is too coarse for some, and their ends are left as found."""
_GRIDS_REMEMBERED = 2
"""A few megabytes each."""
_MAX_NARROW = 2_000
"""More narrow places than this are everywhere."""
_MIN_POINTS = 3
"""A curve on which f only touches a level has at least this many points."""


@dataclass(frozen=True, slots=True, eq=False)
class LevelCurve:
    """One connected piece of {f = level}: `points` (n, 2); if `closed`, the first is the last."""

    level: float
    points: Array
    closed: bool


def level_curves(f: Any, levels: Iterable[float], region: Region) -> Found[LevelCurve]:
    """The curves on which `f` equals a level, within `region` ((x0, x1), (y0, y1)).

    Points lie on the true curve, ends at the border of the region or the domain included; what is
    smaller than 1/400 of the region may be missed. Curves where f touches the level without
    crossing it (x^2 at 0) and borders of the domain where f equals it (sqrt(x) at 0) count; single
    points and whole areas do not, so a constant has none. Crossing curves share a point. More than
    400 curves at one level are not complete: the grid is too coarse for them.
    """
    region_frame(region)
    field = _grid(f, tuple((float(low), float(high)) for low, high in region))
    if field.is_constant():
        return Found([], is_complete=True)
    found = [list(_at_level(Level(field, float(value)))) for value in levels]
    return Found(chain.from_iterable(found), all(len(curves) <= _MAX_LINES for curves in found))


def parts_within(curves: Iterable[LevelCurve], region: Region) -> list[LevelCurve]:
    """The parts of level curves within a smaller region; their ends on its border are interpolated
    between neighbouring points."""
    region_frame(region)
    low, high = np.array(region, dtype=float).T
    parts: list[LevelCurve] = []
    for curve in curves:
        inside = np.all((curve.points >= low) & (curve.points <= high), axis=1)
        if inside.all():
            parts.append(curve)
            continue
        leaving = np.flatnonzero(inside[:-1] != inside[1:])
        ends = curve.points[leaving + ~inside[leaving]], curve.points[leaving + inside[leaving]]
        line = np.insert(curve.points, leaving + 1, _on_border(*ends, low, high), axis=0)
        keep = np.insert(inside, leaving + 1, True)
        parts += [LevelCurve(curve.level, part, False) for part in masked_runs(line, keep, 2)]
    return parts


def _on_border(inside: Array, outside: Array, low: Array, high: Array) -> Array:
    """Where segments from points (n, 2) inside a region to points outside cross its border."""
    crossed = np.clip(outside, low, high)
    with np.errstate(invalid="ignore"):
        shares = (crossed - inside) / (outside - inside)
    share = np.nanmin(shares, axis=1, keepdims=True, initial=1.0)
    points = inside + share * (outside - inside)
    return np.where(shares == share, crossed, np.clip(points, low, high))


@lru_cache(_GRIDS_REMEMBERED)
def _grid(f: Any, region: Region) -> GridField:
    """The grid of a field; a figure asks for a few levels, and then for others."""
    return GridField.on_region(f, region, _CELLS)


def _at_level(level: Level) -> Iterator[LevelCurve]:
    field = level.field
    narrow = level.narrow_places()
    if 0 < len(narrow) <= _MAX_NARROW:
        field = field.refined(narrow)
    found = polylines(level, field.nodes, field.filled - level.value, level.is_attained)
    if len(found) <= _MAX_LINES:
        found = [extended_to_border(level, line) for line in found]
    crossing = refined_at_bends(level, found)
    for line in [*crossing, *_touching(level, crossing)]:
        for part in _parts_on_level(level, line):
            closed = len(part) > 3 and bool(np.array_equal(part[0], part[-1]))
            yield LevelCurve(level.value, part, closed)


def _parts_on_level(level: Level, line: Array) -> Iterator[Array]:
    """A line without points at which f is not the level but jumps over it in float64.

    Cut where more than three in a row are dropped.
    """
    keep = level.is_exact(line)
    if keep.all():
        yield line
        return
    if np.array_equal(line[0], line[-1]) and keep.any():
        first = int(np.argmax(keep))
        line, keep = np.roll(line[:-1], -first, axis=0), np.roll(keep[:-1], -first)
        line, keep = np.append(line, line[:1], axis=0), np.append(keep, True)
    places = np.flatnonzero(keep)
    for run in np.split(places, np.flatnonzero(np.diff(places) > 4) + 1):
        if len(run) > 1:
            yield line[run]


def _touching(level: Level, crossing: list[Array]) -> Iterator[Array]:
    """Curves on which f - level is 0 without changing sign: critical lines, domain borders."""
    bin_size = _MERGE_DISTANCE * level.field.cell
    covered = {key for line in crossing for key in _bins(line / bin_size)[:, 4].tolist()}
    touched = level.touched_candidates()
    for border, keep in zip(level.field.touch_candidates, touched, strict=True):
        for line in masked_runs(border, keep, _MIN_POINTS):
            near = [not covered.isdisjoint(keys) for keys in _bins(line / bin_size).tolist()]
            for piece in masked_runs(line, ~np.array(near), _MIN_POINTS):
                covered.update(_bins(piece / bin_size)[:, 4].tolist())
                yield piece


def _bins(places: Array) -> NDArray[np.int64]:
    """Numbers (n, 9) of the 3 x 3 unit squares around places (n, 2), the own one in the middle."""
    around = np.array([(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)])
    x, y = np.moveaxis(np.floor(places)[:, None, :] + around, -1, 0).astype(np.int64)
    return x * 2**32 + y
