"""How much around 0 is shown of the inputs of a mapping, so that its image is seen: the loops of a
curve in the plane; a grid in the plane that would be crowded into a speck, or wound up."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from calclib.arrays import Array, Interval
from calclib.framing.mapping_values import output_ranges, sample_domain
from calclib.mapping import Mapping
from calclib.sampling.self_crossings import loops

_LOOP_HALF_WIDTHS = (0.5, 1.0, 1.5, 2.0)
_SMALL_LOOP = 0.1
"""A loop with less than this share of a picture is a speck in it."""
_BESIDE = 1.2
"""So many times as wide as the loops an interval is at least."""
_HALF_WIDTHS = (1.5, 1.25, 1.0, 0.5)
_SPECK = 0.07
"""Half of the image lies in less than this share of the picture: a speck, or a needle."""
_WOUND = 8.0
"""Half of the image's cells are drawn out more than this: its lines run into each other."""


def with_loops(curve: Callable[[Array], Array], interval: Interval, reach: float) -> Interval:
    """An interval around 0, or where all loops of a curve are specks a smaller one that holds them;
    with the numbers up to a distance."""
    found = loops(curve, interval)
    if not found or max(share for _, share in found) >= _SMALL_LOOP:
        return interval
    ends = [abs(end) for both, _ in found for end in both]
    reach = max(reach, _BESIDE * max(ends))
    half = next((each for each in _LOOP_HALF_WIDTHS if each >= reach), interval[1])
    return -half, half


def with_broad_image(mapping: Mapping, interval: Interval, reach: float) -> Interval:
    """An interval around 0 for both inputs of a mapping of the plane into the plane, or where its
    image is mostly a speck the widest of some smaller ones, that hold numbers up to a distance,
    whose image is none; else the one with the broadest image. Not one, if possible, whose image is
    wound up."""
    smaller = [(-half, half) for half in _HALF_WIDTHS if reach <= half < interval[1]]
    every = [interval, *smaller]
    tried = [each for each in every if _drawn_out(mapping, each) <= _WOUND] or every
    found = {each: _middle_share(mapping, each) for each in tried}
    broad = (each for each, share in found.items() if share >= _SPECK)
    return next(broad, max(found, key=lambda each: found[each]))


def _middle_share(mapping: Mapping, interval: Interval) -> float:
    """The share of an output's range in which half of its values are: the less of both."""
    domain = interval, interval
    values = sample_domain(mapping, domain).reshape(-1, mapping.outputs)
    known = values[np.isfinite(values).all(axis=-1)]
    if len(known) == 0:
        return 0.0
    quartiles = np.quantile(known, (0.25, 0.75), axis=0)
    spans = np.maximum(np.ptp(output_ranges(mapping, domain), axis=1), np.finfo(float).tiny)
    return float((np.ptp(quartiles, axis=0) / spans).min())


def _drawn_out(mapping: Mapping, interval: Interval) -> float:
    """How many times longer than broad the image of a small square is, in the picture: the median
    over both inputs in an interval; 1 where the mapping has no value."""
    domain = interval, interval
    spans = np.maximum(np.ptp(output_ranges(mapping, domain), axis=1), np.finfo(float).tiny)
    steps = np.stack(np.gradient(sample_domain(mapping, domain) / spans, axis=(0, 1)), axis=-1)
    known = steps[np.isfinite(steps).all(axis=(-1, -2))]
    if len(known) == 0:
        return 1.0
    long, broad = np.linalg.svd(known, compute_uv=False).T
    return float(np.median(long / np.maximum(broad, np.finfo(float).eps)))
