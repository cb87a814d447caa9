"""Where windows end: at lines along an axis at which a field breaks off, as exp(1/y) at y = 0, and
before poles far from the point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from calclib.arrays import Array, Interval, Region, inf_to_nan
from calclib.framing.windows.poles import denominator, pole_curves, poles
from calclib.numeric.real_function import RealFunction
from calclib.sampling.value_ranges import value_range
from calclib.tree.evaluation import evaluate
from calclib.tree.nodes import Node, Power, constant_rational, variables, walk

_ACROSS = 0.01
"""So far on both sides of a line, in shares of the region's side, values are compared; ..."""
_BREAK = 0.3
"""... a field breaks off there if they differ by this share of all its values, or by more."""
_DECIMAL = 4
"""Fractions with smaller denominators are roots, drawn where they are real; others are decimal
powers, of quantities."""
_NODES, _ASIDE = 41, 1e-9
"""A window ends so far from the line, in shares of its side."""
_BEFORE_POLES, _MOST_CUT, _FROM_POINT = 0.02, 0.15, 0.15
"""So far before poles a window ends, that it loses at most the second share of a side for, nor any
of what is nearer to the point than the third."""


def clear_of_breaks(f: RealFunction, point: Sequence[float], region: Region) -> Region:
    """The region, moved to that side of lines x = c or y = c on which a point (2,) is, or cut there
    if it is between two: those where a denominator is 0 and f has other values beyond, and where
    the base of a decimal power is 0. A pole need not be on the point's own slice for that."""
    sides = list(region)
    for k, a in enumerate(point):
        length, found = sides[k][1] - sides[k][0], [*_breaks(f, k, region), *_zeros(f, k, region)]
        low = max((c + _ASIDE * length for c in found if c < a), default=-np.inf)
        high = min((c - _ASIDE * length for c in found if c > a), default=np.inf)
        start = min(max(sides[k][0], low), high - length)
        sides[k] = max(start, low), min(start + length, high)
    return sides[0], sides[1]


def without_poles_aside(f: RealFunction, point: Sequence[float], region: Region) -> Region:
    """The region without the end of one side, that which is shortest, beyond which all its poles
    are; itself if it has none, or if they are close to the point (2,) or reach across."""
    curves = pole_curves(f, region)
    if not curves:
        return region
    found, cuts = np.concatenate(curves), list[tuple[float, int, Interval]]()
    for k, (low, high) in enumerate(region):
        length, places = high - low, found[:, k]
        start = float(places.max()) + _BEFORE_POLES * length
        end = float(places.min()) - _BEFORE_POLES * length
        cuts += [((start - low) / length, k, (start, high))] * (start > low)
        cuts += [((high - end) / length, k, (low, end))] * (end < high)
    share, k, side = min(cuts, key=lambda cut: cut[0])
    from_point = min(abs(end - point[k]) for end in side) / (region[k][1] - region[k][0])
    if share > _MOST_CUT or from_point < _FROM_POINT or not side[0] < point[k] < side[1]:
        return region
    return (side, region[1]) if k == 0 else (region[0], side)


def _breaks(f: RealFunction, k: int, region: Region) -> Iterator[float]:
    """The places of variable k inside a region at which f breaks off."""
    low, high = region[k]
    step = _ACROSS * (high - low)
    parts = [part for part in map(denominator, walk(f.tree)) if part is not None]
    for part in (each for each in parts if variables(each) == {f.variables[k]}):
        for place in poles(lambda t, part=part: 1 / _at(f, k, part, t), (low, high)):
            inside = low + step < place < high - step
            if inside and _differs(f, k, place, step, region):
                yield place


def _zeros(f: RealFunction, k: int, region: Region) -> Iterator[float]:
    """The places of variable k inside a region at which the base of a decimal power is 0."""
    for node in walk(f.tree):
        match node:
            case Power(base, exponent) if variables(base) == {f.variables[k]}:
                power = constant_rational(exponent)
                if power is not None and power.denominator >= _DECIMAL:
                    yield from poles(lambda t, base=base: 1 / _at(f, k, base, t), region[k])


def _differs(f: RealFunction, k: int, place: float, step: float, region: Region) -> bool:
    """Whether f has quite other values on both sides of a line."""
    along = np.linspace(*region[1 - k], _NODES)
    with np.errstate(all="ignore"):
        both = [f(*((t, along) if k == 0 else (along, t))) for t in (place - step, place + step)]
    jumps = np.abs(inf_to_nan(both[1]) - inf_to_nan(both[0]))
    least, most = value_range(f, region)
    return bool(np.nanmax(jumps, initial=0.0) >= _BREAK * (most - least))


def _at(f: RealFunction, k: int, part: Node, t: Array) -> Array:
    """The values of a part of f's formula that has the variable k only."""
    with np.errstate(all="ignore"):
        return np.broadcast_to(inf_to_nan(evaluate(part, {f.variables[k]: t})), np.shape(t))
