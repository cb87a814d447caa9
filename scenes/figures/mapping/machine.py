"""A mapping as a machine: inputs enter at the left, outputs leave at the right."""

from __future__ import annotations

from dataclasses import replace

from manim import LEFT, RIGHT, Arrow, FadeIn, FadeOut, RoundedRectangle, VGroup

from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.text.formula import Formula

_BOX = (5.0, 5.0)
"""The least width and height of the box."""
_SHAFT = 0.35
"""An arrow's length, as a share of the distance from the slot's side to the box."""


class Machine(VGroup):
    """A box with its rule written in it, an arrow in and an arrow out."""

    def __init__(self, slot: Slot, rule: Formula) -> None:
        super().__init__()
        width = min(slot.width / 2, max(rule.width + 5 * theme.GAP, _BOX[0]))
        rule.move_to(slot.center)
        self.box = RoundedRectangle(
            corner_radius=theme.GAP,
            width=width,
            height=max(rule.height + 5 * theme.GAP, _BOX[1]),
            stroke_color=theme.MUTED,
            stroke_width=theme.LINE_WIDTH,
            fill_color=theme.GRID,
            fill_opacity=0.6,
        ).move_to(slot.center)
        reach = (slot.width - width) / 2
        shaft = reach * _SHAFT
        outside = Slot(0, slot.y, reach - shaft - theme.GAP, slot.height)
        self.entry = replace(outside, x=slot.left + outside.width / 2)
        self.exit = replace(outside, x=slot.right - outside.width / 2)
        starts = (self.box.get_left() + LEFT * shaft, self.box.get_right())
        arrows = [
            Arrow(start, start + RIGHT * shaft, buff=theme.GAP / 2, color=theme.MUTED)
            for start in starts
        ]
        self.add(self.box, rule, *arrows)

    @staticmethod
    def rule_slot(slot: Slot) -> Slot:
        """The largest slot for the rule of a machine in a slot."""
        width, height = slot.width / 2 - 2 * theme.GAP, slot.height - 5 * theme.GAP
        return replace(slot, width=width, height=height)

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
