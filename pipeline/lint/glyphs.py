"""Whether our fonts have every sign of a text, found before anything is rendered."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

import typst

from calclib.typesetting.typst_strings import text
from scenes._kit.text import fonts


def first_missing(words: Iterable[str]) -> str | None:
    """The first sign in the texts that no font has; None where they have all of them.

    All signs are set on one page; where one is missing, it is found by halving.
    """
    signs = [sign for sign in dict.fromkeys("".join(words)) if not (sign.isascii() or sign == " ")]
    if not _lacks(signs):
        return None
    last = bisect_left(range(1, len(signs)), True, key=lambda count: _lacks(signs[:count]))
    return signs[last]


def _lacks(signs: Iterable[str]) -> bool:
    """Whether a page with these signs, set apart so as not to join, has an empty outline."""
    page = f"{fonts.preamble()}{text(' '.join(signs))}"
    svg = typst.compile(page.encode(), format="svg")
    assert isinstance(svg, bytes)
    return fonts.lacks_a_glyph(svg.decode())
