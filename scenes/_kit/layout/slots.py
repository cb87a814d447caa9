"""Named places of the frame, and ways to put things into them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, VGroup, VMobject, config
from numpy.typing import NDArray

from scenes._kit import theme

MobjectT = TypeVar("MobjectT", bound=VMobject)


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

    def holds(self, points: np.ndarray) -> NDArray[np.bool_]:
        """Which of the points (n, 3) lie in the slot: (n,), bool."""
        x, y = points[:, 0], points[:, 1]
        inside_x, inside_y = (
            (self.left <= x) & (x <= self.right),
            (self.bottom <= y) & (y <= self.top),
        )
        return np.logical_and(inside_x, inside_y)

    def fit(self, mobject: MobjectT) -> MobjectT:
        """Shrinks the mobject, where it must, to the slot's size."""
        excess = max(mobject.width / self.width, mobject.height / self.height)
        return mobject.scale(1 / excess) if excess > 1 else mobject

    def place(self, mobject: MobjectT, edge: np.ndarray | None = None) -> MobjectT:
        """Puts the mobject, shrunk to fit, at the slot's centre or at an edge (manim's UP, UL)."""
        self.fit(mobject).move_to(self.center)
        if edge is not None:
            reach = np.array([self.width - mobject.width, self.height - mobject.height, 0.0]) / 2
            mobject.shift(edge * reach)
        return mobject

    def inset(self, across: float, along: float) -> Slot:
        """The slot without a rim: so much less on the left and right, and above and below."""
        return Slot(self.x, self.y, self.width - 2 * across, self.height - 2 * along)

    def without_left(self, width: float) -> Slot:
        """The slot without a strip at its left."""
        return Slot(self.x + width / 2, self.y, self.width - width, self.height)

    def of_aspect(self, aspect: float) -> Slot:
        """The largest slot of this width over height at the middle of this one."""
        width = min(self.width, aspect * self.height)
        return Slot(self.x, self.y, width, width / aspect)

    def columns(self, share: float, gap: float = theme.GAP) -> tuple[Slot, Slot]:
        """The slot cut into a left part, of that share of the width, and a right one."""
        first = (self.width - gap) * share
        second = self.width - gap - first
        return (
            Slot(self.left + first / 2, self.y, first, self.height),
            Slot(self.right - second / 2, self.y, second, self.height),
        )

    def rows(self, share: float, gap: float = theme.GAP) -> tuple[Slot, Slot]:
        """The slot cut into an upper part, of that share of the height, and a lower one."""
        first = (self.height - gap) * share
        second = self.height - gap - first
        return (
            Slot(self.x, self.top - first / 2, self.width, first),
            Slot(self.x, self.bottom + second / 2, self.width, second),
        )


def frame() -> Slot:
    """The frame within the margin that text keeps."""
    inside = 1 - 2 * theme.MARGIN
    return Slot(0, 0, config.frame_width * inside, config.frame_height * inside)


class Column:
    """Formulas one under another in a slot, aligned at its left; the next goes below the last."""

    def __init__(self, slot: Slot, gap: float = theme.GAP) -> None:
        self.slot, self.gap = slot, gap
        self.rows = VGroup()
        self.ends: list[float] = []

    def put(
        self, mobject: MobjectT, gap: float | None = None, room: Sequence[VMobject] = ()
    ) -> MobjectT:
        """Places the mobject below what stands there and keeps its place taken.

        `room`: mobjects that will stand in its place later; it is kept as high as all of them need.
        """
        self.rest(gap).place(mobject, UP + LEFT)
        self.rows.add(mobject)
        self.ends.append(mobject.get_top()[1] - max(each.height for each in (mobject, *room)))
        return mobject

    def rest(self, gap: float | None = None, below: VMobject | None = None) -> Slot:
        """What is still free, below the last row; and above a mobject yet to be put there."""
        top = self.slot.top if not self.ends else self.ends[-1] - (gap or self.gap)
        height = top - self.slot.bottom - (below.height + self.gap if below else 0.0)
        return Slot(self.slot.x, top - height / 2, self.slot.width, height)

    def replace(self, old: VMobject, new: MobjectT) -> MobjectT:
        """Puts the new mobject where the old one stands, at its left, their first lines level."""
        self.slot.fit(new)
        new.align_to(old, UP + LEFT)
        row = self.rows.submobjects.index(old)
        self.rows.submobjects[row] = new
        self.ends[row] = min(self.ends[row], new.get_bottom()[1])
        return new

    def clear(self, *, keep: int = 0) -> VGroup:
        """Forgets all rows but the first few, and returns the forgotten."""
        gone = VGroup(*self.rows[keep:])
        self.rows.remove(*gone)
        del self.ends[keep:]
        return gone


class Stack:
    """Things one under another in a slot, each in the middle; the next goes below the last."""

    def __init__(self, slot: Slot, gap: float = 0.7 * theme.GAP) -> None:
        self.slot, self.gap = slot, gap
        self.bottom = slot.top

    def put(self, mobject: MobjectT) -> MobjectT:
        """Places the mobject below what stands there."""
        height = self.bottom - self.slot.bottom
        Slot(self.slot.x, self.bottom - height / 2, self.slot.width, height).place(mobject, UP)
        self.bottom = mobject.get_bottom()[1] - self.gap
        return mobject


def beside(
    label: MobjectT,
    anchor: np.ndarray,
    avoid: np.ndarray,
    slot: Slot,
    buff: float = 0.7 * theme.GAP,
) -> MobjectT:
    """Puts a label next to a point, on the side that is farthest from the points to avoid.

    `avoid` has shape (n, 3), points near the anchor among them; the label is kept inside the slot.
    Ties go to the upper right.
    """
    half = np.array([label.width, label.height, 0]) / 2
    low = np.array([slot.left, slot.bottom, 0]) + half
    high = np.array([slot.right, slot.top, 0]) - half
    best, best_room = None, -np.inf
    for direction in (UP + RIGHT, UP + LEFT, DOWN + RIGHT, DOWN + LEFT, UP, DOWN, RIGHT, LEFT):
        center = np.clip(anchor + direction * (half + buff), low, high)
        gaps = np.abs(avoid - center)[:, :2] - half[:2]
        room = float(np.min(np.linalg.norm(np.maximum(gaps, 0), axis=1))) if len(avoid) else 1.0
        room = min(room, 2 * theme.GAP)
        if room > best_room + 1e-6:
            best, best_room = center, room
    assert best is not None
    return label.move_to(best)


def close_points(curve: VMobject) -> np.ndarray:
    """Points (n, 3) on a curve, so close together that no label fits between two of them."""
    pieces = np.asarray(curve.points).reshape(-1, 4, 3)
    spans = np.linalg.norm(np.diff(pieces, axis=1), axis=2).sum(axis=1)
    count = int(np.ceil(spans.max(initial=0.0) / (theme.GAP / 4))) + 1
    t = np.linspace(0, 1, count)[:, None]
    weights = np.hstack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3])
    return np.einsum("tk,nkd->ntd", weights, pieces).reshape(-1, 3)


def covers(label: VMobject, points: np.ndarray) -> bool:
    """Whether a label lies on any of the points (n, 3), or too near to it."""
    half = np.array([label.width, label.height]) / 2 + theme.GAP / 4
    return bool((np.abs(points - label.get_center())[:, :2] < half).all(axis=1).any())
