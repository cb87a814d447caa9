"""Recordings: a folder with a file for each beat, and beside it a hash of what was spoken.

    takes/en/slicing.cut.wav       or .m4a, .opus, .mp3, .flac
    takes/en/slicing.cut.sha256    of the sentence that it was spoken for
    takes/en/slicing-2.cut.wav     where a lecture plays the scene a second time

A recording is found by its beat, and among several by its sentence. One without a hash is taken to
be of the present sentence, which is noted beside it.
"""

from __future__ import annotations

import hashlib
import logging
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.messages import name_of
from pipeline.output import atomic_file
from pipeline.voice.engines.base import Engine
from pipeline.voice.errors import VoiceError
from pipeline.voice.sentence import Sentence
from pipeline.voice.sound import FORMATS, Speech, read_sound, trimmed
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
            raise VoiceError(
                f"there is no folder {name_of(self._folder)}; name one with recordings"
            )
        if not self.languages:
            names = " or ".join(LANGUAGES)
            raise VoiceError(f"{name_of(self._folder)} has no folder {names} with recordings")

    def settings(self, sentence: Sentence) -> Any:
        with self._found(sentence).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def has(self, sentence: Sentence) -> bool:
        return bool(self._takes(sentence))

    def speak(self, sentence: Sentence) -> Speech:
        path = self._found(sentence)
        samples = trimmed(read_sound(path))
        if not len(samples):
            raise VoiceError(f"{path.name} is silent")
        return Speech(samples)

    def _found(self, sentence: Sentence) -> Path:
        """The recording of a sentence; if there is none, that of the beat, with a warning."""
        takes = self._takes(sentence)
        notes = {path: noted_hash(path) for path in takes}
        for path in takes:
            if notes[path] == sentence.sha256:
                return path
        for path in takes:
            if notes[path] is None:
                with suppress(OSError):  # a folder that can only be read
                    note_sentence(path, sentence)
                return path
        _log.warning(
            "%s was recorded for another sentence than now; record it again", takes[0].name
        )
        return takes[0]

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
            if path.suffix.lower() in FORMATS
            and re.fullmatch(name, path.name.removesuffix(path.suffix))
            and path.is_file()
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
        path.write_text(f"{sentence.sha256}\n", encoding="ascii")
