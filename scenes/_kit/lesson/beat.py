"""`Beat`: what became of a beat that was played."""

from __future__ import annotations

from dataclasses import dataclass, field

from calclib import Number


@dataclass
class Beat:
    """What became of a beat: its frames, its sentence in every language, the numbers it showed.

    `start` and `end` count frames from the start of the scene, `end` being the first frame after
    it. `given` are numbers it wrote that are no results: steps, scales, marked inputs.
    """

    name: str
    start: int = 0
    end: int = 0
    narration: dict[str, str] = field(default_factory=dict)
    values: list[Number] = field(default_factory=list)
    given: list[float] = field(default_factory=list)
