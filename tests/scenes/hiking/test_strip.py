"""HikingAscent: the formula of a terrain of several hills is written, legibly."""

from __future__ import annotations

from calclib import ScalarField
from scenes._kit import theme
from scenes._kit.layout.slots import above_captions
from scenes._kit.text.paragraph import definition
from scenes.figures.hiking.strip import formula_and_height, strip_and_views

HILLS = "5*exp(-((x-2)^2+(y-1)^2)/4)+3*exp(-((x+2)^2+(y+1)^2)/3)"


def test_a_long_formula_has_the_width_and_the_height_stands_below_it() -> None:
    strip, _ = strip_and_views()
    field = ScalarField.parse(HILLS)
    written, height = formula_and_height(strip, field)
    formula = definition(field, above_captions(written))
    assert formula is not None
    assert formula.font_size > theme.SMALLEST
    assert height.top < written.bottom


def test_a_short_formula_has_the_height_beside_it() -> None:
    strip, _ = strip_and_views()
    written, height = formula_and_height(strip, ScalarField.parse("4-x^2-y^2"))
    assert height.left > written.right


def test_a_high_formula_has_the_share_of_the_strip_in_which_it_is_legible() -> None:
    strip, _ = strip_and_views()
    field = ScalarField.parse("700*exp(-((x-3)/4)^2)+350*exp(-((y+2)/5)^2)")
    written, _ = formula_and_height(strip, field)
    formula = definition(field, above_captions(written))
    assert formula is not None
    assert formula.font_size >= theme.RULE - 1e-6
