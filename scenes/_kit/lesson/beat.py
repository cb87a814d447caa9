"""`Beat`: the record of a beat that was played."""

from __future__ import annotations

from dataclasses import dataclass, field

from calclib import Number
from scenes._kit.text.narration import Narration


@dataclass
class Beat:
    """The record of a beat: its frames, the numbers it showed; in every language what is said
    (`narration`) and what is seen.

    `start` and `end` are frame numbers in the scene; `end` is the first frame after the beat.
    `complete`: the first frame in which what the beat is about is complete, from which it stands.
    `given` are shown numbers that are inputs, not results: steps, scales, marked points.
    `printed` are the sources of shown results. `sentences` and `facts`: what `narration` is filled
    from, so that it can be spoken as well.
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
    sentences: dict[str, str] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)

    def tell(
        self, narration: Narration, key: str, facts: dict[str, str], own: dict[str, str]
    ) -> None:
        """Notes what is said and seen; sentences of a lecture's author (`own`, by language) replace
        those of the narration. Raises NarrationError."""
        self.narration = narration.sentences(key, facts) | narration.fill_custom(own, facts)
        self.seen = narration.seen(key, facts)
        self.sentences, self.facts = narration.unfilled(key) | own, facts

    def record(self, number: Number, source: str) -> None:
        """Records a result that is shown, once, and its source."""
        if number not in self.values:
            self.values.append(number)
        self.printed.append(source)
