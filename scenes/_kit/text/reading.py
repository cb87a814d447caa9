"""How long reading takes: what a beat and a phrase on the screen last at least, in every language.

The limit for a beat stands here alone: code, `check` and the docs take it from here. Free of manim.
"""

from __future__ import annotations

from collections.abc import Mapping

from scenes._kit.text.languages import LANGUAGES

FINDING = 1.0
"""Seconds to find a text before it is read."""
LONGEST = 15.0
"""Seconds that the sentences of one beat take to read at most: a beat is one thought."""


def seconds_to_read(characters: int, language: str) -> float:
    """Seconds to find and read so many characters."""
    return FINDING + characters / LANGUAGES[language].reading_speed


def reading_time(texts: Mapping[str, str]) -> float:
    """Seconds to find and read a text, by language, in the slowest of its languages."""
    return max(seconds_to_read(len(text), language) for language, text in texts.items())


def too_long(texts: Mapping[str, str]) -> str | None:
    """Why a beat's sentences are too long, and what to do; None where they are not."""
    for language, text in texts.items():
        seconds = reading_time({language: text})
        if seconds > LONGEST:
            name = LANGUAGES[language].name
            return f"{name}: {seconds:.1f} s to read, at most {LONGEST:g} s; make it two beats"
    return None
