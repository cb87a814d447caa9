"""The sizes and rates of a video, by name."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Quality:
    """Width and height in pixels, frames a second (exact)."""

    name: str
    width: int
    height: int
    fps: Fraction


QUALITIES = {
    each.name: each
    for each in (
        Quality("draft", 426, 240, Fraction(15)),
        Quality("low", 854, 480, Fraction(15)),
        Quality("medium", 1280, 720, Fraction(30)),
        Quality("high", 1920, 1080, Fraction(60)),
        Quality("4k", 3840, 2160, Fraction(60)),
    )
}
