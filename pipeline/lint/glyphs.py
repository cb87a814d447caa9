"""Whether our fonts have every character of a text, found before anything is rendered."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from calclib.typesetting.typst_strings import text
from scenes._kit.text import fonts, typst_compiler


def first_missing(words: Iterable[str]) -> str | None:
    """The first character in the texts that no font has; None where they have all of them.

    All characters are set on one page; where one is missing, it is found by halving.
    """
    characters = [
        character
        for character in dict.fromkeys("".join(words))
        if not (character.isascii() or character == " ")
    ]
    if not _lacks(characters):
        return None
    last = bisect_left(
        range(1, len(characters)), True, key=lambda count: _lacks(characters[:count])
    )
    return characters[last]


def _lacks(characters: Iterable[str]) -> bool:
    """Whether a page with these characters, set apart so as not to join, has an empty outline."""
    page = f"{fonts.preamble()}{text(' '.join(characters))}"
    return fonts.has_missing_glyph(typst_compiler.svg(page))
