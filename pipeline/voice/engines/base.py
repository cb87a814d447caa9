"""`Engine`: who speaks sentences."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.output import scratch_folder
from pipeline.voice.errors import VoiceError
from pipeline.voice.sentence import Piece, Sentence
from pipeline.voice.sound import Speech, joined, onset, trimmed
from pipeline.voice.spoken import RATE, Mark

BREATH, COMMA = 0.35, 0.15
"""Seconds of silence after a sentence, and after a piece of one."""


class Engine(ABC):
    """Speaks sentences in some languages.

    `name` is what it is called in messages, `languages` the codes of those that it speaks.
    """

    name: str
    languages: frozenset[str]

    @abstractmethod
    def check(self) -> None:
        """Raises VoiceError where it cannot speak at all."""

    @abstractmethod
    def settings(self, sentence: Sentence) -> Any:
        """All that the sound depends on beside the words, such as version and speed, as JSON has
        it. Raises VoiceError."""

    @abstractmethod
    def has(self, sentence: Sentence) -> bool:
        """Whether it has something for a sentence; an engine that synthesises has for each."""

    @abstractmethod
    def speak(self, sentence: Sentence) -> Speech:
        """The sound of a sentence. Raises VoiceError."""


def spoken_in_pieces(pieces: Sequence[Piece], say: Callable[[str, Path], np.ndarray]) -> Speech:
    """Pieces of a sentence spoken by themselves, so that it is known when each begins and ends.

    `say` speaks a text; the path is where a file may be written.
    """
    with scratch_folder() as folder:
        sounds = [
            trimmed(say(piece.spoken, Path(folder) / f"speech{number or ''}.wav"))
            for number, piece in enumerate(pieces)
        ]
    if not any(map(len, sounds)):
        raise VoiceError("nothing is to be heard")
    letters = [*accumulate(len(piece.written) for piece in pieces)]
    ends, marks, now = [], [], 0.0
    for piece, count, sound in zip(pieces, letters, sounds, strict=True):
        if piece.mark:
            marks.append(Mark(now + onset(sound), now))
        now += len(sound) / RATE
        ends.append((count / letters[-1], now))
        now += _pause(piece)
    return Speech(joined(sounds, [*map(_pause, pieces)]), tuple(ends), tuple(marks))


def _pause(piece: Piece) -> float:
    return BREATH if piece.spoken[-1] in ".?!" else COMMA
