"""Letters: names of inputs and of numbers, Latin or Greek, also with a subscript.

A Greek one has the name `theta`, one with a subscript the name `R_1` or `k_B`.
"""

from __future__ import annotations

import re

from calclib.tree.functions import FUNCTION_NAMES
from calclib.tree.nodes import CONSTANTS

_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron rho sigma "
    "tau upsilon phi chi psi omega"
)
GREEK = {
    **dict(zip("αβγδεζηθικλμνξορστυφχψω", _GREEK_NAMES.split(), strict=True)),
    **{"ϑ": "theta", "ϕ": "phi", "ϵ": "epsilon", "ϱ": "rho"},
}
"""The names of Greek letters; π is a number."""
SUBSCRIPT = "[0-9]{1,3}(?![0-9])|[A-Za-z](?![A-Za-z0-9_])"
"""What may stand below a letter, after `_`: a short number, or one letter."""
_BASE = "[A-Za-zα-ωϑϕϵϱ]+"
LETTER = rf"{_BASE}(?:_(?:{SUBSCRIPT})|[0-9₀-₉]{{1,3}})?"
"""What may be a letter where only one can stand; `letter` decides."""
_PARTS = re.compile(
    rf"(?P<base>{_BASE})(?:_(?P<subscript>{SUBSCRIPT})|(?P<digits>[0-9₀-₉]{{1,3}}))?"
)
_LOW, _USUAL = "₀₁₂₃₄₅₆₇₈₉", "0123456789"


def letter(text: str) -> str | None:
    """The name of a letter, Latin or Greek, by itself or by its name; None for anything else.

    With a subscript it is `R_1`, which may be typed R1 or R₁, or `k_B`.
    """
    parts = _PARTS.fullmatch(text)
    if parts is None:
        return None
    base = GREEK.get(parts["base"], parts["base"])
    if base in CONSTANTS or base in FUNCTION_NAMES or base == "i":
        return None
    is_latin = len(base) == 1 and base.isascii()
    if not is_latin and base not in GREEK.values():
        return None
    below = parts["subscript"] or (parts["digits"] or "").translate(str.maketrans(_LOW, _USUAL))
    return f"{base}_{below}" if below else base


def base_of(name: str) -> str:
    """The letter without its subscript: R for `R_1`."""
    return name.partition("_")[0]


def letter_text(name: str) -> str:
    """A letter as it is printed: θ for `theta`, R₁ for `R_1`."""
    base, _, below = name.partition("_")
    low = below.translate(str.maketrans(_USUAL, _LOW)) if below.isdigit() else below and f"_{below}"
    return _CHARACTERS.get(base, base) + low


_CHARACTERS = {name: character for character, name in reversed(GREEK.items())}
