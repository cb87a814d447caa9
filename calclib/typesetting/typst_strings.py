"""Typst math for numbers, user text and the signs of derivatives."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby

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


def partial(function: str, *names: str) -> str:
    """The derivative by the names in turn, with round d's: f by x, then y, is d2f/(dy dx)."""
    order = f"^{len(names)}" if len(names) > 1 else ""
    runs = [(name, len(list(run))) for name, run in groupby(reversed(names))]
    below = " ".join(f"partial {name}" + (f"^{n}" if n > 1 else "") for name, n in runs)
    return f"frac(partial{order} {function}, {below})"


def subscript(function: str, *names: str) -> str:
    """The derivative by the names in turn, as f with its names below."""
    return f"{function}_({' '.join(names)})"


def ordinary(function: str, name: str) -> str:
    """The derivative of a function of one variable, with straight d's."""
    return f"frac(dif {function}, dif {name})"


def gradient(function: str) -> str:
    """The gradient, with the sign nabla."""
    return f"nabla {function}"


def vector(components: Sequence[str]) -> str:
    """A column of Typst sources."""
    return f"vec({', '.join(components)})"
