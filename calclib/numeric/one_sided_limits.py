"""One-sided derivatives as limits of difference quotients, at high precision.

The steps shrink doubly exponentially (1e-3, 1e-6, ... 1e-96), each times another irrational
number: at the last one most powers of the step are negligible, and an oscillation is not sampled at
its own period. The precision allows for cancellation. Slow powers and logarithms are extrapolated.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mpmath import mp

from calclib.numeric.extrapolation import extrapolated_limit
from calclib.numeric.real_function import EXACT_DIGITS
from calclib.tree.precision import Mpf

DIGITS = EXACT_DIGITS
"""The working precision of difference quotients, in decimal digits."""

QUICK_DIGITS = 160
"""The precision tried first for arrays, with proportionally coarser steps."""

_FINEST_EXPONENT = 96
_COARSEST_EXPONENT = 8
_STEP_COUNT = 6
_SLOW_STEPS = 14
_CONVERGED = 1e-7
_VANISHED = 1e-10
_EQUAL = 1e-9
_GROWTH, _LAST_GROWTH = 1.5, 10


@dataclass(frozen=True)
class OneSidedLimits:
    """The one-sided limits of a difference quotient: finite, infinite, or NaN without a limit."""

    left: Mpf
    right: Mpf

    @property
    def value(self) -> Mpf:
        """The finite limit on which both sides agree; NaN without one."""
        if not (mp.isfinite(self.left) and mp.isfinite(self.right)):
            return mp.nan
        size = max(abs(self.left), abs(self.right))
        agreed = abs(self.left - self.right) <= _EQUAL * size
        return (self.left + self.right) / 2 if agreed else mp.nan


def shrinking_steps(finest_exponent: int) -> list[Mpf]:
    """Six steps that shrink doubly exponentially to about 10^-finest_exponent."""
    exponents = [mp.mpf(finest_exponent) / 2**k for k in reversed(range(_STEP_COUNT))]
    return [mp.sqrt(k + 2) * mp.mpf(10) ** -n for k, n in enumerate(exponents)]


def one_sided_derivatives(function: Callable[[Mpf], Mpf], limit_depth: int = 0) -> OneSidedLimits:
    """The one-sided derivatives at 0 of a function of one number.

    `function` takes and returns an mpf (NaN where undefined) at the working precision, which the
    caller sets to `DIGITS` or `QUICK_DIGITS`. `limit_depth`: how many times it is itself such a
    limit; the steps of an outer limit stay coarser than the error of an inner one.
    """
    start = function(mp.zero)
    finest_exponent = _FINEST_EXPONENT * mp.dps // DIGITS
    for _ in range(limit_depth):  # the last two steps of the inner limit are much finer
        finest_exponent = max(_COARSEST_EXPONENT, finest_exponent // 2 - _COARSEST_EXPONENT)
    # an inner limit is at least as exact as its last step, 10^-(2 finest_exponent + 16)
    trusted_digits = 2 * mp.dps // 3 if limit_depth == 0 else 2 * finest_exponent + 4

    def side(sign: int) -> Mpf:
        if mp.isnan(start):
            return mp.nan

        def quotient(h: Mpf) -> Mpf:
            return _change(start, function(sign * h), trusted_digits) / (sign * h)

        return limit_at_zero(quotient, finest_exponent)

    return OneSidedLimits(side(-1), side(1))


def _change(start: Mpf, end: Mpf, trusted_digits: int) -> Mpf:
    """end - start; 0 where it is below the digits that can be trusted.

    A difference quotient would enlarge the errors of rounding, or of an inner limit.
    """
    change = end - start
    noise = mp.mpf(10) ** -trusted_digits * max(abs(start), abs(end))
    return mp.zero if abs(change) <= noise else change


def limit_at_zero(function: Callable[[Mpf], Mpf], finest_exponent: int) -> Mpf:
    """The limit of a function of a positive step as it shrinks: finite, infinite or NaN."""
    limit = sequence_limit([function(h) for h in shrinking_steps(finest_exponent)])
    if not mp.isnan(limit):
        return limit
    exponents = [mp.mpf(finest_exponent * k) / _SLOW_STEPS for k in range(3, _SLOW_STEPS + 1)]
    return extrapolated_limit([function(mp.sqrt(3) * mp.mpf(10) ** -n) for n in exponents])


def sequence_limit(values: Sequence[Mpf]) -> Mpf:
    """The limit of values at doubly exponentially shrinking steps: finite, infinite or NaN.

    Each step squares the error, so a last change of 1e-7 leaves an error of about 1e-14.
    """
    if not all(mp.isfinite(value) for value in values):
        return mp.nan
    size = max(abs(value) for value in values)
    last = values[-1]
    if abs(last - values[-2]) <= _CONVERGED * size:
        return mp.zero if abs(last) <= _VANISHED * abs(values[-3]) else last
    return mp.sign(last) * mp.inf if _diverges(values) else mp.nan


def _diverges(values: Sequence[Mpf]) -> bool:
    """Whether values grow like a power of the step; a logarithm is left to extrapolation."""
    grows = all(a * b > 0 and abs(b) >= _GROWTH * abs(a) for a, b in pairwise(values[1:]))
    return grows and abs(values[-1]) >= _LAST_GROWTH * abs(values[-2])
