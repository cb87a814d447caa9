"""Ticks of an axis: how many, where, and their labels."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor, isfinite, log10, pi

import numpy as np

from calclib.arrays import Array, Interval
from calclib.typesetting.decimals import Printed, is_plain, printed
from calclib.typesetting.multiples_of_pi import pi_text
from calclib.typesetting.typst_strings import number, power_of_ten

_FEW, _MANY = 3, 12
"""Ticks with a common step: at least so many on each axis, and at most so many."""
_PI_STEPS = (Fraction(1, 12), Fraction(1, 6), Fraction(1, 4), Fraction(1, 2))


def nice_step(span: float, count: int = 5) -> float:
    """The step, 1, 2 or 5 times a power of ten, that divides a span into about `count` parts.

    The thresholds are those of `tickStep` in d3-array. Raises ValueError unless both are positive.
    """
    if not (isfinite(span) and span > 0 and count > 0):
        raise ValueError("ticks need a finite span above 0 and a count above 0")
    raw = span / count
    power = 10.0 ** floor(log10(raw))
    rounded = next(
        (m for m, top in ((1, 2**0.5), (2, 10**0.5), (5, 50**0.5)) if raw < top * power), 10
    )
    return float(f"{rounded * power:.6g}")


def ticks(lo: float, hi: float, count: int = 5) -> Array:
    """Positions (n,), multiples of a nice step, in [lo, hi]; ValueError unless lo < hi."""
    return _multiples(lo, hi, nice_step(hi - lo, count))


def common_ticks(*intervals: Interval) -> list[Array]:
    """Positions on each of several axes, with one step for all of them, so that a difference of
    their scales is seen: a few on the shortest; with steps of their own where the others would have
    too many."""
    lengths = [high - low for low, high in intervals]
    shortest = min(lengths)
    if max(lengths) > _MANY * shortest:
        return [ticks(*each) for each in intervals]
    for count in range(2, _FEW + 3):
        found = [_multiples(*each, nice_step(shortest, count)) for each in intervals]
        if min(map(len, found)) >= _FEW:
            if max(map(len, found)) <= _MANY:
                return found
            break
    return [ticks(*each) for each in intervals]


def ticks_pi(lo: float, hi: float, count: int = 5) -> Array:
    """Positions (n,), multiples of a nice fraction or multiple of pi, in [lo, hi]."""
    raw = (hi - lo) / count / pi
    if raw > 0.75:
        return _multiples(lo, hi, max(1.0, nice_step(raw, 1)) * pi)
    if raw < 0.05:
        return ticks(lo, hi, count)
    step = min(_PI_STEPS, key=lambda fraction: abs(float(fraction) - raw))
    return _multiples(lo, hi, float(step) * pi)


def round_numbers(lo: float, hi: float) -> Array:
    """A few round numbers (n,) in [lo, hi]: multiples of pi where both ends are those of pi/4."""
    quarters = np.array([lo, hi]) / (pi / 4)
    is_angle = bool(np.allclose(quarters, np.round(quarters), rtol=0, atol=1e-9))
    return ticks_pi(lo, hi, count=4) if is_angle else ticks(lo, hi, count=6)


def _multiples(lo: float, hi: float, step: float) -> Array:
    slack = 1e-9 * (hi - lo) / step
    # 3 / 10 is 0.3 exactly as typed; 3 * 0.1 is not
    whole = np.arange(ceil(lo / step - slack), floor(hi / step + slack) + 1, dtype=float)
    per_unit = round(1 / step) if step < 1 else 0
    exact = per_unit and abs(per_unit * step - 1) < 1e-12
    return (whole / per_unit if exact else whole * step) + 0.0


def nice_range(lo: float, hi: float, count: int = 5) -> Interval:
    """[lo, hi] rounded outwards to the steps that `ticks` would use."""
    step = nice_step(hi - lo, count)
    slack = 1e-9
    low, high = floor(lo / step + slack), ceil(hi / step - slack)
    return float(f"{low * step:.12g}") + 0.0, float(f"{high * step:.12g}") + 0.0


def decimals(step: float) -> int:
    """How many decimals multiples of the step have: 2 for 0.25, 0 for 5, -1 for 50."""
    if not (isfinite(step) and step > 0):
        raise ValueError("a step is finite and above 0")
    places = -floor(log10(step) + 1e-9)
    while (
        places < 17 and abs(round(step * 10**places) - step * 10**places) > 1e-6 * step * 10**places
    ):
        places += 1
    return places


def tick_label(value: float, step: float) -> str:
    """The Typst source of a tick's label: as many decimals as the step needs, never -0.

    Powers of ten as in all other numbers (`calclib.typesetting.decimals`); beside them, no number
    ends in needless zeros.
    """
    if abs(value) < 0.5e-9 * step:
        return "0"
    digits = decimals(step)
    if not (is_plain(value) and (is_plain(step) or abs(value) > 10 * step)):
        while abs(round(value, digits - 1) - value) < 1e-6 * step:
            digits -= 1
    return number(value, digits)


def tick_labels(values: Sequence[float] | Array, step: float) -> list[str]:
    """The Typst sources of the labels of an axis; where one needs a power of ten, all but 0 have
    that of the largest: 0.5 x 10^6, 1.0 x 10^6. Needless zeros would take
    room: 1.6 x 10^6, 1.65 x 10^6."""
    large = [abs(value) for value in values if abs(value) >= 0.5e-9 * step]
    if all(map(is_plain, large)):
        return [tick_label(float(value), step) for value in values]
    exponent = floor(log10(max(large)) + 1e-9)
    places = max(0, decimals(step / 10.0**exponent))
    mantissas = [_mantissa(float(value) / 10.0**exponent, places) for value in values]
    return [
        replace(each, exponent=exponent).joined(" times ", power_of_ten(exponent))
        if abs(value) >= 0.5e-9 * step
        else "0"
        for each, value in zip(mantissas, values, strict=True)
    ]


def _mantissa(value: float, places: int) -> Printed:
    """The number before a power of ten: with as many decimals as the step needs, but one at most
    of them a needless 0."""
    needed = (n for n in range(1, places) if abs(round(value, n) - value) < 10.0 ** -(places + 3))
    return printed(value, next(needed, places))


def labelled_ticks(lo: float, hi: float, count: int = 5) -> list[tuple[float, str]]:
    """Ticks with the sources of their labels; multiples of pi where both ends are that."""
    with suppress(ValueError):
        for end in (lo, hi):
            pi_text(end)
        return [(float(value), pi_text(value)) for value in ticks_pi(lo, hi, count)]
    values = ticks(lo, hi, count)
    step = nice_step(hi - lo, count)
    return [*zip(values.tolist(), tick_labels(values, step), strict=True)]
