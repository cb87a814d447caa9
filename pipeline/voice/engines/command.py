"""A command of the user's own: any program that writes the sound of a text into a file."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.voice.choices import LANG, OUT, TEXT, Choice
from pipeline.voice.engines.base import Engine, spoken_in_pieces
from pipeline.voice.engines.program import TIME_LIMIT, require_file, require_program, run
from pipeline.voice.errors import VoiceError
from pipeline.voice.sentence import Sentence
from pipeline.voice.sound import Speech, read_sound, trimmed

_LARGEST = 50_000_000
"""The most bytes of a file among the words of a command that count as a part of it."""


class Command(Engine):
    """A program and its words, in which {text}, {out} and {lang} are filled in.

    It is run without a shell. A command without {lang} speaks one language only.
    """

    name = "the command"

    def __init__(
        self, choice: Choice, languages: frozenset[str], seconds: float = TIME_LIMIT
    ) -> None:
        self._words, self._seconds = choice.words, seconds
        self.languages = languages

    def check(self) -> None:
        if not self._words:
            raise VoiceError("give the command itself, a program with {text} and {out}")
        require_program(self._words[0], advice="name a program, or its path")

    def settings(self, sentence: Sentence) -> Any:
        """The words; the program and files among them by their content."""
        program = require_program(self._words[0], advice="name a program, or its path")
        return [self._words, [_content(Path(each)) for each in (program, *self._words[1:])]]

    def has(self, sentence: Sentence) -> bool:
        return True

    def speak(self, sentence: Sentence) -> Speech:
        """It is asked for what stands between marks by itself, for the rest at once."""

        def say(text: str, path: Path) -> np.ndarray:
            places = {TEXT: text, OUT: str(path), LANG: sentence.language}
            run([_filled(each, places) for each in self._words], seconds=self._seconds)
            samples = read_sound(require_file(path, self.name))
            if not len(trimmed(samples)):
                raise VoiceError(f"{self.name} has written silence")
            return samples

        return spoken_in_pieces(sentence.stretches, say)


def _filled(word: str, places: dict[str, str]) -> str:
    """A word with its places filled; what is filled in is not looked at again."""
    first = min((place for place in places if place in word), key=word.index, default=None)
    if first is None:
        return word
    before, _, after = word.partition(first)
    return before + places[first] + _filled(after, places)


def _content(path: Path) -> str:
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""
