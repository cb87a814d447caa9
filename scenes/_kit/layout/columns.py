"""`Column` and `Stack`: mobjects stacked in a slot, left-aligned or centred."""

from __future__ import annotations

from collections.abc import Sequence

from manim import LEFT, UP, VGroup, VMobject

from scenes._kit import theme
from scenes._kit.layout.slots import MobjectT, Slot


class Column:
    """Formulas stacked in a slot, left-aligned; the next goes below the last."""

    def __init__(self, slot: Slot, gap: float = theme.GAP) -> None:
        self.slot, self.gap = slot, gap
        self.rows = VGroup()
        self.bottoms: list[float] = []
        self.pinned = 0

    def put(
        self, mobject: MobjectT, gap: float | None = None, reserve: Sequence[VMobject] = ()
    ) -> MobjectT:
        """Places the mobject below the last row.

        `reserve`: mobjects that will replace it; the row is as high as the highest of them.
        """
        self.free_slot(gap).place(mobject, UP + LEFT)
        self.rows.add(mobject)
        self.bottoms.append(mobject.get_top()[1] - max(each.height for each in (mobject, *reserve)))
        return mobject

    def free_slot(self, gap: float | None = None, reserve: VMobject | None = None) -> Slot:
        """The rest of the slot, less the height of a mobject (`reserve`) to be placed later."""
        top = self.slot.top if not self.bottoms else self.bottoms[-1] - (gap or self.gap)
        height = top - self.slot.bottom - (reserve.height + self.gap if reserve else 0.0)
        return Slot(self.slot.x, top - height / 2, self.slot.width, height)

    def replace(self, old: VMobject, new: MobjectT) -> MobjectT:
        """Puts the new mobject in the row of the old one, aligned at the top left."""
        self.slot.fit(new)
        new.align_to(old, UP + LEFT)
        row = self.rows.submobjects.index(old)
        self.rows.submobjects[row] = new
        self.bottoms[row] = min(self.bottoms[row], new.get_bottom()[1])
        return new

    def pin(self) -> None:
        """Pins the present rows: `clear` leaves them."""
        self.pinned = len(self.rows)

    def clear(self, *, pinned: bool = False) -> VGroup:
        """Removes the rows that are not pinned (`pinned`: all rows) and returns them."""
        self.pinned = 0 if pinned else self.pinned
        return self._remove_from(self.pinned)

    def drop_last(self) -> VGroup:
        """Removes the last row and returns it."""
        return self._remove_from(len(self.rows) - 1)

    def _remove_from(self, first: int) -> VGroup:
        removed = VGroup(*self.rows[first:])
        self.rows.remove(*removed)
        del self.bottoms[first:]
        return removed


class Stack:
    """Mobjects stacked in a slot, centred; the next goes below the last."""

    def __init__(self, slot: Slot, gap: float = 0.7 * theme.GAP) -> None:
        self.slot, self.gap = slot, gap
        self.bottom = slot.top

    def put(self, mobject: MobjectT) -> MobjectT:
        """Places the mobject below the last one."""
        height = self.bottom - self.slot.bottom
        Slot(self.slot.x, self.bottom - height / 2, self.slot.width, height).place(mobject, UP)
        self.bottom = mobject.get_bottom()[1] - self.gap
        return mobject
