"""The number of decimals to print of a number, and its plain text."""

from __future__ import annotations

import math

_RELATIVE_TOLERANCE = 1e-9


def decimals_shown(value: float) -> int:
    """The number of decimals to print: three near 1, in all about four digits.

    Fewer if the number has fewer (-1.9, 4), so that only rounded numbers end in zeros (1.540).
    Raises ValueError unless it is finite.
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} has no decimals")
    if abs(value) < 1e-12:
        return 0
    power = math.floor(math.log10(abs(value)))
    digits = max(0, 3 - max(0, power)) if power >= -1 else 2 - power
    while digits > 0 and is_exact(value, digits - 1):
        digits -= 1
    return digits


def is_exact(value: float, digits: int) -> bool:
    """Whether a number equals its value rounded to `digits` decimals, up to float64's rounding."""
    return math.isclose(value, round(value, digits), rel_tol=_RELATIVE_TOLERANCE, abs_tol=1e-12)


def decimal_text(value: float, digits: int | None = None) -> str:
    """The number as text with a true minus (U+2212), never -0; ∞ for infinity."""
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    digits = decimals_shown(value) if digits is None else digits
    text = f"{value:.{digits}f}"
    if float(text) == 0:
        text = text.lstrip("-")
    return text.replace("-", "−")
