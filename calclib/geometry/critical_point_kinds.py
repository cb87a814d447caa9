"""What a critical point is: by its Hessian, or by values on circles where that is singular."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import numpy as np

from calclib.arrays import Array
from calclib.geometry.circles import minimum_on_circles
from calclib.geometry.newton import UnitGradient, determinants

Kind: TypeAlias = Literal["minimum", "maximum", "saddle", "undecided"]

_SINGULAR = 1e-6
"""A Hessian is singular if its determinant is at most this share of its squared norm."""
_RADII = (1e-2, 5e-3, 2e-3)
"""Radii, as shares of the region, on which values are compared with that at the centre."""
_RIDGE_RISE = 1e-9
"""The share of its depth by which a ridge may rise beside a summit, as an error of its place."""
CIRCLE_BUDGET = 120_000
"""Degenerate points examined on circles, times the number of operations of f, at most."""
_BY_SIGNS: dict[tuple[int, int], Kind] = {
    (1, 1): "minimum", (-1, -1): "maximum", (-1, 1): "saddle",
}  # fmt: skip


def kinds_of(field: UnitGradient, places: Array, at_kink: Any, spacing: Array) -> list[Kind]:
    """The kinds of critical points (n, 2); `at_kink`: those without a Hessian.

    There, and where the Hessian is singular, values on circles decide, with radii of at most 1 %
    of the region and a third of the distance `spacing` (n,) to the nearest other point: all above,
    a minimum; all below, a maximum; both, a saddle (so x^3 + y^2 has one); else undecided.
    """
    hessian = field.hessian(places)
    rising = hessian[:, 0, 0] + hessian[:, 1, 1] > 0
    kinds = np.where(determinants(hessian) < 0, "saddle", np.where(rising, "minimum", "maximum"))
    index = np.flatnonzero(is_singular(field, places) | at_kink)
    found: list[Any] = kinds.tolist()
    for at in index:
        found[at] = "undecided"
    index = index[: CIRCLE_BUDGET // field.cost]
    scale = np.fmin(1.0, spacing[index] / (3 * _RADII[0]))
    signs = np.stack([_signs_around(field, places[index], scale * r) for r in _RADII])
    consistent = (signs == signs[0]).all(axis=(0, 2))
    for at, pair, is_consistent in zip(index, signs[0].tolist(), consistent, strict=True):
        found[at] = _BY_SIGNS.get(tuple(pair), "undecided") if is_consistent else "undecided"
    return found


def is_weak_summit(field: UnitGradient, place: Array) -> bool:
    """Whether values around a place are at most that at it, and some are less: a ridge."""
    radii, places = np.array(_RADII), np.tile(place, (len(_RADII), 1))
    centre = field.values(places)
    fall, _ = minimum_on_circles(field.values, places, radii, 8)
    rise, _ = minimum_on_circles(lambda at: -field.values(at), places, radii, 8)
    depth = centre - fall
    noise = 1e-14 * np.abs(centre) + _RIDGE_RISE * depth
    return bool(((depth > 1e-14 * np.abs(centre)) & (-rise - centre <= noise)).all())


def is_singular(field: UnitGradient, places: Array) -> Any:
    """Where the Hessian is singular, or small relative to Hessians nearby.

    Not in a narrow valley, where the determinant is small relative to the Hessian, but the same
    nearby, as for x^2 + 1e12 y^2.
    """
    hessian = field.hessian(places)
    offsets = 0.01 * np.array([[1.0, 0.3], [-0.3, 1.0], [-1.0, -0.3], [0.3, -1.0]])
    nearby = field.hessian(places[:, None, :] + offsets)
    norm, norm_nearby = (np.abs(matrix).max(axis=(-2, -1)) for matrix in (hessian, nearby))
    share, share_nearby = np.abs(determinants(hessian)), np.abs(determinants(nearby))
    is_valley = (share > 0) & (share * norm**2 > 1e-3 * _largest(share_nearby * norm_nearby**2))
    return (~(share > _SINGULAR) & ~is_valley) | (norm < _SINGULAR * _largest(norm_nearby))


def _largest(nearby: Array) -> Array:
    return np.nan_to_num(nearby).max(axis=1)


def _signs_around(field: UnitGradient, places: Array, radii: Array) -> Array:
    """Signs (n, 2) of the minimum and the maximum on circles minus the value at their centres.

    0 where the difference is within rounding, or a value is undefined.
    """
    centre = field.values(places)
    signs = []
    for sign in (1.0, -1.0):
        least, _ = minimum_on_circles(
            lambda at, sign=sign: sign * field.values(at), places, radii, 8
        )
        rise = least - sign * centre
        signs.append(np.where(np.abs(rise) > 1e-14 * np.abs(centre), sign * np.sign(rise), 0.0))
    known = ~np.isnan(signs).any(axis=0)
    return np.where(known, signs, 0.0).T.astype(int)
