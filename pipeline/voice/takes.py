"""Takes: spoken sentences in the store, each once for its words, its language and its engine."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path
from typing import Any

from pipeline.output import scratch_folder
from pipeline.store.files import opened, replaced
from pipeline.store.keys import key_of
from pipeline.store.shelf import Shelf, noted, touch
from pipeline.voice.engines.base import BREATH, COMMA, Engine
from pipeline.voice.sentence import Sentence
from pipeline.voice.sound import SHAPE, SUFFIX, Speech, write_sound
from pipeline.voice.spoken import RATE, Mark, Take

_KIND = "speech"


def take(shelf: Shelf, engine: Engine, sentence: Sentence) -> Take:
    """The take of a sentence: that in the store, or else one that is made now. Raises VoiceError.

    Several processes do not speak the same sentence twice.
    """
    key = _key(engine, sentence)
    found = _stored(shelf, key, sentence)
    if found is None:
        with shelf.locked(f"{_KIND}-{key}", waits=True):
            found = _stored(shelf, key, sentence)
            if found is None:
                _put(shelf, key, engine.name, engine.speak(sentence))
                found = _stored(shelf, key, sentence)
    if found is None:
        raise OSError(f"the store does not keep what was spoken ({shelf.folder})")
    return found


def _key(engine: Engine, sentence: Sentence) -> str:
    words = [piece.spoken for piece in sentence.pieces]
    written = [len(piece.written) for piece in sentence.pieces]
    parted = [bool(piece.mark) for piece in sentence.pieces]
    made = [engine.name, engine.settings(sentence), RATE, SHAPE, BREATH, COMMA]
    return key_of([_KIND, words, written, parted, sentence.language, made])


def _stored(shelf: Shelf, key: str, sentence: Sentence) -> Take | None:
    """The take of a sentence by its key; None if there is none that is whole."""
    receipt: Any = shelf.read(shelf.path(_KIND, key))
    path = shelf.path(_KIND, key, SUFFIX)
    with suppress(OSError, LookupError, TypeError):
        if receipt is not None and _sha256(path) == receipt["sha256"]:
            touch(path)
            ends = tuple((share, second) for share, second in receipt["ends"])
            told = [Mark(*each) for each in receipt["marks"]]
            marks = dict(zip(sentence.marks, told, strict=True))
            return Take(path, receipt["seconds"], receipt["engine"], ends, marks)
    return None


def _put(shelf: Shelf, key: str, engine: str, speech: Speech) -> None:
    paths = shelf.path(_KIND, key, SUFFIX), shelf.path(_KIND, key)
    with scratch_folder() as folder:
        made = Path(folder) / f"speech.{SUFFIX}"
        write_sound(speech.samples, made)
        receipt = {
            "sha256": _sha256(made),
            "seconds": speech.seconds,
            "engine": engine,
            "ends": speech.ends,
            "marks": [astuple(mark) for mark in speech.marks],
        }
        with replaced(*paths) as (sound, noting):
            shutil.move(made, sound)
            noting.write_text(noted(noting.name, receipt), encoding="utf-8")


def _sha256(path: Path) -> str:
    with opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
