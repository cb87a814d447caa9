"""`Beat`: the record of a beat that was played."""

from __future__ import annotations

from dataclasses import dataclass, field

from calclib import Number
from scenes._kit.text.narration import Narration, NarrationError, before_mark, bracketed, fill
from scenes._kit.text.reading import time_to_pass


@dataclass
class Beat:
    """The record of a beat: its frames, the numbers it showed; in every language what is said
    (`narration`) and what is seen.

    `start` and `end` are frame numbers in the scene; `end` is the first frame after the beat.
    `complete`: the first frame in which what the beat is about is complete, from which it stands.
    `given` are shown numbers that are inputs, not results: steps, scales, marked points.
    `printed` are the sources of shown results. `sentences` and `facts`: what `narration` is filled
    from, so that it can be spoken as well. `marks`: the frames, counted from `start`, of the plays
    that begin when the voice comes to these marks of the sentence.
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
    marks: dict[str, int] = field(default_factory=dict)

    def tell(
        self, narration: Narration, key: str, facts: dict[str, str], own: dict[str, str]
    ) -> None:
        """Notes what is said and seen; sentences of a lecture's author (`own`, by language) replace
        those of the narration. Raises NarrationError."""
        known = narration.marks(key)
        custom = narration.fill_custom(own, facts, known)
        self.narration = narration.sentences(key, facts) | custom
        self.seen = narration.seen(key, facts)
        self.sentences, self.facts = narration.unfilled(key) | own, facts
        if tuple(self.marks) != known:
            waited, there = bracketed(self.marks), bracketed(known)
            raise NarrationError(
                f"{narration.scene}.{self.name} waits for the marks {waited}; its sentence {key!r}"
                f" has {there}"
            )

    def read_by(
        self, mark: str, narration: Narration, key: str, facts: dict[str, str], own: dict[str, str]
    ) -> float:
        """After how many seconds the sentence (see `tell`) is read up to a mark."""
        known = narration.marks(key)
        texts = (narration.unfilled(key) | own).items()
        before = {code: before_mark(text, mark, known) for code, text in texts}
        return time_to_pass({code: fill(text, facts) for code, text in before.items()})

    def record(self, number: Number, source: str) -> None:
        """Records a result that is shown, once, and its source."""
        if number not in self.values:
            self.values.append(number)
        self.printed.append(source)
