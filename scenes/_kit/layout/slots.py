"""`Slot`: a rectangle of the frame, which can be split and into which mobjects are placed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from manim import VMobject, config
from numpy.typing import NDArray

from scenes._kit import theme

MobjectT = TypeVar("MobjectT", bound=VMobject)

_FIGURE, _NOTES = 0.69, 0.36
"""Shares of the safe area's width of a figure and of the notes in its corner."""


@dataclass(frozen=True)
class Slot:
    """A rectangle of the frame, in scene units: centre, width and height."""

    x: float
    y: float
    width: float
    height: float

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

    def contains(self, points: np.ndarray) -> NDArray[np.bool_]:
        """Which of the points (n, 3) lie in the slot: (n,), bool."""
        x, y = points[:, 0], points[:, 1]
        inside_x, inside_y = (
            (self.left <= x) & (x <= self.right),
            (self.bottom <= y) & (y <= self.top),
        )
        return np.logical_and(inside_x, inside_y)

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

    def left_of(self, other: Slot, gap: float = theme.GAP) -> Slot:
        """The part of the slot at the left of another slot."""
        width = min(self.right, other.left - gap) - self.left
        return Slot(self.left + width / 2, self.y, width, self.height)

    def with_aspect(self, aspect: float) -> Slot:
        """The largest slot at its left whose width is `aspect` times its height."""
        width = min(self.width, aspect * self.height)
        return Slot(self.left + width / 2, self.y, width, width / aspect)

    def columns(self, share: float, gap: float = theme.GAP) -> tuple[Slot, Slot]:
        """The slot split into a left part, with that share of the width, and a right part."""
        first = (self.width - gap) * share
        second = self.width - gap - first
        return (
            Slot(self.left + first / 2, self.y, first, self.height),
            Slot(self.right - second / 2, self.y, second, self.height),
        )

    def rows(self, share: float, gap: float = theme.GAP) -> tuple[Slot, Slot]:
        """The slot split into an upper part, with that share of the height, and a lower part."""
        first = (self.height - gap) * share
        second = self.height - gap - first
        return (
            Slot(self.x, self.top - first / 2, self.width, first),
            Slot(self.x, self.bottom + second / 2, self.width, second),
        )


def safe_area() -> Slot:
    """The frame without its margins: where text may stand (title-safe area)."""
    inside = 1 - 2 * theme.MARGIN
    return Slot(0, 0, config.frame_width * inside, config.frame_height * inside)


def above_captions(slot: Slot) -> Slot:
    """The part of a slot above the place where players lay captions: only axes stand there."""
    bottom = max(slot.bottom, config.frame_height * (theme.CAPTIONS - 0.5))
    return Slot(slot.x, (slot.top + bottom) / 2, slot.width, slot.top - bottom)


def figure_and_notes(*, overlap: bool = True) -> tuple[Slot, Slot]:
    """The frame shared out: a figure as large as it gets, and the corner at its upper right for
    formulas.

    `overlap`: the figure reaches under the notes, as one may that leaves this corner free.
    """
    area = safe_area()
    beside, notes = area.columns(1 - _NOTES)
    return area.columns(_FIGURE)[0] if overlap else beside, above_captions(notes)
