"""`Table`: a table of formulas that appears row by row, its columns right-aligned."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RIGHT, UP, Line, VGroup

from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.text.formula import Formula

_HEIGHT = 0.56
"""Of a row, in scene units, where there is room."""
_FILLED = 0.84
"""The share of a row's height that its highest cell may fill."""
_LEAST_GAP = 1.5 * theme.GAP
"""Between columns, in scene units."""


class Table(VGroup):
    """Rows in a slot, from its top down, in one font size; columns as wide as their widest cells.

    Cells are formulas' sources. The first row, `head`, has a rule under it; `rows` are the others,
    to be shown one by one.
    """

    def __init__(self, slot: Slot, sources: Sequence[Sequence[str]]) -> None:
        rows = [[Formula(source) for source in row] for row in sources]
        height = min(_HEIGHT, slot.height / len(rows))
        cells = [cell for row in rows for cell in row]
        columns = list(zip(*rows, strict=True))
        room = slot.width - (len(columns) - 1) * _LEAST_GAP
        share = min(
            room / sum(_widest(column) for column in columns),
            _FILLED * height / max(cell.height for cell in cells),
            1.0,
        )
        for cell in cells:
            cell.scale(share)
        for column, edge in zip(columns, _edges(slot, columns), strict=True):
            for k, cell in enumerate(column):
                cell.move_to((slot.top - (k + 0.5) * height) * UP).align_to(edge * RIGHT, RIGHT)
        rule = Line(
            (slot.left, slot.top - height, 0),
            (slot.right, slot.top - height, 0),
            stroke_width=theme.AXIS_WIDTH,
            color=theme.FAINT,
        )
        self.head, self.rows = VGroup(*rows[0], rule), [VGroup(*row) for row in rows[1:]]
        super().__init__(self.head, *self.rows)


def table_width(sources: Sequence[Sequence[str]], font_size: float) -> float:
    """The least width of a table of these cells in a font size."""
    columns = zip(*sources, strict=True)
    cells = [[Formula(source, font_size=font_size) for source in column] for column in columns]
    return sum(map(_widest, cells)) + (len(cells) - 1) * _LEAST_GAP


def _edges(slot: Slot, columns: Sequence[Sequence[Formula]]) -> np.ndarray:
    """The right edges of columns with equal room around them, but more of it between them where
    there is little."""
    widths = np.array([_widest(column) for column in columns])
    room = slot.width - widths.sum()
    gap = max(room / (len(widths) + 1), min(_LEAST_GAP, room / max(1, len(widths) - 1)))
    outer = (room - (len(widths) - 1) * gap) / 2
    return slot.left + outer - gap + np.cumsum(widths + gap)


def _widest(column: Sequence[Formula]) -> float:
    return max(cell.width for cell in column)
