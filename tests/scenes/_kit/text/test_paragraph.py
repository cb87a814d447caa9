"""Formulas in several lines."""

import pytest

from calclib import ScalarField
from scenes._kit import theme
from scenes._kit.layout.slots import Slot, figure_and_notes
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula
from scenes._kit.text.paragraph import definition, ends_in_tail, paragraph


def test_a_head_is_not_torn_from_what_it_equals() -> None:
    """It fits beside it at the size of rules, not at that of formulas."""
    first, second = "≈ 0.11846 + (-0.06472)", "≈ 0.0537"
    width = Formula(f"d f {first}", font_size=theme.RULE).width + 0.2
    made = paragraph("d f", [first, second], Slot(0.0, 0.0, width, 4.0))
    assert made is not None
    line = Formula(first, font_size=theme.RULE).height
    assert made.height < 2.7 * line


@pytest.mark.parametrize("text", ["ln(x+4)-1", "3*x-2*y+5", "sin(3*x)+cos(y)"])
def test_no_term_is_left_alone_on_a_last_line(text: str) -> None:
    """One line that is somewhat smaller is better, as long as it is not small."""
    _, slot = figure_and_notes(overlap=False)
    field = ScalarField.parse(text)
    made = definition(field, slot)
    assert made is not None
    name, terms = notation.function_statement(field)
    line = Formula(" ".join([f"{name} =", *terms]), font_size=made.font_size)
    assert made.height == pytest.approx(line.height)
    assert made.font_size >= theme.RULE - 1e-6


def test_a_formula_that_would_be_small_in_one_line_is_broken() -> None:
    """Its last line may be short then."""
    head, last = "f = x^2 + x y + y^2 + x^3", "+ 1"
    width = Formula(f"{head} {last}", font_size=theme.RULE).width - 0.1
    made = paragraph(head, [last], Slot(0.0, 0.0, width, 4.0))
    assert made is not None
    assert ends_in_tail(made)
    assert not ends_in_tail(Formula(f"{head} {last}"))


def test_an_upright_fraction_is_no_tail() -> None:
    assert not ends_in_tail(Formula("frac(x, 1 - x) + x^2 + 3 x y"))


@pytest.mark.parametrize(
    "text",
    ["pi*(3(x+y)-sqrt((3x+y)*(x+3y)))", "(x^2+2*x*y+3*y^2-4*x+1)*exp(-x-y)"],
)
def test_a_long_product_is_broken_rather_than_small(text: str) -> None:
    made = definition(ScalarField.parse(text), Slot(0.0, 0.0, 4.2, 2.4))
    assert made is not None
    assert made.font_size >= theme.RULE
