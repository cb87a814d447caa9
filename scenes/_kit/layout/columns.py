"""`Column` and `Stack`: mobjects stacked in a slot, left-aligned or centred."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from manim import LEFT, UP, VGroup, VMobject

from scenes._kit import theme
from scenes._kit.layout.slots import MobjectT, Slot
from scenes._kit.text.formula import Formula

_LEAST_ROW = 1.3
"""What is left below the rows of a lane at least, in scene units, for the next row to go there."""

_MOST_OF_LANE = 0.9


class Column:
    """Formulas stacked in a slot, left-aligned; the next goes below the last.

    In a slot of several lanes rows flow from each to the next, and back where one fits in no other:
    `slot` is the first of them.
    """

    def __init__(self, slot: Slot, gap: float = theme.GAP) -> None:
        self.lanes = [slot.lane(k) for k in range(slot.lanes)]
        self.slot, self.gap = self.lanes[0], gap
        self.rows = VGroup()
        self.ends: list[tuple[int, float]] = []
        """By row its lane, and where the next one begins, less the gap."""
        self.pinned = 0

    def put(
        self, mobject: MobjectT, gap: float | None = None, reserve: Sequence[VMobject] = ()
    ) -> MobjectT:
        """Places the mobject below the last row.

        `reserve`: mobjects that will replace it; the row is as high as the highest of them.
        """
        height = max(each.height for each in (mobject, *reserve))
        room = self.free_slots(gap)
        fitting = (k for k, slot in room.items() if height <= slot.height)
        lane = next(fitting, max(room, key=lambda k: room[k].height))
        room[lane].place(mobject, UP + LEFT)
        self.rows.add(mobject)
        self.ends.append((lane, mobject.get_top()[1] - height))
        return mobject

    def holds(self, rows: Sequence[VMobject]) -> bool:
        """Whether there is room for rows, one after another, as large as they are."""
        count, held = len(self.rows), True
        for row in rows:
            held = held and any(slot.fits(row) for slot in self.free_slots().values())
            if held:
                self.put(row)
        self._remove_from(count)
        return held

    def fitting(self, rows: Sequence[Formula], *above: Formula) -> list[Formula]:
        """The rows for which there is room below others `above`: the last two are kept the longest,
        the ones next to them go first."""
        kept = list(rows)
        while len(kept) > 1 and not self.holds([*above, *kept]):
            del kept[max(len(kept) - 3, 0)]
        return kept

    def free_slot(self, gap: float | None = None, reserve: VMobject | None = None) -> Slot:
        """The rest of a lane, less the height of a mobject (`reserve`) to be placed later."""
        slots = self.free_slots(gap, reserve).values()
        roomy = (slot for slot in slots if slot.height >= _LEAST_ROW)
        return next(roomy, max(slots, key=lambda slot: slot.height))

    def upper(self, share: float) -> Slot:
        """The upper part of the first lane, with a share of the height of all lanes."""
        return self.slot.rows(min(_MOST_OF_LANE, share * len(self.lanes)))[0]

    def largest(
        self, make: Callable[[Slot], Formula | None], reserve: VMobject | None = None
    ) -> Formula | None:
        """What is made for the rest of a lane, in the largest font size; None where none fits."""
        made = map(make, self.free_slots(reserve=reserve).values())
        return max(filter(None, made), key=lambda row: row.font_size, default=None)

    def largest_free_slot(self) -> Slot:
        """The largest rest of a lane."""
        return max(self.free_slots().values(), key=lambda slot: slot.height)

    def free_slots(
        self, gap: float | None = None, reserve: VMobject | None = None
    ) -> dict[int, Slot]:
        """What is free of the present lane, of those after it, and of those before it, in which a
        low row may still find room; by their numbers."""
        lane, count = self.ends[-1][0] if self.ends else 0, len(self.lanes)
        tops = {k % count: self.slot.top for k in range(lane, lane + count)}
        tops |= {k: end - (gap or self.gap) for k, end in self.ends}
        reserved = reserve.height + self.gap if reserve else 0.0
        heights = {k: top - self.slot.bottom - reserved for k, top in tops.items()}
        return {
            k: replace(self.lanes[k], y=tops[k] - height / 2, height=height)
            for k, height in heights.items()
        }

    def replace(self, old: VMobject, new: MobjectT) -> MobjectT:
        """Puts the new mobject in the row of the old one, aligned at the top left."""
        self.slot.fit(new)
        new.align_to(old, UP + LEFT)
        row = self.rows.submobjects.index(old)
        self.rows.submobjects[row] = new
        lane, end = self.ends[row]
        self.ends[row] = (lane, min(end, new.get_bottom()[1]))
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

    def take(self, rows: Sequence[VMobject]) -> VGroup:
        """Removes those that are rows and returns them; the ones below them stay where they are."""
        taken = [row for row in rows if row in self.rows.submobjects]
        for row in taken:
            del self.ends[self.rows.submobjects.index(row)]
            self.rows.remove(row)
        return VGroup(*taken)

    def _remove_from(self, first: int) -> VGroup:
        removed = VGroup(*self.rows[first:])
        self.rows.remove(*removed)
        del self.ends[first:]
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
