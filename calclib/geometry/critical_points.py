"""Critical points of a field: found by cells where the gradient may vanish and Newton's method.

Seeds are the cells of a grid in which both partial derivatives change sign, and the cells around
which the gradient has a winding number (the Poincare index) other than 0; damped Newton steps
polish them. Where the indices of the points found do not add up to the winding number,
`missed_critical_points` adds seeds. The search uses `SearchGradient`, which is fast; a point is
accepted only if the true gradient vanishes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.spatial import KDTree

from calclib.arrays import Array, Found, Mask, Region, region_frame
from calclib.geometry.circles import minimum_on_circles
from calclib.geometry.critical_point_kinds import CIRCLE_BUDGET, Kind, is_singular, kinds_of
from calclib.geometry.critical_point_seeds import seeds, winding_seeds
from calclib.geometry.missed_critical_points import reseed
from calclib.geometry.newton import UnitGradient, norms, thinned
from calclib.geometry.search_gradient import SearchGradient

_MAX_CLUSTER = 6
"""More degenerate zeros of the gradient within 1/128 of the region count as a line."""
_MAX_NOISY = 200
"""Zeros of a gradient of rounding errors that are checked at high precision."""
_DIGITS = 10
"""Coordinates are rounded to this many digits of the region's size if that does no harm."""


@dataclass(frozen=True, slots=True, eq=False)
class CriticalPoint:
    """A point (2,) where the gradient vanishes, the value there, and its kind."""

    point: Array
    value: float
    kind: Kind


def critical_points(f: Any, region: Region) -> Found[CriticalPoint]:
    """The isolated critical points of `f` in a region ((x0, x1), (y0, y1)), its border included.

    Points on a line or an area of critical points are not isolated (small circles around them
    contain others), so a constant and x^2 have none; nor has |x| + y^2 at 0, where the gradient
    does not exist. Sorted by x, then y. Not complete where too many degenerate points would have to
    be examined.
    """
    gradient = SearchGradient(f, *region_frame(region))
    if gradient.is_zero.all():
        return Found([], is_complete=True)
    field = UnitGradient.for_search(gradient)
    places = np.concatenate([field.polished(seeds(field)), winding_seeds(field)])
    places = _distinct(field, places)
    missed = field.polished(reseed(field, places))
    places = _distinct(field, np.concatenate([places, missed]))
    places = places[~_is_crowded(field, places)]
    points = _inside(gradient, _rounded(gradient, field.points(places)))
    places = (points - gradient.lower) / gradient.size
    at_kink = gradient.is_kink(points)
    is_accepted = _is_isolated(field, places, at_kink) & (at_kink | field.vanishes(places))
    is_accepted[is_accepted & at_kink] = gradient.vanishes_at_kink(points[is_accepted & at_kink])
    for index in np.flatnonzero(is_accepted & ~at_kink & field.is_noisy(places))[:_MAX_NOISY]:
        is_accepted[index] = not gradient.is_far_from_zero(points[index])
    found = _classified(field, places[is_accepted], points[is_accepted], at_kink[is_accepted])
    found.sort(key=lambda each: (round(each.point[0], 9), each.point[1]))
    is_uncertain = is_singular(field, places) | at_kink
    return Found(found, bool(np.count_nonzero(is_uncertain) <= CIRCLE_BUDGET // field.cost))


def critical_point_near(field: UnitGradient, place: Array, reach: float) -> CriticalPoint | None:
    """The critical point to which Newton's method converges from a place (2,), in unit coordinates.

    None unless it lies within `reach` of it, a share of the region's sides.
    """
    ends = field.converged(place[None, :])
    if not np.abs(ends[0] - place).max() <= reach:
        return None
    points = round_coordinates(field, field.points(ends))
    return _classified(field, ends, points, np.zeros(1, dtype=bool))[0]


def round_coordinates(field: UnitGradient, points: Array) -> Array:
    """Points (n, 2), each coordinate rounded where this makes the gradient no longer; never -0."""
    with np.errstate(all="ignore"):
        for axis in np.eye(2, dtype=bool):
            rounded = np.where(axis, _round_to_digits(points, field.size), points)
            places = (np.stack([points, rounded]) - field.lower) / field.size
            before, after = map(norms, map(field, places))
            points = np.where((after <= before)[:, None], rounded, points)
    return points


def _classified(
    field: UnitGradient, places: Array, points: Array, at_kink: Any
) -> list[CriticalPoint]:
    if len(places) == 0:
        return []
    spacing = np.full(len(places), np.inf)
    if len(places) > 1:
        spacing = KDTree(places).query(places, k=2)[0][:, 1]
    rows = zip(points, field.values(places), kinds_of(field, places, at_kink, spacing), strict=True)
    return [CriticalPoint(point, float(value), kind) for point, value, kind in rows]


def _rounded(gradient: SearchGradient, points: Array) -> Array:
    """Points (n, 2) rounded, each where its gradient is at most as long when rounded.

    NaN next to a hole, where a gradient of rounding errors may vanish.
    """
    rounded = _round_to_digits(points, gradient.size)
    with np.errstate(all="ignore"):
        before, after = (norms(gradient.gradient(*places.T)) for places in (points, rounded))
        better = after <= before
    holes = np.flatnonzero(~better)  # the gradient is NaN or longer there
    holes = holes[gradient.is_hole(rounded[holes])]
    better[holes] = gradient.vanishes_at_kink(rounded[holes])
    found = np.where(better[:, None], rounded, points)
    beside = _round_to_digits(points, gradient.size, _DIGITS - 3)
    found[np.isnan(gradient.f(*beside.T))] = np.nan
    return found


def _round_to_digits(points: Array, size: Array, digits: int = _DIGITS) -> Array:
    """Points (n, 2) rounded to so many digits of the region's size; never -0."""
    decimals = digits - np.ceil(np.log10(size)).astype(int)
    columns = [np.round(column, int(n)) + 0.0 for column, n in zip(points.T, decimals, strict=True)]
    return np.stack(columns, axis=-1)


def _inside(gradient: SearchGradient, points: Array) -> Array:
    lower, upper = gradient.lower, gradient.lower + gradient.size
    near = 1e-9 * gradient.size
    inside = points[((points > lower - near) & (points < upper + near)).all(axis=1)]
    inside = np.clip(inside, lower, upper)
    return inside[np.isfinite(gradient.f(*inside.T))]


def _distinct(field: UnitGradient, places: Array) -> Array:
    """The place with the smallest gradient of each cluster.

    Where the Hessian is singular, Newton's method is less precise, and clusters are wider.
    """
    if len(places) == 0:
        return places
    places = places[np.argsort(norms(field(places)), kind="stable")]
    tolerance = np.where(is_singular(field, places), 2e-5, 1e-6)
    return thinned(places, tolerance)


def _is_crowded(field: UnitGradient, places: Array) -> Mask:
    """Which places (n, 2) are degenerate zeros close to many others: points of a line."""
    result = is_singular(field, places)
    if result.any():
        near = KDTree(places[result]).query_ball_point(places[result], 1 / 128, return_length=True)
        result[result] = near > _MAX_CLUSTER
    return result


def _is_isolated(field: UnitGradient, places: Array, at_kink: Any) -> Any:
    """Which places (n, 2) are not on a line of zeros, which would cross every small circle.

    A zero with a regular Hessian, and no kink, is never on such a line.
    """
    result = ~(is_singular(field, places) | at_kink)
    index = np.flatnonzero(~result)[: CIRCLE_BUDGET // field.cost]
    for radius in (2e-3, 2e-4):
        has_zeros = _has_zeros_nearby(field, places[index], radius, at_kink[index])
        result[index], index = ~has_zeros, index[has_zeros]
    return result


def _has_zeros_nearby(field: UnitGradient, places: Array, radius: float, at_kink: Any) -> Any:
    """Whether zeros of the gradient lie near a circle around each place (n, 2).

    Either Newton's method converges to them from the circle, or they lie on it. Where kinks meet, a
    kink along which the slopes of both sides cancel counts too, such as the axes for |x y|.
    """
    angles = 0.1 + np.arange(8) * np.pi / 4
    circle = radius * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    starts = places[:, None, :] + circle
    ends = field.converged(starts.reshape(-1, 2)).reshape(starts.shape)
    distance = norms(ends - places[:, None, :])
    has_zeros: Mask = np.any((distance > 0.2 * radius) & (distance < 3 * radius), axis=1)
    for candidates, slope in ((~has_zeros, field), (at_kink, _mean_around(field, 1e-3 * radius))):
        index = np.flatnonzero(candidates & ~has_zeros)
        has_zeros[index] = _vanishes_on_circle(slope, places[index], radius)
    return has_zeros


def _mean_around(field: UnitGradient, radius: float) -> Callable[[Array], Array]:
    """The mean of the gradient on four sides of places (..., 2)."""
    sides = radius * np.array([(0.8, 0.6), (-0.6, 0.8), (-0.8, -0.6), (0.6, -0.8)])
    return lambda places: field(places[..., None, :] + sides).mean(axis=-2)


def _vanishes_on_circle(slope: Callable[[Array], Array], places: Array, radius: float) -> Any:
    def length(at: Array) -> Array:
        return np.nan_to_num(norms(slope(at)), nan=np.inf)

    least, median = minimum_on_circles(length, places, np.full(len(places), radius), 12)
    return least <= 1e-9 * median
