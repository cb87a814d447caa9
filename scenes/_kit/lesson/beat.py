"""`Beat`: the record of a beat that was played."""

from __future__ import annotations

from dataclasses import dataclass, field

from calclib import Number


@dataclass
class Beat:
    """The record of a beat: its frames, its sentence in every language, the numbers it showed.

    `start` and `end` are frame numbers in the scene; `end` is the first frame after the beat.
    `given` are shown numbers that are inputs, not results: steps, scales, marked points.
    """

    name: str
    start: int = 0
    end: int = 0
    narration: dict[str, str] = field(default_factory=dict)
    values: list[Number] = field(default_factory=list)
    given: list[float] = field(default_factory=list)
