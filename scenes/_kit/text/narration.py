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

from scenes._kit.text.languages import LANGUAGES
from scenes._kit.text.reading import seconds_to_read

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_BRACES = re.compile(r"\{\{|\}\}|\{(\w+)\}")
"""As in Python's format: doubled braces are braces."""


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
        for code, language in LANGUAGES.items():
            table = _tables(language.narration)
            if topic not in table:
                raise NarrationError(f"narration/{language.narration} has no table [{topic}]")
            tables[code] = table[topic]
        return cls(topic, tables)

    def sentences(self, beat: str, facts: dict[str, str]) -> dict[str, str]:
        """The beat's sentence in every language, its placeholders filled in."""
        return {
            code: language.finish(fill(self._entry(code, "beats", beat), facts))
            for code, language in LANGUAGES.items()
        }

    def own(self, sentences: dict[str, str], facts: dict[str, str]) -> dict[str, str]:
        """Sentences of somebody else's by language, filled in as the scene's are."""
        filled = {code: fill(text, facts) for code, text in sentences.items()}
        return {
            code: LANGUAGES[code].finish(text) if placeholders(sentences[code]) else text
            for code, text in filled.items()
        }

    def placeholders(self) -> list[str]:
        """The names of all placeholders in the scene's sentences, in alphabetical order."""
        texts = (text for table in self.tables.values() for text in table["beats"].values())
        return sorted({name for text in texts for name in placeholders(text)})

    def word(self, key: str, language: str) -> str:
        """A word or phrase to be shown on the screen."""
        return self._entry(language, "words", key)

    def time_for_words(self, key: str, language: str, characters: int) -> float:
        """Seconds it takes to find and read a phrase in the slowest of the languages, if on the
        screen it has so many characters in one of them."""
        letters = {code: _letters(self.word(key, code)) for code in LANGUAGES}
        filled = characters - letters[language]
        return max(seconds_to_read(letters[code] + filled, code) for code in LANGUAGES)

    def _entry(self, language: str, kind: str, key: str) -> str:
        try:
            return self.tables[language][kind][key]
        except KeyError:
            file, table = LANGUAGES[language].narration, f"[{self.topic}.{kind}]"
            raise NarrationError(f"narration/{file} lacks {key!r} in {table}") from None


def fill(sentence: str, facts: dict[str, str]) -> str:
    """The sentence with `{name}` replaced by facts["name"], as it is, and `{{` by a brace.

    Raises NarrationError for a name that is not among the facts.
    """

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name is None:
            return match.group()[0]
        if name not in facts:
            known = ", ".join(sorted(facts)) or "none"
            raise NarrationError(f"unknown placeholder {{{name}}}; there are: {known}")
        return facts[name]

    return _BRACES.sub(value, sentence)


def placeholders(sentence: str) -> list[str]:
    """The names of the placeholders in a sentence."""
    return [name for name in _BRACES.findall(sentence) if name]


def without_placeholders(text: str) -> str:
    """A sentence that says a text as it is written, braces and all."""
    return text.replace("{", "{{").replace("}", "}}")


def _letters(phrase: str) -> int:
    """How many characters a phrase has, without its placeholders and spaces."""
    return len("".join(PLACEHOLDER.sub("", phrase).split()))


@cache
def _tables(file: str) -> dict[str, Any]:
    text = files("scenes").joinpath("narration", file).read_text(encoding="utf-8")
    return tomllib.loads(text)
