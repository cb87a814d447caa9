"""Columns: rows keep their places."""

from __future__ import annotations

import pytest
from manim import Rectangle

from scenes._kit.layout.columns import Column
from scenes._kit.layout.slots import Slot


def test_a_row_replaced_by_a_taller_one_keeps_its_upper_edge() -> None:
    column = Column(Slot(0, 0, 4, 4))
    old = column.put(Rectangle(width=1, height=0.5))
    new = column.replace(old, Rectangle(width=2, height=1))
    assert new.get_top()[1] == pytest.approx(2)
    assert new.get_left()[0] == pytest.approx(-2)
