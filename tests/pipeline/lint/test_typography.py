"""Font sizes of formulas: of the whole, and of the smallest glyph in it."""

from __future__ import annotations

import pytest

from pipeline.lint.typography import sizes
from scenes._kit.text.formula import Formula, words

SMALLEST = {
    "x": 1.0,
    "f(x, y) = 3 x y - 12": 1.0,
    "x^2": 0.7,
    "a_1 + b": 0.7,
    "e^(-y^2)": 0.5,
    "x^(a_n)": 0.5,
    "frac(x + 1, 2 y)": 1.0,
    "frac(x^2, y)": 0.7,
    'part("x", x)^part("y", 2)': 0.7,
    "lim_(h -> 0) h": 0.7,
}
"""In em: a script is 0.7 of its base in Typst's mathematics, a script's script 0.5."""


@pytest.mark.parametrize("source", SMALLEST)
@pytest.mark.parametrize("font_size", [24.0, 96.0])
def test_the_smallest_glyph(source: str, font_size: float) -> None:
    found = sizes(Formula(source, font_size=font_size))
    assert found.em == pytest.approx(font_size / 96)
    assert found.smallest == pytest.approx(SMALLEST[source] * font_size / 96, rel=0.02)


def test_a_scaled_formula_is_judged_as_it_stands() -> None:
    found = sizes(Formula("x^2", font_size=48).scale(0.5))
    assert (found.em, found.smallest) == (pytest.approx(0.25), pytest.approx(0.175, rel=0.02))


def test_words_have_one_size() -> None:
    found = sizes(words("A rule 편미분, (12)", font_size=36))
    assert found.em == found.smallest == pytest.approx(0.375)
