"""`Formula`: formulas and words, set by Typst.

A formula's source marks its parts, `part("x", x)^2`: each part can be picked out, coloured and
moved. The label travels through Typst as a fill colour, so one compilation places every glyph and
tells which part it belongs to (manim's own `{{ }}` groups compile the formula once a label).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from manim import ManimColor, Typst, VGroup, VMobject

from scenes._kit import theme
from scenes._kit.text import fonts


def _preamble(codes: dict[str, str]) -> str:
    table = ", ".join(f'"{label}": rgb("{code}")' for label, code in codes.items())
    return (
        f"{fonts.preamble()}"
        f"#let part-codes = ({table or ':'})\n"
        "#let part(label, body) = text(fill: part-codes.at(label), body)\n"
    )


def _require_known(labels: Iterable[str]) -> None:
    for label in labels:
        if label not in theme.SYMBOLS:
            known = ", ".join(theme.SYMBOLS)
            raise ValueError(
                f'part("{label}", ...): no such label; write part("blue", ...), or add it to '
                f"SYMBOLS in scenes/_kit/theme.py, where there are {known}"
            )


class Formula(Typst):
    """A formula (Typst math) or, with `words=True`, a line of markup.

    `part("label", body)` in the source makes `body` a part: `formula["label"]` is the group of its
    glyphs, in the colour that the theme has for the label. Parts do not nest. Raises ValueError
    for a label that the theme does not know, MissingGlyphError where no font has a character.
    """

    def __init__(
        self, source: str, *, words: bool = False, font_size: float = theme.FORMULA, **style
    ) -> None:
        self.labels = list(dict.fromkeys(re.findall(r'part\("([^"]+)"', source)))
        _require_known(self.labels)
        codes = {label: f"#{index:06x}" for index, label in enumerate(self.labels, start=1)}
        style.setdefault("color", theme.FOREGROUND)
        super().__init__(
            source if words else f"$ {source} $",
            typst_preamble=_preamble(codes),
            font_size=font_size,
            use_svg_cache=False,  # manim's cache copies, which takes longer than to parse again
            **style,
        )
        svg = Path(str(self.file_name)).read_text(encoding="utf-8")
        fonts.require_glyphs(svg, source, math=not words)
        self.glyph_labels = [self._take_label(glyph, codes) for glyph in self.submobjects]

    def _take_label(self, glyph: VMobject, codes: dict[str, str]) -> str | None:
        """The part a glyph belongs to, read off its colour; gives it the colour it is to have."""
        code = ManimColor(glyph.get_color()).to_hex().lower()
        label = next((name for name, each in codes.items() if each == code), None)
        glyph.set_color(theme.SYMBOLS[label] if label else self.color)
        glyph.__dict__.pop("path_obj", None)  # the parsed SVG: every copy would copy it
        return label

    def __getitem__(self, key):
        if not isinstance(key, str):
            return super().__getitem__(key)
        if key not in self.labels:
            raise KeyError(f"no part {key!r}; the parts are {', '.join(self.labels)}")
        pairs = zip(self.glyph_labels, self.submobjects, strict=True)
        return VGroup(*(glyph for label, glyph in pairs if label == key))

    def shapes(self) -> list[tuple]:
        """What tells the glyphs apart: label, and the outline up to place and size."""
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
