"""What is said and what is written: one TOML file a language in `scenes/narration`.

    [tangent_line.beats]        the sentences, a beat each, with {placeholders} for the numbers
    [tangent_line.words]        the words on the screen, by key

Free of manim.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from scenes._kit import theme

LANGUAGES = tuple(theme.READING)
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


class NarrationError(ValueError):
    """A sentence, a word or a placeholder's value is missing."""


@dataclass(frozen=True)
class Narration:
    """The sentences and words of one scene in every language."""

    topic: str
    tables: dict[str, dict[str, Any]]

    @classmethod
    def load(cls, topic: str) -> Narration:
        """The narration of a scene, by its snake_case name."""
        tables = {}
        for language in LANGUAGES:
            table = _table(language)
            if topic not in table:
                raise NarrationError(f"narration/{language}.toml has no table [{topic}]")
            tables[language] = table[topic]
        return cls(topic, tables)

    def sentences(self, beat: str, facts: dict[str, str]) -> dict[str, str]:
        """The beat's sentence in every language, its placeholders filled in."""
        return {
            language: fill(self._entry(language, "beats", beat), facts) for language in LANGUAGES
        }

    def word(self, key: str, language: str) -> str:
        """A word or phrase to be shown on the screen."""
        return self._entry(language, "words", key)

    def time_for_words(self, key: str, language: str, signs: int) -> float:
        """Seconds it takes to find and read a phrase in the slowest of the languages, if on the
        screen it has so many signs in one of them."""
        letters = {each: _letters(self.word(key, each)) for each in LANGUAGES}
        filled = signs - letters[language]
        return max(
            theme.FINDING + (letters[each] + filled) / theme.READING[each] for each in LANGUAGES
        )

    def _entry(self, language: str, kind: str, key: str) -> str:
        try:
            return self.tables[language][kind][key]
        except KeyError:
            place = f"[{self.topic}.{kind}]"
            raise NarrationError(f"narration/{language}.toml lacks {key!r} in {place}") from None


def fill(sentence: str, facts: dict[str, str]) -> str:
    """The sentence with `{name}` replaced by facts["name"]; the values are taken as they are."""

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in facts:
            known = ", ".join(sorted(facts)) or "none"
            raise NarrationError(f"unknown placeholder {{{name}}}; there are: {known}")
        return facts[name]

    return PLACEHOLDER.sub(value, sentence)


def reading_time(sentences: dict[str, str]) -> float:
    """Seconds it takes to find and read the sentence in the slowest of the languages."""
    return max(
        theme.FINDING + len(text) / theme.READING[language] for language, text in sentences.items()
    )


def _letters(phrase: str) -> int:
    """How many signs a phrase has, without its placeholders and spaces."""
    return len("".join(PLACEHOLDER.sub("", phrase).split()))


@cache
def _table(language: str) -> dict[str, Any]:
    text = files("scenes").joinpath("narration", f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
