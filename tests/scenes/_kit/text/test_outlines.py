"""Outlines: what manim reads out of the same SVG, glyph for glyph."""

from __future__ import annotations

from typing import Self

import numpy as np
import pytest
from manim import Typst

from scenes._kit.text.formula import Formula
from scenes._kit.text.outlines import outlines

FORMULAS = [
    'part("x", x)^2/3 + sqrt(part("y", y)) hat(a) underbrace(x, "why")',
    "vec(2x, 2y) integral_0^1 abs(x) dif x",
    "mat(1, 2; 3, 4) overline(x) cancel(x) limits(sum)_(n=1)^3",
    'text(size: #2em, x) #rotate(30deg, $x$) #scale(150%, $overline(x)$) "words in it"',
]


class ReadByManim(Formula):
    """A formula whose SVG manim reads, by svgelements."""

    def generate_mobject(self) -> Self:
        Typst.generate_mobject(self)
        return self


@pytest.mark.parametrize("source", FORMULAS)
def test_outlines_are_those_that_manim_reads(source: str) -> None:
    ours, manims = Formula(source, font_size=30), ReadByManim(source, font_size=30)
    for glyph, expected in zip(ours, manims, strict=True):
        np.testing.assert_allclose(glyph.points, expected.points, atol=1e-9)
        for style in ("fill_rgbas", "stroke_rgbas", "stroke_width"):
            np.testing.assert_allclose(getattr(glyph, style), getattr(expected, style), atol=1e-9)


def test_a_copied_glyph_is_not_the_one_it_was_copied_from() -> None:
    first, second = Formula("x")[0], Formula("x")[0]
    first.shift((1, 0, 0)).set_color("#ff0000")
    assert not np.allclose(first.points, second.points)
    assert second.get_fill_color() == Formula("x")[0].get_fill_color()


def test_what_has_no_outline_is_refused() -> None:
    with pytest.raises(ValueError, match="<image>"):
        outlines('<svg xmlns="http://www.w3.org/2000/svg"><image/></svg>')
