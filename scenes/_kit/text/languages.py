"""The table of languages: a new one takes an entry here and a file in `scenes/narration`.

Free of manim, pydantic and numpy: the command line loads it at start.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scenes._kit.text.korean import with_particles


@dataclass(frozen=True)
class Language:
    """What the program knows of a language."""

    code: str
    """In options, lecture files and file names (ISO 639-1)."""
    name: str
    """In English."""
    iso639_2: str
    """In the caption tracks of videos (ISO 639-2/T)."""
    reading_speed: float
    """Characters a second."""
    caption_width: int
    """Characters in a line of captions."""
    font: str
    """The font family for its text."""
    font_package: str | None
    """The Debian package of the font; None if Typst contains it."""
    sample: str
    """A few of its letters that `check` looks for in the fonts."""
    finish: Callable[[str], str] = str
    """Finishes a sentence whose placeholders are filled."""

    @property
    def narration(self) -> str:
        """Its file in `scenes/narration`."""
        return f"{self.code}.toml"


_ENGLISH = Language(
    code="en",
    name="English",
    iso639_2="eng",
    reading_speed=15.0,
    caption_width=42,
    font="New Computer Modern",
    font_package=None,
    sample="dx",
)
_KOREAN = Language(
    code="ko",
    name="Korean",
    iso639_2="kor",
    reading_speed=8.0,
    caption_width=20,  # a Hangul syllable is as wide as two Latin letters
    font="NanumGothic",
    font_package="fonts-nanum",
    sample="편미분",
    finish=with_particles,
)

LANGUAGES = {each.code: each for each in (_ENGLISH, _KOREAN)}
"""Every language by its code; the first is the default."""
DEFAULT_LANGUAGE = next(iter(LANGUAGES))


def require_language(code: str) -> str:
    """The code. Raises ValueError, naming the known codes, for another one."""
    if code not in LANGUAGES:
        known = " or ".join(map(repr, LANGUAGES))
        raise ValueError(f"takes {known}, not {code!r}")
    return code
