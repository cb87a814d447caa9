"""Numbers as text where they are multiples of pi: 3π/4 rather than 2.356."""

from __future__ import annotations

from fractions import Fraction
from math import pi

_LARGEST_DENOMINATOR = 24
"""Half a step of 15 degrees: pi/24 is the place of a teacher's example, pi/25 is not."""
_LARGEST_NUMERATOR = 9999
"""Any large number is near a multiple of pi/24."""
_RELATIVE_TOLERANCE = 1e-12


def pi_text(value: float) -> str:
    """A multiple of pi as text: 0, π, -π/2, 3π/4; ValueError for any other number."""
    ratio = Fraction(value / pi).limit_denominator(_LARGEST_DENOMINATOR)
    unlikely = abs(ratio.numerator) > _LARGEST_NUMERATOR
    if unlikely or abs(float(ratio) * pi - value) > _RELATIVE_TOLERANCE * abs(value):
        raise ValueError(f"{value:g} is not a multiple of pi/24 or a similar fraction")
    if ratio == 0:
        return "0"
    count, sign = abs(ratio.numerator), "-" if ratio < 0 else ""
    denominator = f"/{ratio.denominator}" if ratio.denominator > 1 else ""
    return f"{sign}{'' if count == 1 else count}π{denominator}"
