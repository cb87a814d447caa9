"""Critical points of a field: sought in every cell where the gradient may vanish, then polished.

Seeds are the cells of a grid in which both partial derivatives change sign, and the cells around
which the gradient turns (its winding number, the Poincare index, is not 0); damped Newton steps
polish them. Where the points found do not add up to the turning, `completeness` looks again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from scipy.spatial import KDTree

from calclib.arrays import Array, Region
from calclib.geometry.critical_point_seeds import seeds, turning_points
from calclib.geometry.missed_critical_points import second_look
from calclib.geometry.newton import UnitGradient, determinant

Kind: TypeAlias = Literal["minimum", "maximum", "saddle", "undecided"]

_FLAT = 1e-6
"""A Hessian whose determinant is this small against its norm's square decides nothing."""
_CROWD = 6
"""Degenerate zeros of the gradient within 1/128 of the region; more are a line."""
_CIRCLES = (1e-2, 5e-3, 2e-3)
"""Radii, as shares of the region, on which values are compared with that at the centre."""


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
    field = UnitGradient.over(f, region)
    if field.is_flat():
        return []
    places = np.concatenate([field.polished(seeds(field)), turning_points(field)])
    places = _distinct(field, places)
    missed = field.polished(second_look(field, places))
    places = _inside(field, _distinct(field, np.concatenate([places, missed])))
    found = _described(field, places[_isolated(field, places)])
    return sorted(found, key=lambda each: (round(each.point[0], 9), each.point[1]))


def critical_point_near(field: UnitGradient, place: Array, reach: float) -> CriticalPoint | None:
    """The critical point to which Newton's method leads from a place (2,) in unit coordinates.

    None unless it lies within `reach` of it, a share of the region's sides.
    """
    ends = field.settled(place[None, :])
    return _described(field, ends)[0] if np.abs(ends[0] - place).max() <= reach else None


def _described(field: UnitGradient, places: Array) -> list[CriticalPoint]:
    points = field.lower + field.size * places
    rows = zip(points, field.values(places), _kinds(field, places), strict=True)
    return [CriticalPoint(point, float(value), kind) for point, value, kind in rows]


def _kinds(field: UnitGradient, places: Array) -> list[Kind]:
    """What critical points (n, 2) are, by the Hessian, or by values on small circles around them.

    Where the Hessian decides nothing: all values above, a minimum; all below, a maximum; values
    on both sides, a saddle (no extremum; so x^3 + y^2 has one); else undecided.
    """
    hessian = field.hessian(places)
    singular, sign = _singular(field, places, hessian), determinant(hessian)
    kinds: list[Kind] = []
    for place, matrix, weak, index in zip(places, hessian, singular, sign, strict=True):
        if weak:
            kinds.append(_kind_by_circles(field, place))
        elif index < 0:
            kinds.append("saddle")
        else:
            kinds.append("minimum" if np.trace(matrix) > 0 else "maximum")
    return kinds


def _kind_by_circles(field: UnitGradient, place: Array) -> Kind:
    signs = {_signs_around(field, place, radius) for radius in _CIRCLES}
    kinds: dict[tuple[int, int], Kind] = {
        (1, 1): "minimum", (-1, -1): "maximum", (-1, 1): "saddle",
    }  # fmt: skip
    return kinds.get(signs.pop(), "undecided") if len(signs) == 1 else "undecided"


def is_weak_summit(field: UnitGradient, place: Array) -> bool:
    """Whether values around a place are nowhere above that at it, and somewhere below: a ridge."""
    signs = [_signs_around(field, place, radius) for radius in _CIRCLES]
    return all(least < 0 and largest <= 0 for least, largest in signs)


def _signs_around(field: UnitGradient, place: Array, radius: float) -> tuple[int, int]:
    """Signs of the least and the largest value on a circle, less that at its centre."""
    centre = float(field.values(place))
    noise = 1e-14 * abs(centre)
    extremes = []
    for sign in (1.0, -1.0):
        middle, reach = np.pi, np.pi
        least = np.inf
        for _ in range(4):
            angles = middle + reach * np.linspace(-1, 1, 361)
            circle = place + radius * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
            change = sign * (field.values(circle) - centre)
            if np.isnan(change).any():
                return 0, 0
            middle, reach = angles[change.argmin()], reach / 90
            least = min(least, float(change.min()))
        extremes.append(sign * least if abs(least) > noise else 0.0)
    return int(np.sign(extremes[0])), int(np.sign(extremes[1]))


def _inside(field: UnitGradient, places: Array) -> Array:
    kept = places[((places > -1e-9) & (places < 1 + 1e-9)).all(axis=1)]
    kept = np.clip(kept, 0.0, 1.0)
    return kept[np.isfinite(field.values(kept))]


def _singular(field: UnitGradient, places: Array, hessian: Array) -> Any:
    """Where the Hessian decides nothing: singular, or small against that of the neighbourhood."""
    norm = np.linalg.norm(hessian, axis=(1, 2))
    around = 0.01 * np.array([[1.0, 0.3], [-0.3, 1.0], [-1.0, -0.3], [0.3, -1.0]])
    nearby = np.linalg.norm(field.hessian(places[:, None, :] + around), axis=(2, 3))
    small = norm < _FLAT * np.nan_to_num(nearby).max(axis=1)
    return small | ~(np.abs(determinant(hessian)) > _FLAT * norm**2)


def _distinct(field: UnitGradient, places: Array) -> Array:
    """One place, that with the smallest gradient, of each cluster.

    Where the Hessian is singular, Newton's method ends less sharply, and clusters are wider.
    """
    if len(places) == 0:
        return places
    order = np.argsort(np.linalg.norm(field(places), axis=1), kind="stable")
    tolerance = np.where(_singular(field, places, field.hessian(places)), 2e-5, 1e-6)
    return field.thinned(places[order], tolerance[order])


def _isolated(field: UnitGradient, places: Array) -> Any:
    """Which places (n, 2) are not on a line of zeros: such a line crosses every small circle."""
    result = np.ones(len(places), dtype=bool)
    index = np.flatnonzero(_singular(field, places, field.hessian(places)))
    if index.size:  # many in one place: a line, without asking
        near = KDTree(places[index]).query_ball_point(places[index], 1 / 128, return_length=True)
        result[index], index = near <= _CROWD, index[near <= _CROWD]
    for radius in (2e-3, 2e-4):
        crossed = _crossed(field, places[index], radius)
        result[index], index = ~crossed, index[crossed]
    return result


def _crossed(field: UnitGradient, places: Array, radius: float) -> Any:
    """Whether zeros of the gradient lie near a circle around each place (n, 2).

    Looked for are zeros to which Newton's method leads from the circle, and zeros on it.
    """
    angles = 0.1 + np.arange(8) * np.pi / 4
    circle = radius * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    starts = places[:, None, :] + circle
    ends = field.settled(starts.reshape(-1, 2)).reshape(starts.shape)
    distance = np.linalg.norm(ends - places[:, None, :], axis=-1)
    crossed = ((distance > 0.2 * radius) & (distance < 3 * radius)).any(axis=1)
    for index in np.flatnonzero(~crossed):
        crossed[index] = _least_slope(field, places[index], radius) < 1e-9
    return crossed


def _least_slope(field: UnitGradient, place: Array, radius: float) -> float:
    """The least length of the gradient on a circle, against the largest one."""
    middle, reach, lengths = np.pi, np.pi, []
    for _ in range(6):
        angles = middle + reach * np.linspace(-1.0, 1.0, 361)
        circle = place + radius * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        lengths.append(np.nan_to_num(np.linalg.norm(field(circle), axis=-1), nan=np.inf))
        middle, reach = angles[lengths[-1].argmin()], reach / 90
    return float(lengths[-1].min() / (lengths[0].max() or 1.0))
