"""Captions: sentences split into cues that fit the screen and can be read in time.

A cue has at most two lines of at most the language's caption width, or what a narrow picture holds
of it. A beat lasts at least as long
as its sentence takes to read, and its cues share that time by length, so that none is too fast and
none crosses a beat. Where a voice tells when it has said how much, they follow the voice.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise

from scenes._kit.text.languages import LANGUAGES

LINES = 2
_FILLED = 0.86
"""The share of a full line that fits into a picture as wide as high: players set captions in a
size of 5 % of the shorter side (WebVTT's default, where that is the height), so that a full line
is about as long as that side."""


@dataclass(frozen=True)
class Cue:
    """One caption: start and end in frames, not always whole ones; one or two lines."""

    start: Fraction | int
    end: Fraction | int
    lines: tuple[str, ...]


Said = Sequence[tuple[Fraction, Fraction]]
"""When a voice has said how much of a sentence: shares, and frames from the start of the beat."""


def cues(
    sentence: str, language: str, start: int, end: int, stretch: float = 16 / 9, said: Said = ()
) -> list[Cue]:
    """The cues of a sentence over the frames [start, end), in order, for a picture of a width to
    height.

    They may begin between frames: rounding would take too much time from a short cue.
    """
    pages = _pages(sentence, line_length(language, stretch))
    lengths = [sum(map(len, page)) for page in pages]
    passed = accumulate(lengths, initial=0)
    shares = [Fraction(each, sum(lengths) or 1) for each in passed]
    known = [(Fraction(0), Fraction(0)), *said] if said else []
    known += [(Fraction(1), Fraction(end - start))]
    bounds = [start + _moment(share, known, end - start) for share in shares[:-1]] + [end]
    return [Cue(*span, page) for span, page in zip(pairwise(bounds), pages, strict=True)]


def _moment(share: Fraction, known: Said, frames: int) -> Fraction:
    """The frame by which a share is said, between those of which it is known."""
    before = (Fraction(0), Fraction(0))
    for after in known:
        if share < after[0]:
            rise = (after[1] - before[1]) / (after[0] - before[0])
            return min(before[1] + (share - before[0]) * rise, Fraction(frames))
        before = after
    return min(before[1], Fraction(frames))


def line_length(language: str, stretch: float) -> int:
    """The characters of a line in a picture of a width to height."""
    return int(LANGUAGES[language].caption_width * min(1.0, _FILLED * max(1.0, stretch)))


def _pages(sentence: str, width: int) -> list[tuple[str, ...]]:
    """The lines of a sentence, two to a page; pages are as even as their number allows."""
    lines = _wrapped(sentence, width)
    pages = -(-len(lines) // LINES)
    longest = max(map(len, sentence.split()), default=0)
    for narrower in range(min(max(width // 2, longest), width), width):
        evener = _wrapped(sentence, narrower)
        if len(evener) <= pages * LINES:
            lines = evener
            break
    return [tuple(lines[k : k + LINES]) for k in range(0, len(lines), LINES)]


def _wrapped(sentence: str, width: int) -> list[str]:
    return textwrap.wrap(" ".join(sentence.split()), width, break_on_hyphens=False)
