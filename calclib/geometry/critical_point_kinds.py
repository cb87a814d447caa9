"""What a critical point is: by its Hessian, or by values on circles where that is singular."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import numpy as np

from calclib.arrays import Array
from calclib.geometry.circles import least_on_circles
from calclib.geometry.newton import UnitGradient, determinants

Kind: TypeAlias = Literal["minimum", "maximum", "saddle", "undecided"]

_FLAT = 1e-6
"""A Hessian whose determinant is this small against its norm's square decides nothing."""
_CIRCLES = (1e-2, 5e-3, 2e-3)
"""Radii, as shares of the region, on which values are compared with that at the centre."""
MOST_CIRCLED = 120_000
"""So many degenerate points at most are looked at closely, by the number of operations of f."""
_BY_SIGNS: dict[tuple[int, int], Kind] = {
    (1, 1): "minimum", (-1, -1): "maximum", (-1, 1): "saddle",
}  # fmt: skip


def kinds_of(field: UnitGradient, places: Array, bent: Any, room: Array) -> list[Kind]:
    """What critical points (n, 2) are; `bent`: those where the Hessian decides nothing.

    There values on circles decide, which grow to 1 % of the region, and into a third of the room
    (n,) to the next point: all above, a minimum; all below, a maximum; values on both sides, a
    saddle (no extremum; so x^3 + y^2 has one); else undecided.
    """
    hessian = field.hessian(places)
    rising = hessian[:, 0, 0] + hessian[:, 1, 1] > 0
    kinds = np.where(determinants(hessian) < 0, "saddle", np.where(rising, "minimum", "maximum"))
    index = np.flatnonzero(is_singular(field, places) | bent)
    found: list[Any] = kinds.tolist()
    for at in index:
        found[at] = "undecided"
    index = index[: MOST_CIRCLED // field.cost]
    scale = np.fmin(1.0, room[index] / (3 * _CIRCLES[0]))
    signs = np.stack([_signs_around(field, places[index], scale * r) for r in _CIRCLES])
    alike = (signs == signs[0]).all(axis=(0, 2))
    for at, pair, sure in zip(index, signs[0].tolist(), alike, strict=True):
        found[at] = _BY_SIGNS.get(tuple(pair), "undecided") if sure else "undecided"
    return found


def is_weak_summit(field: UnitGradient, place: Array) -> bool:
    """Whether values around a place are nowhere above that at it, and somewhere below: a ridge."""
    radii = np.array(_CIRCLES)
    least, largest = _signs_around(field, np.tile(place, (len(radii), 1)), radii).T
    return bool((least < 0).all() and (largest <= 0).all())


def is_singular(field: UnitGradient, places: Array) -> Any:
    """Where the Hessian decides nothing: singular, or small against that of the neighbourhood."""
    hessian = field.hessian(places)
    norm = np.abs(hessian).max(axis=(1, 2))
    around = 0.01 * np.array([[1.0, 0.3], [-0.3, 1.0], [-1.0, -0.3], [0.3, -1.0]])
    nearby = np.abs(field.hessian(places[:, None, :] + around)).max(axis=(2, 3))
    small = norm < _FLAT * np.nan_to_num(nearby).max(axis=1)
    return small | ~(np.abs(determinants(hessian)) > _FLAT)


def _signs_around(field: UnitGradient, places: Array, radii: Array) -> Array:
    """Signs (n, 2) of the least and the largest value on circles, less that at their centres.

    0 where a difference is rounding, or a value is missing.
    """
    centre = field.values(places)
    signs = []
    for sign in (1.0, -1.0):
        least, _ = least_on_circles(lambda at, sign=sign: sign * field.values(at), places, radii, 8)
        rise = least - sign * centre
        signs.append(np.where(np.abs(rise) > 1e-14 * np.abs(centre), sign * np.sign(rise), 0.0))
    known = ~np.isnan(signs).any(axis=0)
    return np.where(known, signs, 0.0).T.astype(int)
