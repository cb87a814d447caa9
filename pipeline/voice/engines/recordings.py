"""Recordings: a folder with a file for each beat, and beside it a hash of what was spoken.

    takes/en/slicing.cut.wav       or .m4a, .opus, .mp3, .flac
    takes/en/slicing.cut.sha256    of the sentence that it was spoken for
    takes/en/slicing-2.cut.wav     where a lecture plays the scene a second time

A recording is found by its beat, and among several by its sentence. One without a hash is taken to
be of the present sentence, which is noted beside it. A new one takes the place of that of the same
sentence; those of other sentences stay, and it has the next number.
"""

from __future__ import annotations

import hashlib
import logging
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.messages import name_of
from pipeline.output import atomic_file, staged
from pipeline.voice.engines.base import Engine
from pipeline.voice.engines.pauses import SHAPE
from pipeline.voice.engines.readings import reading
from pipeline.voice.errors import VoiceError
from pipeline.voice.sentence import Sentence
from pipeline.voice.sound import FORMATS, SUFFIX, Speech, read_sound, trimmed, write_sound
from scenes._kit.text.languages import LANGUAGES

NOTE = ".sha256"
_log = logging.getLogger(__name__)


class Recordings(Engine):
    """The recordings in a folder; its languages are those that have a folder in it."""

    name = "the recordings"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.languages = frozenset(code for code in LANGUAGES if (folder / code).is_dir())

    def check(self) -> None:
        if not self._folder.is_dir():
            advice = "name one with recordings, or make them in the preview"
            raise VoiceError(f"there is no folder {name_of(self._folder)}; {advice}")
        if not self.languages:
            names = " or ".join(LANGUAGES)
            raise VoiceError(f"{name_of(self._folder)} has no folder {names} with recordings")

    def settings(self, sentence: Sentence) -> Any:
        with self._found(sentence).open("rb") as file:
            return [hashlib.file_digest(file, "sha256").hexdigest(), SHAPE]

    def has(self, sentence: Sentence) -> bool:
        return bool(self._takes(sentence))

    def speak(self, sentence: Sentence) -> Speech:
        path = self._found(sentence)
        samples = trimmed(read_sound(path))
        if not len(samples):
            raise VoiceError(f"{path.name} is silent")
        return reading(samples, sentence.pieces)

    def recorded(self, sentence: Sentence) -> Path | None:
        """The recording of a sentence: one that is noted as such, or else one without a note."""
        takes = {path: noted_hash(path) for path in self._takes(sentence)}
        noted = [path for path, note in takes.items() if note == sentence.sha256]
        return next(iter([*noted, *(path for path, note in takes.items() if note is None)]), None)

    def keep(self, sentence: Sentence, samples: np.ndarray) -> Path:
        """Writes a new recording of a sentence, and the note beside it, and returns its path.

        The one that it replaces goes once it is there. Raises OSError.
        """
        old = self.recorded(sentence)
        stem = self._unused_stem(sentence) if old is None else _stem(old)
        with staged(self._folder / sentence.language) as stage:
            made = stage / f"{stem}.{SUFFIX}"
            write_sound(samples, made)
            _write_note(made.with_suffix(NOTE), sentence)
        path = self._folder / sentence.language / made.name
        for each in self._takes(sentence):
            if _stem(each) == stem and each != path:
                each.unlink()
        return path

    def _found(self, sentence: Sentence) -> Path:
        """The recording of a sentence; if there is none, that of the beat, with a warning."""
        path = self.recorded(sentence)
        if path is None:
            path = self._takes(sentence)[0]
            message = "%s was recorded for another sentence than now; record it again"
            _log.warning(message, path.name)
        elif noted_hash(path) is None:
            with suppress(OSError):  # a folder that can only be read
                note_sentence(path, sentence)
        return path

    def _unused_stem(self, sentence: Sentence) -> str:
        """A name for one more recording of a beat: `slicing.cut`, `slicing-2.cut`, ..."""
        used = {_stem(path) for path in self._takes(sentence)}
        numbers = ("", *map("-{}".format, range(2, len(used) + 2)))
        names = (f"{sentence.scene}{number}.{sentence.beat}" for number in numbers)
        return next(name for name in names if name not in used)

    def _takes(self, sentence: Sentence) -> list[Path]:
        """The recordings of a beat, also those of other functions, by name."""
        name = rf"{re.escape(sentence.scene)}(-\d+)?\.{re.escape(sentence.beat)}"
        try:
            files = sorted((self._folder / sentence.language).iterdir())
        except OSError:
            return []
        return [
            path
            for path in files
            if path.suffix.lower() in FORMATS and re.fullmatch(name, _stem(path)) and path.is_file()
        ]


def noted_hash(recording: Path) -> str | None:
    """The hash that is noted beside a recording; None without one."""
    try:
        text = recording.with_suffix(NOTE).read_text(encoding="ascii")
    except (OSError, ValueError):
        return None
    words = text.split()
    return words[0] if words and re.fullmatch("[0-9a-f]{64}", words[0]) else None


def note_sentence(recording: Path, sentence: Sentence) -> None:
    """Notes beside a recording what it was spoken for."""
    with atomic_file(recording.with_suffix(NOTE)) as path:
        _write_note(path, sentence)


def _write_note(path: Path, sentence: Sentence) -> None:
    path.write_text(f"{sentence.sha256}\n", encoding="ascii")


def _stem(path: Path) -> str:
    """A file's name without the ending: `slicing.cut`."""
    return path.name.removesuffix(path.suffix)
