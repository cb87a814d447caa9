"""What a formula says, as Typst reads it: words, plain text, the smallest font size."""

from __future__ import annotations

import pytest

from pipeline.lint.content import content_of, plain
from scenes._kit.layout.slots import safe_area
from scenes._kit.text.formula import Formula, words
from scenes._kit.text.paragraph import paragraph, wrapped

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
TEXTS = {
    'part("x", x)^2 + part("value", 3)': "x^2 + 3",
    "f_x (-1, 1) approx frac(x + 1, 2)": "f_x (−1, 1) ≈ (x + 1)/2",
    "e^(-y^2)": "e^(−y^2)",
    "sqrt(x) |-> vec(1, 2)": "√x ↦ (1, 2)",
    'sin(x) "quoted"': "sin(x) quoted",
}


@pytest.mark.parametrize("source", SMALLEST)
@pytest.mark.parametrize("font_size", [24.0, 96.0])
def test_the_smallest_font_size_is_a_share_of_the_em(source: str, font_size: float) -> None:
    found = content_of(Formula(source, font_size=font_size))
    assert found.smallest == pytest.approx(SMALLEST[source], rel=1e-6)


def test_words_have_one_size() -> None:
    assert content_of(words("A rule 편미분, (12)", font_size=36)).smallest == 1


@pytest.mark.parametrize("source", TEXTS)
def test_an_equation_as_plain_text(source: str) -> None:
    assert content_of(Formula(source)).text == TEXTS[source]


def test_words_are_what_stands_outside_of_equations() -> None:
    found = content_of(words('#"in [this] "; $x = 3$ #", and "; _that_'))
    assert found.words.replace(" ", "") == "in[this],andthat"
    assert len(found.equations) == 1


def test_equations_in_lines_of_their_own_are_found() -> None:
    line = '#context { let it = $f = 2$; box(width: measure(it).width, it) } #"word"'
    found = content_of(wrapped(line, safe_area()))
    assert len(found.equations) == 1
    assert found.words.strip() == "word"


def test_a_term_in_a_line_of_its_own_belongs_to_its_equation() -> None:
    formula = paragraph("f(x) =", ["3", "+ med x", "- med 7"], safe_area())
    assert formula is not None
    found = content_of(formula)
    assert ["".join(plain(each).split()) for each in found.equations] == ["f(x)=", "3+x−7"]
