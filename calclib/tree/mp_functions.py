"""Functions of mpmath's numbers that mpmath lacks, or has over the complex numbers."""

from __future__ import annotations

from typing import Any

from mpmath import mp

_GUARD_DIGITS = 10
"""A number this many digits from rounding to an integer counts as that integer."""


def log2(x: Any) -> Any:
    """The logarithm to base 2."""
    return mp.log(x, 2)


def cbrt(x: Any) -> Any:
    """The real cube root."""
    return mp.sign(x) * mp.cbrt(abs(x))


def floor(x: Any) -> Any:
    """The greatest integer up to x: 1 for 3 (1/3), however 1/3 was rounded."""
    nearest = mp.nint(x)
    slack = mp.eps * mp.mpf(10) ** _GUARD_DIGITS * max(1, abs(x))
    return nearest if abs(x - nearest) <= slack else mp.floor(x)


def ceil(x: Any) -> Any:
    """The least integer from x on."""
    return -floor(-x)


def mod(x: Any, y: Any) -> Any:
    """x - y floor(x/y), which has the sign of y; NaN for y = 0."""
    return mp.nan if y == 0 else x - y * floor(x / y)
