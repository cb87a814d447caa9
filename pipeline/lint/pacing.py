"""How a beat's time is used: when what it is about is complete, and for how long nothing moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.lint.rules import Violation
from scenes._kit.lesson.pacing import COMPLETE_BY, MAX_STILL, MAX_WAIT, STANDS

MAX_STILL_SHARE = 0.2
"""The share of a scene's time in which nothing moves, at most."""
_SHORT_SCENE = 20.0
"""Seconds: of a shorter scene, the held ends of its beats are a large part."""
_ABOUT = 0.02
"""Tolerance of shares."""


@dataclass(frozen=True)
class Pacing:
    """Of a beat, in seconds: its length, when what it is about is complete, the longest time in
    which nothing moves before and after that, how long its end stands, and how long nothing moves
    in all."""

    length: float
    complete: float
    before: float
    after: float
    held: float
    still: float

    @property
    def stands(self) -> float:
        """For how long what it is about stands."""
        return self.length - self.complete

    def __str__(self) -> str:
        share = self.complete / self.length if self.length else 0.0
        return f"{self.length:.1f} s, complete at {share:.0%}, still {self.still:.1f} s"


@dataclass(frozen=True)
class Played:
    """Frames of a beat, from its start, in which something moves or nothing does."""

    first: int
    end: int
    frozen: bool


def pacing(plays: Sequence[Played], complete: int, rate: float) -> Pacing:
    """That of a beat, from its plays in order; `complete` is a frame, from the beat's start."""
    runs = [(frozen, list(run)) for frozen, run in groupby(plays, key=lambda each: each.frozen)]
    stills = [(run[0].first, run[-1].end) for frozen, run in runs if frozen]
    before = max((min(end, complete) - first for first, end in stills), default=0)
    after = max((end - max(first, complete) for first, end in stills), default=0)
    frames = (
        plays[-1].end if plays else 0,
        complete,
        max(0, before),
        max(0, after),
        stills[-1][1] - stills[-1][0] if runs and runs[-1][0] else 0,
        sum(end - first for first, end in stills),
    )
    return Pacing(*(count / rate for count in frames))


def paced(found: Pacing, frame: float) -> Iterator[Violation]:
    """What a beat is about is complete in time, stands, and nothing is still for long.

    Up to a `frame` (in seconds) is no fault: plays last whole frames.
    """
    share = found.complete / found.length if found.length else 0.0
    if share > COMPLETE_BY + _ABOUT + frame / max(found.length, frame):
        amount = f"complete at {share:.0%} of the beat, at most {COMPLETE_BY:.0%}"
        yield Violation("late moment", "", amount, share - COMPLETE_BY)
    if found.stands < STANDS - frame:
        amount = f"stands {found.stands:.1f} s once it is complete, least {STANDS:g} s"
        yield Violation("short moment", "", amount, STANDS - found.stands)
    for rule, seconds, most in (
        ("still before", found.before, MAX_WAIT),
        ("still after", found.after, MAX_STILL),
    ):
        if seconds > most + frame:
            amount = f"nothing moves for {seconds:.1f} s, at most {most:g} s"
            yield Violation(rule, "", amount, seconds - most)


def lively(beats: Iterable[Pacing]) -> Iterator[Violation]:
    """In a small share of a scene's time nothing moves, unless it is short."""
    found = list(beats)
    length, still = sum(each.length for each in found), sum(each.still for each in found)
    share = still / length if length else 0.0
    if length >= _SHORT_SCENE and share > MAX_STILL_SHARE + _ABOUT:
        amount = f"nothing moves for {share:.0%} of the time, at most {MAX_STILL_SHARE:.0%}"
        yield Violation("stillness", "", amount, share - MAX_STILL_SHARE)
