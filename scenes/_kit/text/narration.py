"""Narration, descriptions and on-screen phrases: a TOML file a language in `scenes/narration`.

    [tangent_line]              its title, where it is not its name
    [tangent_line.titles]       those of beats, likewise
    [tangent_line.beats]        a sentence for each beat, with {placeholders} for numbers
    [tangent_line.seen]         for each of them, what is seen meanwhile
    [tangent_line.words]        the phrases on the screen, by key

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
ABOUT = "≈ "
"""Begins the text of a rounded number."""
_BRACES = re.compile(r"\{\{|\}\}|(=\s*)?\{(\w+)\}")
"""As in Python's format: doubled braces are braces."""


class NarrationError(ValueError):
    """A sentence, a description, a phrase or a placeholder's value is missing."""


@dataclass(frozen=True)
class Narration:
    """The sentences, descriptions and phrases of one scene in every language."""

    scene: str
    tables: dict[str, dict[str, Any]]

    @classmethod
    def load(cls, scene: str) -> Narration:
        """The narration of a scene, given by its snake_case name."""
        tables = {}
        for code, language in LANGUAGES.items():
            table = _tables(language.narration)
            if scene not in table:
                raise NarrationError(f"narration/{language.narration} has no table [{scene}]")
            tables[code] = table[scene]
        return cls(scene, tables)

    def sentences(self, beat: str, facts: dict[str, str]) -> dict[str, str]:
        """The beat's sentence in every language, with its placeholders filled."""
        return self._filled("beats", beat, facts)

    def unfilled(self, beat: str) -> dict[str, str]:
        """The beat's sentence in every language, with its placeholders."""
        return {code: self._entry(code, "beats", beat) for code in LANGUAGES}

    def seen(self, beat: str, facts: dict[str, str]) -> dict[str, str]:
        """What is seen in the beat, in every language, with its placeholders filled."""
        return self._filled("seen", beat, facts)

    def titles(self, beat: str) -> dict[str, str]:
        """The beat's title in every language: its name, where a language has no other."""
        own = {code: table.get("titles", {}).get(beat) for code, table in self.tables.items()}
        return {code: title or title_of(beat) for code, title in own.items()}

    def scene_titles(self) -> dict[str, str]:
        """The scene's title in every language: its name, where a language has no other."""
        return {
            code: table.get("title") or title_of(self.scene) for code, table in self.tables.items()
        }

    def fill_custom(self, sentences: dict[str, str], facts: dict[str, str]) -> dict[str, str]:
        """Sentences (by language) that replace the scene's, with their placeholders filled."""
        filled = {code: fill(text, facts) for code, text in sentences.items()}
        return {
            code: LANGUAGES[code].finish(text) if placeholders(sentences[code]) else text
            for code, text in filled.items()
        }

    def placeholders(self) -> list[str]:
        """The names of all placeholders in the scene's sentences, in alphabetical order."""
        texts = (text for table in self.tables.values() for text in table["beats"].values())
        return sorted({name for text in texts for name in placeholders(text)})

    def phrase(self, key: str, language: str) -> str:
        """A word or phrase to be shown on the screen."""
        return self._entry(language, "words", key)

    def phrase_reading_time(self, key: str, language: str, characters: int) -> float:
        """Seconds to find and read a phrase in the slowest language.

        `characters`: its length on the screen, placeholders filled, in `language`.
        """
        letters = {code: _letters(self.phrase(key, code)) for code in LANGUAGES}
        filled = characters - letters[language]
        return max(seconds_to_read(letters[code] + filled, code) for code in LANGUAGES)

    def _filled(self, kind: str, key: str, facts: dict[str, str]) -> dict[str, str]:
        return {
            code: language.finish(fill(self._entry(code, kind, key), facts))
            for code, language in LANGUAGES.items()
        }

    def _entry(self, language: str, kind: str, key: str) -> str:
        try:
            return self.tables[language][kind][key]
        except KeyError:
            file, table = LANGUAGES[language].narration, f"[{self.scene}.{kind}]"
            raise NarrationError(f"narration/{file} lacks {key!r} in {table}") from None


def title_of(name: str) -> str:
    """The title of a beat or scene, from its name."""
    return name.replace("_", " ").capitalize()


def fill(sentence: str, facts: dict[str, str]) -> str:
    """The sentence with `{name}` replaced by facts["name"], as it is, and `{{` by a brace.

    The sign of a rounded number, "≈ 1.414", takes the place of an equals sign before it: `x = {x}`
    becomes "x ≈ 1.414". Elsewhere it is left out.

    Raises NarrationError for a name that is not among the facts.
    """

    def value(match: re.Match[str]) -> str:
        equals, name = match.groups()
        if name is None:
            return match.group()[0]
        if name not in facts:
            known = ", ".join(sorted(facts)) or "none"
            raise NarrationError(f"unknown placeholder {{{name}}}; known are: {known}")
        text = facts[name].removeprefix(ABOUT)
        return text if not equals else (equals if text == facts[name] else ABOUT) + text

    return _BRACES.sub(value, sentence)


def placeholders(sentence: str) -> list[str]:
    """The names of the placeholders in a sentence."""
    return [name for _, name in _BRACES.findall(sentence) if name]


def without_placeholders(text: str) -> str:
    """A sentence that says a text as it is written, braces and all."""
    return text.replace("{", "{{").replace("}", "}}")


def _letters(phrase: str) -> int:
    """The number of characters of a phrase without placeholders and spaces."""
    return len("".join(PLACEHOLDER.sub("", phrase).split()))


@cache
def _tables(file: str) -> dict[str, Any]:
    text = files("scenes").joinpath("narration", file).read_text(encoding="utf-8")
    return tomllib.loads(text)
