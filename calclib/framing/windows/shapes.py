"""Windows of a field that show one shape well: a critical point, or a wave rather than many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from calclib.arrays import Array, Region, inf_to_nan, region_frame
from calclib.errors import DomainError, NotDifferentiable
from calclib.geometry.critical_points import critical_points
from calclib.sampling.value_ranges import value_range

_NODES = 41
_CUT, _MAX_CUTS = 0.87, 22
"""A window shrinks to this share of its size, so often at most."""
_MOST_TURNS, _LEAST_RISE = 3, 0.2
"""So often at most a graph turns along a line through a window; a rise or fall counts if it is at
least this share of all values shown."""
_NEAR = 0.12
"""A critical point nearer to the given point than this share of the sides is looked at, ..."""
_AS_DEEP = 0.5
"""... in a window in which a bowl is at least half as deep, beside all that is shown, as one of its
second derivatives would be there, and a saddle goes as far up and down, ..."""
_HIGHER = 1.5
"""... where values go at most so many times farther, ..."""
_SAME_SIDE, _SLIGHT = 0.85, 0.1
"""... and a saddle lies above and below the point in the same places but for the rest of their
area, slight heights aside."""
_INSIDE = 0.2
"""The given point keeps so far from the sides of that window, in shares of them."""
_APART, _ONE = 0.1, 0.02
"""A point beside it comes so far from it, in shares of the sides, if it is no nearer than this."""
_ROUND = 0.02
"""The least ratio of the curvatures of a critical point that has the shape of a bowl or saddle."""


def calm_region(f: Callable[..., Any], point: Sequence[float], region: Region) -> Region:
    """The region, shrunk about a point (2,) until the graph of f has few waves in it along its
    middles and diagonals; itself where that never comes about."""
    for share in _CUT ** np.arange(_MAX_CUTS):
        part = _shrunk(region, point, float(share))
        if _turns(f, part) <= _MOST_TURNS:
            return part
    return region


def _turns(f: Callable[..., Any], region: Region) -> int:
    """How often f turns, at most, along the middles and the diagonals of a region."""
    lower, size = region_frame(region)
    t = np.linspace(0, 1, 6 * _NODES)
    half = np.full_like(t, 0.5)
    lines = np.array([(t, half), (half, t), (t, t), (t, 1 - t)])
    places = lower[:, None] + lines * size[:, None]
    low, high = value_range(f, region)
    with np.errstate(all="ignore"):
        values = np.broadcast_to(f(places[:, 0], places[:, 1]), places[:, 0].shape)
    heights = (np.clip(inf_to_nan(values), low, high) - low) / (high - low)
    return max(_turns_of(row[np.isfinite(row)]) for row in heights)


def _turns_of(heights: Array) -> int:
    """How often heights (n,) turn, but for small waves."""
    turns, sign = 0, 0
    least = most = heights[0] if len(heights) else 0.0
    for height in heights:
        least, most = min(least, height), max(most, height)
        rises, falls = height - least >= _LEAST_RISE, most - height >= _LEAST_RISE
        if (rises and sign <= 0) or (falls and sign >= 0):
            turns += sign != 0
            sign = 1 if rises else -1
        if sign > 0:
            least = height
        if sign < 0:
            most = height
    return turns


def region_of_shape(f: Any, point: Sequence[float], region: Region) -> Region:
    """The part of a region around a critical point of f at or beside a point (2,) in which it has
    the shape of a bowl, a summit or a saddle; the region itself where it has that there, or where
    there is no such point."""
    _, size = region_frame(region)
    given = np.array(point, dtype=float)
    places = [np.array(each.point, dtype=float) for each in critical_points(f, region)]
    gaps = [float(np.linalg.norm((place - given) / size)) for place in places]
    if min(gaps, default=1.0) > _NEAR:
        return region
    place = places[int(np.argmin(gaps))]
    bends = _curvatures(f, place)
    if bends is None:
        return region
    least = float((np.abs(place - given) / size).max()) / (0.5 - _INSIDE)
    for share in np.maximum(_CUT ** np.arange(_MAX_CUTS), least):
        if share == least or _is_shown(f, place, bends, share * size):
            return _apart(given, place, _around(place, region, float(share)))
    return region


def _around(place: Array, region: Region, share: float) -> Region:
    """A share of a region, about a place if there is room."""
    lower, size = region_frame(region)
    return _region(
        np.clip(place - share * size / 2, lower, lower + (1 - share) * size), share * size
    )


def _apart(given: Array, place: Array, region: Region) -> Region:
    """The region, or a part of it in which a point is well beside a place."""
    gap = float(np.linalg.norm((place - given) / region_frame(region)[1]))
    return _around(place, region, gap / _APART) if _ONE <= gap < _APART else region


def _curvatures(f: Any, place: Array) -> Array | None:
    """The second derivatives (2, 2) at a critical point; None where they do not give its shape."""
    try:
        bends = np.array(f.hessian().at(place.tolist()), dtype=float)
    except (DomainError, NotDifferentiable):
        return None
    least, most = np.sort(np.abs(np.linalg.eigvalsh(bends)))
    return bends if least > _ROUND * most else None


def _is_shown(f: Callable[..., Any], place: Array, bends: Array, size: Array) -> bool:
    """Whether a critical point has the shape of its second-order model in a window around it."""
    steps = np.stack(np.meshgrid(*(np.linspace(-0.5, 0.5, _NODES)[:, None] * size).T), axis=-1)
    nodes = place + steps
    model = np.einsum("...i,ij,...j", steps, bends, steps) / 2
    with np.errstate(all="ignore"):
        values = np.broadcast_to(f(nodes[..., 0], nodes[..., 1]), model.shape)
    rises = inf_to_nan(values - float(f(*place)))
    model = np.where(np.isfinite(rises), model, np.nan)
    if np.nanmax(np.abs(rises)) > _HIGHER * np.nanmax(np.abs(model)):
        return False
    if np.linalg.det(bends) > 0:
        side = np.sign(np.trace(bends))
        return bool(_depth(side * rises) >= _AS_DEEP * _depth(side * model))
    known = np.abs(model) > _SLIGHT * np.nanmax(np.abs(model))
    agree = np.mean(np.sign(rises[known]) == np.sign(model[known]))
    return bool(agree >= _SAME_SIDE and _balance(rises) >= _AS_DEEP * _balance(model))


def _depth(rises: Array) -> float:
    """How deep a bowl is up to the lowest place of its border, as a share of all heights (n, n)."""
    border = np.concatenate([rises[0], rises[-1], rises[:, 0], rises[:, -1]])
    return float(np.nanmin(border) / (np.nanmax(rises) - np.nanmin(rises)))


def _balance(rises: Array) -> float:
    """How far heights (n, n) go up or down from 0, whichever is less, as a share of both."""
    ends = np.nanmax(rises), -np.nanmin(rises)
    return float(min(ends) / sum(ends))


def _shrunk(region: Region, point: Sequence[float], share: float) -> Region:
    lower, size = region_frame(region)
    given = np.array(point, dtype=float)
    return _region(given + share * (lower - given), share * size)


def _region(lower: Array, size: Array) -> Region:
    (x0, y0), (x1, y1) = lower, lower + size
    return (float(x0), float(x1)), (float(y0), float(y1))
