"""eSpeak NG: a small synthesiser of a hundred languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.voice.engines.base import Engine, spoken_in_pieces
from pipeline.voice.engines.program import require_file, require_program, run
from pipeline.voice.sentence import Sentence
from pipeline.voice.sound import Speech, read_sound

INSTALL = "`make voices` installs it (Debian: espeak-ng)"
_VOICES = {"en": "en-us", "ko": "ko"}
"""Its names of our languages."""
_WORDS_A_MINUTE = {"en": 155, "ko": 165}


class Espeak(Engine):
    """The program `espeak-ng`."""

    name = "espeak"
    languages = frozenset(_VOICES)

    def check(self) -> None:
        _program()

    def settings(self, sentence: Sentence) -> Any:
        language = sentence.language
        return [_version(_program()), _VOICES[language], _WORDS_A_MINUTE[language]]

    def has(self, sentence: Sentence) -> bool:
        return True

    def speak(self, sentence: Sentence) -> Speech:
        program, language = _program(), sentence.language

        def say(text: str, path: Path) -> np.ndarray:
            speed = str(_WORDS_A_MINUTE[language])
            voice = ["-v", _VOICES[language], "-s", speed, "-b", "1"]
            run([program, *voice, "-w", str(path), "--stdin"], text)
            return read_sound(require_file(path, self.name))

        return spoken_in_pieces(sentence.pieces, say)


def _program() -> str:
    return require_program("espeak-ng", advice=INSTALL)


@cache
def _version(program: str) -> str:
    """Its version, without where its data is."""
    return run([program, "--version"]).partition("Data at")[0].strip()
