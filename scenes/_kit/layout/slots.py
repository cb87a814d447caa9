"""`Slot`: a rectangle of the frame, which can be split and into which mobjects are placed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from manim import VMobject, config
from numpy.typing import NDArray

from scenes._kit import theme
from scenes._kit.edition import edition

MobjectT = TypeVar("MobjectT", bound=VMobject)

_WIDE = 1.2
"""From this width to height on, a slot has its parts side by side, else one above the other."""
_FIGURE, _NOTES = 0.69, 0.36
"""Shares of the safe area's width of a figure and of the notes in its corner."""
_NOTES_WIDTH = 4.6
"""The least width of notes beside a figure, in scene units: a rule fits in."""
_VIEWS, _VIEW_STRETCH, _VIEWS_ABOVE = 0.66, 0.48, 0.64
"""The share of the height of two views side by side, and at most that of the width; that of one
above the other."""
_DIAGRAM, _TALL_DIAGRAM = 0.72, 0.78
"""The share of the height of a diagram above a line of formulas."""
_FULL_STAGE = (8.6, 7.2)
"""The width and height of a figure's slot in a wide frame, about, in scene units."""
_FULL_STRETCH = 1.2
"""Its width to height, about."""
_FIGURE_ABOVE, _LEAST_STRETCH, _EDGE = 0.62, 1.15, 0.1
"""A figure above its notes: its share of the height at most, its width to height at least, and what
is left at its sides for numbers that swing out where it turns, in scene units."""


@dataclass(frozen=True)
class Slot:
    """A rectangle of the frame, in scene units: centre, width and height.

    `lanes`: side by side, into which a column's rows flow; parts of the slot have one.
    """

    x: float
    y: float
    width: float
    height: float
    lanes: int = 1

    @property
    def center(self) -> np.ndarray:
        return np.array([self.x, self.y, 0.0])

    @property
    def left(self) -> float:
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        return self.y - self.height / 2

    @property
    def top(self) -> float:
        return self.y + self.height / 2

    @property
    def spans_frame(self) -> bool:
        """Whether the slot is about as wide as the safe area: nothing stands beside it."""
        return self.width + 2 * _EDGE >= safe_area().width - 1e-9

    @property
    def is_wide(self) -> bool:
        """Whether there is more room side by side than one above the other."""
        return self.width >= _WIDE * self.height

    @property
    def holds_two(self) -> bool:
        """Whether there is room for notes in each half of the width."""
        return self.width >= 2 * _NOTES_WIDTH

    def grid(self, distance: float) -> np.ndarray:
        """Points (n, 3) that fill the slot, no farther apart than a distance."""
        sides = (self.left, self.right, self.width), (self.bottom, self.top, self.height)
        marks = [np.linspace(a, b, 2 + int(size / distance)) for a, b, size in sides]
        return np.stack(np.meshgrid(*marks, [0.0]), axis=-1).reshape(-1, 3)

    def contains(self, points: np.ndarray) -> NDArray[np.bool_]:
        """Which of the points (n, 3) lie in the slot: (n,), bool."""
        x, y = points[:, 0], points[:, 1]
        inside_x = (self.left <= x) & (x <= self.right)
        return np.logical_and(inside_x, (self.bottom <= y) & (y <= self.top))

    def holding(self, row: VMobject) -> Slot:
        """The slot with lanes only if they are as wide as a row."""
        return self if row.width <= self.lane(0).width else replace(self, lanes=1)

    def fits(self, mobject: VMobject) -> bool:
        """Whether the slot is large enough for the mobject, wherever that is."""
        return mobject.width <= self.width and mobject.height <= self.height

    def fit(self, mobject: MobjectT) -> MobjectT:
        """Shrinks the mobject to the slot's size if it is larger."""
        excess = max(mobject.width / self.width, mobject.height / self.height)
        return mobject.scale(1 / excess) if excess > 1 else mobject

    def place(self, mobject: MobjectT, edge: np.ndarray | None = None) -> MobjectT:
        """Puts the mobject, shrunk to fit, at the slot's centre or at an edge (manim's UP, UL)."""
        self.fit(mobject).move_to(self.center)
        if edge is not None:
            offset = np.array([self.width - mobject.width, self.height - mobject.height, 0.0]) / 2
            mobject.shift(edge * offset)
        return mobject

    def inset(self, horizontal: float, vertical: float) -> Slot:
        """The slot less a margin: `horizontal` at left and right, `vertical` above and below."""
        return Slot(self.x, self.y, self.width - 2 * horizontal, self.height - 2 * vertical)

    def without_left(self, width: float) -> Slot:
        """The slot without a strip of that width at its left."""
        return Slot(self.x + width / 2, self.y, self.width - width, self.height)

    def without_right(self, width: float) -> Slot:
        """The slot without a strip of that width at its right."""
        return Slot(self.x - width / 2, self.y, self.width - width, self.height)

    def without_top(self, height: float) -> Slot:
        """The slot without a strip of that height at its top."""
        return Slot(self.x, self.y - height / 2, self.width, self.height - height)

    def without_bottom(self, height: float) -> Slot:
        """The slot without a strip of that height at its bottom."""
        return Slot(self.x, self.y + height / 2, self.width, self.height - height)

    def left_of(self, other: Slot, gap: float = 2 * theme.GAP) -> Slot:
        """The part of the slot at the left of another one, or all of it if that is below."""
        if other.top <= self.bottom:
            return self
        width = min(self.right, other.left - gap) - self.left
        return Slot(self.left + width / 2, self.y, width, self.height)

    def with_aspect(self, aspect: float, *, centred: bool = False) -> Slot:
        """The largest slot at its left, or in its middle, whose width is `aspect` times its
        height."""
        width = min(self.width, aspect * self.height)
        return Slot(self.x if centred else self.left + width / 2, self.y, width, width / aspect)

    def at_most(self, width: float) -> Slot:
        """The middle of the slot, no wider than that."""
        return replace(self, width=min(width, self.width))

    def columns(self, share: float, gap: float = theme.GAP) -> tuple[Slot, Slot]:
        """The slot split into a left part, with that share of the width, and a right part."""
        first = (self.width - gap) * share
        second = self.width - gap - first
        left = Slot(self.left + first / 2, self.y, first, self.height)
        return left, Slot(self.right - second / 2, self.y, second, self.height)

    def rows(self, share: float, gap: float = theme.GAP) -> tuple[Slot, Slot]:
        """The slot split into an upper part, with that share of the height, and a lower part."""
        first = (self.height - gap) * share
        second = self.height - gap - first
        upper = Slot(self.x, self.top - first / 2, self.width, first)
        return upper, Slot(self.x, self.bottom + second / 2, self.width, second)

    def halves(self, share: float = 0.5, gap: float = theme.GAP) -> tuple[Slot, Slot]:
        """The slot split in two, the first part with that share: side by side if there is room for
        notes in each half, else one above the other."""
        return self.columns(share, gap) if self.holds_two else self.rows(share, gap)

    def lane(self, k: int, gap: float = theme.GAP) -> Slot:
        """A lane of the slot, counted from the left."""
        if self.lanes == 1:
            return self
        width = (self.width - (self.lanes - 1) * gap) / self.lanes
        return Slot(self.left + width / 2 + k * (width + gap), self.y, width, self.height)


def between(one: Slot, other: Slot, share: float) -> Slot:
    """The slot at a share of the way from one to another."""
    ends = [(each.x, each.y, each.width, each.height) for each in (one, other)]
    x, y, width, height = (a + share * (b - a) for a, b in zip(*ends, strict=True))
    return Slot(x, y, width, height)


def safe_area() -> Slot:
    """The frame without its margins: where text may stand (title-safe area). Without the strip of
    open captions, in their edition."""
    inside = 1 - 2 * theme.MARGIN
    area = Slot(0, 0, config.frame_width * inside, config.frame_height * inside)
    return above_captions(area) if edition().open_captions else area


def above_captions(slot: Slot) -> Slot:
    """The part of a slot above the place where players lay captions: only axes stand there."""
    bottom = max(slot.bottom, config.frame_height * (theme.CAPTIONS - 0.5))
    return Slot(slot.x, (slot.top + bottom) / 2, slot.width, slot.top - bottom)


def figure_and_notes(*, overlap: bool = True) -> tuple[Slot, Slot]:
    """The frame shared out: a figure as large as it gets, and room for formulas, at its upper right
    in a wide frame, else below it.

    `overlap`: the figure reaches under the notes beside it, as one may that leaves this corner
    free.
    """
    area = safe_area()
    if not area.is_wide:
        room = above_captions(area)
        share = min(_FIGURE_ABOVE, room.width / room.height / _LEAST_STRETCH)
        figure, notes = room.inset(_EDGE, 0).rows(share)
        notes = replace(notes, width=room.width)
        return figure, replace(notes, lanes=max(1, int(notes.width / _NOTES_WIDTH)))
    share = max(_NOTES, _NOTES_WIDTH / area.width)
    beside, notes = area.columns(1 - share)
    reaches_under = overlap and share == _NOTES  # wider notes leave no corner free
    return area.columns(_FIGURE)[0] if reaches_under else beside, above_captions(notes)


def diagram_and_line() -> tuple[Slot, Slot]:
    """The frame shared out: a diagram, and room below it for a line or two."""
    room = above_captions(safe_area())
    return room.rows(_DIAGRAM if room.is_wide else _TALL_DIAGRAM)


def views_and_strip() -> tuple[Slot, Slot]:
    """The frame shared out: room for two views, and a strip below for what is said of them."""
    area = safe_area()
    if not area.holds_two:
        return above_captions(area).rows(_VIEWS_ABOVE)
    return area.rows(min(_VIEWS, _VIEW_STRETCH * area.width / area.height))


def figure_scale() -> float:
    """How large figures are, compared with those in a wide frame: 1 there, else less."""
    stage, _ = figure_and_notes()
    return min(1.0, stage.width / _FULL_STAGE[0], stage.height / _FULL_STAGE[1])


def figure_stretch() -> float:
    """How much wider than high figures have room to be, compared with a wide frame: 1 there, else
    more."""
    stage, _ = figure_and_notes()
    return max(1.0, stage.width / stage.height / _FULL_STRETCH)
