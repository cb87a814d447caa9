"""Steps (dx, dy) for the total differential: their size, and how the error shrinks with them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from calclib.arrays import Array, Interval
from calclib.errors import DomainError
from calclib.framing.secant_steps import round_number_below
from calclib.framing.windows.visible_slices import closer_region
from calclib.numeric.real_function import RealFunction

_MAX_SHARE, _LONGEST_SHARE = 1 / 24, 1 / 9
"""A step is at most this share of the region's side; along a variable beside whose rise the other
one is large, the second share."""
_SHRINK_FACTORS = (1.0, 0.1, 0.01)
_MIN_RELATIVE_STEP = 1e-9
_STRAIGHT, _NOISE = 1e-6, 1e-12
"""A bend of less than this share of the rise, or of the values, is none."""
_SPECK = 5.0
"""A rise so many times as large as the other one makes that a speck."""
_LEAST_GAP = 4e-3
"""The error of a step is seen, and differs as it is printed, if it is at least this share of the
larger rise."""
_QUARTER_RATIOS = (3.5, 4.5)
"""Ratios of two errors that count as 4."""
_FAR_FROM_QUARTER = (2.8, 5.7)
"""Where their ratio is beyond these, a shorter step is tried, ..."""
_MOST_SHORTER = 3
"""... at most so often."""
_SLOPE_SHARE = 1e-4
"""The share of a step over which the slope along it is taken."""


def default_step(
    field: RealFunction, point: Sequence[float], region: Sequence[Interval] | None = None
) -> tuple[float, ...]:
    """A step (dx, dy) from a point of a field of two variables: 1, 2 or 5 times powers of ten.

    At most a twenty-fourth of the region's sides (`closer_region`, unless given), more along one
    variable and less along the other whose rise would make that of the first a speck; in a
    direction in which the field is defined, and smaller where necessary, or where its error is so
    wavy that half the step has no quarter of it; not along a line of the graph that is straight, as
    of sqrt(x y) towards the origin, or almost, where the tangent plane has no error to be seen,
    unless it has none at all. Raises DomainError where the field is undefined near the point.
    """
    sides = region or closer_region(field, point)
    lengths, longest = (
        [round_number_below(share * (high - low)) for low, high in sides]
        for share in (_MAX_SHARE, _LONGEST_SHARE)
    )
    lengths = _balanced(field, point, lengths, longest)
    lengths = _bent(field, point, lengths)
    for shrink in _SHRINK_FACTORS:
        for signs in product((1.0, -1.0), repeat=len(lengths)):
            step = tuple(s * shrink * h for s, h in zip(signs, lengths, strict=True))
            if has_values_around(field, point, step):
                return _halving_well(field, point, step)
    raise DomainError(f"{field} has no values beside {tuple(point)}")


def _balanced(
    field: RealFunction, point: Sequence[float], lengths: list[float], longest: Sequence[float]
) -> list[float]:
    """The lengths of a step, that along which the graph rises far less longer, and that along which
    it rises far more shorter, so that both rises are seen, unless the lesser one is next to none:
    the graph bends more than it rises."""
    rises, bends = _rises_and_bends(field, point, lengths)
    k = int(rises.argmax())
    with np.errstate(all="ignore"):
        excess = float(rises.max() / rises.min()) / _SPECK
    if excess > 1 and bends.min(where=rises < rises[k], initial=np.inf) < rises.min():
        enough = 2 * lengths[1 - k] * excess  # rounding takes half of it
        longer = round_number_below(min(longest[1 - k], enough))
        excess *= lengths[1 - k] / longer
        lengths[1 - k] = longer
        lengths[k] = round_number_below(lengths[k] / max(excess, 1.0))
    return lengths


def _rises_and_bends(
    field: RealFunction, point: Sequence[float], lengths: Sequence[float]
) -> tuple[Array, Array]:
    """How far the graph rises, and bends, over lengths along each variable."""
    moves = np.diag(lengths)
    with np.errstate(all="ignore"):
        after, before = (np.asarray(field(*(point + each).T)) for each in (moves, -moves))
        return abs(after - before) / 2, abs(after + before - 2 * field(*point))


def _halving_well(
    field: RealFunction, point: Sequence[float], step: tuple[float, ...]
) -> tuple[float, ...]:
    """The step, or the longest shorter one with a quarter of the error at its half, where the
    error of the step goes otherwise, and there is one."""
    ratio, (low, high) = _error_ratio(field, point, step), _FAR_FROM_QUARTER
    if np.isnan(ratio) or low <= ratio <= high:
        return step
    shorter = step
    for _ in range(_MOST_SHORTER):
        shorter = tuple(np.copysign(round_number_below(abs(h) / 2), h) for h in shorter)
        if _QUARTER_RATIOS[0] <= _error_ratio(field, point, shorter) <= _QUARTER_RATIOS[1]:
            return tuple(map(float, shorter))
    return step


def _error_ratio(field: RealFunction, point: Sequence[float], step: Sequence[float]) -> float:
    """The error of a linear approximation along a step over that along its half; NaN without."""
    shares = np.array([-_SLOPE_SHARE, 0.0, _SLOPE_SHARE, 0.5, 1.0])
    with np.errstate(all="ignore"):
        values = np.asarray(field(*(np.multiply.outer(shares, step) + np.array(point)).T))
        slope = (values[2] - values[0]) / (2 * _SLOPE_SHARE)
        half, whole = values[3:] - values[1] - slope * shares[3:]
        is_noise = abs(whole) <= _STRAIGHT * np.abs(values).max()
        return float("nan") if is_noise else float(whole / half)


def _bent(field: RealFunction, point: Sequence[float], lengths: list[float]) -> list[float]:
    """The lengths of a step, or half of one of them, or twice both, along which the graph bends as
    far as is seen, the rises being as even as may be; or else that along which it bends most."""
    tried = [
        [round_number_below(factor * h) for factor, h in zip(factors, lengths, strict=True)]
        for factors in ((1.0, 1.0), (1.0, 0.5), (0.5, 1.0), (2.0, 2.0))
    ]
    rises = [_rises_and_bends(field, point, each)[0] for each in tried]
    with np.errstate(all="ignore"):
        ratios = [float(each.max() / each.min()) for each in rises]
        shares = [_error(field, point, h) / r.max() for h, r in zip(tried, rises, strict=True)]
    shares = np.nan_to_num(shares, posinf=0.0)
    seen = [k for k in range(len(tried)) if shares[k] >= _LEAST_GAP]
    best = min(seen, key=lambda k: (k > 0, ratios[k]), default=int(np.argmax(shares)))
    return tried[best]


def _error(field: RealFunction, point: Sequence[float], step: Sequence[float]) -> float:
    """About what a linear approximation errs by along a step; 0 where that is rounding."""
    moves = np.multiply.outer([-1.0, 0.0, 1.0], step) + np.asarray(point, dtype=float)
    with np.errstate(all="ignore"):
        before, here, after = np.asarray(field(*moves.T), dtype=float)
    bend, rises = abs(before + after - 2 * here), abs(after - here) + abs(here - before)
    return float(bend / 2) if bend > max(_STRAIGHT * rises, _NOISE * abs(here)) else 0.0


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
