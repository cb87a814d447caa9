"""`SlopeBar`: a bar that shows the slope in a direction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import DOWN, UP, Line, VGroup

from engine.mobjects.place import in_frame
from scenes._kit import theme
from scenes._kit.layout.slots import Slot, safe_area
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula
from scenes.figures.hiking.compass import Compass

_BAR_WIDTH = 16.0
_ROOM_BESIDE_BAR, _PIXEL = 0.9, 0.02
"""The least room at both sides of the bar, and what a label may reach beyond the margin, in scene
units."""
_BELOW_NAME = 0.3
"""The gap from the bar's middle to its name, in scene units."""


class SlopeBar(VGroup):
    """A bar from 0 to the compass's slope, on a track from the least slope to the greatest.

    `numbers` are the sources at the track's left end, 0 and right end, `meanings` their labels.
    """

    def __init__(
        self, slot: Slot, compass: Compass, name: str, numbers: list[str], meanings: list[Formula]
    ) -> None:
        super().__init__()
        inner = slot.inset(_room_for_ends(slot, meanings), 0.0)
        label = Formula(notation.part("output", name), font_size=theme.FORMULA)
        y = min(slot.y + 0.12 * slot.height, slot.top - _BELOW_NAME - label.height)
        ends = np.array([[inner.left, y, 0], [slot.x, y, 0], [inner.right, y, 0]])
        self.add(Line(ends[0], ends[2], stroke_width=theme.AXIS_WIDTH, color=theme.MUTED))
        for place, number, meaning in zip(ends, numbers, meanings, strict=True):
            tick = Line(place + 0.16 * DOWN, place + 0.16 * UP, stroke_width=theme.AXIS_WIDTH)
            value = Formula(number, font_size=theme.LABEL).next_to(tick, DOWN, buff=0.12)
            meaning.next_to(value, DOWN, buff=0.14)
            self.add(tick.set_color(theme.MUTED), value, meaning)
        self.bar = Line(ends[1], ends[2], stroke_width=_BAR_WIDTH, color=theme.OUTPUT)
        _lower_middle(meanings)
        half = ends[2] - ends[1]

        def update(bar: Any) -> None:
            share = compass.slope / compass.length
            share = share if abs(share) > 1e-3 else 1e-3  # a line needs a length
            bar.put_start_and_end_on(ends[1], ends[1] + share * half)

        self.bar.add_updater(update)
        self.add(self.bar.update(), label.next_to(ends[1], UP, buff=_BELOW_NAME))
        in_frame(self)


def _room_for_ends(slot: Slot, labels: Sequence[Formula]) -> float:
    """The room at both sides of a bar in a slot, so that labels at its ends are in the frame."""
    area = safe_area()
    left = area.left + labels[0].width / 2 - slot.left
    right = slot.right + labels[-1].width / 2 - area.right
    room = max(left, right)
    return room if room > _ROOM_BESIDE_BAR + _PIXEL else _ROOM_BESIDE_BAR


def _lower_middle(labels: Sequence[Formula]) -> None:
    """Moves the middle one of three labels below the others, unless there is room between them."""
    first, middle, last = labels
    room = last.get_left()[0] - first.get_right()[0] - 2 * theme.GAP
    if middle.width > room:
        below = first.get_bottom()[1] - 0.1 - middle.height / 2
        middle.move_to((middle.get_x(), below, 0.0))
