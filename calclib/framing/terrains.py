"""Which region shows a climb: its start, its path, the summit, and the extrema beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calclib.arrays import Array, Interval, Region, region_frame
from calclib.framing.regions import equal_scale_region
from calclib.geometry.critical_points import critical_points
from calclib.geometry.steepest_ascent import Ascent, steepest_ascent
from calclib.numeric.real_function import DifferentiableFunction
from calclib.sampling.value_ranges import value_range

_SEARCH_GROWTH = 8.0
"""How many times wider a summit is searched for, where the path leaves the default region."""
_GAIN_SHARE = 0.97
"""A path that leads out of the picture is followed until this share of its gain in height."""
_FAR_SIDE = 0.6
"""A summit is shown from all sides: up to this share of its distance from the start."""
_MARGIN = 0.15
"""The margin around all that, as a share of its size."""
_LEAST_SHARE = 0.7
"""A region's least height, as a share of the default region's."""
_MOST_RELIEF = 8.0
"""In a region with more relief than this, in multiples of the climb, the climb looks flat."""
_EXTREMA_GROWTH = 1.6
"""Extrema beside the path are included while the region grows at most by this factor."""
_ENDS = ("summit", "saddle", "undefined")
"""Outcomes of a path that ends at a place of the terrain, not at the region's border."""


def terrain_region(
    field: DifferentiableFunction, start: Sequence[float], aspect: float = 1.0
) -> Region:
    """A region of aspect ratio `aspect` (width over height), the same scale on both axes, that
    shows a climb from a start: its path and end, and the extrema near it.

    A path that leads on and on is shown as far as it gains height, or in the default region.
    Raises what `steepest_ascent` raises.
    """
    base = equal_scale_region(field, start, aspect)
    path = steepest_ascent(field, start, base)
    if path.outcome == "left the region" and not _levels_off(path):
        path = steepest_ascent(field, start, _scaled(base, _SEARCH_GROWTH))
    if len(path.points) == 1 or not (path.outcome in _ENDS or _levels_off(path)):
        return base
    shown = _shown_points(path)
    least = _LEAST_SHARE * (base[1][1] - base[1][0])
    framed = _fitted(shown, aspect, least)
    low, high = value_range(field, framed)
    if high - low > _MOST_RELIEF * (path.values[-1] - path.values[0]):
        framed = _fitted(shown, aspect, least / 2)
    return _with_extrema(field, shown, framed, aspect)


def terrain_heights(
    field: DifferentiableFunction, region: Region, starts: Sequence[Sequence[float]]
) -> Interval:
    """The range of heights of a terrain: its extrema and the starts of paths, but not its poles."""
    low, high = value_range(field, region)
    extrema = [each.value for each in critical_points(field, region) if each.kind != "saddle"]
    heights = [*extrema, *(float(field(*start)) for start in starts)]
    known = [height for height in heights if np.isfinite(height)]
    return min([low, *known]), max([high, *known])


def _levels_off(path: Ascent) -> bool:
    """Whether the path runs out onto a plateau: its last part gains almost nothing."""
    last = path.values[-max(2, len(path.values) // 10)]
    return bool(path.values[-1] - last < (1 - _GAIN_SHARE) * (path.values[-1] - path.values[0]))


def _shown_points(path: Ascent) -> Array:
    """The corners (n, 2) of what must be in the picture: the path, and the far side of its end."""
    if path.outcome not in _ENDS:
        goal = path.values[0] + _GAIN_SHARE * (path.values[-1] - path.values[0])
        return path.points[: int(np.searchsorted(path.values, goal)) + 1]
    end = path.points[-1]
    reach = _FAR_SIDE * float(np.linalg.norm(end - path.points[0]))
    return np.vstack([path.points, end - reach, end + reach])


def _with_extrema(
    field: DifferentiableFunction, shown: Array, region: Region, aspect: float
) -> Region:
    """The region widened for extrema beside it, the nearest ones first, while it stays small."""
    height = region[1][1] - region[1][0]
    around = _scaled(region, _EXTREMA_GROWTH)
    near = [each.point for each in critical_points(field, around) if each.kind != "saddle"]
    middle = shown.mean(axis=0)
    for point in sorted(near, key=lambda point: float(np.linalg.norm(point - middle))):
        wider = np.vstack([shown, point])
        framed = _fitted(wider, aspect, height)
        if framed[1][1] - framed[1][0] <= _EXTREMA_GROWTH * height:
            shown, region = wider, framed
    return region


def _fitted(points: Array, aspect: float, least: float) -> Region:
    """The smallest region of an aspect ratio around points (n, 2), with a margin."""
    low, high = points.min(axis=0), points.max(axis=0)
    width, height = (1 + 2 * _MARGIN) * (high - low)
    height = max(float(height), float(width) / aspect, least)
    half = 0.5 * height * np.array([aspect, 1.0])
    (x0, y0), (x1, y1) = (low + high) / 2 - half, (low + high) / 2 + half
    return (float(x0), float(x1)), (float(y0), float(y1))


def _scaled(region: Region, factor: float) -> Region:
    """The region scaled about its centre."""
    lower, size = region_frame(region)
    (x0, y0), (x1, y1) = lower + 0.5 * (1 - factor) * size, lower + 0.5 * (1 + factor) * size
    return (float(x0), float(x1)), (float(y0), float(y1))
