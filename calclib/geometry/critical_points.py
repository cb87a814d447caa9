"""Critical points of a field: sought in every cell where the gradient may vanish, then polished.

Seeds are the cells of a grid in which both partial derivatives change sign, and the cells around
which the gradient turns (its winding number, the Poincare index, is not 0); damped Newton steps
polish them. Where the points found do not add up to the turning, `missed_critical_points` looks
again. All this asks gradient alone; in the end the gradient itself must vanish.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.spatial import KDTree

from calclib.arrays import Array, Mask, Region, region_frame
from calclib.geometry.circles import least_on_circles
from calclib.geometry.critical_point_kinds import MOST_CIRCLED, Kind, is_singular, kinds_of
from calclib.geometry.critical_point_seeds import seeds, turning_points
from calclib.geometry.missed_critical_points import second_look
from calclib.geometry.newton import UnitGradient, norms, thinned
from calclib.geometry.search_gradient import SearchGradient

_CROWD = 6
"""Degenerate zeros of the gradient within 1/128 of the region; more are a line."""
_DIGITS = 10
"""A coordinate is rounded to so many digits of the region's size where the gradient allows it."""


@dataclass(frozen=True, slots=True, eq=False)
class CriticalPoint:
    """A point (2,) where the gradient vanishes, the value there, and what it is."""

    point: Array
    value: float
    kind: Kind


def critical_points(f: Any, region: Region) -> list[CriticalPoint]:
    """The isolated critical points of `f` in a region ((x0, x1), (y0, y1)), its border included.

    Points on a line or an area of critical points are not isolated: small circles around them
    meet others; so a constant and x^2 have none. Where the gradient does not exist (|x| + y^2
    at 0) there is no critical point. Sorted by x, then y.
    """
    gradient = SearchGradient(f, *region_frame(region))
    if gradient.is_zero.all():
        return []
    field = UnitGradient.for_search(gradient)
    places = np.concatenate([field.polished(seeds(field)), turning_points(field)])
    places = _distinct(field, places)
    missed = field.polished(second_look(field, places))
    places = _distinct(field, np.concatenate([places, missed]))
    places = places[~_crowded(field, places)]
    points = _inside(gradient, _rounded(gradient, field.points(places)))
    places = (points - gradient.lower) / gradient.size
    bent = gradient.is_kink(points)
    good = _isolated(field, places, bent) & (bent | field.vanishes(places))
    good[good & bent] = gradient.vanishes_at_kink(points[good & bent])
    found = _described(field, places[good], points[good], bent[good])
    return sorted(found, key=lambda each: (round(each.point[0], 9), each.point[1]))


def critical_point_near(field: UnitGradient, place: Array, reach: float) -> CriticalPoint | None:
    """The critical point to which Newton's method leads from a place (2,) in unit coordinates.

    None unless it lies within `reach` of it, a share of the region's sides.
    """
    ends = field.settled(place[None, :])
    if not np.abs(ends[0] - place).max() <= reach:
        return None
    return _described(field, ends, field.points(ends), np.zeros(1, dtype=bool))[0]


def _described(field: UnitGradient, places: Array, points: Array, bent: Any) -> list[CriticalPoint]:
    if len(places) == 0:
        return []
    room = np.full(len(places), np.inf)
    if len(places) > 1:
        room = KDTree(places).query(places, k=2)[0][:, 1]
    rows = zip(points, field.values(places), kinds_of(field, places, bent, room), strict=True)
    return [CriticalPoint(point, float(value), kind) for point, value, kind in rows]


def _rounded(gradient: SearchGradient, points: Array) -> Array:
    """Points (n, 2), each with fewer digits where the gradient is no longer there."""
    decimals = _DIGITS - np.ceil(np.log10(gradient.size)).astype(int)
    columns = [np.round(column, int(n)) + 0.0 for column, n in zip(points.T, decimals, strict=True)]
    rounded = np.stack(columns, axis=-1)
    with np.errstate(all="ignore"):
        before, after = (norms(gradient.gradient(*each.T)) for each in (points, rounded))
        better = after <= before
    holes = np.flatnonzero(~better)  # there the gradient tells nothing
    holes = holes[gradient.is_hole(rounded[holes])]
    better[holes] = gradient.vanishes_at_kink(rounded[holes])
    return np.where(better[:, None], rounded, points)


def _inside(gradient: SearchGradient, points: Array) -> Array:
    lower, upper = gradient.lower, gradient.lower + gradient.size
    near = 1e-9 * gradient.size
    kept = points[((points > lower - near) & (points < upper + near)).all(axis=1)]
    kept = np.clip(kept, lower, upper)
    return kept[np.isfinite(gradient.f(*kept.T))]


def _distinct(field: UnitGradient, places: Array) -> Array:
    """One place, that with the smallest gradient, of each cluster.

    Where the Hessian is singular, Newton's method ends less sharply, and clusters are wider.
    """
    if len(places) == 0:
        return places
    places = places[np.argsort(norms(field(places)), kind="stable")]
    tolerance = np.where(is_singular(field, places), 2e-5, 1e-6)
    return thinned(places, tolerance)


def _crowded(field: UnitGradient, places: Array) -> Mask:
    """Which places (n, 2) are many degenerate zeros in one place: a line, without asking."""
    result = is_singular(field, places)
    if result.any():
        near = KDTree(places[result]).query_ball_point(places[result], 1 / 128, return_length=True)
        result[result] = near > _CROWD
    return result


def _isolated(field: UnitGradient, places: Array, bent: Any) -> Any:
    """Which places (n, 2) are not on a line of zeros: such a line crosses every small circle.

    A zero with a regular Hessian, and no kink, is never on one.
    """
    result = ~(is_singular(field, places) | bent)
    index = np.flatnonzero(~result)[: MOST_CIRCLED // field.cost]
    for radius in (2e-3, 2e-4):
        crossed = _crossed(field, places[index], radius, bent[index])
        result[index], index = ~crossed, index[crossed]
    return result


def _crossed(field: UnitGradient, places: Array, radius: float, bent: Any) -> Any:
    """Whether zeros of the gradient lie near a circle around each place (n, 2).

    Looked for are zeros to which Newton's method leads from the circle, and zeros on it. Where
    kinks meet, a kink along which the slopes of both sides cancel counts too, such as the axes for
    |x y|.
    """
    angles = 0.1 + np.arange(8) * np.pi / 4
    circle = radius * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    starts = places[:, None, :] + circle
    ends = field.settled(starts.reshape(-1, 2)).reshape(starts.shape)
    distance = norms(ends - places[:, None, :])
    crossed: Mask = np.any((distance > 0.2 * radius) & (distance < 3 * radius), axis=1)
    for among, slope in ((~crossed, field), (bent, _around(field, 1e-3 * radius))):
        index = np.flatnonzero(among & ~crossed)
        crossed[index] = _vanishes_on_circle(slope, places[index], radius)
    return crossed


def _around(field: UnitGradient, radius: float) -> Callable[[Array], Array]:
    """The mean of the gradient on four sides of places (..., 2)."""
    sides = radius * np.array([(0.8, 0.6), (-0.6, 0.8), (-0.8, -0.6), (0.6, -0.8)])
    return lambda places: field(places[..., None, :] + sides).mean(axis=-2)


def _vanishes_on_circle(slope: Callable[[Array], Array], places: Array, radius: float) -> Any:
    def length(at: Array) -> Array:
        return np.nan_to_num(norms(slope(at)), nan=np.inf)

    least, usual = least_on_circles(length, places, np.full(len(places), radius), 12)
    return least <= 1e-9 * usual
