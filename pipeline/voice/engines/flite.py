"""Flite: a small synthesiser of English."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.voice.engines.base import Engine, spoken_in_pieces
from pipeline.voice.engines.program import require_file, require_program, run
from pipeline.voice.sentence import Sentence
from pipeline.voice.sound import Speech, read_sound

INSTALL = "`make voices` installs it (Debian: flite)"
_VOICE, _STRETCH = "slt", "1.1"
"""A voice, and how many times as slowly as usual it speaks."""


class Flite(Engine):
    """The program `flite`."""

    name = "flite"
    languages = frozenset({"en"})

    def check(self) -> None:
        _program()

    def settings(self, sentence: Sentence) -> Any:
        return [_version(_program()), _VOICE, _STRETCH]

    def has(self, sentence: Sentence) -> bool:
        return True

    def speak(self, sentence: Sentence) -> Speech:
        program = _program()

        def say(text: str, path: Path) -> np.ndarray:
            given = path.with_suffix(".txt")
            given.write_text(text, encoding="utf-8")
            how = ["-voice", _VOICE, "--setf", f"duration_stretch={_STRETCH}"]
            run([program, *how, "-f", str(given), "-o", str(path)])
            return read_sound(require_file(path, self.name))

        return spoken_in_pieces(sentence.pieces, say)


def _program() -> str:
    return require_program("flite", advice=INSTALL)


@cache
def _version(program: str) -> str:
    """Its version, after which it ends with 1."""
    return run([program, "--version"], codes=(0, 1)).strip()
