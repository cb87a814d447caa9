"""How the columns of a tree of derivatives share out its slot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

from scenes._kit import theme
from scenes._kit.layout.slots import Slot

Node = TypeVar("Node")
Size: TypeAlias = tuple[float, float]
Gaps: TypeAlias = tuple[float, float]
"""Room between the columns, for the arrows and their labels: beside the root, before the leaves."""

COLUMN_GAPS, _WIDEST, _WIDEST_ALONE = (1.75, 1.75), 1.6, 2.3
"""As much room as they need to look well, and how many times more they have at most: two gaps, and
one alone, that a small tree is no speck in its frame."""
PADDING = (0.38, 0.36)
"""By how much a box is wider and higher than its formula."""
LEAST_BOX = (0.8, 0.75)
"""The least width and height of a box."""
LEAST_PADDING, ROW_GAP = 0.16, theme.GAP / 2
"""By how much a box in a low row is higher than a high formula, and between the boxes of rows."""


def shared_out(room: float, least: Gaps, columns: int) -> tuple[float, ...]:
    """The room between two or three columns, so much in all, as gaps: equal if both are at least
    so wide then."""
    if columns == 2:
        return (min(room, _WIDEST_ALONE * COLUMN_GAPS[0]),)
    room = min(room, _WIDEST * sum(COLUMN_GAPS))
    before_leaves = max(room / 2, min(least[1], room - least[0]))
    return room - before_leaves, before_leaves


def shared_rows(slot: Slot, formulas: Sequence[float]) -> list[float]:
    """The heights of rows that hold formulas of some heights, with the room between the boxes:
    equal but for those that need more."""
    needed = [height + LEAST_PADDING + ROW_GAP for height in formulas]
    count, room = len(needed), slot.height
    for each in sorted(needed, reverse=True)[:-1]:
        if each > room / count:
            count, room = count - 1, room - each
    return [max(each, room / count) for each in needed]


def narrow_columns(sizes: Mapping[Node, Mapping[str, Size]]) -> Iterator[dict[Node, str]]:
    """The forms of a column's nodes, of which each has some of its own: the lowest ones that are so
    narrow, for each width that the column may have."""
    for most in sorted({width for forms in sizes.values() for width, _ in forms.values()}):
        heights = {
            node: {form: height for form, (width, height) in forms.items() if width <= most}
            for node, forms in sizes.items()
        }
        if all(heights.values()):
            yield {node: min(found, key=lambda f: found[f]) for node, found in heights.items()}


def height_of_box(slot: Slot, rows: int) -> float:
    """The most that a box is high in a column of so many rows."""
    return slot.height / rows - ROW_GAP
