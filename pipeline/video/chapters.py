"""Chapters of a video. Free of PyAV, so that bad requests are refused without loading it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class Chapter:
    """A part of a video with a title; start and end in frames."""

    title: str
    start: int
    end: int


def chapter_marks(chapters: Sequence[Chapter], fps: Fraction) -> list[Any]:
    """The chapters in PyAV's form."""
    return [
        {
            "id": number,
            "start": chapter.start,
            "end": chapter.end,
            "time_base": 1 / fps,
            "metadata": {"title": chapter.title},
        }
        for number, chapter in enumerate(chapters)
    ]
