"""Where a function grows without bound: points of an interval, curves of a region."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from calclib.arrays import Array, Interval, Mask, Region, inf_to_nan, region_frame
from calclib.geometry.sign_changes import polylines
from calclib.geometry.slices import Slice
from calclib.numeric.real_function import RealFunction
from calclib.sampling.growth import APPROACH, can_grow, grow, grow_slowly, grows_at, grows_slowly_at
from calclib.sampling.polylines import masked_runs
from calclib.tree.evaluation import evaluate
from calclib.tree.nodes import Call, Node, Power, Quotient, constant_rational, variables, walk

_SAMPLES = 600
_ROUNDS = 20
_ROUNDED = 1e-9
"""To so small a share of an interval its poles are known: an end is so far on the point's side."""
_SHRINK = 0.25
_CELLS = 160
_OFF_ROUND = (0.618, 0.271)
"""Grids are shifted by these shares of a cell, off round numbers, where poles are common."""
_NUDGE = 4e-3
"""The step of the differences whose sign changes at an even pole, in cells."""
_LEAST_SHARE = 0.05
"""A curve of poles reaches over at least this share of the region."""
LOGARITHMS = ("log", "ln", "log10", "log2")


def poles(function: Callable[[Any], ArrayLike], interval: Interval) -> list[float]:
    """The points of an interval at which a function of one variable grows without bound, in order.

    As 1/x, 1/x^2 and tan do; not log, which grows too slowly for its values to tell. A function
    with a tree that says it is bounded has none.
    """
    return _places_where(function, interval, grow)


def _places_where(
    function: Callable[[Any], ArrayLike], interval: Interval, grows: Callable[[Array], Mask]
) -> list[float]:
    """The places of an interval towards which |f|, at the distances of `APPROACH`, grows."""
    tree = getattr(function, "tree", None)
    if tree is not None and not can_grow(tree):
        return []
    low, high = interval
    step = (high - low) / _SAMPLES
    t = low + step * (np.arange(_SAMPLES) + _OFF_ROUND[0])
    sizes = _sizes(function, t)
    padded = np.pad(sizes, 1, constant_values=-1.0)
    left, right = padded[:-2], padded[2:]
    is_peak = (sizes >= np.maximum(left, right)) & (sizes > np.minimum(left, right)) & (sizes > 0)
    centres = t[is_peak]
    for _ in range(_ROUNDS):
        around = centres[:, None] + step * np.linspace(-1.03, 0.97, 9)
        best = _sizes(function, around).argmax(axis=1)
        centres = around[np.arange(len(centres)), best]
        step *= _SHRINK
    near = (high - low) * np.multiply.outer(APPROACH, [-1.0, 1.0])
    is_pole = grows(_sizes(function, centres[:, None, None] + near).max(axis=-1))
    found = np.unique(np.round((centres[is_pole] - low) / (high - low), 9))
    return [low + (high - low) * float(share) for share in found if 0 <= share <= 1]


def pole_free(g: Callable[[Any], ArrayLike], around: float, interval: Interval) -> Interval:
    """The part of an interval around a number that has no pole inside; at its ends it may."""
    low, high = interval
    slack = 1e-6 * (high - low)
    inside = [pole for pole in poles(g, interval) if low + slack < pole < high - slack]
    aside = _ROUNDED * (high - low)
    below, above = [p + aside for p in inside if p < around], [p for p in inside if p > around]
    return max([low, *below]), min([high, *(p - aside for p in above)])


def clear_of_poles(g: Slice, around: float, side: Interval) -> Interval:
    """The side moved off the poles of a slice through its point; shorter between two poles."""
    low, high = pole_free(g, around, side)
    if low > side[0]:
        return pole_free(g, around, (low, low + side[1] - side[0]))
    return pole_free(g, around, (high - (side[1] - side[0]), high))


def free_of_poles(f: RealFunction, point: Sequence[float], region: Region) -> Region:
    """The part of a region, for a field of two variables, that has no pole beside a point."""
    (first, second), (x, y) = f.variables, point
    slices = Slice(f, first, {second: y}), Slice(f, second, {first: x})
    sides = [pole_free(g, a, side) for g, a, side in zip(slices, point, region, strict=True)]
    return sides[0], sides[1]


def asymptotes(function: Callable[[Any], ArrayLike], interval: Interval) -> list[float]:
    """The poles of an interval, and where the function grows as a logarithm, in order."""
    return _places_where(function, interval, lambda sizes: grow(sizes) | grow_slowly(sizes))


def pole_curves(f: RealFunction, region: Region) -> list[Array]:
    """The curves (n, 2) of a region on which f grows without bound, faster than a logarithm; single
    points do not count.

    Found where f, or its change along x or y, changes sign.
    """
    return _curves_where(f, region, grows_at)


def asymptote_curves(f: RealFunction, region: Region) -> list[Array]:
    """These curves, and those on which f grows as a logarithm, also where it ends there."""

    def rises(g: RealFunction, line: Array, size: Array) -> Mask:
        return grows_at(g, line, size) | grows_slowly_at(g, line, size)

    calls = [node for node in walk(f.tree) if isinstance(node, Call) and node.name in LOGARITHMS]
    ends = [call.arguments[0] for call in calls if variables(call.arguments[0])]
    return _curves_where(f, region, rises, [partial(values_of_part, f, part) for part in ends])


def _curves_where(
    f: RealFunction,
    region: Region,
    rises: Callable[[RealFunction, Array, Array], Mask],
    more: Sequence[Callable[[Array], Array]] = (),
) -> list[Array]:
    """The curves on which f rises in a way, among those on which f, its change, or `more` functions
    of points (..., 2) change sign."""
    if not can_grow(f.tree):
        return []
    lower, size = region_frame(region)
    shares = [(np.arange(_CELLS) + shift) / _CELLS for shift in _OFF_ROUND]
    nodes = lower + size * np.stack(np.meshgrid(*shares), axis=-1)

    def values(points: Array) -> Array:
        with np.errstate(all="ignore"):
            found = f(points[..., 0], points[..., 1])
        return inf_to_nan(np.broadcast_to(found, points.shape[:-1]))

    def change(nudge: Array) -> Callable[[Array], Array]:
        return lambda points: values(points + nudge) - values(points - nudge)

    found: list[Array] = []
    for g in (values, *(change(_NUDGE * size / _CELLS * axis) for axis in np.eye(2)), *more):
        z = g(nodes)
        for line in polylines(g, nodes, z) if np.isfinite(z).any() else []:
            new = rises(f, line, size) & ~_are_near(line / size, found, size)
            parts = masked_runs(line, new)
            found += [p for p in parts if (np.ptp(p, axis=0) / size).max() >= _LEAST_SHARE]
    return found


def denominator(node: Node) -> Node | None:
    """What a node divides by, as a quotient or a negative power; None of any other."""
    match node:
        case Quotient(_, below):
            return below
        case Power(base, exponent) if (constant_rational(exponent) or 0) < 0:
            return base
    return None


def values_of_part(f: RealFunction, part: Node, points: Array) -> Array:
    """The values of a part of f's formula at points (..., 2)."""
    with np.errstate(all="ignore"):
        values = evaluate(part, dict(zip(f.variables, np.moveaxis(points, -1, 0), strict=True)))
    return inf_to_nan(np.broadcast_to(values, points.shape[:-1]))


def _are_near(places: Array, lines: list[Array], size: Array) -> Mask:
    """Which places (n, 2), in shares of the region, are within two cells of lines."""
    if not lines:
        return np.zeros(len(places), bool)
    from scipy.spatial import KDTree  # not loaded where bad input is refused

    distances, _ = KDTree(np.concatenate(lines) / size).query(places)
    return distances < 2 / _CELLS


def _sizes(function: Callable[[Any], ArrayLike], t: Any) -> Array:
    """|f| at an array of numbers; 0 where undefined."""
    with np.errstate(all="ignore"):
        return np.nan_to_num(np.abs(inf_to_nan(np.broadcast_to(function(t), t.shape))), nan=0.0)
