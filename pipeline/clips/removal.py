"""Segments that another run removes (`cache clear`) while this one needs them: drawn again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from pipeline.clips.clip import Clip, SegmentRemovedError

DrawnT = TypeVar("DrawnT")
JoinedT = TypeVar("JoinedT")

ATTEMPTS = 5
"""How often a run begins to join segments; whoever clears the store does not clear it in a loop."""


def though_removed(
    drawn: DrawnT, join: Callable[[DrawnT], JoinedT], draw: Callable[[], DrawnT]
) -> JoinedT:
    """What is joined from what is `drawn`; if that lacks a segment, it is drawn once more."""
    for _ in range(ATTEMPTS - 1):
        try:
            return join(drawn)
        except SegmentRemovedError:
            drawn = draw()
    return join(drawn)


@contextmanager
def removal_noticed(clips: Sequence[Clip]) -> Iterator[None]:
    """A context whose errors become a SegmentRemovedError where segments of clips are missing."""
    try:
        yield
    except Exception:
        for clip in clips:
            clip.segments()
        raise
