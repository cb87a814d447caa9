"""GradientField: the rows of partial derivatives, and the gradient beside or below them."""

from __future__ import annotations

import pytest

from calclib import ScalarField
from scenes._kit import theme
from scenes._kit.layout.slots import above_captions, safe_area
from scenes.figures.gradient.board import GradientBoard


def test_rows_and_gradient_have_one_size_where_both_fit() -> None:
    slot = safe_area()
    field = ScalarField.parse("exp(-x^2+cos(2y))")
    board = GradientBoard(slot, field)
    sizes = [row.font_size for row in [*board.rows, board.vector]]
    assert sizes == pytest.approx([theme.RULE] * 4)
    assert board.rows[0].get_left()[0] >= slot.left
    assert board.vector.get_right()[0] <= slot.right
    assert board.rows[-1].get_right()[0] < board.vector.get_left()[0]


def test_a_tall_board_ends_above_the_captions() -> None:
    slot = safe_area()
    board = GradientBoard(slot, ScalarField.parse("1/(1+(x-1)^2)+1/(1+(y+x)^2)"))
    assert board.vector.get_bottom()[1] >= above_captions(slot).bottom
