"""Values of a mapping over its domain: samples, and the ranges of its outputs that are shown."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise
from math import inf
from typing import Any

import numpy as np

from calclib.arrays import Array, Interval
from calclib.framing.windows.poles import asymptotes
from calclib.mapping import Mapping
from calclib.numeric.real_function import RealFunction
from calclib.sampling.grids import sample_grid
from calclib.sampling.growth import can_grow
from calclib.sampling.value_ranges import has_pole, value_range

Domain = tuple[Interval, ...]

NODE_COUNTS = {1: 2001, 2: 81, 3: 25}
"""By the number of inputs: nodes along each of them."""
_LEAST_GAP = 0.005
"""Of the nodes of a domain, those without a value in the midst of such make a gap if they are more
than this share."""
_MOST, _FAR_APART = 6.0, 10.0
"""On a line so many times as much is shown as half of the values take, if all take more than that
many times as much."""
_FEW = 0.02
"""The share of outputs at an end of their range, towards a pole, that is not shown."""
_BEYOND = 0.01
"""A pole that ends a domain is found this share of it beyond."""
_NODES = 121
"""Along each side of the grid on which poles are looked for."""


def sample_domain(mapping: Mapping, domain: Domain) -> Array:
    """Values on a grid that fills the domain: shape (n, ..., n, m), the first input first."""
    nodes = [np.linspace(*interval, NODE_COUNTS[len(domain)]) for interval in domain]
    return mapping(*np.meshgrid(*nodes, indexing="ij"))


def has_gaps(mapping: Mapping, domain: Domain) -> bool:
    """Whether a mapping of the plane has no value in a part of the domain, not just on curves."""
    if len(domain) != 2:
        return False
    unknown = ~np.isfinite(sample_domain(mapping, domain)).all(axis=-1)
    rolled = [np.roll(unknown, step, axis) for axis in (0, 1) for step in (-1, 0, 1)]
    inner = np.logical_and.reduce(rolled)[1:-1, 1:-1]
    return bool(np.mean(inner) > _LEAST_GAP)


def poles_on_line(mapping: Mapping, domain: Domain) -> list[float]:
    """Where outputs of a mapping of one input grow without bound, in its domain or at the ends."""
    low, high = domain[0]
    reach = _BEYOND * (high - low)
    found = [asymptotes(each, (low - reach, high + reach)) for each in mapping.components]
    places = sorted(chain.from_iterable(found))
    return [place for last, place in pairwise([-inf, *places]) if place - last > reach]


def output_ranges(
    mapping: Mapping, domain: Domain, points: Sequence[Sequence[float]] = ()
) -> tuple[Interval, ...]:
    """A range for each output: the image of the domain without its poles, but with that of points.

    The images of points at which an output is undefined do not count. On a line far values are cut
    off, lest the others lie in one place. In the plane, where it is a
    matter of choice how far an output near its poles is shown, it is not much farther than the
    other one, or than the inputs.
    """
    values = sample_domain(mapping, domain).reshape(-1, mapping.outputs)
    ranges = ranges_of_values(mapping, values, points)
    if mapping.outputs == len(domain) == 1:
        return (_around_most(values, ranges[0], [mapping(*point) for point in points]),)
    if mapping.outputs != 2:
        return ranges
    most = max(high - low for low, high in (*domain, min(ranges, key=np.ptp)))
    images = np.reshape([mapping(*point) for point in points], (-1, 2))
    columns = zip(mapping.components, ranges, values.T, images.T, strict=True)
    return tuple(
        _near(each, column, kept, most) if _has_pole(component, domain) else each
        for component, each, column, kept in columns
    )


def are_within(ranges: Sequence[Interval], outputs: Array) -> bool:
    """Whether outputs (m,) are all known, and in their ranges."""
    low, high = np.transpose(ranges)
    return bool(np.logical_and(low <= outputs, outputs <= high).all())


def _around_most(values: Array, whole: Interval, kept: Sequence[Array]) -> Interval:
    """The part of an interval around most values, and those `kept`; or all of it, if it is not much
    longer."""
    known = values[np.isfinite(values)]
    if not known.size:
        return whole
    low, middle, high = np.quantile(known, (0.25, 0.5, 0.75)).tolist()
    if not 0 < _FAR_APART * (high - low) < whole[1] - whole[0]:
        return whole
    reach = _MOST / 2 * (high - low)
    held = [value for each in kept for value in each[np.isfinite(each)].tolist()]
    start, end = max(whole[0], middle - reach), min(whole[1], middle + reach)
    return min([start, *held]), max([end, *held])


def _near(interval: Interval, values: Array, kept: Array, length: float) -> Interval:
    """The part of an interval where all but few of values (n,) are, at most so long, around their
    middle one; and those `kept`."""
    known = values[np.isfinite(values)]
    least, middle, most = np.quantile(known, (_FEW, 0.5, 1 - _FEW)).tolist()
    low, high = max(interval[0], least), min(interval[1], most)
    length = min(length, high - low)
    start = min(max(middle - length / 2, low), high - length)
    held = kept[np.isfinite(kept)].tolist()
    return min([start, *held]), max([start + length, *held])


def _has_pole(component: RealFunction, domain: Domain) -> bool:
    """Whether a function of one or two inputs, as those of mappings into the plane, has a pole."""
    first, *others = domain
    if not can_grow(component.tree) or len(others) > 1:
        return False
    across = others[0] if others else (0.0, 1.0)

    def value(x: Any, y: Any) -> Any:
        return component(x, y) if others else component(x + 0 * y)

    grid = sample_grid(value, (first, across), (_NODES, _NODES))
    return any(has_pole(value, grid, sign) for sign in (-1.0, 1.0))


def ranges_of_values(
    mapping: Mapping, values: Array, points: Sequence[Sequence[float]]
) -> tuple[Interval, ...]:
    """A range for each output, of values (n, m) without their poles, but with the images of points.

    What has no pole by its formula is shown whole, however few values are large.
    """
    pairs = zip(mapping.components, values.T, strict=True)
    ranges = [value_range(column, bounded=not can_grow(f.tree)) for f, column in pairs]
    for image in (mapping(*point) for point in points):
        if np.isfinite(image).all():
            pairs = zip(ranges, image.tolist(), strict=True)
            ranges = [(min(low, value), max(high, value)) for (low, high), value in pairs]
    return tuple(ranges)
