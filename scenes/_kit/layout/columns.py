"""`Column` and `Stack`: things one under another in a slot, at its left or in its middle."""

from __future__ import annotations

from collections.abc import Sequence

from manim import LEFT, UP, VGroup, VMobject

from scenes._kit import theme
from scenes._kit.layout.slots import MobjectT, Slot


class Column:
    """Formulas one under another in a slot, aligned at its left; the next goes below the last."""

    def __init__(self, slot: Slot, gap: float = theme.GAP) -> None:
        self.slot, self.gap = slot, gap
        self.rows = VGroup()
        self.ends: list[float] = []
        self.pinned = 0

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

    def pin(self) -> None:
        """The rows that stand there now stay when the column is cleared."""
        self.pinned = len(self.rows)

    def clear(self, *, pinned: bool = False) -> VGroup:
        """Forgets the rows that are not pinned, or all of them, and returns the forgotten."""
        self.pinned = 0 if pinned else self.pinned
        return self._forget(self.pinned)

    def drop_last(self) -> VGroup:
        """Forgets the last row, and returns it."""
        return self._forget(len(self.rows) - 1)

    def _forget(self, first: int) -> VGroup:
        gone = VGroup(*self.rows[first:])
        self.rows.remove(*gone)
        del self.ends[first:]
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
