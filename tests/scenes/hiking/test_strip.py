"""HikingAscent: the formula of a terrain of several hills is written, legibly, as is the height."""

from __future__ import annotations

import pytest
from manim import DR, UL

from calclib import ScalarField
from scenes._kit import theme
from scenes._kit.layout.slots import above_captions
from scenes._kit.text.paragraph import definition
from scenes.figures.hiking.strip import formula_and_height, strip_and_views

HILLS = "5*exp(-((x-2)^2+(y-1)^2)/4)+3*exp(-((x+2)^2+(y+1)^2)/3)"
PEAKS = (
    "3*(1-x)^2*exp(-x^2-(y+1)^2)-10*(x/5-x^3-y^5)*exp(-x^2-y^2)-exp(-(x+1)^2-y^2)/3",
    "700*exp(-((x-3)/4)^2)+350*exp(-((y+2)/5)^2)",
)
HEIGHT = "f(-0.6, -0.4)", "≈ 2.865"


def test_a_long_formula_has_the_width_and_the_height_stands_below_it() -> None:
    strip, _ = strip_and_views()
    field = ScalarField.parse(HILLS)
    written, height = formula_and_height(strip, field, HEIGHT)
    formula = definition(field, above_captions(written))
    assert formula is not None
    assert formula.font_size > theme.SMALLEST
    assert height.get_top()[1] < written.bottom


def test_a_short_formula_has_the_height_beside_it() -> None:
    strip, _ = strip_and_views()
    written, height = formula_and_height(strip, ScalarField.parse("4-x^2-y^2"), HEIGHT)
    assert height.get_left()[0] > written.right


@pytest.mark.parametrize("typed", PEAKS)
def test_a_high_formula_and_the_height_beside_it_are_both_legible(typed: str) -> None:
    strip, _ = strip_and_views()
    field = ScalarField.parse(typed)
    written, height = formula_and_height(strip, field, HEIGHT)
    formula = definition(field, above_captions(written))
    assert formula is not None
    assert min(formula.font_size, height.font_size) >= theme.RULE - 1e-6
    formula = above_captions(written).place(formula, UL)
    assert height.get_left()[0] > formula.get_right()[0]
    assert above_captions(strip).contains(height.get_corner(DR)[None]).all()
