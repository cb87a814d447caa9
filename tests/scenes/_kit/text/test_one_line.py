"""Formulas that fit on one line at a legible size are not broken."""

from __future__ import annotations

import pytest

from calclib import ScalarField
from scenes._kit import theme
from scenes._kit.layout.slots import figure_and_notes
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula
from scenes._kit.text.paragraph import definition, statements


@pytest.mark.parametrize("text", ["x^2*exp(-x)", "(x^2-1)^(1/3)", "x*y^2 - 3"])
def test_a_definition_is_on_one_line(text: str) -> None:
    field, (_, slot) = ScalarField.parse(text), figure_and_notes(overlap=False)
    stated = notation.function_statement(field)
    for made in (definition(field, slot), *statements(slot, [stated])):
        assert made is not None
        assert made.font_size >= theme.FORMULA - 1e-6
        line = Formula(f"{stated[0]} = {' '.join(stated[1])}", font_size=made.font_size)
        assert made.height == pytest.approx(line.height)
