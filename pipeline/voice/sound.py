"""Sounds of speech: samples in memory, read from files, written, trimmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.error import FFmpegError

from pipeline.voice.errors import VoiceError
from pipeline.voice.spoken import RATE, Mark

MAX_SECONDS = 600
MAX_BYTES = 200_000_000
FORMATS = {
    ".wav": "wav",
    ".flac": "flac",
    ".m4a": "mp4",
    ".mp4": "mp4",
    ".opus": "ogg",
    ".ogg": "ogg",
    ".webm": "matroska",
    ".mp3": "mp3",
}
"""The containers of recordings by the endings of their names."""
SUFFIX = "flac"
"""Of the files in the store."""
_QUIET = 10 ** (-50 / 20)
"""What is silence, as a share of the loudest sample."""
_NOISE = 10 ** (-40 / 20)
"""What is no speech yet, likewise: synthesisers hiss."""
_FADE = 0.008
"""Seconds in which a sound comes and goes: no click."""
_KEPT = 0.03
"""Seconds of silence that stay at the ends."""
SHAPE = (_QUIET, _NOISE, _FADE, _KEPT)
"""What takes in the store depend on beside their engines."""


@dataclass(frozen=True)
class Speech:
    """A spoken sentence: mono samples, float32 from -1 to 1, at RATE; for its pieces the share of
    the written text that is said by then, and the second at which it ends; its marks. `ends` is
    empty where a voice cannot tell."""

    samples: np.ndarray
    ends: tuple[tuple[float, float], ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return len(self.samples) / RATE


def read_sound(path: Path) -> np.ndarray:
    """The samples of a file, mono, float32, at RATE. Raises VoiceError for anything but a sound."""
    kind = FORMATS.get(path.suffix.lower())
    try:
        if kind is None or path.stat().st_size > MAX_BYTES:
            raise VoiceError(f"{path.name} is no sound: a {', '.join(FORMATS)} file is")
        resampler = av.AudioResampler(format="fltp", layout="mono", rate=RATE)
        found: list[np.ndarray] = []
        with av.open(str(path.absolute()), format=kind) as container:
            if not container.streams.audio:
                raise VoiceError(f"{path.name} has no sound in it")
            for frame in container.decode(container.streams.audio[0]):
                found += [each.to_ndarray()[0] for each in resampler.resample(frame)]
                if sum(map(len, found)) > MAX_SECONDS * RATE:
                    raise VoiceError(f"{path.name} takes more than {MAX_SECONDS} s")
        found += [each.to_ndarray()[0] for each in resampler.resample(None)]
    except (FFmpegError, OSError, ValueError) as error:
        raise VoiceError(f"{path.name} is no sound, or is cut off") from error
    samples = np.concatenate(found) if found else np.zeros(0, np.float32)
    if not np.isfinite(samples).all():
        raise VoiceError(f"{path.name} is no sound: it has samples that are no numbers")
    return samples.astype(np.float32)


def write_sound(samples: np.ndarray, path: Path) -> None:
    """Writes mono samples at RATE as FLAC, 16 bits."""
    whole = np.rint(np.clip(samples, -1.0, 1.0) * 32767).astype(np.int16)
    with av.open(str(path.absolute()), "w", format="flac") as container:
        stream = container.add_stream("flac", rate=RATE, layout="mono")
        stream.codec_context.format = av.AudioFormat("s16")
        for start in range(0, len(whole), 4096):
            block = np.ascontiguousarray(whole[None, start : start + 4096])
            frame = av.AudioFrame.from_ndarray(block, format="s16", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def trimmed(samples: np.ndarray) -> np.ndarray:
    """The samples without the silence at their ends, which they come from and go to without a
    click. Empty where there is nothing to be heard."""
    loudest = float(np.abs(samples).max(initial=0.0))
    if loudest < 1e-4:
        return samples[:0]
    heard = _louder(samples, _QUIET)
    kept = round(_KEPT * RATE)
    found = samples[max(0, heard[0] - kept) : heard[-1] + 1 + kept].copy()
    count = min(round(_FADE * RATE), len(found) // 2)
    ramp = np.sin(np.linspace(0.0, np.pi / 2, count, dtype=np.float32)) ** 2
    found[:count] *= ramp
    found[len(found) - count :] *= ramp[::-1]
    return found


def onset(samples: np.ndarray) -> float:
    """The second at which a sound begins to be heard; 0 where there is nothing to be heard."""
    heard = _louder(samples, _NOISE)
    return float(heard[0]) / RATE if len(heard) else 0.0


def _louder(samples: np.ndarray, share: float) -> np.ndarray:
    """The places of samples that are louder than a share of the loudest."""
    return np.flatnonzero(np.abs(samples) > share * np.abs(samples).max(initial=0.0))


def joined(pieces: Sequence[np.ndarray], pauses: Sequence[float]) -> np.ndarray:
    """Sounds one after another, with seconds of silence after each but the last."""
    quiet = (np.zeros(round(pause * RATE), np.float32) for pause in pauses)
    parts = [part for pair in zip(pieces, quiet, strict=True) for part in pair]
    return np.concatenate(parts[:-1]) if parts else np.zeros(0, np.float32)
