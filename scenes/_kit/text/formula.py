"""`Formula`: formulas and words, typeset by Typst.

A formula's source marks its parts, `part("x", x)^2`: each part can be selected, coloured and
moved. Labels pass through Typst as fill colours, so that one compilation gives every glyph with
its part (manim's own `{{ }}` groups compile the formula once for each label).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Self

import numpy as np
from manim import SVGMobject, VGroup
from typst import TypstError

from calclib.typesetting import typst_strings
from engine.mobjects.boxed import Boxed
from scenes._kit import theme
from scenes._kit.palettes import DARK
from scenes._kit.text import fonts, typst_compiler
from scenes._kit.text.narration import PLACEHOLDER
from scenes._kit.text.outlines import outlines

SET_AT = 10
"""The font size, in points, at which documents are set, before they are scaled."""
_BLACK = "#000000"
_LABELS = {f"#{code:06x}": label for code, label in enumerate(DARK.symbols, start=1)}
"""By the fill colours in which labels travel through Typst; every palette has the same labels."""


@cache
def _preamble() -> str:
    page = "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
    codes = ", ".join(f'"{label}": rgb("{code}")' for code, label in _LABELS.items())
    advice = 'write part(\\"blue\\", x), or see SYMBOLS in theme.py'
    return (
        f"{page}#set text(size: {SET_AT}pt)\n{fonts.preamble()}"
        f"#let codes = ({codes})\n"
        "#let part(label, body) = {\n"
        f'  assert(label in codes, message: "unknown label " + repr(label) + "; {advice}")\n'
        "  text(fill: codes.at(label), body)\n"
        "}\n"
    )


class Formula(Boxed, SVGMobject):
    """A formula (Typst math) or, with `words=True`, a line of markup, in the text's colour.

    `part("label", body)` in the source makes `body` a part: `formula["label"]` is the group of its
    glyphs, in the theme's colour for the label. Parts do not nest. Raises ValueError for a label
    that the theme does not define, MissingGlyphError if no font has a character.
    """

    def __init__(
        self,
        source: str,
        *,
        words: bool = False,
        font_size: float = theme.FORMULA,
        color: str | None = None,
    ) -> None:
        self.markup = source if words else f"$ {source} $"
        try:
            svg = typst_compiler.svg(self.document(self.markup))
        except TypstError as error:
            raise ValueError(str(error).removeprefix("assertion failed: ")) from None
        fonts.require_glyphs(svg, source, math=not words)
        self._outlines = outlines(svg)
        super().__init__(height=None, color=color or theme.FOREGROUND, use_svg_cache=False)
        self._height_as_set = self.height
        self.scale(font_size / SET_AT / theme.POINTS)

    def generate_mobject(self) -> Self:
        """The glyphs, by our own reading of Typst's SVG, which takes a sixth of manim's time."""
        found = self._outlines
        del self._outlines  # copies would copy them
        self.glyph_labels = [_LABELS.get(outline.color) for outline in found]
        colors = {_BLACK: self.color.to_hex()}
        colors |= {code: theme.SYMBOLS[label] for code, label in _LABELS.items()}
        self.add(*(each.mobject(colors.get(each.color, each.color)) for each in found))
        return self

    @property
    def font_size(self) -> float:
        """In points, as manim counts them: 48 is the size of its formulas."""
        return self.height / self._height_as_set * SET_AT * theme.POINTS if self.height else 0.0

    def scale(self, scale_factor: float, scale_stroke: bool = True, **about) -> Self:
        """As manim's; the bars of fractions are strokes, and keep their proportion."""
        return super().scale(scale_factor, scale_stroke, **about)

    def __getitem__(self, key):
        if not isinstance(key, str):
            return super().__getitem__(key)
        if key not in self.glyph_labels:
            parts = sorted({label for label in self.glyph_labels if label})
            raise KeyError(f"no part {key!r}; the parts are {', '.join(parts)}")
        pairs = zip(self.glyph_labels, self.submobjects, strict=True)
        return VGroup(*(glyph for label, glyph in pairs if label == key))

    def document(self, markup: str) -> str:
        """A Typst document that sets other markup as this formula is set."""
        return f"{_preamble()}{markup}\n"

    def shapes(self) -> list[tuple]:
        """What identifies each glyph: its label, and its outline normalised in place and size."""
        return [
            (label, _outline(glyph.points))
            for label, glyph in zip(self.glyph_labels, self.submobjects, strict=True)
        ]

    @property
    def em(self) -> float:
        """The font size in scene units."""
        return self.font_size / theme.POINTS


def words(text: str, **style) -> Formula:
    """A line of Typst markup; user text goes through `calclib.typesetting.text` first."""
    return Formula(text, words=True, **{"font_size": theme.TEXT, **style})


def phrase_markup(phrase: str, sources: Mapping[str, str]) -> str:
    """Typst markup of plain text, with math sources for its {placeholders}."""
    pieces = PLACEHOLDER.split(phrase)  # words and names in turn
    return "".join(
        f"${sources[piece]}$" if k % 2 else typst_strings.text(piece)
        for k, piece in enumerate(pieces)
    )


def _outline(points: np.ndarray) -> bytes:
    size = max(float(np.ptp(points[:, :2])), 1e-9) if len(points) else 1.0
    return np.round((points - points[:1]) / size, 2).tobytes()
