"""`Formula`: formulas and words, typeset by Typst.

A formula's source marks its parts, `part("x", x)^2`: each part can be selected, coloured and
moved. Labels pass through Typst as fill colours, so that one compilation gives every glyph with
its part (manim's own `{{ }}` groups compile the formula once for each label).
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
import typst
from manim import ManimColor, Typst, VGroup, VMobject, config
from manim.utils.typst_file_writing import (
    TYPST_COMPILATION_FONT_SIZE,
    TYPST_TEMPLATE,
    _typst_hash,
)
from typst import TypstError

from scenes._kit import theme
from scenes._kit.text import fonts
from scenes._kit.text.outlines import outlines

SET_AT = TYPST_COMPILATION_FONT_SIZE
"""The font size, in points, at which documents are set, before they are scaled."""
_LABELS = {f"#{code:06x}": label for code, label in enumerate(theme.SYMBOLS, start=1)}
"""By the fill colours in which labels travel through Typst."""


@cache
def _preamble() -> str:
    codes = ", ".join(f'"{label}": rgb("{code}")' for code, label in _LABELS.items())
    advice = 'write part(\\"blue\\", x), or see SYMBOLS in theme.py'
    return (
        f"{fonts.preamble()}"
        f"#let codes = ({codes})\n"
        "#let part(label, body) = {\n"
        f'  assert(label in codes, message: "unknown label " + repr(label) + "; {advice}")\n'
        "  text(fill: codes.at(label), body)\n"
        "}\n"
    )


def _compile_whole(markup: str) -> None:
    """Puts the SVG into manim's cache, whole: manim would write it there bit by bit, and processes
    may share the cache. Raises TypstError."""
    document = TYPST_TEMPLATE.format(text_size=SET_AT, preamble=_preamble(), body=markup)
    file = config.get_dir("tex_dir") / f"{_typst_hash(document)}.svg"
    if file.exists():
        return
    svg = typst.compile(document.encode(), format="svg")
    assert isinstance(svg, bytes)
    file.parent.mkdir(parents=True, exist_ok=True)
    whole = file.with_suffix(f".{os.getpid()}")
    whole.write_bytes(svg)
    whole.replace(file)


class Formula(Typst):
    """A formula (Typst math) or, with `words=True`, a line of markup.

    `part("label", body)` in the source makes `body` a part: `formula["label"]` is the group of its
    glyphs, in the theme's colour for the label. Parts do not nest. Raises ValueError for a label
    that the theme does not define, MissingGlyphError if no font has a character.
    """

    def __init__(
        self, source: str, *, words: bool = False, font_size: float = theme.FORMULA, **style
    ) -> None:
        style.setdefault("color", theme.FOREGROUND)
        markup = source if words else f"$ {source} $"
        style |= {"typst_preamble": _preamble(), "font_size": font_size}
        try:  # manim's cache of SVGs copies, which is slower than parsing
            _compile_whole(markup)
            super().__init__(markup, use_svg_cache=False, **style)
        except TypstError as error:
            raise ValueError(str(error).removeprefix("assertion failed: ")) from None
        svg = Path(str(self.file_name)).read_text(encoding="utf-8")
        fonts.require_glyphs(svg, source, math=not words)
        self.glyph_labels = [self._take_label(glyph) for glyph in self.submobjects]

    def generate_mobject(self) -> Self:
        """As manim's, in a tenth of the time, and without a file that is
        removed while another process may read it."""
        for outline in outlines(self.get_file_path().read_text(encoding="utf-8")):
            glyph = outline.mobject()
            self.add(glyph)
            if outline.stroke_width:
                self._keep_stroke_in_scale(glyph, outline.stroke_width)
        return self

    def _keep_stroke_in_scale(self, glyph: VMobject, width: float) -> None:
        """manim scales the strokes of the lines that Typst draws, fraction bars, by these."""
        glyph.__dict__ |= {
            "_typst_reference_size": max(glyph.width, glyph.height),
            "_typst_source_stroke_width": width,
        }
        self._stroke_width_tracked_submobjects.append(glyph)

    def _take_label(self, glyph: VMobject) -> str | None:
        """The part a glyph belongs to, by its colour, which is replaced by the theme's."""
        code = ManimColor(glyph.get_color()).to_hex().lower()
        label = _LABELS.get(code)
        glyph.set_color(theme.SYMBOLS[label] if label else self.color)
        return label

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
        return TYPST_TEMPLATE.format(text_size=SET_AT, preamble=self.typst_preamble, body=markup)

    def shapes(self) -> list[tuple]:
        """What identifies each glyph: its label, and its outline normalised in place and size."""
        return [
            (label, _outline(glyph.points))
            for label, glyph in zip(self.glyph_labels, self.submobjects, strict=True)
        ]

    @property
    def em(self) -> float:
        """The font size in scene units."""
        return self.font_size / 96


def words(text: str, **style) -> Formula:
    """A line of Typst markup; user text goes through `calclib.typesetting.text` first."""
    return Formula(text, words=True, **{"font_size": theme.TEXT, **style})


def _outline(points: np.ndarray) -> bytes:
    size = max(float(np.ptp(points[:, :2])), 1e-9) if len(points) else 1.0
    return np.round((points - points[:1]) / size, 2).tobytes()
