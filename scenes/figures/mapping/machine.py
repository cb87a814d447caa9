"""A mapping as a machine: inputs enter at one side, outputs leave at the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np
from manim import DOWN, RIGHT, Arrow, FadeIn, FadeOut, RoundedRectangle, VGroup

from calclib import Mapping
from scenes._kit import theme
from scenes._kit.layout.slots import Slot, above_captions
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula
from scenes._kit.text.paragraph import rule, sizes_between

_BOX = ((5.0, 5.0), (5.0, 3.0))
"""The least width and height of the box, where things pass sideways and downwards."""
_MOST, _PADDING = 0.56, 4 * theme.GAP
"""The box's share of the slot at most, in the direction of the arrows; what it is wider and higher
than its rule."""
_SHAFT, _LONGEST = 3.2 * theme.GAP, 0.35
"""An arrow's least length, with what is left free at its ends; its greatest, as a share of the
distance from the slot's side to the box."""
_FED = 0.8
"""The font size of what is fed to a machine at least, as a share of that of its rule."""

Fed = list[tuple[Formula, Formula]]
"""What goes into a machine, one after another, and what comes out."""


class Machine(VGroup):
    """A box with its rule written in it, an arrow in and an arrow out: from left to right, or
    downwards in a narrow slot. What is `fed` to it and comes out has room; arrows are shorter
    then, but never tiny."""

    def __init__(self, slot: Slot, rule: Formula, fed: Sequence[Formula] = ()) -> None:
        super().__init__()
        slot, k, along = _course(slot)
        around = (rule.width + _PADDING, rule.height + _PADDING)
        size = list(map(max, around, _BOX[k]))
        size[k] = min((slot.width, slot.height)[k] * _MOST, size[k])
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
        largest = _longest(fed, k)
        shaft = max(_SHAFT, min(reach - largest - theme.GAP, _LONGEST * reach))
        self.entry, self.exit = _ends(slot, reach - shaft - theme.GAP)
        starts = (self.box.get_edge_center(-along) - along * shaft, self.box.get_edge_center(along))
        arrows = [
            Arrow(start, start + along * shaft, buff=theme.GAP / 2, color=theme.MUTED)
            for start in starts
        ]
        self.add(self.box, rule, *arrows)

    @staticmethod
    def rule_slot(slot: Slot, fed: Iterable[Formula] = ()) -> Slot:
        """The largest slot for the rule of a machine in a slot, beside what is `fed` to it."""
        slot, k, _ = _course(slot)
        room = [slot.width - _PADDING, slot.height - _PADDING]
        sides = 2 * (_longest(fed, k) + theme.GAP + _SHAFT)
        whole = (slot.width, slot.height)[k]
        room[k] = min(_MOST * whole, whole - sides) - _PADDING
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


def rule_and_fed(
    mapping: Mapping, slot: Slot, fed_at: Callable[[float], Fed]
) -> tuple[Formula, Fed]:
    """A mapping's rule and what is fed to it, made by `fed_at` a font size: in the largest one at
    which the rule fits on a line, if that is not small; else broken."""
    makers: list[tuple[tuple[float, float], Callable[[Slot, float], Formula]]] = [
        (
            (theme.TITLE, theme.FORMULA if len(mapping.components) == 1 else theme.RULE),
            lambda _, size: Formula(notation.rule(mapping), font_size=size),
        ),
        ((theme.LARGE, theme.RULE), lambda room, size: rule(mapping, room, size)),
    ]
    for (largest, least), make in makers:
        for size in sizes_between(least, largest):
            for fed in map(fed_at, sizes_between(max(theme.RULE, _FED * size), size)):
                room = Machine.rule_slot(slot, chain(*fed))
                written = make(room, size)
                if room.fits(written) and written.font_size > size - 1e-6:
                    return written, fed
    written = rule(mapping, Machine.rule_slot(slot), theme.TITLE)
    return written, fed_at(written.font_size)


def _longest(fed: Iterable[Formula], k: int) -> float:
    """The greatest width (k = 0) or height of formulas; 0 where there are none."""
    return max(((each.width, each.height)[k] for each in fed), default=0.0)


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
