"""How the time of a beat is shared out, for every scene in one place. Free of manim.

What a beat is about is complete by COMPLETE_BY of its time, and then stands: the rest of its time
is that of the answers, in which things that the sentence names pulse, and of rests between them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from scenes._kit import theme

_ROUNDING = 1e-6
"""A part of a frame that is only a rounding error."""
COMPLETE_BY = 0.6
"""The share of a beat by which what it is about is complete."""
STANDS = 3.0
"""Seconds for which it stands at least."""
MAX_STILL = 3.5
"""Seconds for which nothing moves at most while it stands."""
MAX_WAIT = 1.5
"""Seconds for which nothing moves at most before what a beat is about is complete."""
TIME_TO_APPEAR = theme.SLOW / 2
"""Seconds until a phrase that is being written or faded in is legible."""
_REST = 0.5
"""Seconds before an answer, at least."""
_SHORTEST, _USUAL, _LONGEST = 0.9, 2.5, 3.0
"""Seconds of an answer."""


@dataclass(frozen=True)
class Hold:
    """How the end of a beat is shared out, in seconds: `count` times a rest and an answer, then
    the `last` rest."""

    count: int
    rest: float
    answer: float
    last: float

    def in_frames(self, rate: float) -> Hold:
        """This hold with parts of whole frames, rounded down: the last rest keeps its time."""
        rest, answer = (
            max(1, int(each * rate + _ROUNDING)) / rate for each in (self.rest, self.answer)
        )
        return replace(self, rest=rest, answer=answer)


def beat_length(complete: float, elapsed: float, reading: float) -> float:
    """Seconds of a beat that is `complete` after some seconds and takes `reading` to read.

    `elapsed`: the seconds that its plays take.
    """
    stands = max(complete / COMPLETE_BY, complete + STANDS)
    return max(stands, elapsed + theme.MIN_HOLD, reading)


def hold(seconds: float) -> Hold:
    """How so many seconds are shared out: nothing is still for long, and no answer hurries."""
    room = seconds - theme.MIN_HOLD
    if room < _REST + _SHORTEST:
        return Hold(0, 0.0, 0.0, seconds)
    count = max(1, round(room / (_REST + _USUAL)))
    answer = min(_LONGEST, room / count - _REST)
    spare = seconds - count * answer
    last = max(theme.MIN_HOLD, spare / (count + 1))
    return Hold(count, (spare - last) / count, answer, last)
