"""How much of the plane around 0 is shown where its image would be crowded into a speck."""

from __future__ import annotations

import numpy as np

from calclib.arrays import Interval
from calclib.framing.mapping_values import output_ranges, sample_domain
from calclib.mapping import Mapping

_HALF_WIDTHS = (1.5, 1.25, 1.0, 0.5)
_SPECK = 0.07
"""Half of the image lies in less than this share of the picture: a speck, or a needle."""


def with_broad_image(mapping: Mapping, interval: Interval, reach: float) -> Interval:
    """An interval around 0 for both inputs of a mapping of the plane into the plane, or where its
    image is mostly a speck the widest of some smaller ones, that hold numbers up to a distance,
    whose image is none; else the one with the broadest image."""
    smaller = [(-half, half) for half in _HALF_WIDTHS if reach <= half < interval[1]]
    found = {each: _middle_share(mapping, each) for each in (interval, *smaller)}
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
