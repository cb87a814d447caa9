"""Which region shows a climb: its start, its path, the summit, and the extrema beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from calclib.arrays import Array, Interval, Region, region_frame
from calclib.framing.climbs import Climb, climb
from calclib.framing.windows.regions import beside_poles, equal_scale_region
from calclib.framing.windows.steep_places import on_this_side
from calclib.geometry.critical_points import critical_points
from calclib.numeric.real_function import DifferentiableFunction, RealFunction
from calclib.sampling.value_ranges import value_range

_SEARCH_GROWTH = 8.0
"""How many times wider a summit is searched for, where the path leaves the default region."""
_GAIN_SHARE = 0.97
"""A path that leads out of the picture is followed until this share of its gain in height."""
_BENT, _RUN_OUT = np.cos(np.radians(10.0)), 0.4
"""Where that would need more than the default region, it is followed while its direction differs so
much (the cosine of the angle) from its last one, and on by so much of the region's height.
"""
_FAR_SIDE = 0.4
"""A summit is shown from all sides: up to this share of its distance from the start; extrema beside
it up to the same share of their distance from it."""
_MARGIN = 0.12
"""The margin around all that, as a share of its size."""
_AROUND_START = 0.2
"""Directions turn around the start: so much of the region's height is shown on all sides of it."""
_LEAST_SHARE = 0.7
"""A region's least height, as a share of the default region's, ..."""
_PATH_SHARE = 0.45
"""... unless the path's ends are then nearer than this share of its width."""
_LEAST_PATH_SHARE = 0.33
"""Extrema beside the path are included while its ends are no nearer than this share."""
_EXTREMA_GROWTH = 1.6
"""They are looked for in a region so many times larger."""
_LEAST_WITH_SUMMITS, _CUT_SIDE = 0.29, 0.12
"""Other summits there, which the border would cut, are included while the ends are no nearer than
the first, with less around them."""
_MOST_RELIEF = 4.0
"""With more relief than this, in multiples of the climb, the climb would look flat: no more
is shown, ..."""
_BELOW, _ABOVE = 0.8, 0.3
"""... but so much of the climb below its start, and above its end, where the land is higher."""
_NODES = 101
_HARDLY, _BEYOND, _AROUND_PATH = 0.25, 0.02, 0.08
"""Lines at a side of a region that have values on less than this share of what others have are left
out, but for so much of the region beyond the others, and around the path."""
_TERRAINS_REMEMBERED = 4
"""Every hike in a terrain asks for its heights, and so does its picture."""
_ENDS = ("summit", "peak", "saddle", "undefined")
"""Outcomes of a path that ends at a place of the terrain, not at the region's border."""


def terrain_region(
    field: DifferentiableFunction, start: Sequence[float], aspect: float = 1.0
) -> Region:
    """A region of aspect ratio `aspect` (width over height), the same scale on both axes, that
    shows a climb from a start: its path and end, and the extrema near it.

    A path that leads on and on is shown as far as it gains height, or as it bends, or in the
    default region. Raises what `climb` raises.
    """
    base = equal_scale_region(field, start, aspect)
    path = climb(field, start, base)
    if path.outcome == "left the region" and not _levels_off(path):
        path = climb(field, start, _scaled(base, _SEARCH_GROWTH))
    if len(path.points) == 1 or not (path.outcome in _ENDS or _levels_off(path)):
        return _with_land(field, np.array([start]), base)
    framed = _region_of_path(field, start, path, base, aspect)
    framed = beside_poles(field, start, framed)
    climbed = float(path.values[0]), float(path.values[-1])
    lowest, _ = terrain_heights(field, framed, [climbed])
    return _with_land(field, path.points, framed, lowest)


def _region_of_path(
    field: DifferentiableFunction,
    start: Sequence[float],
    path: Climb,
    base: Region,
    aspect: float,
) -> Region:
    """The region of a path that ends or levels off, and of the extrema near it, of about the size
    of the default region `base`."""
    shown, height = _shown_points(path), _height(base)
    length = float(np.linalg.norm(path.points[-1] - path.points[0]))
    framed = _fitted(shown, aspect, min(_LEAST_SHARE * height, length / _PATH_SHARE / aspect))
    if path.outcome not in _ENDS and _height(framed) > height:
        shown = _bent_part(path, _RUN_OUT * height)
        framed = min(framed, _fitted(shown, aspect, height), key=_height)
    framed = _with_extrema(field, shown, framed, aspect, length)
    return _around(start, framed)


def terrain_heights(
    field: DifferentiableFunction, region: Region, climbs: Sequence[Interval]
) -> Interval:
    """The range of heights of a terrain: its extrema and climbs (from, to), but not its poles, nor
    depths beside which a climb would look flat."""
    (across, along) = region
    (low, high), heights = _own_heights(field, (tuple(across), tuple(along)))
    reached = [*heights, *(end for climb in climbs for end in climb if np.isfinite(end))]
    low, high = min([low, *reached]), max([high, *reached])
    climbed = max((end - start for start, end in climbs), default=0.0)
    if reached and 0 < _MOST_RELIEF * climbed < high - low:
        high = min(high, max(reached) + _ABOVE * climbed)
        low = max(low, min(high - _MOST_RELIEF * climbed, min(reached) - _BELOW * climbed))
    return low, high


@lru_cache(_TERRAINS_REMEMBERED)
def _own_heights(
    field: DifferentiableFunction, region: Region
) -> tuple[Interval, tuple[float, ...]]:
    """The range of heights in a region, and the finite heights of its extrema."""
    extrema = [each.value for each in critical_points(field, region) if each.kind != "saddle"]
    return value_range(field, region), tuple(filter(np.isfinite, extrema))


def _levels_off(path: Climb) -> bool:
    """Whether the path runs out onto a plateau: its last part gains almost nothing."""
    last = path.values[-max(2, len(path.values) // 10)]
    return bool(path.values[-1] - last < (1 - _GAIN_SHARE) * (path.values[-1] - path.values[0]))


def _shown_points(path: Climb) -> Array:
    """The corners (n, 2) of what must be in the picture: the path, and the far side of its end."""
    if path.outcome not in _ENDS:
        goal = path.values[0] + _GAIN_SHARE * (path.values[-1] - path.values[0])
        return path.points[: int(np.searchsorted(path.values, goal)) + 1]
    end = path.points[-1]
    reach = _FAR_SIDE * float(np.linalg.norm(end - path.points[0]))
    return np.vstack([path.points, end - reach, end + reach])


def _bent_part(path: Climb, beyond: float) -> Array:
    """The points (n, 2) of the path as far as it bends, and on by a length `beyond` that."""
    steps = np.diff(path.points, axis=0)
    sizes = np.hypot(*steps.T)
    lengths = np.concatenate([[0.0], np.cumsum(sizes)])
    bent = np.flatnonzero(steps @ steps[-1] < _BENT * sizes * sizes[-1])
    reach = min(lengths[bent[-1] + 1 if len(bent) else 0] + beyond, lengths[-1])
    end = [np.interp(reach, lengths, column) for column in path.points.T]
    return np.vstack([path.points[lengths < reach], end])


def _with_extrema(
    field: DifferentiableFunction, shown: Array, region: Region, aspect: float, length: float
) -> Region:
    """The region widened for extrema beside it, then for summits that its border would cut, with
    their surroundings, while a path whose ends are `length` apart is long enough in it."""
    height = _height(region)
    middle = shown.mean(axis=0)

    def widened(shown: Array, region: Region, kinds: set[str], side: float, widest: float):
        around = _scaled(region, _EXTREMA_GROWTH)
        near = [each.point for each in critical_points(field, around) if each.kind in kinds]
        for point in sorted(near, key=lambda point: float(np.linalg.norm(point - middle))):
            reach = side * float(np.linalg.norm(point - middle))
            wider = np.vstack([shown, point - reach, point + reach])
            framed = _fitted(wider, aspect, height)
            if framed[0][1] - framed[0][0] <= widest:
                shown, region = wider, framed
        return shown, region

    extrema = {"minimum", "maximum", "undecided"}
    shown, region = widened(shown, region, extrema, _FAR_SIDE, length / _LEAST_PATH_SHARE)
    widest = length / _LEAST_WITH_SUMMITS
    return widened(shown, region, {"maximum"}, _CUT_SIDE, widest)[1]


def _around(start: Sequence[float], region: Region) -> Region:
    """The region, with the same aspect ratio, widened where the start is close to its border."""
    lower, size = region_frame(region)
    reach = _AROUND_START * size[1]
    low = np.minimum(lower, np.array(start) - reach)
    high = np.maximum(lower + size, np.array(start) + reach)
    spare = size * ((high - low) / size).max() - (high - low)
    (x0, y0), (x1, y1) = low - spare / 2, high + spare / 2
    return (float(x0), float(x1)), (float(y0), float(y1))


def _with_land(field: RealFunction, path: Array, region: Region, lowest: float = -np.inf) -> Region:
    """The region around a path (n, 2) without the sides at which f has hardly any values, or any
    above the `lowest` height shown; no narrower or lower than is seen well, as far as there are
    values; and without the other side of a line on which f is vertical."""
    nodes = [np.linspace(*side, _NODES) for side in region]
    with np.errstate(all="ignore"):
        z = np.broadcast_to(field(nodes[0][None, :], nodes[1][:, None]), (_NODES, _NODES))
        known = z >= lowest  # -inf, as of ln at 0, ends a terrain that is not cut
    sides: list[Interval] = []
    for k, ((low, high), places) in enumerate(zip(region, nodes, strict=True)):
        share = known.mean(axis=k)
        kept = places[share >= _HARDLY * share.max()]
        near, far = path[:, k].min(), path[:, k].max()
        beyond, around = _BEYOND * (high - low), _AROUND_PATH * (high - low)
        sides.append(
            (
                float(max(low, min(kept[0] - beyond, near - around))),
                float(min(high, max(kept[-1] + beyond, far + around))),
            )
        )
    return on_this_side(field, path, (sides[0], sides[1]))


def _fitted(points: Array, aspect: float, least: float) -> Region:
    """The smallest region of an aspect ratio around points (n, 2), with a margin."""
    low, high = points.min(axis=0), points.max(axis=0)
    width, height = (1 + 2 * _MARGIN) * (high - low)
    height = max(float(height), float(width) / aspect, least)
    half = 0.5 * height * np.array([aspect, 1.0])
    (x0, y0), (x1, y1) = (low + high) / 2 - half, (low + high) / 2 + half
    return (float(x0), float(x1)), (float(y0), float(y1))


def _height(region: Region) -> float:
    return region[1][1] - region[1][0]


def _scaled(region: Region, factor: float) -> Region:
    """The region scaled about its centre."""
    lower, size = region_frame(region)
    (x0, y0), (x1, y1) = lower + 0.5 * (1 - factor) * size, lower + 0.5 * (1 + factor) * size
    return (float(x0), float(x1)), (float(y0), float(y1))
