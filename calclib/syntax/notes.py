"""Readings that could surprise, such as (1/x) y for `1/xy`: accepted, and told to the author."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Regrouping:
    """A product `text[start:end]` whose factors from `split` on could be meant to belong to the
    denominator or the exponent that begins at `inner`."""

    start: int
    inner: int
    split: int
    end: int

    def message(self, text: str) -> str:
        """`1/xy is read as (1/x) y; for the other reading write 1/(xy)`."""
        whole, head, tail = (
            text[a:b].strip()
            for a, b in (
                (self.start, self.end),
                (self.start, self.split),
                (self.split, self.end),
            )
        )
        other = f"{text[self.start : self.inner]}({text[self.inner : self.end].strip()})"
        gap = "" if tail.startswith("/") else " "
        return f"{whole} is read as ({head}){gap}{tail}; for the other reading write {other}"
