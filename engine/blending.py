"""Many VMobjects between the ends of a `Transform` at once.

A fade of a formula moves a hundred characters, each with four small arrays: joined, they take one
sum instead of hundreds. Every number is the one that each would compute for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import Mobject, VMobject
from manim.utils.bezier import interpolate

from calclib.arrays import Array
from engine.text.glyph import RGBAS, SCALARS, Glyph

_ARRAYS = ("points", *RGBAS, "sheen_direction")


class Blend:
    """VMobjects with what each starts from and leads to, which it `takes`."""

    def __init__(self, families: Iterable[tuple[Any, Any, Any]]) -> None:
        families = list(families)
        self._blocks: list[_Block] = []
        self._scalars: list[tuple[Any, str, Any, Any, bool]] = []
        for name in _ARRAYS:
            kinds: dict[tuple[bool, bool], list[tuple[Any, Array, Array]]] = {}
            for mobject, start, end in families:
                first, last = getattr(start, name), getattr(end, name)
                is_glyph = isinstance(mobject, Glyph)
                is_kept = is_glyph and first.tobytes() == last.tobytes()
                kinds.setdefault((is_glyph, is_kept), []).append((mobject, first, last))
            for (is_glyph, is_kept), rows in kinds.items():
                exact = is_glyph or name != "points"
                self._blocks.append(_Block.of(name, rows, is_kept=is_kept, ends_exactly=exact))
        for mobject, start, end in families:
            for name in SCALARS:
                first, last = getattr(start, name), getattr(end, name)
                is_kept = isinstance(mobject, Glyph) and first == last
                self._scalars.append((mobject, name, first, last, is_kept))

    @staticmethod
    def takes(mobject: Mobject, start: Mobject, end: Mobject) -> bool:
        """Whether a mobject moves as VMobjects or Glyphs do, between arrays of one shape."""
        kind = type(mobject)
        own = kind.interpolate, getattr(kind, "interpolate_color", None)
        if own not in _RULES:
            return False
        pairs = [(getattr(start, name), getattr(end, name)) for name in _ARRAYS]
        return all(
            first.dtype == last.dtype == np.float64 and first.shape == last.shape
            for first, last in pairs
        )

    def show(self, share: float) -> None:
        """Brings the mobjects to a share of the way."""
        for block in self._blocks:
            block.show(share)
        for mobject, name, first, last, is_kept in self._scalars:
            at_end = is_kept or share == 1
            setattr(mobject, name, last if at_end else interpolate(first, last, share))


_RULES = {
    (Mobject.interpolate, VMobject.interpolate_color),
    (Glyph.interpolate, Glyph.interpolate_color),
}


@dataclass(frozen=True, eq=False)
class _Block:
    """One attribute of many mobjects, joined: `first` and `last` (n, k), and the rows of each."""

    name: str
    owners: Sequence[dict[str, Any]]
    rows: Sequence[slice | int]
    first: Array
    last: Array
    is_kept: bool
    ends_exactly: bool

    @staticmethod
    def of(
        name: str, parts: Sequence[tuple[Any, Array, Array]], is_kept: bool, ends_exactly: bool
    ) -> _Block:
        """Joins (mobject, first, last)."""
        owners, first, last = zip(*parts, strict=True)
        if first[0].ndim == 1:
            rows: list[slice | int] = list(range(len(first)))
        else:
            ends = np.cumsum([len(each) for each in first]).tolist()
            rows = [slice(*pair) for pair in zip([0, *ends], ends, strict=False)]
        attributes = [each.__dict__ for each in owners]
        return _Block(
            name, attributes, rows, np.vstack(first), np.vstack(last), is_kept, ends_exactly
        )

    def show(self, share: float) -> None:
        if self.is_kept or (share == 1 and self.ends_exactly):
            values = self.last.copy()
        else:
            values = interpolate(self.first, self.last, share)
        for owner, rows in zip(self.owners, self.rows, strict=True):
            owner[self.name] = values[rows]
