"""Which levels to draw, and where on their curves to show the right angle with the gradient."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from calclib.arrays import Array, Interval, Region, region_frame
from calclib.framing.ticks import ticks
from calclib.geometry.level_curves import LevelCurve
from calclib.numeric.real_function import DifferentiableFunction
from calclib.sampling.grids import sample_grid
from calclib.sampling.value_ranges import value_range

_RIM = 0.08
"""Points closer to the border than this share of the region are skipped."""
_RIM_OF_HEIGHTS = 1e-3
_COUNTS, _MOST_ROUND, _MOST = (8, 11, 16), 18, 22
_LEAST_CROSSED = 3
"""So many levels are crossed by a climb, unless that takes more than the most there may be."""
_LONGEST_WITHOUT = 0.45
"""The share of a way beyond which a part of it that crosses no level gets one."""
_MOST_EMPTY = 0.57
"""At most this share of a picture is between two levels."""
_MOST_OF_PICTURE, _NODES = (0.1, 0.9), 61
"""Quantiles between which the heights of most of a picture are; samples along its sides."""
_MOST_OF_WALLS = 2.0
"""Heights so many times those of the middle 80 % are steep parts of a picture, and not poles."""

_LEAST_LEVELS = 2
"""So many levels remain where curves run into each other."""
_BESIDE_BOLD = 1.8
"""Beside a bold curve others keep so many gaps."""


def spread_levels(
    field: DifferentiableFunction, region: Region, count: int = 8, through: float | None = None
) -> list[float]:
    """Levels, increasing, whose curves are all over a picture.

    Evenly spaced over the field's range, and round, or one of them is that which they shall go
    `through`; where less than three of these are among the heights of most of the picture, or much
    of it is between two of them, that is where the field is steep in a part of it, mixed ones.
    """
    grid = sample_grid(field, region, (_NODES, _NODES))
    low, high = value_range(field, region)
    even = ticks(low, high, count)
    if through is not None and low <= through <= high and len(even) > 1:
        even = through + (even[1] - even[0]) * np.arange(-len(even), len(even) + 1)
        even = even[(low <= even) & (even <= high)]
    known = grid.z[np.isfinite(grid.z)]
    if not known.size:
        return even.tolist()
    least, most = np.quantile(known, _MOST_OF_PICTURE)
    are_spread = ((least < even) & (even < most)).sum() >= _LEAST_CROSSED
    if (are_spread and emptiest_share(even, known) <= _MOST_EMPTY) or most <= least:
        return even.tolist()
    return mixed_levels(known, count)


def mixed_levels(heights: Array, count: int) -> list[float]:
    """Up to so many levels, increasing, by heights (n,) all over a picture: half of them divide the
    heights evenly, half the picture, so that its flat parts have some and its steep ones most. None
    on a plain."""
    known = np.sort(heights[np.isfinite(heights)])
    if not known.size:
        return []
    low, high = value_range(known, most=_MOST_OF_WALLS)
    by_height = np.clip((known - low) / (high - low), 0.0, 1.0)
    shares = (np.linspace(0.0, 1.0, known.size) + by_height) / 2
    found = np.interp((np.arange(count) + 0.5) / count, shares, known)
    least, most = np.quantile(known, _MOST_OF_PICTURE)
    rim = _RIM_OF_HEIGHTS * (most - least)
    apart = np.diff(found, prepend=known.min()) > rim
    return found[apart & (found < known.max() - rim)].tolist()


def emptiest_share(levels: Sequence[float] | Array, heights: Array) -> float:
    """The largest share of a picture, by heights (n,) all over it, between two of some increasing
    levels; 0 without any height."""
    known = np.sort(heights[np.isfinite(heights)])
    bounds = np.searchsorted(known, levels) / max(1, known.size)
    return float(np.diff([0.0, *bounds, 1.0]).max()) if known.size else 0.0


def apart_in_picture(
    curves: Sequence[LevelCurve], others: Sequence[LevelCurve], gap: float, most: float = 0.15
) -> list[LevelCurve]:
    """Those of the curves that do not run into curves of other levels, nor into `others`, which are
    drawn bold.

    `gap`: nearer than this two curves are one line. The level whose curves are so near to others
    for the largest share of their length goes first, as long as there are some left and that share
    is more than `most`.
    """
    left = list(curves)
    while len(levels := {curve.level for curve in left}) > _LEAST_LEVELS:
        merged = {level: _merged_share(level, left, others, gap) for level in levels}
        worst = max(merged, key=merged.__getitem__)
        if merged[worst] <= most:
            break
        left = [curve for curve in left if curve.level != worst]
    return left


def _merged_share(
    level: float, curves: Sequence[LevelCurve], bold: Sequence[LevelCurve], gap: float
) -> float:
    """The share of the curves of a level that is nearer than a gap to curves of other levels, or
    than a larger one to bold curves."""
    from scipy.spatial import KDTree  # not loaded where bad input is refused

    own = np.vstack([_dense(each, gap) for each in curves if each.level == level])
    rest = [each for each in curves if each.level != level]
    merged = np.zeros(len(own), dtype=bool)
    for near, bound in ((rest, gap), (bold, _BESIDE_BOLD * gap)):
        if near:
            tree = KDTree(np.vstack([_dense(each, gap) for each in near]))
            merged |= np.isfinite(tree.query(own, distance_upper_bound=bound)[0])
    return float(merged.mean())


def _dense(curve: LevelCurve, gap: float) -> Array:
    """Points (n, 2) along a curve, evenly spaced, closer than half a gap."""
    points = curve.points[:, :2]
    steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
    length = np.concatenate([[0.0], np.cumsum(steps)])
    at = np.linspace(0.0, length[-1], 2 + int(2 * length[-1] / gap))
    return np.column_stack([np.interp(at, length, points[:, k]) for k in (0, 1)])


def inner_levels(heights: Interval, climbs: Sequence[Interval] = ()) -> list[float]:
    """Levels, increasing and evenly spaced, inside a range of heights.

    About eight round ones, more where the longest climb (from, to), if one gains height, would
    cross less than three; where so many round ones would be crowded, levels a third of that climb
    apart. None at the ends: a plain at the lowest height has no level curve there but its rounding
    errors.
    """
    low, high = heights
    rim = _RIM_OF_HEIGHTS * (high - low)
    climbs = [climb for climb in climbs if climb[1] - climb[0] > rim]
    start, end = max(climbs, key=lambda climb: climb[1] - climb[0], default=heights)
    for count in _COUNTS:
        levels = _without_rim(ticks(low, high, count), heights)
        are_crossed = ((start + rim < levels) & (levels < end - rim)).sum() >= _LEAST_CROSSED
        if are_crossed and levels.size <= _MOST_ROUND:
            return levels.tolist()
    gap = max((end - start) / _LEAST_CROSSED, (high - low) / _MOST)
    first = start + gap / 2
    lowest = first - gap * ((first - low) // gap)
    return _without_rim(np.arange(lowest, high, gap), heights).tolist()


def _without_rim(levels: Array, heights: Interval) -> Array:
    """Those of some levels that are clear of the ends of a range of heights."""
    low, high = heights
    rim = _RIM_OF_HEIGHTS * (high - low)
    return levels[(low + rim < levels) & (levels < high - rim)]


def with_level_on_long_way(
    levels: Sequence[float], heights: Interval, lengths: Array, climbed: Array
) -> list[float]:
    """Increasing levels inside a range of heights, and one more where a way up crosses none for
    long, as on a ridge: that in the middle of this part.

    `climbed` are the heights (n,), never falling, on the way after `lengths` (n,).
    """
    crossed = [level for level in levels if climbed[0] < level < climbed[-1]]
    bounds = np.array([0.0, *np.interp(crossed, climbed, lengths), lengths[-1]])
    longest = int(np.argmax(np.diff(bounds)))
    start, end = bounds[longest : longest + 2]
    low, middle, high = np.interp([start, (start + end) / 2, end], lengths, climbed)
    rim = _RIM_OF_HEIGHTS * (heights[1] - heights[0])
    is_short = end - start <= _LONGEST_WITHOUT * lengths[-1]
    if is_short or not low + rim < middle < high - rim:
        return list(levels)
    return sorted([*levels, float(middle)])


def spread_points(
    field: DifferentiableFunction,
    curves: Sequence[LevelCurve],
    region: Region,
    first: Sequence[float] | Array,
    count: int,
    accepts: Callable[[Array], NDArray[np.bool_]] | None = None,
) -> Array:
    """Up to `count` points (n, 2) on level curves, far from each other and from `first`.

    Farthest-point sampling (Gonzalez 1985) of the points with a gradient that are not near the
    border and that `accepts`, a function from (n, 2) to (n,), accepts.
    """
    lower, size = region_frame(region)
    points = np.concatenate([np.empty((0, 2)), *(curve.points for curve in curves)])
    points = points[_suitable(field, points, (points - lower) / size)]
    if accepts is not None:
        points = points[accepts(points)]
    places = (points - lower) / size
    distance = np.linalg.norm(places - (np.asarray(first, dtype=float) - lower) / size, axis=1)
    chosen: list[int] = []
    for _ in range(min(count, len(points))):
        chosen.append(int(distance.argmax()))
        distance = np.minimum(distance, np.linalg.norm(places - places[chosen[-1]], axis=1))
        if distance.max() < _RIM:
            break
    return points[chosen]


def _suitable(field: DifferentiableFunction, points: Array, places: Array) -> NDArray[np.bool_]:
    """Which points (n, 2) have a gradient, and are not near the border in unit coordinates."""
    with np.errstate(all="ignore"):
        lengths = np.linalg.norm(field.gradient()(*points.T), axis=1)
    inside = (np.abs(places - 0.5) < 0.5 - _RIM).all(axis=1)
    return inside & np.isfinite(lengths) & (lengths > 0)
