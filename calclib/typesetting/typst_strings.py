"""Numbers and any text as Typst: nothing in a text is code."""

from __future__ import annotations

import math

_REPLACED = dict.fromkeys((*range(9), *range(11, 32), 127), "�")


def number(value: float, digits: int) -> str:
    """A finite or infinite number with `digits` decimals, a real minus sign, and never -0.

    Raises ValueError for NaN.
    """
    if math.isnan(value):
        raise ValueError("NaN cannot be shown as a number")
    sign = "−" if value < 0 else ""
    if math.isinf(value):
        return f"{sign}infinity"
    size = f"{abs(value):.{digits}f}"
    return size if float(size) == 0 else sign + size


def quoted(words: str) -> str:
    """A Typst string with exactly these characters, for arguments; control characters are shown
    as the replacement character.
    """
    plain = words.translate(_REPLACED).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + plain.replace("\n", "\\n").replace("\t", "\\t") + '"'


def text(words: str) -> str:
    """Typst, in markup or in math, that shows any text as written: nothing in it is code."""
    return f"#{quoted(words)};"
