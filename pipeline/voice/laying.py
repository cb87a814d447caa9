"""What is said in one beat, laid over it as in a video: silent where it waits for the picture."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from itertools import repeat
from pathlib import Path

import numpy as np

from pipeline.clips.meetings import Meeting, Stop, meeting
from pipeline.output import scratch_folder
from pipeline.store.scores import BeatScore
from pipeline.store.shelf import Shelf, store_folder
from pipeline.voice.chain import Chain
from pipeline.voice.narration import AT_ONCE, sentences
from pipeline.voice.sound import read_sound, write_sound
from pipeline.voice.spoken import RATE, Take


@dataclass(frozen=True)
class Laid:
    """What is heard in a beat, mono samples at RATE, from its first picture until all is said in
    every language; and where its pictures stand before that."""

    samples: np.ndarray
    stops: Sequence[Stop]


def spoken_in_beat(
    voice: str, language: str, scene: str, score: BeatScore, fps: Fraction
) -> Laid | None:
    """What is said in a beat in a language, as a video in it has it; None where nobody speaks.

    Raises VoiceError, OSError.
    """
    chain = Chain(voice, language)
    said = sentences(scene, score, chain.languages)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        takes = [*pool.map(chain.speak, said, repeat(Shelf(store_folder())))]
    spoken = {each.language: take for each, take in zip(said, takes, strict=True) if take}
    if not spoken:
        return None
    met = meeting(score, spoken, fps)
    over = max(met.frame(each, take.seconds) for each, take in spoken.items())
    stops = [stop for stop in met.stops if stop.before < score.frames]
    return Laid(_laid(met, language, spoken.get(language), _samples(over, fps)), stops)


def as_flac(samples: np.ndarray) -> bytes:
    """The content of a FLAC file with some samples."""
    with scratch_folder() as folder:
        path = Path(folder) / "speech.flac"
        write_sound(samples, path)
        return path.read_bytes()


def _laid(met: Meeting, language: str, take: Take | None, count: int) -> np.ndarray:
    """So many samples, in which a take is heard in its parts."""
    found = np.zeros(count, np.float32)
    if take is None:
        return found
    samples = read_sound(take.path)
    for part, end in met.spans(language):
        first = _samples(part.frame, met.fps)
        heard = samples[round(part.second * RATE) :]
        last = min(count, first + len(heard), count if end is None else _samples(end, met.fps))
        found[first:last] = heard[: last - first]
    return found


def _samples(frames: Fraction, fps: Fraction) -> int:
    return round(frames / fps * RATE)
