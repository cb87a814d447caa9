"""A figure under a line that spans the frame: a formula of any length, which covers nothing."""

from __future__ import annotations

from dataclasses import replace

from manim import UL

from scenes._kit import theme
from scenes._kit.layout.slots import MobjectT, Slot, above_captions, figure_and_notes, safe_area

_MOST = 1.3
"""The height of the line at most, in scene units: two lines of text."""
_ASIDE = 1.3
"""Its left end is about so far inside the safe area: where the curves' area begins, and its upright
axis has its name."""
_NAME = 0.35
"""The room for that name, beside which the line stands: so far to the right, and as much lower."""
_LEAST_NOTES = 2.4
"""The least width of notes beside a figure, in scene units: a short equation fits in."""


def line_above() -> Slot:
    """The room that there is for a line above a figure."""
    area = safe_area().without_left(_ASIDE)
    return area.rows(_MOST / area.height, gap=0.0)[0]


def place_above(line: MobjectT, left: float) -> MobjectT:
    """Places a line above a figure the area of whose curves begins at an abscissa."""
    area = safe_area()
    return area.without_left(left + _NAME - area.left).place(line, UL)


def figure_under_line(height: float, width: float | None = None) -> tuple[Slot, Slot]:
    """Room for a figure and for notes under a line so high; the name of the figure's upright axis
    stands beside it.

    `width`: that of the notes, where they stand beside the figure; as by `figure_and_notes` without
    one, and at most.
    """
    figure, notes = figure_and_notes(overlap=False)
    if notes.top < figure.bottom:
        taken = max(0.0, height - _NAME)
        return replace(figure, y=figure.y - taken), notes.without_top(taken)
    area, under = safe_area(), height + theme.GAP
    width = notes.width if width is None else min(max(width, _LEAST_NOTES), notes.width)
    beside = area.without_top(under).without_left(area.width - width)
    stage = area.without_top(under - theme.GAP / 2 - _NAME).without_right(width)
    return stage, above_captions(beside)
