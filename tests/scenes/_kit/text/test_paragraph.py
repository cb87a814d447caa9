"""Formulas in several lines."""

import pytest

from calclib import Mapping, ScalarField
from pipeline.lint.rules import EM
from scenes._kit import theme
from scenes._kit.layout.slots import Slot, figure_and_notes
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula
from scenes._kit.text.paragraph import definition, ends_in_tail, paragraph, rule

PEAKS = "3*(1-x)^2*exp(-x^2-(y+1)^2) - 10*(x/5-x^3-y^5)*exp(-x^2-y^2) - exp(-(x+1)^2-y^2)/3"
SLOT = Slot(0.0, 0.0, 5.6, 3.0)


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


def test_outputs_in_lines_of_their_own_are_apart() -> None:
    """Brackets as high as a fraction do not touch those of the next output."""
    text = "[(3+u*cos(v/2))*cos(v), (3+u*cos(v/2))*sin(v), u*sin(v/2)]"
    size = theme.RULE
    made = rule(Mapping.parse(text), Slot(0.0, 0.0, 5.2, 6.0), size)
    assert made.font_size == pytest.approx(size)
    parts = sorted(made.submobjects, key=lambda part: -part.get_top()[1])
    gaps, bottom = [], parts[0].get_bottom()[1]
    for part in parts[1:]:
        if part.get_top()[1] < bottom:
            gaps.append(bottom - part.get_top()[1])
        bottom = min(bottom, part.get_bottom()[1])
    assert len(gaps) == 3
    assert min(gaps) > 0.4 * size / theme.POINTS


@pytest.mark.parametrize("text", [PEAKS, f"[{PEAKS}, x*y]", "[x, y]", "x^2"])
def test_a_rule_fits_its_slot_and_is_legible(text: str) -> None:
    written = rule(Mapping.parse(text), SLOT)
    assert written.width <= SLOT.width
    assert written.height <= SLOT.height
    assert written.em >= 0.995 * EM * 8
