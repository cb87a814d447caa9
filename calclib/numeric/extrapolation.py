"""Limits of slowly converging sequences, by Wynn's epsilon and rho algorithms."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from mpmath import mp

from calclib.tree.precision import Mpf

_AGREED = 1e-12
"""Two estimates of a limit agree within this share of the values."""
_STEADY = 0.9999
"""The ratio of one difference to the one before that separates convergence from divergence."""


def extrapolated_limit(values: Sequence[Mpf]) -> Mpf:
    """The limit of values at steps that shrink geometrically: finite, infinite, or NaN.

    Powers of the step, also slow ones, are sums of geometric sequences, of which the epsilon
    algorithm is exact; functions of its logarithm are rational, of which the rho algorithm is
    (Wynn; Brezinski and Redivo Zaglia, Extrapolation Methods, chapter 2). Values that differ ever
    more in one direction tend to infinity.
    """
    if not all(mp.isfinite(value) for value in values):
        return mp.nan
    differences = [after - before for before, after in pairwise(values)]
    if not all(differences):
        return mp.nan
    ratios = [after / before for before, after in pairwise(differences)]
    if all(ratio >= _STEADY for ratio in ratios):
        is_outward = differences[-1] * values[-1] > 0
        return mp.sign(differences[-1]) * mp.inf if is_outward else mp.nan
    if not all(abs(ratio) <= _STEADY for ratio in ratios):
        return mp.nan
    size = max(map(abs, values))
    for is_rho in (False, True):
        estimates = _last_estimates(values, is_rho)
        if max(estimates) - min(estimates) <= _AGREED * size:
            return estimates[-1] if abs(estimates[-1]) > _AGREED * size else mp.zero
    return mp.nan


def _last_estimates(values: Sequence[Mpf], is_rho: bool) -> list[Mpf]:
    """The last entries of the last two even columns of Wynn's table."""
    noise = mp.mpf(10) ** -(mp.dps // 2) * max(map(abs, values))
    before, column, estimates = [mp.zero] * (len(values) + 1), list(values), [values[-1]]
    for order in range(1, len(values)):
        after = []
        for index, (low, high) in enumerate(pairwise(column)):
            if order % 2 and abs(high - low) <= noise:  # the limit is reached
                return [low, high]
            after.append(before[index + 1] + (order if is_rho else 1) / (high - low))
        before, column = column, after
        if order % 2 == 0:
            estimates.append(column[-1])
    return estimates[-2:]
