"""How the columns of a tree of derivatives share out its slot."""

from __future__ import annotations

from typing import TypeAlias

from scenes._kit import theme
from scenes._kit.layout.slots import Slot

Gaps: TypeAlias = tuple[float, float]
"""Room between the columns, for the arrows and their labels: beside the root, before the leaves."""

COLUMN_GAPS, _WIDEST, _WIDEST_ALONE = (1.75, 1.75), 1.6, 2.3
"""As much room as they need to look well, and how many times more they have at most: two gaps, and
one alone, that a small tree is no speck in its frame."""
PADDING = (0.5, 0.36)
"""By how much a box is wider and higher than its formula."""
LEAST_BOX = (0.8, 0.75)
"""The least width and height of a box."""


def shared_out(room: float, least: Gaps, columns: int) -> tuple[float, ...]:
    """The room between two or three columns, so much in all, as gaps: equal if both are at least
    so wide then."""
    if columns == 2:
        return (min(room, _WIDEST_ALONE * COLUMN_GAPS[0]),)
    room = min(room, _WIDEST * sum(COLUMN_GAPS))
    before_leaves = max(room / 2, min(least[1], room - least[0]))
    return room - before_leaves, before_leaves


def height_of_box(slot: Slot, rows: int) -> float:
    """The most that a box is high in a column of so many rows."""
    return slot.height / rows - theme.GAP / 2
