"""The score of a beat: what is known of it once it was played, beside its pictures."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class BeatScore:
    """A beat of a clip: where it begins (a frame), what is said and seen, the numbers it shows.

    `plays` are the frames of its plays and waits, `moving` those in which something moves. `shown`
    stands for what its frames show; None: the beat was only stepped through. `sentences` and
    `facts`: what `narration` is filled from. `marks`: before which of its frames it waits for the
    voice to come to a mark of the sentence.
    """

    name: str
    start: int
    plays: tuple[int, ...]
    moving: int
    narration: dict[str, str]
    seen: dict[str, str]
    values: tuple[dict[str, Any], ...] = ()
    shown: str | None = None
    sentences: dict[str, str] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    marks: dict[str, int] = field(default_factory=dict)

    @property
    def frames(self) -> int:
        """How many frames it lasts."""
        return sum(self.plays)

    def as_json(self) -> dict[str, Any]:
        """All of it, as JSON has it."""
        return asdict(self)

    @classmethod
    def from_json(cls, read: dict[str, Any]) -> BeatScore:
        """What `as_json` has returned. Raises TypeError or KeyError for anything else."""
        return cls(**{**read, "plays": tuple(read["plays"]), "values": tuple(read["values"])})

    def looks_as(self, other: BeatScore) -> bool:
        """Whether two beats of clips with the same `picture` key show the same frames."""
        return (self.name, self.start, self.plays) == (other.name, other.start, other.plays)
