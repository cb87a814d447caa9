"""Steps (dx, dy) for the total differential: their size, and how the error shrinks with them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from calclib.arrays import Interval
from calclib.errors import DomainError
from calclib.framing.secants import round_number_below
from calclib.framing.windows.regions import default_region
from calclib.numeric.real_function import RealFunction

_MAX_SHARE = 1 / 40
"""A step is at most this share of the region's side."""
_SHRINK_FACTORS = (1.0, 0.1, 0.01)
_MIN_RELATIVE_STEP = 1e-9
_STRAIGHT = 1e-6
"""A bend of less than this share of the rise is none."""
_QUARTER_RATIOS = (3.5, 4.5)
"""Ratios of two errors that count as 4."""


def default_step(
    field: RealFunction, point: Sequence[float], region: Sequence[Interval] | None = None
) -> tuple[float, ...]:
    """A step (dx, dy) from a point of a field of two variables: 1, 2 or 5 times powers of ten.

    At most a fortieth of the region's sides (`default_region`, unless given), in a direction in
    which the field is defined, and smaller where necessary; not along a straight line of the graph,
    as of sqrt(x y) towards the origin, where the tangent plane has no error, unless it has none at
    all. Raises DomainError where the field is undefined near the point.
    """
    sides = region or default_region(field, point)[0]
    lengths = [round_number_below(_MAX_SHARE * (high - low)) for low, high in sides]
    if _is_straight(field, point, lengths):
        shorter = [lengths[0], *(round_number_below(h / 2) for h in lengths[1:])]
        lengths = lengths if _is_straight(field, point, shorter) else shorter
    for shrink in _SHRINK_FACTORS:
        for signs in product((1.0, -1.0), repeat=len(lengths)):
            step = tuple(s * shrink * h for s, h in zip(signs, lengths, strict=True))
            if has_values_around(field, point, step):
                return step
    raise DomainError(f"{field} has no values beside {tuple(point)}")


def _is_straight(field: RealFunction, point: Sequence[float], step: Sequence[float]) -> bool:
    """Whether the graph has no bend along a step to both sides of a point."""
    moves = np.multiply.outer([-1.0, 0.0, 1.0], step) + np.asarray(point, dtype=float)
    with np.errstate(all="ignore"):
        before, here, after = np.asarray(field(*moves.T), dtype=float)
    bend, rises = abs(before + after - 2 * here), abs(after - here) + abs(here - before)
    return bool(bend <= _STRAIGHT * rises)


def has_values_around(field: RealFunction, point: Sequence[float], step: Sequence[float]) -> bool:
    """Whether the field has values at the corners of the rectangle that a step spans."""
    corners = product(*((a, a + h) for a, h in zip(point, step, strict=True)))
    return bool(np.isfinite(field(*np.array(list(corners)).T)).all())


def is_representable(point: Sequence[float], step: Sequence[float]) -> bool:
    """Whether a step is not 0, and float64 resolves each component of it at the point."""
    smallest = (_MIN_RELATIVE_STEP * (abs(a) or 1.0) for a in point)
    unresolved = (0 < abs(h) < limit for h, limit in zip(step, smallest, strict=True))
    return any(step) and not any(unresolved)


def steps_along_axes(step: Sequence[float]) -> list[tuple[float, ...]]:
    """The components of a step along each variable: (dx, 0) and (0, dy)."""
    return [tuple(map(float, row)) for row in np.diag(step)]


def halved(step: Sequence[float]) -> tuple[float, ...]:
    """Half the step."""
    return tuple(h / 2 for h in step)


def halving_effect(whole: float, half: float) -> str:
    """What halving the step does to the error: "none" (both are 0), "quarter" or "other"."""
    if whole == half == 0:
        return "none"
    low, high = _QUARTER_RATIOS
    return "quarter" if half and low <= whole / half <= high else "other"
