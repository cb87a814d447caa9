"""The fonts of all text in the picture, and the check that they have its characters.

Each language names its font in `languages`. There is no silent fallback: an empty box in a video is
worse than an error. Captions use the fonts of the video player. Free of manim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from xml.etree import ElementTree

from scenes._kit.text import typst_compiler
from scenes._kit.text.languages import LANGUAGES

TEXT_FONTS = tuple(dict.fromkeys(language.font for language in LANGUAGES.values()))
MATH_FONTS = ("New Computer Modern Math", *TEXT_FONTS)
MATH_SAMPLE = "∂∇√π→≈"
"""A few characters of formulas that `check` looks for in the fonts."""

_NO_CHARACTER = "\U0010fffe"
_SVG = {"svg": "http://www.w3.org/2000/svg"}


class MissingGlyphError(ValueError):
    """None of the fonts has a character."""


def font_advice() -> str:
    """What a user can do about a missing character."""
    packages = {each.name: each.font_package for each in LANGUAGES.values() if each.font_package}
    installed = ", ".join(f"for {name} install {package}" for name, package in packages.items())
    return f"{installed}, else leave it out"


def preamble() -> str:
    """Typst's font settings; without ligatures, which turn -- into a dash."""
    return (
        f"#set text(font: {_array(TEXT_FONTS)}, fallback: false, ligatures: false)\n"
        f"#show math.equation: set text(font: {_array(MATH_FONTS)}, fallback: false)\n"
    )


def require_glyphs(svg: str, source: str, *, math: bool) -> None:
    """Raises MissingGlyphError, naming the characters that an SVG typeset from `source` lacks.

    `math`: the source was typeset as a formula, in the fonts of formulas.
    """
    if not has_missing_glyph(svg):
        return
    missing = missing_glyphs(source, math=math) or [repr(source)]
    raise MissingGlyphError(f"no font has {', '.join(missing)}; {font_advice()}")


def missing_glyphs(text: Iterable[str], *, math: bool = False) -> list[str]:
    """The characters of a text or formula that its fonts lack, with their code points."""
    return [
        f"{character} (U+{ord(character):04X})"
        for character in dict.fromkeys(text)
        if ord(character) > 127
        and not character.isspace()
        and has_missing_glyph(_probe(f'$"{character}"$' if math else f'#"{character}"'))
    ]


def has_missing_glyph(svg: str) -> bool:
    """Whether the SVG draws the .notdef glyph of one of our fonts, in any size."""
    boxes = _missing_shapes(preamble())
    return any(_shape(path) in boxes for path in _glyph_paths(svg))


@cache
def _missing_shapes(settings: str) -> frozenset[tuple]:
    """The outlines drawn for a code point without a glyph, as text and in formulas."""
    page = f'{settings}#"{_NO_CHARACTER}" $"{_NO_CHARACTER}" {_NO_CHARACTER}$'
    return frozenset(map(_shape, _glyph_paths(typst_compiler.svg(page)))) | {_shape("")}


def _glyph_paths(svg: str) -> Iterator[str]:
    for path in ElementTree.fromstring(svg).iterfind(".//svg:symbol/svg:path", _SVG):
        yield path.get("d") or ""


@lru_cache(4096)
def _shape(outline: str) -> tuple:
    """An outline normalised in size: its commands, and its numbers divided by the largest."""
    numbers = [float(each) for each in re.findall(r"-?[\d.]+", outline)]
    largest = max(map(abs, numbers), default=1.0) or 1.0
    return re.sub(r"[-\d.\s]+", "", outline), *(round(each / largest, 3) for each in numbers)


def _probe(markup: str) -> str:
    return typst_compiler.svg(f"#set page(width: auto, height: auto)\n{preamble()}{markup}")


def _array(names: Iterable[str]) -> str:
    return "(" + ", ".join(f'"{name}"' for name in names) + ")"
