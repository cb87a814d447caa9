"""The smallest font size in a formula."""

from __future__ import annotations

import pytest

from pipeline.lint.font_sizes import smallest_share
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
    "integral.double_Omega f": 0.7,
    "1 + 2/inline(frac(a, b))": 0.7,
}
"""In em: a script is 0.7 of its base in Typst's mathematics, a script's script 0.5."""


@pytest.mark.parametrize("source", SMALLEST)
@pytest.mark.parametrize("font_size", [24.0, 96.0])
def test_the_smallest_font_size_is_a_share_of_the_em(source: str, font_size: float) -> None:
    found = smallest_share(Formula(source, font_size=font_size))
    assert found == pytest.approx(SMALLEST[source], rel=1e-6)


def test_words_have_one_size() -> None:
    assert smallest_share(words("A rule 편미분, (12)", font_size=36)) == 1
