"""Formulas in several lines."""

from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.text.formula import Formula
from scenes._kit.text.paragraph import paragraph


def test_a_head_is_not_torn_from_what_it_equals() -> None:
    """It fits beside it at the size of rules, not at that of formulas."""
    first, second = "≈ 0.11846 + (-0.06472)", "≈ 0.0537"
    width = Formula(f"d f {first}", font_size=theme.RULE).width + 0.2
    made = paragraph("d f", [first, second], Slot(0.0, 0.0, width, 4.0))
    assert made is not None
    line = Formula(first, font_size=theme.RULE).height
    assert made.height < 2.7 * line
