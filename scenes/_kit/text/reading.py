"""Reading times: the least duration of a beat, and of a phrase on the screen.

The limit for a beat stands here alone: code, `check` and the docs take it from here. Free of manim.
"""

from __future__ import annotations

from collections.abc import Mapping

from scenes._kit.text.languages import LANGUAGES

TIME_TO_FIND = 1.0
"""Seconds to find a text before it is read."""
MAX_BEAT_TIME = 15.0
"""The longest reading time of one beat's sentences, in seconds: a beat is one thought."""


def seconds_to_read(characters: int, language: str) -> float:
    """Seconds to find and read a number of characters."""
    return TIME_TO_FIND + characters / LANGUAGES[language].reading_speed


def reading_time(texts: Mapping[str, str]) -> float:
    """Seconds to find and read a text (by language) in the slowest of its languages."""
    return max(seconds_to_read(len(text), language) for language, text in texts.items())


def time_to_pass(texts: Mapping[str, str]) -> float:
    """Seconds in which the beginning of a text (by language) is read, in the slowest language."""
    return max(len(text) / LANGUAGES[language].reading_speed for language, text in texts.items())


def too_long(texts: Mapping[str, str]) -> str | None:
    """Why a beat's sentences are too long, and how to fix it; None if they are not."""
    for language, text in texts.items():
        seconds = reading_time({language: text})
        if seconds > MAX_BEAT_TIME:
            name = LANGUAGES[language].name
            return (
                f"{name}: {seconds:.1f} s to read, at most {MAX_BEAT_TIME:g} s; make it two beats"
            )
    return None
