"""How much is shown of the inputs of a mapping, around 0 or a point, so that its image is seen: the
loops of a curve in the plane; a grid in the plane that would be crowded into a speck or a sliver,
wound up, folded, or torn at its poles."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from calclib.arrays import Array, Interval
from calclib.framing.mapping_values import Domain, output_ranges, sample_domain
from calclib.framing.periods import turn
from calclib.framing.windows.poles import free_of_poles, pole_curves
from calclib.mapping import Mapping
from calclib.sampling.self_crossings import loops

_LOOP_HALF_WIDTHS = (0.5, 1.0, 1.5, 2.0)
_SMALL_LOOP = 0.1
"""A loop with less than this share of a picture is a speck in it."""
_BESIDE = 1.2
"""So many times as wide as the loops an interval is at least."""
_SEEN, _STEPS = 0.2, 65
"""A part of a curve that is shorter than this share of a picture is a speck; inputs along it."""
_LINE, _LESS = 1e3, 0.5
"""What is drawn out more than the first is a line; so many times as much is seen to be less."""
_HALF_WIDTHS = (1.5, 1.25, 1.0, 0.5)
_AROUND = (1.0, 0.5)
"""Half the sides of squares around 0, and around a point."""
INNER_SHARE = 0.9
"""A point is at most this share of an interval's half width from its middle."""
_SPECK = 0.07
"""Half of the image lies in less than this share of the picture: a speck, or a needle."""
_WOUND = 8.0
"""Half of the image's cells are drawn out more than this: its lines run into each other."""
_FOLDED, _CELLS = 0.15, 24
"""Sheets that lie on each other in a larger share of the image are a tangle; cells along each side
of the picture by which that is told."""
_DISTINCT, _DIGITS = 0.8, 6
"""Grid lines coincide where fewer of the points on them than this share differ, in so many digits
of the picture's size."""


def with_seen_shape(curve: Mapping, interval: Interval, at: float | None) -> Interval:
    """An interval of a curve, or a smaller one that holds the point `at`: one in which loops in the
    plane are seen, and the image of what is around the point is no speck, or the least of one."""
    low, high = interval
    if curve.outputs == 2 and low == -high:
        low, high = with_loops(curve, interval, abs(at or 0.0) / INNER_SHARE)
    if at is None:
        return low, high
    tried = ((low, high), *_pieces(curve, (low, high), at))
    shares = {each: _seen_around(curve, each, at) for each in tried}
    best = max(shares, key=lambda each: shares[each])
    return next((each for each in tried if shares[each] >= _SEEN), best)


def _pieces(curve: Mapping, interval: Interval, at: float) -> list[Interval]:
    """Parts of an interval that hold a point: the first of some turns; from 0 to its farther end,
    or smaller ones, around 0 or the point."""
    low, high = interval
    if low >= 0 or high <= 0:
        first = turn(curve, curve.inputs[0]) or high
        return [(low, first)] if low == 0 and at <= INNER_SHARE * first < high / 2 else []
    one_sided = [(0.0, high) if at > 0 else (low, 0.0)] if at else []
    reach = abs(at) / INNER_SHARE
    around = [(-half, half) for half in _LOOP_HALF_WIDTHS[::-1] if reach <= half < high]
    return one_sided + around + [(at - half, at + half) for half in _AROUND]


def _seen_around(curve: Mapping, interval: Interval, at: float) -> float:
    """How long the image of what is around a point is: a part of an interval, an eighth of it on
    each side; with each output measured in sizes of the picture."""
    low, high = interval
    reach = (high - low) / 8
    inputs = np.linspace(max(low, at - reach), min(high, at + reach), _STEPS)
    spans = np.maximum(np.ptp(output_ranges(curve, (interval,)), axis=1), np.finfo(float).tiny)
    return float(np.nansum(np.linalg.norm(np.diff(curve(inputs) / spans, axis=0), axis=1)))


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


def with_broad_image(mapping: Mapping, domain: Domain, at: Sequence[float] = ()) -> Domain:
    """A domain of a mapping of the plane into the plane, or where its image is a speck, a sliver,
    wound up or folded the first of smaller ones whose image is none, and not much more drawn out;
    they are around 0, or else around the point `at`, hold it, and have no poles beside it. If there
    are none, the one that is the least drawn out, where that is seen."""
    drawn_out: dict[Domain, float] = {}
    for tried in (domain, *_smaller(domain, at)):
        each = _off_poles(mapping, tried, at) if at else tried
        drawn_out[each] = _drawn_out(mapping, each)
        most = min(_WOUND, next(iter(drawn_out.values())) / _LESS)
        is_broad = drawn_out[each] <= most and _middle_share(mapping, each) >= _SPECK
        is_clear = is_broad and _folded_share(mapping, each) <= _FOLDED
        if is_clear and not (at and _has_poles(mapping, each)):
            return each
    first, best = next(iter(drawn_out)), min(drawn_out, key=lambda each: drawn_out[each])
    return best if drawn_out[best] < _LESS * drawn_out[first] else first


def _smaller(domain: Domain, at: Sequence[float]) -> list[Domain]:
    """Squares around 0 that are smaller than a domain and hold a point; and around the point."""
    reach = max(map(abs, at or [0.0])) / INNER_SHARE
    narrowest = min(high for _, high in domain)
    squares = [((-half, half),) * 2 for half in _HALF_WIDTHS if reach <= half < narrowest]
    return squares + [tuple((a - half, a + half) for a in at) for half in _AROUND if at]


def _off_poles(mapping: Mapping, domain: Domain, at: Sequence[float]) -> Domain:
    """The part of a domain that has no poles beside a point."""
    across, along = domain
    for each in mapping.components:
        if pole_curves(each, (across, along)):
            across, along = free_of_poles(each, at, (across, along))
    return across, along


def _has_poles(mapping: Mapping, domain: Domain) -> bool:
    across, along = domain
    return any(pole_curves(each, (across, along)) for each in mapping.components)


def _middle_share(mapping: Mapping, domain: Domain) -> float:
    """The share of an output's range in which half of its values are: the less of both."""
    values = sample_domain(mapping, domain).reshape(-1, mapping.outputs)
    known = values[np.isfinite(values).all(axis=-1)]
    if len(known) == 0:
        return 0.0
    quartiles = np.quantile(known, (0.25, 0.75), axis=0)
    spans = np.maximum(np.ptp(output_ranges(mapping, domain), axis=1), np.finfo(float).tiny)
    return float((np.ptp(quartiles, axis=0) / spans).min())


def _folded_share(mapping: Mapping, domain: Domain) -> float:
    """The share of the image where parts of the domain with both signs of the determinant lie on
    each other; none where its grid lines coincide there, as those of (x^2, y)."""
    places, steps = _places_and_steps(mapping, domain)
    known = np.isfinite(steps).all(axis=(-1, -2))
    places, signs = places[known], np.sign(np.linalg.det(steps[known]))
    cells = np.floor(_CELLS * places)
    sheets = [set(map(tuple, cells[signs == sign].tolist())) for sign in (-1, 1)]
    distinct = np.unique(places.round(_DIGITS), axis=0)
    if not all(sheets) or len(distinct) < _DISTINCT * len(places):
        return 0.0
    return len(sheets[0] & sheets[1]) / len(sheets[0] | sheets[1])


def _places_and_steps(mapping: Mapping, domain: Domain) -> tuple[Array, Array]:
    """Images (n, n, 2) of a grid over a domain, and their steps (n, n, 2, 2) along the inputs; in
    sizes of the picture."""
    spans = np.maximum(np.ptp(output_ranges(mapping, domain), axis=1), np.finfo(float).tiny)
    places = sample_domain(mapping, domain) / spans
    return places, np.stack(np.gradient(places, axis=(0, 1)), axis=-1)


def _drawn_out(mapping: Mapping, domain: Domain) -> float:
    """How many times longer than broad the image of a small square is, in the picture: the median
    over a domain; 1 where the mapping has no value."""
    _, steps = _places_and_steps(mapping, domain)
    known = steps[np.isfinite(steps).all(axis=(-1, -2))]
    if len(known) == 0:
        return 1.0
    long, broad = np.linalg.svd(known, compute_uv=False).T
    return float(np.median(long / np.maximum(broad, long / _LINE + np.finfo(float).tiny)))
