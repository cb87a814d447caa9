"""Formulas in the nodes of a tree of derivatives."""

from __future__ import annotations

from calclib import ScalarField
from scenes._kit import theme
from scenes._kit.text.formula import Formula
from scenes.figures.derivatives.tree_sources import BROKEN, source


def test_fractions_above_one_another_are_not_read_as_one() -> None:
    """A numerator right below a denominator would be."""
    tree = ScalarField.parse("x^2/(y+3) - x/y").tree
    whole = Formula(source(("x",), tree, BROKEN))
    upper, lower = (Formula(f"display({each})") for each in ("frac(x^2, y + 3)", "frac(x, y)"))
    em = whole.font_size / theme.POINTS
    assert whole.height - upper.height - lower.height > 0.4 * em
