"""Outlines: what manim reads out of the same SVG, glyph for glyph."""

from __future__ import annotations

import numpy as np
import pytest
from manim import UR, Typst

from engine.mobjects.place import is_text
from scenes._kit import theme
from scenes._kit.text.formula import Formula
from scenes._kit.text.outlines import STROKE_UNITS, outlines

FORMULAS = [
    'part("x", x)^2/3 + sqrt(part("y", y)) hat(a) underbrace(x, "why")',
    "vec(2x, 2y) integral_0^1 abs(x) dif x",
    "mat(1, 2; 3, 4) overline(x) cancel(x) limits(sum)_(n=1)^3",
    'text(size: #2em, x) #rotate(30deg, $x$) #scale(150%, $overline(x)$) "words in it"',
]


@pytest.mark.parametrize("source", FORMULAS)
def test_outlines_are_those_that_manim_reads(source: str) -> None:
    formula = Formula(source, font_size=30)
    expected = Typst(formula.markup, typst_preamble=formula.document(""), font_size=30)
    for glyph, other in zip(formula, expected, strict=True):
        np.testing.assert_allclose(glyph.points, other.points, atol=1e-9)
        assert (glyph.get_fill_opacity() > 0) == (other.get_fill_opacity() > 0)
        assert (glyph.get_stroke_width() > 0) == (other.get_stroke_width() > 0)
        assert is_text(glyph)


def test_a_bar_keeps_its_proportion() -> None:
    """Typst's bars of fractions are 0.048 em thick in these fonts."""
    for formula in (Formula("a/b", font_size=20), Formula("a/b").scale(3)):
        (bar,) = (glyph for glyph in formula if glyph.get_fill_opacity() == 0)
        thickness = bar.get_stroke_width() / STROKE_UNITS
        assert thickness == pytest.approx(0.048 * formula.font_size / theme.POINTS)


def test_a_copied_glyph_is_not_the_one_it_was_copied_from() -> None:
    first, second = Formula("x")[0], Formula("x")[0]
    first.shift((1, 0, 0)).set_color("#ff0000")
    assert not np.allclose(first.points, second.points)
    assert second.get_fill_color() == Formula("x")[0].get_fill_color()


def test_what_has_no_outline_is_refused() -> None:
    with pytest.raises(ValueError, match="<image>"):
        outlines('<svg xmlns="http://www.w3.org/2000/svg"><image/></svg>')


@pytest.mark.parametrize("source", ["vec(x/3, y/3, z/2)", 'mat(delim: "[", x/3; y/3; z/2; 1/2)'])
def test_a_tall_bracket_has_one_bar_on_either_side(source: str) -> None:
    """Where smooth edges lie over one another, the bracket would be thicker."""
    formula = Formula(source, font_size=30)
    expected = Typst(formula.markup, typst_preamble=formula.document(""), font_size=30)
    assert len(formula) < len(expected)
    boxes = [np.array([g.points.min(axis=0), g.points.max(axis=0)]) for g in formula if _is_tall(g)]
    whole = [np.array([g.points.min(axis=0), g.points.max(axis=0)]) for g in expected]
    assert len(boxes) == 2
    for low, high in boxes:
        same = [each for each in whole if abs(each[0, 0] - low[0]) < 1e-6]
        inside = [each for each in same if abs(each[1, 0] - high[0]) < 1e-6]
        assert min(each[0, 1] for each in inside) == pytest.approx(low[1])
        assert max(each[1, 1] for each in inside) == pytest.approx(high[1])
    np.testing.assert_allclose(formula.get_corner(UR), expected.get_corner(UR))


def _is_tall(glyph) -> bool:
    return glyph.height > 5 * glyph.width > 0
