"""One-sided derivatives as limits of difference quotients, at high precision.

The steps shrink doubly exponentially (1e-4, 1e-8, ... 1e-128), each times another irrational
number: at the last one any power of the step is negligible, a logarithm still doubles, and an
oscillation is not sampled at its own period. The precision allows for cancellation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mpmath import mp

from calclib.tree.precision import Mpf

DIGITS = 600
"""The working precision of difference quotients, in decimal digits."""

QUICK_DIGITS = 160
"""The precision tried first for arrays, with proportionally coarser steps."""

_FINEST_EXPONENT = 128
_STEP_COUNT = 6
_CONVERGED = 1e-7
_VANISHED = 1e-10
_EQUAL = 1e-9
_GROWTH = 1.5


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
    finest_exponent = max(8, _FINEST_EXPONENT * mp.dps // DIGITS >> limit_depth)

    def side(sign: int) -> Mpf:
        if mp.isnan(start):
            return mp.nan
        return sequence_limit(
            [(function(sign * h) - start) / (sign * h) for h in shrinking_steps(finest_exponent)]
        )

    return OneSidedLimits(side(-1), side(1))


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
    return all(a * b > 0 and abs(b) >= _GROWTH * abs(a) for a, b in pairwise(values[1:]))
