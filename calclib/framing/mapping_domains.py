"""How to show a mapping: its domain, the points to follow, the ranges of its outputs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, product

import numpy as np

from calclib.arrays import Array, Interval
from calclib.framing.mapping_values import (
    NODE_COUNTS,
    Domain,
    are_within,
    has_gaps,
    output_ranges,
    poles_on_line,
    sample_domain,
)
from calclib.framing.periods import Side, coils, one_cover, period, turn, window_of_length
from calclib.framing.ticks import round_numbers, ticks
from calclib.framing.windows.images import INNER_SHARE, with_broad_image, with_seen_shape
from calclib.framing.windows.intervals import broad_part, default_interval, is_spread
from calclib.framing.windows.poles import pole_curves, pole_free
from calclib.geometry.slices import Slice
from calclib.mapping import Mapping

_CURVE_INTERVAL = (-3.0, 3.0)
_INPUT_INTERVAL = (-2.0, 2.0)
_WIDE_INTERVAL = (-10.0, 10.0)
_BESIDE_PERIODIC = (-1.0, 1.0)
"""The interval beside a periodic input, in space: the height of a cylinder, a strip's width."""
_MAX_TURNS, _COILS = 4, 2
"""Turns of an angle shown at most, and of a helix or spiral at least."""
_HALF_WIDTHS = (2.0, 3.0, 5.0, 7.0, 10.0)
_FINER = 12
"""About so many finer numbers on a line are tried last."""
_SHARES = (1 / 6, 1 / 4, 1 / 2, 3 / 4, 5 / 6)
_APART, _SEEN_APART = 0.11, 0.06
"""The least distance of two points to follow, as a share of the picture's size; and where there are
no such, that at which their dots do not touch."""


@dataclass(frozen=True)
class MappingView:
    """A mapping with the domain in which it is shown and the points (marks) to follow."""

    mapping: Mapping
    domain: Domain
    marks: tuple[tuple[float, ...], ...]

    @classmethod
    def of(
        cls,
        mapping: Mapping,
        domain: Domain | None = None,
        marks: Sequence[tuple[float, ...]] = (),
        at: tuple[float, ...] | None = None,
    ) -> MappingView:
        """A view with defaults for what is not given; the point `at` is the first mark."""
        domain = domain or default_domain(mapping, at)
        given = list(marks) if at is None else [at]
        found = [] if marks else landmarks(mapping, domain, given)
        return cls(mapping, domain, (*given, *found))

    @cached_property
    def has_gaps(self) -> bool:
        """Whether it is a mapping of the plane without a value in a part of the domain."""
        return has_gaps(self.mapping, self.domain)

    @cached_property
    def poles(self) -> list[float]:
        """Where outputs of a mapping of one input grow without bound; of others, none."""
        return poles_on_line(self.mapping, self.domain) if len(self.domain) == 1 else []

    @cached_property
    def pole_curves(self) -> list[Array]:
        """The curves (n, 2) on which an output of a mapping of two inputs grows without bound."""
        across, along = self.domain
        found = (pole_curves(each, (across, along)) for each in self.mapping.components)
        return list(chain.from_iterable(found))


def default_domain(mapping: Mapping, at: Sequence[float] | None = None) -> Domain:
    """A domain, an interval for each input, that shows the mapping well and holds the point `at`.

    One period where there is one, but no part of the image twice; one turn for other angles; else
    a few units around 0. Cut to where the mapping is defined; ValueError where it has no value.
    """
    count = len(mapping.inputs)
    point = (None,) * count if at is None else at
    wide = tuple(_holding(_WIDE_INTERVAL, value) for value in point)
    for domain in (_first_domain(mapping, point), wide):
        known = np.argwhere(np.isfinite(sample_domain(mapping, domain)).all(axis=-1))
        if len(known):
            ends = zip(domain, known.min(0), known.max(0), point, strict=True)
            return tuple(_trimmed(*each, NODE_COUNTS[count]) for each in ends)
    raise ValueError("the mapping has no real value anywhere near 0; give a --domain")


def _first_domain(mapping: Mapping, point: Sequence[float | None]) -> Domain:
    """The default domain of a mapping that is defined everywhere."""
    count = len(mapping.inputs)
    default = _CURVE_INTERVAL if count == 1 else _INPUT_INTERVAL
    if mapping.outputs == 1:
        return tuple(_scaled(mapping, k, default, point) for k in range(count))
    periods = [period(mapping, name) for name in mapping.inputs]
    if mapping.outputs > 2 and count > 1 and any(periods):
        default = _BESIDE_PERIODIC
    sides = [
        _side(mapping, name, found, default, value)
        for name, found, value in zip(mapping.inputs, periods, point, strict=True)
    ]
    if count == 1:
        (side,), (at,) = sides, point
        return (side.interval if side.period else with_seen_shape(mapping, side.interval, at),)
    domain = tuple(side.interval for side in one_cover(mapping, sides, point))
    if mapping.outputs != 2 or domain != tuple(_holding(default, value) for value in point):
        return domain
    return with_broad_image(mapping, domain, [a for a in point if a is not None])


def _scaled(mapping: Mapping, k: int, default: Interval, point: Sequence[float | None]) -> Interval:
    """An interval of input k of one function: around 0 if it holds the point, no pole and more than
    a needle, and spreads a line's outputs; else the one that shows the slice through the point."""
    value, interval = point[k], _holding(default, point[k])
    name = mapping.inputs[k]
    held = {n: a or 0.0 for n, a in zip(mapping.inputs, point, strict=True) if n != name}
    piece = Slice(mapping.components[0], name, held)
    is_far = abs(inner := value or 0.0) > INNER_SHARE * _WIDE_INTERVAL[1]
    whole = pole_free(piece, inner, interval) == interval
    if not (is_far or whole) and len(point) == 1:
        return interval  # with what is on the other side of the pole
    own = interval if value is None else broad_part(piece, default_interval(piece, value)[0], value)
    part = broad_part(piece, interval)
    is_crowded = len(point) == 1 and is_spread(piece, own) and not is_spread(piece, part)
    if is_far or not whole or is_crowded or abs(inner) > INNER_SHARE * part[1]:
        return own
    return part


def _side(
    mapping: Mapping, name: str, period: float | None, default: Interval, value: float | None
) -> Side:
    length = period or turn(mapping, name)
    if length is None:
        return Side(_holding(default, value))
    if value is not None and -length / 2 <= value < 0:
        return Side((-length / 2, length / 2), period)
    if period is None and (value is None or 0 <= value <= _MAX_TURNS * length):
        count = max(_COILS if coils(mapping, length) else 1, math.ceil((value or 0) / length))
        return Side((0.0, length * count))
    return Side(window_of_length(length, value), period)


def _holding(interval: Interval, value: float | None) -> Interval:
    """An interval around 0, or the next larger one that holds a value well; else one around it."""
    half = interval[1]
    if value is None or abs(value) <= INNER_SHARE * half:
        return interval
    wider = [w for w in _HALF_WIDTHS if w > half and abs(value) <= INNER_SHARE * w]
    return (-wider[0], wider[0]) if wider else (value - half, value + half)


def landmarks(
    mapping: Mapping, domain: Domain, given: Sequence[tuple[float, ...]] = ()
) -> list[tuple[float, ...]]:
    """Points to follow: round coordinates, spread over the domain, with a value.

    Up to three with those `given`, else up to two in more than one dimension. Their images are in
    the picture; inputs and outputs of all are apart, so that no dot hides another; only one where
    all outputs are the same.
    """
    grids = [round_numbers(*interval) for interval in domain]
    ranges = output_ranges(mapping, domain, given)
    candidates = _candidates(domain, grids)
    known = [point for point in candidates if are_within(ranges, mapping(*point))]
    if not known and not given:
        return [_round_defined(mapping, grids) or _any_defined(mapping, domain)]
    count, points = (3 if given or len(domain) == 1 else 2), list(given) or known[:1]
    sizes = [np.ptp(domain, axis=1), np.ptp(ranges, axis=1).max()]
    finer = ticks(*domain[0], count=_FINER).tolist() if len(domain) == 1 else []
    tried = known + [(each,) for each in finer if are_within(ranges, mapping(each))]
    while len(points) < count:
        gaps = [min(_gap(mapping, point, other, sizes) for other in points) for point in tried]
        pairs = list(zip(tried, gaps, strict=True))
        passes = product((pairs[: len(known)], pairs), (_APART, _SEEN_APART))
        far = [point for some, least in passes for point, gap in some if gap >= least]
        if not far:
            break
        points.append(far[0])
    return points[len(given) :]


def _candidates(domain: Domain, grids: Sequence[Array]) -> list[tuple[float, ...]]:
    """Points of round coordinates that could be followed, the preferred ones first."""
    first = (1 / 6, 1 / 2, 5 / 6) if len(domain) == 1 else (1 / 2, 3 / 4)
    targets = [(share,) * len(domain) for share in first]
    targets += sorted(product(_SHARES, repeat=len(domain)), key=lambda t: np.ptp([*t, 0.5]))
    found = [
        tuple(
            float(grid[np.abs(grid - (low + share * (high - low))).argmin()])
            for grid, share, (low, high) in zip(grids, target, domain, strict=True)
        )
        for target in targets
    ]
    everywhere = [(float(number),) for number in grids[0]] if len(domain) == 1 else []
    return list(dict.fromkeys(found + everywhere))


def _gap(
    mapping: Mapping, point: tuple[float, ...], other: tuple[float, ...], sizes: list[Array]
) -> float:
    """How far two points are apart, or their images: the less of both, in sizes of the picture."""
    inputs = (np.array(point) - other) / sizes[0]
    outputs = (mapping(*point) - mapping(*other)) / sizes[1]
    return float(min(np.linalg.norm(inputs), np.linalg.norm(outputs)))


def _round_defined(mapping: Mapping, grids: Sequence[Array]) -> tuple[float, ...] | None:
    """The point of round coordinates nearest to the middle where the mapping has a value."""
    points = np.stack(np.meshgrid(*grids, indexing="ij"), axis=-1).reshape(-1, len(grids))
    known = points[np.isfinite(mapping(*points.T)).all(axis=-1)]
    if len(known) == 0:
        return None
    middle = [(grid[0] + grid[-1]) / 2 for grid in grids]
    return tuple(known[np.linalg.norm(known - middle, axis=-1).argmin()].tolist())


def _any_defined(mapping: Mapping, domain: Domain) -> tuple[float, ...]:
    nodes = [np.linspace(*interval, NODE_COUNTS[len(domain)]) for interval in domain]
    known = np.argwhere(np.isfinite(sample_domain(mapping, domain)).all(axis=-1))
    if len(known) == 0:
        raise ValueError("the mapping has no real value in the domain")
    middle = known[len(known) // 2]
    return tuple(float(axis[k]) for axis, k in zip(nodes, middle, strict=True))


def _trimmed(
    interval: Interval, first: int, last: int, value: float | None, count: int
) -> Interval:
    """The interval from its first to its last defined node of `count`, or to a value beyond."""
    if first == last:
        return interval
    nodes = np.linspace(*interval, count)
    ends = [float(nodes[first]), float(nodes[last]), *(() if value is None else (value,))]
    return min(ends), max(ends)
