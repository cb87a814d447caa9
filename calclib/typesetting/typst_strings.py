"""Numbers and arbitrary texts as Typst; texts are quoted, never run as code."""

from __future__ import annotations

import math
from collections.abc import Sequence

from calclib.typesetting.decimals import decimals_shown, printed

_SHORT_LIST = 36
"""The longest source of a list that stands on one line."""
_REPLACED = dict.fromkeys((*range(9), *range(11, 32), 127), "�")


def number(value: float, digits: int | None = None) -> str:
    """A finite or infinite number with a true minus (U+2212), never -0; `digits` as in `printed`.

    Raises ValueError for NaN.
    """
    if math.isnan(value):
        raise ValueError("NaN cannot be shown as a number")
    if math.isinf(value):
        return f"{'−' if value < 0 else ''}infinity"
    shown = printed(value, decimals_shown(value) if digits is None else digits)
    return shown.joined(" times ", power_of_ten(shown.exponent))


def power_of_ten(exponent: int) -> str:
    """10^6, 10^(-7)."""
    return f"10^({exponent})"


def bracketed_list(sources: Sequence[str]) -> list[str]:
    """(a, b) as one source, or with breaks after its commas if it is long; none for no sources."""
    if not sources:
        return []
    whole = ", ".join(sources)
    if len(sources) == 1 or len(whole) <= _SHORT_LIST:
        return [f"({whole})"]
    first, *between, last = sources
    return [f"\\({first}\\,", *(f"{each}\\," for each in between), f"{last}\\)"]


def quoted(words: str) -> str:
    """A Typst string literal of a text; control characters become the replacement character."""
    plain = words.translate(_REPLACED).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + plain.replace("\n", "\\n").replace("\t", "\\t") + '"'


def text(words: str) -> str:
    """Typst source, for markup or math, that shows a text literally."""
    return f"#{quoted(words)};"
