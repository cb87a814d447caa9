"""The sizes and rates of a video, by name, and the shapes of its frame."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

ASPECTS = {name: Fraction(*map(int, name.split(":"))) for name in ("16:9", "4:3", "1:1", "9:16")}
"""The shapes of a frame, width to height: the default, an old projector, a feed, a phone."""
DEFAULT_ASPECT = next(iter(ASPECTS))
_WIDE_HEIGHT = 8.0
"""The height of a frame of the default shape, in scene units: manim's."""


@dataclass(frozen=True)
class Quality:
    """Width and height in pixels, frames a second (exact), and the frame's shape."""

    name: str
    width: int
    height: int
    fps: Fraction
    aspect: str = DEFAULT_ASPECT

    def shaped(self, aspect: str) -> Quality:
        """A wide one in another shape: its height is the shorter side, both sides are even."""
        if aspect == self.aspect:
            return self
        ratio, short = ASPECTS[aspect], self.height
        stretch = max(ratio, 1 / ratio)
        is_upright = stretch == ASPECTS[self.aspect]  # the same frame, turned
        long = self.width if is_upright else 2 * round(short * stretch / 2)
        width, height = (long, short) if ratio > 1 else (short, long)
        name = f"{self.name}-{aspect.replace(':', 'x')}"
        return replace(self, name=name, width=width, height=height, aspect=aspect)

    @property
    def frame(self) -> tuple[float, float]:
        """Width and height in scene units: in every shape the frame has the same area.

        So there is room for the same figure and the same formulas, and their text is at least as
        large a share of the frame's width as in the default shape.
        """
        ratio = ASPECTS[self.aspect]
        height = _WIDE_HEIGHT * float(ASPECTS[DEFAULT_ASPECT] / ratio) ** 0.5
        return height * float(ratio), height


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
DEFAULT_QUALITY = "medium"
