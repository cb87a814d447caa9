"""A number to show: name, value and exact form, and an independent way to compute it.

`readings` makes those that scenes show.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from mpmath import mp

from calclib.tree.nodes import Node
from calclib.tree.precision import Mpf, constant
from calclib.typesetting.coordinates import is_coordinate_exact
from calclib.typesetting.decimals import decimals_shown, is_exact, printed

_DIGITS = 9
_TRUE_DIGITS, _EQUAL_DIGITS = 120, 40
"""A value is computed to so many digits; one that agrees with a decimal in the second is it."""
_UNDERFLOW = 1e-300
"""What is smaller, but not 0, is no rounding error of a value of so many digits."""
_NOISE = 1e-6
"""A number below this that its cross-check knows nothing of is a rounding error."""


class Mismatch(ValueError):  # noqa: N818 (named like NotDifferentiable)
    """The two ways to compute a number differ at the precision printed."""


@dataclass(frozen=True)
class Number:
    """A number with a name, an exact form (text, or None) and a second way to compute it.

    `formula`: the tree without variables whose value it is, if that is known. `place`: coordinates
    and steps in its name.
    """

    name: str
    value: float
    exact: str | None = None
    cross_check: Callable[[], float] = field(kw_only=True, compare=False, repr=False)
    formula: Node | None = field(default=None, kw_only=True, compare=False, repr=False)
    place: tuple[float, ...] = field(default=(), kw_only=True, compare=False, repr=False)

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

    def is_exact(self, digits: int | None = None) -> bool:
        """Whether it equals what is printed of it, by its formula where that is known.

        5000/(1 + exp(-40)) is 5000 in float64 alone. `digits`: the decimals printed, if not as
        usual. True where it is infinite.
        """
        if not math.isfinite(self.value):
            return True
        if not is_exact(self.value, digits):
            return False
        shown = printed(self.value, decimals_shown(self.value) if digits is None else digits).value
        with mp.workdps(_TRUE_DIGITS):
            true, decimal = self._true_value, mp.mpf(shown.numerator) / shown.denominator
            if mp.isnan(true):
                return True
            if not decimal:
                return not 0 < abs(true) < _UNDERFLOW
            return abs(true - decimal) <= abs(decimal) * mp.mpf(10) ** -_EQUAL_DIGITS

    @property
    def is_exact_as_named(self) -> bool:
        """Whether it is exact, and its name has no rounded coordinate where it is shown."""
        return self.is_exact() and all(map(is_coordinate_exact, self.place))

    @cached_property
    def _true_value(self) -> Mpf:
        """The value of the formula; NaN where there is none."""
        try:
            return mp.nan if self.formula is None else constant(self.formula, _TRUE_DIGITS)
        except OverflowError:
            return mp.nan

    def equals(self, other: Number) -> bool:
        """Whether two numbers have the same value up to rounding."""
        return math.isclose(self.value, other.value, rel_tol=10.0**-_DIGITS, abs_tol=1e-12)


def is_shown_exactly(shown: Number | float, digits: int | None = None) -> bool:
    """Whether a number, or a plain float, equals what is printed of it; True for infinity.

    `digits`: the decimals printed, if not as usual.
    """
    if isinstance(shown, Number):
        return shown.is_exact(digits)
    return not math.isfinite(shown) or is_exact(shown, digits)
