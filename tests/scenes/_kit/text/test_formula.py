"""Formulas: parts have the colours of the theme; an unknown label is answered with right code."""

from __future__ import annotations

import re

import pytest

from scenes._kit import theme
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula


def test_a_part_has_the_colour_of_its_label() -> None:
    formula = Formula('part("x", x) + part("violet", c)')
    colors = [formula[label][0].get_fill_color().to_hex().lower() for label in ("x", "violet")]
    assert colors == [theme.X, theme.SECANT]


def test_an_unknown_label_is_answered_in_a_short_line_with_right_code() -> None:
    said = 'unknown label "purple"; write part("blue", x), or see SYMBOLS in theme.py'
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        Formula('part("purple", x)')


def test_a_variable_without_a_colour_of_its_own_is_left_plain() -> None:
    assert notation.symbol("x") == 'part("x", x)'
    assert notation.symbol("q") == "q"
