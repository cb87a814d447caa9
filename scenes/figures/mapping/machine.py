"""A mapping as a machine: inputs enter at one side, outputs leave at the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from manim import DOWN, RIGHT, Arrow, FadeIn, FadeOut, RoundedRectangle, VGroup

from scenes._kit import theme
from scenes._kit.layout.slots import Slot, above_captions
from scenes._kit.text.formula import Formula

_BOX = ((5.0, 5.0), (5.0, 3.0))
"""The least width and height of the box, where things pass sideways and downwards."""
_SHAFTS = (0.2, 0.35)
"""An arrow's least and greatest length, as shares of the distance from the slot's side to the
box."""


class Machine(VGroup):
    """A box with its rule written in it, an arrow in and an arrow out: from left to right, or
    downwards in a narrow slot. What is `fed` to it and comes out has room; arrows are shorter
    then."""

    def __init__(self, slot: Slot, rule: Formula, fed: Sequence[Formula] = ()) -> None:
        super().__init__()
        slot, k, along = _course(slot)
        around = (rule.width + 5 * theme.GAP, rule.height + 5 * theme.GAP)
        size = list(map(max, around, _BOX[k]))
        size[k] = min((slot.width, slot.height)[k] / 2, size[k])
        rule.move_to(slot.center)
        self.box = RoundedRectangle(
            corner_radius=theme.GAP,
            width=size[0],
            height=size[1],
            stroke_color=theme.MUTED,
            stroke_width=theme.LINE_WIDTH,
            fill_color=theme.GRID,
            fill_opacity=0.6 * theme.QUIET,
        ).move_to(slot.center)
        reach = ((slot.width, slot.height)[k] - size[k]) / 2
        largest = max(((each.width, each.height)[k] for each in fed), default=0.0)
        shortest, longest = (share * reach for share in _SHAFTS)
        shaft = min(max(reach - largest - theme.GAP, shortest), longest)
        self.entry, self.exit = _ends(slot, reach - shaft - theme.GAP)
        starts = (self.box.get_edge_center(-along) - along * shaft, self.box.get_edge_center(along))
        arrows = [
            Arrow(start, start + along * shaft, buff=theme.GAP / 2, color=theme.MUTED)
            for start in starts
        ]
        self.add(self.box, rule, *arrows)

    @staticmethod
    def rule_slot(slot: Slot) -> Slot:
        """The largest slot for the rule of a machine in a slot."""
        slot, k, _ = _course(slot)
        room = [slot.width - 5 * theme.GAP, slot.height - 5 * theme.GAP]
        room[k] = (slot.width, slot.height)[k] / 2 - 2 * theme.GAP
        return replace(slot, width=room[0], height=room[1])

    def feed(self, given: Formula, result: Formula) -> tuple[FadeIn, FadeOut, FadeIn]:
        """Animations to play in turn: the input appears, a copy enters, the result comes out."""
        self.entry.place(given)
        self.exit.place(result)
        inside = self.box.get_center()
        return (
            FadeIn(given),
            FadeOut(given.copy(), target_position=inside),
            FadeIn(result, target_position=inside),
        )


def _course(slot: Slot) -> tuple[Slot, int, np.ndarray]:
    """The slot of a machine, and the axis and direction in which things pass through it."""
    return (slot, 0, RIGHT) if slot.holds_two else (above_captions(slot), 1, DOWN)


def _ends(slot: Slot, length: float) -> tuple[Slot, Slot]:
    """The parts of a slot, so long, where things enter and leave."""
    if slot.holds_two:
        part = replace(slot, width=length)
        left, right = slot.left + length / 2, slot.right - length / 2
        return replace(part, x=left), replace(part, x=right)
    part = replace(slot, height=length)
    return replace(part, y=slot.top - length / 2), replace(part, y=slot.bottom + length / 2)
