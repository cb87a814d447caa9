"""The fonts of all text, and the check that they have every sign; free of manim.

Typst carries New Computer Modern itself; NanumGothic (Debian's fonts-nanum) is found on the system.
There is no silent fallback: an empty box in a video is worse than an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from xml.etree import ElementTree

import typst

TEXT_FONTS = ("New Computer Modern", "NanumGothic")
MATH_FONTS = ("New Computer Modern Math", "NanumGothic")
SAMPLES = {"Latin": "dx", "mathematics": "∂∇√π→≈", "Korean": "편미분"}

_NO_CHARACTER = "\U0010fffe"
_SVG = {"svg": "http://www.w3.org/2000/svg"}


class MissingGlyphError(ValueError):
    """A sign that none of the fonts has."""


def preamble() -> str:
    """Typst's settings that name the fonts; without ligatures, which write -- as a dash."""
    return (
        f"#set text(font: {_array(TEXT_FONTS)}, fallback: false, ligatures: false)\n"
        f"#show math.equation: set text(font: {_array(MATH_FONTS)}, fallback: false)\n"
    )


def require_glyphs(svg: str, source: str) -> None:
    """Raises MissingGlyphError, naming the signs, where an SVG set from the source lacks some."""
    if not lacks_a_glyph(svg):
        return
    signs = missing_glyphs(source) or [repr(source)]
    raise MissingGlyphError(
        f"no font has {', '.join(signs)}; for Korean install fonts-nanum "
        "(apt-get install fonts-nanum), else leave the sign out"
    )


def missing_glyphs(signs: Iterable[str]) -> list[str]:
    """Those of the signs that no font has, each with its code point."""
    return [
        f"{sign} (U+{ord(sign):04X})"
        for sign in dict.fromkeys(signs)
        if ord(sign) > 127 and not sign.isspace() and lacks_a_glyph(_probe(sign))
    ]


def lacks_a_glyph(svg: str) -> bool:
    """Whether the glyph .notdef of our fonts is drawn, in any size."""
    paths = ElementTree.fromstring(svg).iterfind(".//svg:symbol/svg:path", _SVG)
    boxes = _missing_shapes(preamble())
    return any(_shape(path.get("d") or "") in boxes for path in paths)


@cache
def _missing_shapes(settings: str) -> frozenset[tuple]:
    """What is drawn for a code point that never has a glyph, as text and in mathematics."""
    page = f'{settings}#"{_NO_CHARACTER}" $"{_NO_CHARACTER}" {_NO_CHARACTER}$'
    svg = typst.compile(page.encode(), format="svg")
    assert isinstance(svg, bytes)
    paths = ElementTree.fromstring(svg).iterfind(".//svg:symbol/svg:path", _SVG)
    return frozenset(_shape(path.get("d") or "") for path in paths) | {_shape("")}


def _shape(outline: str) -> tuple:
    """An outline up to its size: its commands, and its numbers as shares of the largest."""
    numbers = [float(each) for each in re.findall(r"-?[\d.]+", outline)]
    largest = max(map(abs, numbers), default=1.0) or 1.0
    return re.sub(r"[-\d.\s]+", "", outline), *(round(each / largest, 3) for each in numbers)


def _probe(sign: str) -> str:
    page = f'#set page(width: auto, height: auto)\n{preamble()}#"{sign}"'
    svg = typst.compile(page.encode(), format="svg")
    assert isinstance(svg, bytes)
    return svg.decode()


def _array(names: Iterable[str]) -> str:
    return "(" + ", ".join(f'"{name}"' for name in names) + ")"
