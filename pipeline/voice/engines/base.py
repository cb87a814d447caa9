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
from pipeline.voice.sentence import Sentence
from pipeline.voice.sound import RATE, Speech, joined, trimmed

BREATH = 0.35
"""Seconds between the sentences of a beat."""


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


def spoken_in_pieces(sentence: Sentence, say: Callable[[str, Path], np.ndarray]) -> Speech:
    """Pieces of a sentence spoken by themselves, so that it is known when each of them ends.

    `say` speaks a text; the path is where a file may be written.
    """
    with scratch_folder() as folder:
        sounds = [
            trimmed(say(piece.spoken, Path(folder) / f"{number}.wav"))
            for number, piece in enumerate(sentence.pieces)
        ]
    if not any(map(len, sounds)):
        raise VoiceError("nothing is to be heard")
    return Speech(joined(sounds, BREATH), _ends(sentence, sounds))


def _ends(sentence: Sentence, sounds: Sequence[np.ndarray]) -> tuple[tuple[float, float], ...]:
    letters = [*accumulate(len(piece.written) for piece in sentence.pieces)]
    seconds = [*accumulate(len(sound) / RATE + BREATH for sound in sounds)]
    shares = (count / letters[-1] for count in letters)
    return tuple((share, end - BREATH) for share, end in zip(shares, seconds, strict=True))
