"""`Beat`: the record of a beat that was played."""

from __future__ import annotations

from dataclasses import dataclass, field

from calclib import Number


@dataclass
class Beat:
    """The record of a beat: its frames, the numbers it showed; in every language what is said
    (`narration`) and what is seen.

    `start` and `end` are frame numbers in the scene; `end` is the first frame after the beat.
    `complete`: the first frame in which what the beat is about is complete, from which it stands.
    `given` are shown numbers that are inputs, not results: steps, scales, marked points.
    `printed` are the sources of shown results.
    """

    name: str
    start: int = 0
    end: int = 0
    complete: int | None = None
    narration: dict[str, str] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    values: list[Number] = field(default_factory=list)
    given: list[float] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)

    def record(self, number: Number, source: str) -> None:
        """Records a result that is shown, once, and its source."""
        if number not in self.values:
            self.values.append(number)
        self.printed.append(source)
