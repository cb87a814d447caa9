"""Numbers as text: plain decimals, or powers of ten below 1e-4 and from 1e6 on.

The one place that decides how a number is printed and whether it is printed exactly: formulas,
ticks, narration and hand-out all ask here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

_RELATIVE_TOLERANCE = 1e-9
_LEAST_PLAIN, _FIRST_POWER = 1e-4, 1e6
"""Sizes from the first up to the second are plain decimals."""
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Printed:
    """A finite number as it is printed: its sign (−, or none), digits, and a power of ten."""

    sign: str
    digits: str
    exponent: int = 0

    def joined(self, times: str, power: str) -> str:
        """The number with a text for "times", and one for the power; the digits 1 are left out."""
        if not self.exponent:
            return f"{self.sign}{self.digits}"
        return self.sign + (power if self.digits == "1" else f"{self.digits}{times}{power}")

    @property
    def value(self) -> Fraction:
        """The number that stands there."""
        size = Fraction(self.digits) * Fraction(10) ** self.exponent
        return -size if self.sign else size


def printed(value: float, digits: int) -> Printed:
    """A finite number rounded to `digits` decimals (negative: to tens, hundreds), never -0."""
    rounded = round(abs(value), digits)
    sign = "−" if value < 0 and rounded else ""
    if rounded and not (is_plain(value) and is_plain(rounded)):
        decimals = max(0, digits + math.floor(math.log10(abs(value))))
        mantissa, exponent = f"{abs(value):.{decimals}e}".split("e")
        return Printed(sign, mantissa, int(exponent))
    return Printed(sign, f"{abs(value):.{max(0, digits)}f}")


def decimals_shown(value: float) -> int:
    """The number of decimals to print: three near 1, in all about four digits.

    Fewer if the number has fewer (-1.9, 4), so that only rounded numbers end in zeros (1.540).
    None are made whole that have one decimal: 1197.6; none are rounded from halfway: 0.5625.
    Negative for large numbers, which are printed with a power of ten: -5 for 3.2×10⁶.
    Raises ValueError unless it is finite.
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} has no decimals")
    if not value:
        return 0
    power = math.floor(math.log10(abs(value)))
    if is_plain(value) and is_plain(max(1.0, round(abs(value)))):
        digits = max(0, 3 - max(0, power)) if power >= -1 else 2 - power
        least = 0
        if not digits and not is_exact(value, 0) and is_exact(value, 1):
            return 1
    else:
        digits, least = 3 - power, -power
    if is_halfway(value, digits):
        return digits + 1
    while digits > least and is_exact(value, digits - 1):
        digits -= 1
    return digits


def is_halfway(value: float, digits: int) -> bool:
    """Whether a number lies in the middle between two of so many decimals."""
    return not is_exact(value, digits) and is_exact(2 * value, digits)


def is_exact(value: float, digits: int | None = None) -> bool:
    """Whether a number equals its value rounded to `digits` decimals, up to float64's rounding.

    Without `digits`: as it is printed.
    """
    digits = decimals_shown(value) if digits is None else digits
    return math.isclose(value, round(value, digits), rel_tol=_RELATIVE_TOLERANCE)


def decimal_text(value: float, digits: int | None = None) -> str:
    """The number as text with a true minus (U+2212), never -0; ∞ for infinity."""
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    number = printed(value, decimals_shown(value) if digits is None else digits)
    return number.joined("×", f"10{str(number.exponent).translate(_SUPERSCRIPTS)}")


def equation_text(value: float, *, exact: bool) -> str:
    """The number after its relation: "= −2", or "≈ 1.540" where it is not exact."""
    return f"{'=' if exact else '≈'} {decimal_text(value)}"


def is_plain(value: float) -> bool:
    """Whether a number other than 0 is printed as a plain decimal, without a power of ten."""
    return _LEAST_PLAIN * (1 - _RELATIVE_TOLERANCE) <= abs(value) < _FIRST_POWER
