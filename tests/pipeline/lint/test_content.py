"""The words, the equations and the plain text of a formula, as Typst reads it."""

from __future__ import annotations

import pytest

from pipeline.lint.content import content_of, plain
from scenes._kit.layout.slots import Slot, safe_area
from scenes._kit.text.formula import Formula, words
from scenes._kit.text.paragraph import paragraph, wrapped

TEXTS = {
    'part("x", x)^2 + part("value", 3)': "x^2 + 3",
    "f_x (-1, 1) approx frac(x + 1, 2)": "f_x (−1, 1) ≈ (x + 1)/2",
    "e^(-y^2)": "e^(−y^2)",
    "sqrt(x) |-> vec(1, 2)": "√x ↦ (1, 2)",
    'sin(x) "quoted"': "sin(x) quoted",
}


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
    formula = paragraph("f(x) =", ["3", "+ med x", "- med 7"], Slot(0, 0, 2.2, 6))
    assert formula is not None
    found = content_of(formula)
    assert found.text == "f(x) = 3 + x − 7"
    assert ["".join(plain(each).split()) for each in found.equations] == ["f(x)=", "3+x−7"]
