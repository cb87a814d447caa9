"""Formulas: their parts are coloured by the theme, and an unknown label is answered with those."""

from __future__ import annotations

import pytest

from scenes._kit import theme
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula


def test_a_part_has_the_colour_of_its_label() -> None:
    formula = Formula('part("x", x) + part("violet", c)')
    colors = [formula[label][0].get_fill_color().to_hex().lower() for label in ("x", "violet")]
    assert colors == [theme.X, theme.SECANT]


def test_an_unknown_label_is_answered_with_the_known_ones_and_the_place() -> None:
    with pytest.raises(ValueError, match=r'part\("purple", \.\.\.\).*theme\.py.*gradient'):
        Formula('part("purple", x)')


def test_a_variable_without_a_colour_of_its_own_is_left_plain() -> None:
    assert notation.symbol("x") == 'part("x", x)'
    assert notation.symbol("q") == "q"
