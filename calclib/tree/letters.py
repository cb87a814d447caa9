"""Letters: names of inputs and of numbers, Latin or Greek; a Greek one has the name `theta`."""

from __future__ import annotations

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


def letter(text: str) -> str | None:
    """The name of a letter, Latin or Greek, by itself or by its name; None for anything else."""
    name = GREEK.get(text, text)
    if name in CONSTANTS or name in FUNCTION_NAMES or name == "i":
        return None
    is_latin = len(name) == 1 and name.isascii() and name.isalpha()
    return name if is_latin or name in GREEK.values() else None


def letter_text(name: str) -> str:
    """A letter as it is printed: θ for `theta`."""
    return _CHARACTERS.get(name, name)


_CHARACTERS = {name: character for character, name in reversed(GREEK.items())}
