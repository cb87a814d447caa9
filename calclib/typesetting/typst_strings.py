"""Numbers and arbitrary texts as Typst; texts are quoted, never run as code."""

from __future__ import annotations

import math

_REPLACED = dict.fromkeys((*range(9), *range(11, 32), 127), "�")


def number(value: float, digits: int) -> str:
    """A finite or infinite number with `digits` decimals, a true minus (U+2212), and never -0.

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
    """A Typst string literal of a text; control characters become the replacement character."""
    plain = words.translate(_REPLACED).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + plain.replace("\n", "\\n").replace("\t", "\\t") + '"'


def text(words: str) -> str:
    """Typst source, for markup or math, that shows a text literally."""
    return f"#{quoted(words)};"
