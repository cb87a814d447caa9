"""Segments that another run removes (`cache clear`) while this one needs them: drawn again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from pipeline.clips.clip import Clip, SegmentRemovedError

T = TypeVar("T")

ATTEMPTS = 5
"""How often a run begins to join segments; whoever clears the store does not clear it in a loop."""


def though_removed(join: Callable[[], T], draw: Callable[[], object]) -> T:
    """What `join` returns; if it lacks a segment, `draw` is called, and it is tried again."""
    for _ in range(ATTEMPTS - 1):
        try:
            return join()
        except SegmentRemovedError:
            draw()
    return join()


@contextmanager
def removal_noticed(clips: Sequence[Clip]) -> Iterator[None]:
    """A context whose errors become a SegmentRemovedError where segments of clips are missing."""
    try:
        yield
    except Exception:
        for clip in clips:
            clip.segments()
        raise
