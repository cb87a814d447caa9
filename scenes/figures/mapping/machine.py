"""A rule as a machine: numbers go in at the left, others come out at the right."""

from __future__ import annotations

from dataclasses import replace

from manim import LEFT, RIGHT, Arrow, FadeIn, FadeOut, RoundedRectangle, VGroup

from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.text.formula import Formula

_SHAFT = 0.35
"""The share of the way from the frame's side to the box that an arrow takes."""


class Machine(VGroup):
    """A box with its rule written in it, an arrow in and an arrow out."""

    def __init__(self, slot: Slot, rule: Formula) -> None:
        super().__init__()
        width = min(slot.width / 2, max(rule.width + 5 * theme.GAP, 4.0))
        rule.move_to(slot.center)
        self.box = RoundedRectangle(
            corner_radius=theme.GAP,
            width=width,
            height=max(rule.height + 5 * theme.GAP, 3.0),
            stroke_color=theme.QUIET,
            stroke_width=theme.LINE_WIDTH,
            fill_color=theme.GRID,
            fill_opacity=0.6,
        ).move_to(slot.center)
        reach = (slot.width - width) / 2
        shaft = reach * _SHAFT
        beyond = Slot(0, slot.y, reach - shaft - theme.GAP, slot.height)
        self.entry = replace(beyond, x=slot.left + beyond.width / 2)
        self.exit = replace(beyond, x=slot.right - beyond.width / 2)
        starts = (self.box.get_left() + LEFT * shaft, self.box.get_right())
        arrows = [
            Arrow(start, start + RIGHT * shaft, buff=theme.GAP / 2, color=theme.QUIET)
            for start in starts
        ]
        self.add(self.box, rule, *arrows)

    @staticmethod
    def room(slot: Slot) -> Slot:
        """How large a rule may be written in a box in the slot."""
        width, height = slot.width / 2 - 2 * theme.GAP, slot.height - 5 * theme.GAP
        return replace(slot, width=width, height=height)

    def work(self, taken: Formula, given: Formula) -> tuple[FadeIn, FadeOut, FadeIn]:
        """One after another: what is taken, a copy of it going in, what comes out."""
        self.entry.place(taken)
        self.exit.place(given)
        inside = self.box.get_center()
        return (
            FadeIn(taken, run_time=theme.QUICK),
            FadeOut(taken.copy(), target_position=inside, run_time=theme.STEADY),
            FadeIn(given, target_position=inside, run_time=theme.STEADY),
        )
