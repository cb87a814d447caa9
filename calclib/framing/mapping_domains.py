"""How to show a mapping: its domain, the points to follow, the ranges of its outputs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from calclib.arrays import Array, Interval
from calclib.framing.ticks import ticks, ticks_pi
from calclib.mapping import Mapping
from calclib.sampling.value_ranges import value_range
from calclib.tree.nodes import Call, walk

Domain = tuple[Interval, ...]

_FULL_TURN = (0.0, 2 * math.pi)
_CURVE_INTERVAL = (-3.0, 3.0)
_INPUT_INTERVAL = (-2.0, 2.0)
_WIDE_INTERVAL = (-10.0, 10.0)
_PERIODIC = {"sin", "cos"}
_NODE_COUNTS = {1: 2001, 2: 81, 3: 25}
"""By the number of inputs: nodes along each of them."""


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
        domain = domain or default_domain(mapping)
        found = list(marks) or landmarks(mapping, domain)
        if at is not None:
            found = [at, *(mark for mark in found if mark != at)][:3]
        return cls(mapping, domain, tuple(found))


def default_domain(mapping: Mapping) -> Domain:
    """A domain, an interval for each input, that shows the mapping well.

    One full turn for angles (t and s, or a curve's only input, in sines and cosines), else a few
    units around 0, cut to where it is defined. Raises ValueError where it has no value.
    """
    count = len(mapping.inputs)
    default = _CURVE_INTERVAL if count == 1 else _INPUT_INTERVAL
    is_angle = mapping.outputs > 1 and _is_periodic(mapping)
    first = tuple(
        _FULL_TURN if is_angle and (count == 1 or name in "st") else default
        for name in mapping.inputs
    )
    for domain in (first, (_WIDE_INTERVAL,) * count):
        known = np.argwhere(np.isfinite(sample_domain(mapping, domain)).all(axis=-1))
        if len(known):
            return tuple(
                _trimmed(interval, first, last, _NODE_COUNTS[count])
                for interval, first, last in zip(domain, known.min(0), known.max(0), strict=True)
            )
    raise ValueError("the mapping has no real value anywhere near 0; give a --domain")


def sample_domain(mapping: Mapping, domain: Domain) -> Array:
    """Values on a grid that fills the domain: shape (n, ..., n, m), the first input first."""
    nodes = [np.linspace(*interval, _NODE_COUNTS[len(domain)]) for interval in domain]
    return mapping(*np.meshgrid(*nodes, indexing="ij"))


def output_ranges(mapping: Mapping, domain: Domain) -> tuple[Interval, ...]:
    """A range for each output that shows the image of the domain without its poles."""
    values = sample_domain(mapping, domain).reshape(-1, mapping.outputs)
    return tuple(value_range(column) for column in values.T)


def landmarks(mapping: Mapping, domain: Domain) -> list[tuple[float, ...]]:
    """Up to three points to follow: round coordinates, spread over the domain, with a value."""
    grids = [_round_numbers(interval) for interval in domain]
    targets = [[low + share * (high - low) for low, high in domain] for share in _shares(domain)]
    points = []
    for target in targets:
        point = tuple(
            float(grid[np.abs(grid - coordinate).argmin()])
            for grid, coordinate in zip(grids, target, strict=True)
        )
        if point not in points and np.isfinite(mapping(*point)).all():
            points.append(point)
    return points or [_round_defined(mapping, grids) or _any_defined(mapping, domain)]


def _shares(domain: Sequence[Interval]) -> tuple[float, ...]:
    return (1 / 6, 1 / 2, 5 / 6) if len(domain) == 1 else (1 / 2, 3 / 4)


def _round_numbers(interval: Interval) -> Array:
    turn = math.isclose(interval[1] - interval[0], _FULL_TURN[1])
    return ticks_pi(*interval, count=4) if turn else ticks(*interval, count=6)


def _round_defined(mapping: Mapping, grids: Sequence[Array]) -> tuple[float, ...] | None:
    """The point of round coordinates nearest to the middle where the mapping has a value."""
    points = np.stack(np.meshgrid(*grids, indexing="ij"), axis=-1).reshape(-1, len(grids))
    known = points[np.isfinite(mapping(*points.T)).all(axis=-1)]
    if len(known) == 0:
        return None
    middle = [(grid[0] + grid[-1]) / 2 for grid in grids]
    nearest = known[np.linalg.norm(known - middle, axis=-1).argmin()]
    return tuple(nearest.tolist())


def _any_defined(mapping: Mapping, domain: Domain) -> tuple[float, ...]:
    nodes = [np.linspace(*interval, _NODE_COUNTS[len(domain)]) for interval in domain]
    known = np.argwhere(np.isfinite(sample_domain(mapping, domain)).all(axis=-1))
    if len(known) == 0:
        raise ValueError("the mapping has no real value in the domain")
    middle = known[len(known) // 2]
    return tuple(float(axis[k]) for axis, k in zip(nodes, middle, strict=True))


def _trimmed(interval: Interval, first: int, last: int, count: int) -> Interval:
    """The interval from its first to its last defined node of `count`."""
    nodes = np.linspace(*interval, count)
    return (float(nodes[first]), float(nodes[last])) if first < last else interval


def _is_periodic(mapping: Mapping) -> bool:
    return any(
        isinstance(node, Call) and node.name in _PERIODIC
        for component in mapping.components
        for node in walk(component.tree)
    )
