"""Narration, descriptions and on-screen phrases: a TOML file a language in `scenes/narration`.

    [tangent_line]              its title, where it is not its name
    [tangent_line.titles]       those of beats, likewise
    [tangent_line.beats]        a sentence for each beat, with {placeholders} for numbers
    [tangent_line.seen]         for each of them, what is seen meanwhile
    [tangent_line.words]        the phrases on the screen, by key

A sentence may have marks, `[nudge]`, which are not said: there the scene and the voice wait for
each other (`Lesson.when`). Free of manim.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from scenes._kit.text.languages import LANGUAGES
from scenes._kit.text.reading import seconds_to_read

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
ABOUT = "≈ "
"""Begins the text of a rounded number."""
_MARK = re.compile(r"\[([a-z_]+)\]\s*")
_BRACES = re.compile(r"\{\{|\}\}|(=\s*)?\{(\w+)\}")
"""As in Python's format: doubled braces are braces."""


class NarrationError(ValueError):
    """A sentence, a description, a phrase, a mark or a placeholder's value is missing."""


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
        """The beat's sentence in every language, with its placeholders filled and without marks."""
        bare = {code: unmarked(text, marks(text)) for code, text in self.unfilled(beat).items()}
        return _finished(bare, facts)

    def unfilled(self, beat: str) -> dict[str, str]:
        """The beat's sentence in every language, with its placeholders and marks."""
        return {code: self._entry(code, "beats", beat) for code in LANGUAGES}

    def marks(self, beat: str) -> tuple[str, ...]:
        """The marks of the beat's sentence. Raises NarrationError where they differ between
        languages: plays follow one another in the same order in all of them."""
        found = {code: marks(text) for code, text in self.unfilled(beat).items()}
        first = next(iter(found.values()))
        for code, others in found.items():
            if others != first:
                file, table = LANGUAGES[code].narration, f"[{self.scene}.beats]"
                had = f"has the marks {bracketed(others)}, not {bracketed(first)}"
                raise NarrationError(f"narration/{file}: {beat!r} in {table} {had}")
        return first

    def seen(self, beat: str, facts: dict[str, str]) -> dict[str, str]:
        """What is seen in the beat, in every language, with its placeholders filled."""
        return _finished({code: self._entry(code, "seen", beat) for code in LANGUAGES}, facts)

    def titles(self, beat: str) -> dict[str, str]:
        """The beat's title in every language: its name, where a language has no other."""
        own = {code: table.get("titles", {}).get(beat) for code, table in self.tables.items()}
        return {code: title or title_of(beat) for code, title in own.items()}

    def scene_titles(self) -> dict[str, str]:
        """The scene's title in every language: its name, where a language has no other."""
        return {
            code: table.get("title") or title_of(self.scene) for code, table in self.tables.items()
        }

    def fill_custom(
        self, sentences: dict[str, str], facts: dict[str, str], known: Collection[str] = ()
    ) -> dict[str, str]:
        """Sentences (by language) that replace the scene's, with their placeholders filled, and
        without those marks that the scene's own sentence has as well."""
        filled = {code: fill(unmarked(text, known), facts) for code, text in sentences.items()}
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


def marks(sentence: str) -> tuple[str, ...]:
    """The names of the marks in a scene's own sentence, in their order."""
    return tuple(_MARK.findall(sentence))


def parted(sentence: str, known: Collection[str]) -> list[tuple[str, str]]:
    """A sentence in parts, each with the known mark that it begins with; the first has none, "".

    Another word in brackets is text.
    """
    parts, end = [("", "")], 0
    for found in _MARK.finditer(sentence):
        if found[1] in known:
            parts[-1] = parts[-1][0], sentence[end : found.start()]
            parts.append((found[1], ""))
            end = found.end()
    parts[-1] = parts[-1][0], sentence[end:]
    return parts


def unmarked(sentence: str, known: Collection[str]) -> str:
    """A sentence without the known marks."""
    return "".join(text for _, text in parted(sentence, known))


def before_mark(sentence: str, mark: str, known: Collection[str]) -> str:
    """What stands before a mark in a sentence; nothing where the sentence lacks it."""
    place = sentence.find(f"[{mark}]")
    return unmarked(sentence[: max(0, place)], known)


def bracketed(names: Collection[str]) -> str:
    """Marks as they stand in sentences, for messages."""
    return " ".join(f"[{name}]" for name in names) or "none"


def without_placeholders(text: str) -> str:
    """A sentence that says a text as it is written, braces and all."""
    return text.replace("{", "{{").replace("}", "}}")


def _finished(texts: dict[str, str], facts: dict[str, str]) -> dict[str, str]:
    """Texts by language, with their placeholders filled."""
    return {code: LANGUAGES[code].finish(fill(text, facts)) for code, text in texts.items()}


def _letters(phrase: str) -> int:
    """The number of characters of a phrase without placeholders and spaces."""
    return len("".join(PLACEHOLDER.sub("", phrase).split()))


@cache
def _tables(file: str) -> dict[str, Any]:
    text = files("scenes").joinpath("narration", file).read_text(encoding="utf-8")
    return tomllib.loads(text)
