"""The rules a picture is judged by (STORYBOARD.md, "Signs that hold everywhere").

Each takes texts and yields faults: the rule, the text at fault, and by how much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

import pipeline.rendering.manim_settings  # noqa: F401 (it imports manim, before others do)
from pipeline.lint import layout
from pipeline.lint.content import content_of
from pipeline.lint.font_sizes import smallest_share
from pipeline.lint.texts import SEEN, Text
from scenes._kit import theme
from scenes._kit.text.reading import MAX_BEAT_TIME, reading_time, seconds_to_read, too_long

EM = 1 / 30
SCRIPT = 0.7 * EM
"""Font sizes at least, as shares of the frame's height (`layout.text_height`)."""
CONTRAST = 4.5
HAIR = 0.03
"""Depth in scene units to which texts may touch."""
SPECK = 0.004
"""Area in square scene units of a drawing that does not matter under a text."""
HALO_SPECK = 0.05
"""The same where every glyph has a dark border: a thin line may run behind it."""
_ROUNDING = 0.02
"""A pixel at 480 lines: frames of whole pixels are not quite 16:9."""
_SEEN_STANDING = 0.1
"""Opacity from which a text that stands is there: a faint one is a fault, not an excuse."""


@dataclass(frozen=True)
class Violation:
    """A rule broken: by which text, and by how much."""

    rule: str
    text: str
    amount: str
    size: float = 0.0


@dataclass(frozen=True, eq=False)
class View:
    """What is behind the texts: the frame without them, the colour of its background (0 to 255),
    and the size of the frame in units."""

    bare: np.ndarray
    ground: np.ndarray
    frame: tuple[float, float]

    @cached_property
    def drawn(self) -> np.ndarray:
        """Where something is drawn: (height, width), bool."""
        return layout.drawn(self.bare, self.ground)


def margin(texts: Sequence[Text], view: View) -> Iterator[Violation]:
    """All text inside the margin."""
    for text in texts:
        out = layout.beyond(text.boxes, view.frame, theme.MARGIN)
        if out > _ROUNDING:
            yield Violation("margin", text.plain, f"{out:.2f} units into the margin", out)


def overlaps(texts: Sequence[Text], view: View) -> Iterator[Violation]:
    """No text over text."""
    whole = [text for text in texts if text.whole]
    hulls = [layout.hull(text.boxes) for text in whole]
    for (k, one), (n, other) in combinations(enumerate(whole), 2):
        if layout.overlap(hulls[k], hulls[n]) > HAIR:
            deep = layout.overlap(one.boxes, other.boxes)
            if deep > HAIR:
                amount = f"{deep:.2f} units over {other.plain}"
                yield Violation("text over text", one.plain, amount, deep)


def covering(texts: Sequence[Text], view: View) -> Iterator[Violation]:
    """No text over a curve, a dot, an arrow; one with a halo may cross a thin line."""
    for text in texts:
        area = layout.covered(text.boxes, view.drawn, view.frame)
        if area > (HALO_SPECK if _has_halo(text) else SPECK):
            yield Violation("text over drawing", text.plain, f"{area:.3f} square units", area)


def _has_halo(text: Text) -> bool:
    glyphs = text.mobject.family_members_with_points()
    return all(glyph.get_stroke_width(background=True) > 0 for glyph in glyphs)


def contrast(texts: Sequence[Text], view: View) -> Iterator[Violation]:
    """Every glyph against what is behind it."""
    for text in texts:
        glyphs = text.boxes, text.colors, text.opacities
        least = float(layout.contrasts_behind(*glyphs, view.bare, view.frame).min())
        if least < CONTRAST - 0.05:
            yield Violation("contrast", text.plain, f"{least:.1f}:1", CONTRAST - least)


def size(text: Text, height: float) -> Iterator[Violation]:
    """The font size of a formula, and of its smallest script."""
    em = text.mobject.em
    script = em * smallest_share(text.mobject)
    for name, what, least in (("em", em, EM), ("script", script, SCRIPT)):
        if what < 0.995 * least * height:
            amount = f"{name} 1/{height / what:.0f} of the frame, least 1/{1 / least:.0f}"
            yield Violation("size", text.plain, amount, least * height - what)


def reading(text: Text, seconds: float, language: str) -> Iterator[Violation]:
    """On-screen words stay as long as reading takes."""
    if not has_words(text):
        return
    wanted = seconds_to_read(len(text.boxes), language)
    if seconds < wanted - 0.1:
        amount = f"{seconds:.1f} s on screen, reading takes {wanted:.1f} s"
        yield Violation("reading time", text.plain, amount, wanted - seconds)


def narrated(sentences: dict[str, str], seconds: float, frame: float) -> Iterator[Violation]:
    """A beat lasts as long as its narration takes to read, to half a `frame` (in seconds)."""
    wanted = reading_time(sentences)
    if seconds < wanted - frame / 2 - 1e-6:
        amount = f"{seconds:.1f} s, reading takes {wanted:.1f} s"
        yield Violation("narration", next(iter(sentences.values())), amount, wanted - seconds)


def sayable(sentences: dict[str, str]) -> Iterator[Violation]:
    """A beat is one thought: its sentences are read in a limited time, in every language."""
    amount = too_long(sentences)
    if amount is not None:
        excess = reading_time(sentences) - MAX_BEAT_TIME
        yield Violation("narration too long", next(iter(sentences.values())), amount, excess)


def held(seconds: float) -> Iterator[Violation]:
    """A beat's end stands."""
    if seconds < theme.MIN_HOLD - 1e-3:
        amount = f"stands {seconds:.1f} s, least {theme.MIN_HOLD:g} s"
        yield Violation("held end", "", amount, theme.MIN_HOLD - seconds)


def judged(texts: Sequence[Text], view: View) -> Iterator[Violation]:
    """The rules of a picture. What is on its way keeps to the margin; the rest once it stands."""
    moving = [text.only(SEEN) for text in texts if text.moving]
    standing = [seen for text in texts if not text.moving and (seen := text.only(_SEEN_STANDING))]
    yield from margin([*filter(None, moving), *standing], view)
    yield from overlaps(standing, view)
    yield from covering(standing, view)
    yield from contrast(standing, view)


def has_words(text: Text) -> bool:
    """Whether a text has words for reading, outside its equations."""
    return any(len(word) > 1 for word in re.findall(r"[^\W\d_]+", content_of(text.mobject).words))
