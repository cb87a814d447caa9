"""Axes: where ticks go and how they read, and which part of a function makes a good picture."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from math import ceil, floor, isfinite, log10, pi
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from calclib.numeric.sampling import Array, Interval, Region, finite, value_range
from calclib.typesetting.decimals import plain

_PI_STEPS = (Fraction(1, 12), Fraction(1, 6), Fraction(1, 4), Fraction(1, 2))
_HALF_WIDTHS = tuple(m * 10.0**k for k in range(-6, 7) for m in (1, 1.5, 2, 2.5, 3, 5, 7))
_USUAL = 3.0
"""The half width of a picture where the function itself has no wish."""


def nice_step(span: float, about: int = 5) -> float:
    """The step 1, 2 or 5 times a power of ten that cuts a span into about so many parts."""
    if not (isfinite(span) and span > 0 and about > 0):
        raise ValueError("ticks need a finite span above 0 and a count above 0")
    raw = span / about
    power = 10.0 ** floor(log10(raw))
    # borders between 1, 2, 5 and 10 lie at their geometric means
    rounded = next(
        (m for m, top in ((1, 2**0.5), (2, 10**0.5), (5, 50**0.5)) if raw < top * power), 10
    )
    return float(f"{rounded * power:.6g}")


def ticks(lo: float, hi: float, about: int = 5) -> Array:
    """Positions (n,), multiples of a nice step, in [lo, hi]; ValueError unless lo < hi."""
    return _multiples(lo, hi, nice_step(hi - lo, about))


def ticks_pi(lo: float, hi: float, about: int = 5) -> Array:
    """Positions (n,), multiples of a nice fraction or multiple of pi, in [lo, hi]."""
    raw = (hi - lo) / about / pi
    step = min(_PI_STEPS, key=lambda each: abs(float(each) - raw))
    if raw > 0.75 or raw < 0.05:
        return _multiples(
            lo, hi, max(1.0, nice_step(raw)) * pi if raw > 0.75 else nice_step(hi - lo)
        )
    return _multiples(lo, hi, float(step) * pi)


def _multiples(lo: float, hi: float, step: float) -> Array:
    slack = 1e-9 * (hi - lo) / step
    # dividing by a whole number of steps gives 0.3 where multiplying 0.1 by 3 does not
    whole = np.arange(ceil(lo / step - slack), floor(hi / step + slack) + 1, dtype=float)
    per_unit = round(1 / step) if step < 1 else 0
    exact = per_unit and abs(per_unit * step - 1) < 1e-12
    return (whole / per_unit if exact else whole * step) + 0.0


def nice_range(lo: float, hi: float, about: int = 5) -> Interval:
    """[lo, hi] rounded outwards to the steps that `ticks` would use."""
    step = nice_step(hi - lo, about)
    slack = 1e-9
    low, high = floor(lo / step + slack), ceil(hi / step - slack)
    return float(f"{low * step:.12g}") + 0.0, float(f"{high * step:.12g}") + 0.0


def decimals(step: float) -> int:
    """How many decimals tell multiples of the step apart: 2 for 0.25, 0 for 5."""
    if not (isfinite(step) and step > 0):
        raise ValueError("a step is finite and above 0")
    places = max(0, -floor(log10(step) + 1e-9))
    while (
        places < 17 and abs(round(step * 10**places) - step * 10**places) > 1e-6 * step * 10**places
    ):
        places += 1
    return places


def tick_label(value: float, step: float) -> str:
    """The text at a tick: as many decimals as the step needs, never -0.

    From 100,000 on, and where tiny numbers would need more than five decimals, as in 2×10^(-6),
    which is also Typst's notation.
    """
    if abs(value) < 0.5e-9 * step:
        return "0"
    if max(abs(value), step) < 1e5 and (decimals(step) <= 5 or abs(value) >= 0.01):
        return f"{value:.{decimals(step)}f}"
    exponent = floor(log10(abs(value)) + 1e-12)
    unit = 10.0**exponent
    mantissa = f"{value / unit:.{decimals(step / unit) if step < unit else 0}f}"
    power = f"10^({exponent})" if exponent < 0 else f"10^{exponent}"
    sign = {"1": "", "-1": "-"}.get(mantissa)
    return f"{mantissa}×{power}" if sign is None else f"{sign}{power}"


def pi_label(value: float) -> str:
    """A multiple of pi as text: 0, π, -π/2, 3π/4; ValueError for what is no such multiple."""
    ratio = Fraction(value / pi).limit_denominator(12)
    if abs(float(ratio) * pi - value) > 1e-9 * max(1.0, abs(value)):
        raise ValueError(f"{value:g} is not a multiple of pi/12 or a similar fraction")
    if ratio == 0:
        return "0"
    count, sign = abs(ratio.numerator), "-" if ratio < 0 else ""
    below = f"/{ratio.denominator}" if ratio.denominator > 1 else ""
    return f"{sign}{'' if count == 1 else count}π{below}"


def place_label(value: float) -> str:
    """A coordinate as text: π/3 where it is such a multiple, any other number as usual."""
    try:
        return pi_label(value)
    except ValueError:
        return plain(value)


def labelled_ticks(lo: float, hi: float, about: int = 5) -> list[tuple[float, str]]:
    """Ticks with their labels; multiples of pi where both ends are such (and one is not 0)."""
    with suppress(ValueError):
        for end in (lo, hi):
            pi_label(end)
        return [(float(value), pi_label(value)) for value in ticks_pi(lo, hi, about)]
    values = ticks(lo, hi, about)
    step = nice_step(hi - lo, about)
    return [(float(value), tick_label(value, step)) for value in values]


def default_interval(g: Callable[[Any], ArrayLike], around: float) -> tuple[Interval, Interval]:
    """An interval and a range of values that show a function of one variable at a point well.

    Of half widths on a ladder from 1e-6 to 7e6 the best is taken: near 3, with the slope at the
    point readable, the bends visible, at most a few waves, defined on most of it and with the
    point well inside. `g` is vectorised, NaN where undefined. ValueError without a value near.
    """
    even = np.linspace(-1.0, 1.0, 241)
    shares = even * (0.6 + 0.4 * even**2)  # uneven, or a wave in step with it would look slow
    widths = np.array(_HALF_WIDTHS)
    widths = widths[widths > 1e-9 * max(1.0, abs(around))]
    with np.errstate(all="ignore"):
        t = around + widths[:, None] * shares
        table = finite(np.broadcast_to(g(t), t.shape))
        near = around + 1e-4 * widths[:, None] * np.array([-1.0, 1.0])
        rises = np.abs(np.diff(finite(np.broadcast_to(g(near), near.shape)), axis=1)[:, 0])
    usable = [k for k in range(len(widths)) if np.isfinite(table[k]).sum() >= 20]
    if not usable:
        raise ValueError(f"the function has no values around {around:g}")
    with np.errstate(all="ignore"):  # values up to 1e308 overflow here; they make no good picture
        best = min(usable, key=lambda k: _cost(float(widths[k]), shares, table[k], rises[k] * 1e4))
    values, width = table[best], float(widths[best])
    lo, hi = _trimmed(around, width, shares, np.isfinite(values))
    return (lo, hi), _with_margin(value_range(values))


def default_region(f: Any, point: ArrayLike) -> tuple[Region, Interval]:
    """A region and a range of values that show a field at a point (2,) well.

    Each side is that of the slice through the point; sides of like length are made equal.
    """
    x, y = (float(each) for each in np.asarray(point, dtype=float))
    across, _ = default_interval(lambda t: f(t, y), x)
    along, _ = default_interval(lambda t: f(x, t), y)
    wide, high = across[1] - across[0], along[1] - along[0]
    if max(wide, high) < 3 * min(wide, high):
        across, along = (_stretched(side, max(wide, high)) for side in (across, along))
    region = (across, along)
    nodes = [np.linspace(*side, 61) for side in region]
    with np.errstate(all="ignore"):
        values = finite(np.broadcast_to(f(nodes[0][None, :], nodes[1][:, None]), (61, 61)))
    return region, _with_margin(value_range(values))


def _stretched(side: Interval, length: float) -> Interval:
    middle = 0.5 * (side[0] + side[1])
    return middle - 0.5 * length, middle + 0.5 * length


def _with_margin(values: Interval) -> Interval:
    margin = 0.05 * (values[1] - values[0])
    return values[0] - margin, values[1] + margin


def _trimmed(around: float, width: float, shares: Array, known: Any) -> Interval:
    """The interval without most of what is undefined at either end."""
    first, last = np.flatnonzero(known)[[0, -1]]
    margin = 0.08 * (shares[last] - shares[first])
    low, high = max(-1.0, shares[first] - margin), min(1.0, shares[last] + margin)
    return around + width * float(low), around + width * float(high)


def _cost(width: float, shares: Array, values: Array, slope: float) -> float:
    """How bad a picture of these values over [-width, width] is; 0 is ideal.

    `slope` is that at the point, by half the width.
    """
    known = np.isfinite(values)
    low, high = value_range(values)
    span = high - low
    first, last = np.flatnonzero(known)[[0, -1]]
    length = shares[last] - shares[first]
    off_centre = max(0.0, 0.2 - min(-shares[first], shares[last]) / length)
    holes = 1 - known[first : last + 1].mean()
    cost = abs(np.log(width / _USUAL)) + 20 * off_centre + 3 * holes
    step = np.diff(values) / span
    step = step[np.isfinite(step)]
    visible = step[np.abs(step) > 1e-6]
    waves = int((np.sign(visible[1:]) != np.sign(visible[:-1])).sum())
    cost += 0.7 * max(0, waves - 6)
    steepness = slope / span
    if steepness > 1e-3:  # 1 runs along the diagonal
        cost += 1.5 * max(0.0, abs(np.log(steepness)) - np.log(2.5))
    middle = values[np.abs(shares) <= 0.3]
    seen = (np.nanmax(middle) - np.nanmin(middle)) / span if np.isfinite(middle).any() else 0.0
    cost += max(0.0, np.log(0.1 / max(seen, 1e-6))) if np.ptp(values[known]) > 0 else 0.0
    return cost + 6.0 * (_straightness(shares[known], values[known], span) < 0.02)


def _straightness(shares: Array, values: Array, span: float) -> float:
    """The largest distance of the values from their best line, against their span."""
    line = np.polyval(np.polyfit(shares, values, 1), shares)
    return float(np.abs(values - line).max() / span)
