"""A table of formulas that grows row by row, its columns right-aligned."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RIGHT, UP, Line, VGroup

from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.text.formula import Formula

_EDGES = 0.32, 0.92
"""The right edges of the first and the last column, as shares of the width: long numbers stand in
the last."""

_HEIGHT = 0.56
"""Of a row, in scene units, where there is room."""


class Table(VGroup):
    """Rows in a slot, from its top down: so many, with the head, unless there come more."""

    def __init__(self, slot: Slot, heads: Sequence[Formula], rows: int = 1) -> None:
        super().__init__()
        self.slot, self.height_of_row, self.count = slot, min(_HEIGHT, slot.height / rows), 0
        self.edges = slot.left + slot.width * np.linspace(*_EDGES, len(heads))
        head = self.add_row(heads)
        rule = Line(
            (slot.left, head.get_bottom()[1] - 0.12, 0),
            (slot.right, head.get_bottom()[1] - 0.12, 0),
            stroke_width=theme.AXIS_WIDTH,
            color=theme.FAINT,
        )
        self.head = VGroup(head, rule)
        self.add(rule)

    def add_row(self, cells: Sequence[Formula]) -> VGroup:
        """Places the next row and returns it."""
        y = self.slot.top - (self.count + 0.5) * self.height_of_row
        self.count += 1
        for cell, edge in zip(cells, self.edges, strict=True):
            cell.move_to(y * UP).align_to(edge * RIGHT, RIGHT)
        row = VGroup(*cells)
        self.add(row)
        return row
