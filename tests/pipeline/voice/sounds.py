"""Sounds for tests of the voice, and sentences to be spoken."""

from __future__ import annotations

import wave
from pathlib import Path

import av
import numpy as np

from pipeline.voice.sentence import Sentence, sentence
from scenes._kit.text.narration import marks, unmarked

RATE = 48_000


def tone(seconds: float, hertz: float = 330.0, silence: float = 0.0) -> np.ndarray:
    """A tone with silence before and after it: mono, float32."""
    t = np.arange(round(seconds * RATE)) / RATE
    quiet = np.zeros(round(silence * RATE))
    sound = 0.3 * np.sin(2 * np.pi * hertz * t)
    return np.concatenate([quiet, sound, quiet]).astype(np.float32)


def write_wav(path: Path, samples: np.ndarray) -> Path:
    """A WAV file of 16 bits."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((samples * 32767).astype("<i2").tobytes())
    return path


def record(
    folder: Path, name: str, seconds: float, language: str = "en", hertz: float = 330.0
) -> Path:
    """A recording of a beat, `scene.beat`."""
    return write_wav(folder / language / f"{name}.wav", tone(seconds, hertz))


def heard(file: Path, track: int = 0) -> np.ndarray:
    """The samples of a track of a video: (2, n)."""
    with av.open(str(file)) as container:
        return np.concatenate([each.to_ndarray() for each in container.decode(audio=track)], axis=1)


def said(text: str = "Take {x}. Then stop.", beat: str = "cut", language: str = "en") -> Sentence:
    """A sentence of a beat of Slicing; what stands in it in brackets are marks."""
    known = marks(text)
    written = unmarked(text, known).replace("{x}", "−1")
    return sentence("slicing", beat, language, text, {"x": "−1"}, written, known)
