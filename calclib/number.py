"""A number to show: name, value and exact form, and an independent way to compute it.

`readings` makes those that scenes show.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

_DIGITS = 9
_NOISE = 1e-6
"""A number below this that its cross-check knows nothing of is a rounding error."""


class Mismatch(ValueError):  # noqa: N818 (named like NotDifferentiable)
    """The two ways to compute a number differ at the precision printed."""


@dataclass(frozen=True)
class Number:
    """A number with a name, an exact form (text, or None) and a second way to compute it."""

    name: str
    value: float
    exact: str | None = None
    cross_check: Callable[[], float] = field(kw_only=True, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Makes a number that is 0 but for float64's rounding 0: sin(pi) is 1.2e-16 there."""
        if 0 < abs(self.value) < _NOISE and abs(self.cross_check()) < 1e-3 * abs(self.value):
            object.__setattr__(self, "value", 0.0)

    def check(self, digits: int | None = None) -> None:
        """Raises Mismatch where the cross-check disagrees.

        `digits`: the decimals printed, the last one correctly rounded as far as nine significant
        digits can tell; without it these nine are compared.
        """
        other = self.cross_check()
        if digits is None:
            agrees = math.isclose(self.value, other, rel_tol=10.0**-_DIGITS, abs_tol=1e-12)
        else:
            slack = 10.0**-_DIGITS * abs(self.value)
            agrees = abs(round(self.value, digits) - other) <= 0.5 * 10.0**-digits + slack
        if not agrees:
            raise Mismatch(f"{self.name} is {self.value:.12g}, but {other:.12g} by the cross-check")

    def equals(self, other: Number) -> bool:
        """Whether two numbers have the same value up to rounding."""
        return math.isclose(self.value, other.value, rel_tol=10.0**-_DIGITS, abs_tol=1e-12)
