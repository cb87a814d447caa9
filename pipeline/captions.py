"""Captions: sentences cut into cues that fit the screen and can be read in their time.

A cue has at most two lines, of 42 characters in English and 20 in Korean (a Hangul syllable is
twice as wide). A beat lasts at least as long as its sentence takes to read, and the cues share its
time by their length, so none is too fast, and none crosses a beat.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

LINE = {"en": 42, "ko": 20}
"""Characters a line, by language."""
LINES = 2


@dataclass(frozen=True)
class Cue:
    """One caption: first frame, the frame after its last, its one or two lines."""

    start: int
    end: int
    lines: tuple[str, ...]


def cues(sentence: str, language: str, start: int, end: int) -> list[Cue]:
    """The cues of a sentence over the frames [start, end), in their order."""
    pages = _pages(sentence, LINE[language])
    lengths = [sum(map(len, page)) for page in pages]
    total, bounds, passed = sum(lengths), [start], 0
    for length in lengths:
        passed += length
        bounds.append(start + round((end - start) * passed / total))
    return [
        Cue(first, last, page)
        for first, last, page in zip(bounds, bounds[1:], pages, strict=False)
        if last > first
    ]


def _pages(sentence: str, width: int) -> list[tuple[str, ...]]:
    """The lines of a sentence, two at a time; the pages as even as their number allows."""
    words = " ".join(sentence.split())
    count = -(-len(textwrap.wrap(words, width)) // LINES)
    for narrower in range(width // 2, width + 1):
        lines = textwrap.wrap(words, narrower)
        if len(lines) <= count * LINES:
            break
    else:
        lines = textwrap.wrap(words, width)
    return [tuple(lines[k : k + LINES]) for k in range(0, len(lines), LINES)]
