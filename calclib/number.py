"""A number to be shown: name, value, exact form, and a second way to compute it.

`readings` makes them for what scenes show.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

_DIGITS = 9


class Mismatch(ValueError):  # noqa: N818 (named after what it tells, like NotDifferentiable)
    """The two ways to compute a number differ at the precision printed."""


@dataclass(frozen=True)
class Number:
    """A number with a name, an exact form (text, or None) and a second way to compute it."""

    name: str
    value: float
    exact: str | None = None
    second: Callable[[], float] = field(kw_only=True, compare=False, repr=False)

    def check(self, digits: int | None = None) -> None:
        """Compute the number the second way too. Raises Mismatch where the two differ.

        `digits`: the decimals printed; without it nine significant digits are compared.
        """
        other = self.second()
        if digits is None:
            agrees = math.isclose(self.value, other, rel_tol=10.0**-_DIGITS, abs_tol=1e-12)
        else:
            agrees = abs(round(self.value, digits) - other) <= 0.5000001 * 10.0**-digits
        if not agrees:
            raise Mismatch(f"{self.name} is {self.value:.12g} one way and {other:.12g} another")

    def equals(self, other: Number) -> bool:
        """Whether two numbers have one value, but for rounding."""
        return math.isclose(self.value, other.value, rel_tol=10.0**-_DIGITS, abs_tol=1e-12)
