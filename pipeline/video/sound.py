"""Tracks of sound: of videos within a lecture, of voices, silent elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.error import FFmpegError

from pipeline.video.loudness import LAYOUT, RATE, levelled
from pipeline.video.tracks import Sound, Track
from scenes._kit.text.languages import LANGUAGES

CHANNELS = 2
SPOKEN_BITS = 96_000
"""Bits a second of a track with a voice."""


def has_sound(path: Path) -> bool:
    """Whether a video has sound."""
    with av.open(str(path.absolute())) as container:
        return bool(container.streams.audio)


class SoundTrack:
    """A track of a video that is being written."""

    def __init__(self, video: Any, encoder: str, track: Track, fps: Fraction, frames: int) -> None:
        self._video, self._fps, self._frames = video, fps, frames
        self._written = 0
        self._stream = video.add_stream(encoder, rate=RATE, layout=LAYOUT)
        samples = partial(self._samples, track.sounds, frames)
        if track.spoken is not None:
            self._stream.metadata["language"] = LANGUAGES[track.spoken].iso639_2
            self._stream.codec_context.bit_rate = SPOKEN_BITS
        self._stream.codec_context.open()
        size = self._stream.codec_context.frame_size or 1024
        self._blocks = _in_blocks(levelled(samples) if track.spoken else samples(), size)

    def write_until(self, frame: int) -> None:
        """Writes what is heard before a frame of the video; at its end, all that is left."""
        while self._written < frame / self._fps * RATE:
            block = next(self._blocks, None)
            if block is None:
                break
            heard = av.AudioFrame.from_ndarray(block, format="fltp", layout=LAYOUT)
            heard.sample_rate, heard.pts = RATE, self._written
            heard.time_base = Fraction(1, RATE)
            self._written += block.shape[1]
            self._video.mux(self._stream.encode(heard))
        if frame >= self._frames:
            self._video.mux(self._stream.encode(None))

    def _samples(self, sounds: Sequence[Sound], frames: int) -> Iterator[np.ndarray]:
        """All samples, (2, n) float32, from the first to the last frame."""
        position = 0
        for sound in sounds:
            start, end = (round(frame / self._fps * RATE) for frame in (sound.start, sound.end))
            yield from _silence(start - position)
            position = start
            for block in _decoded(sound.path):
                heard = block[:, : end - position]
                yield heard
                position += heard.shape[1]
        yield from _silence(round(frames / self._fps * RATE) - position)


def _decoded(path: Path) -> Iterator[np.ndarray]:
    """The samples of a file's sound; of a video's, from its first picture on."""
    resampler = av.AudioResampler(format="fltp", layout=LAYOUT, rate=RATE)
    with av.open(str(path.absolute())) as container:
        audio = container.streams.audio[0]
        for video in container.streams.video[:1]:
            offset = (audio.start_time or 0) * audio.time_base if audio.time_base else Fraction(0)
            offset -= (video.start_time or 0) * video.time_base if video.time_base else Fraction(0)
            yield from _silence(round(offset * RATE))
        try:
            for frame in container.decode(audio):
                for heard in resampler.resample(frame):
                    yield heard.to_ndarray()
        except FFmpegError:  # broken within: silent from there on
            return


def _silence(samples: int) -> Iterator[np.ndarray]:
    while samples > 0:
        count = min(samples, RATE)
        yield np.zeros((CHANNELS, count), np.float32)
        samples -= count


def _in_blocks(samples: Iterator[np.ndarray], size: int) -> Iterator[np.ndarray]:
    """The same samples in blocks of one size; the last is filled with silence."""
    waiting: list[np.ndarray] = []
    count = 0
    for each in samples:
        waiting.append(each)
        count += each.shape[1]
        if count >= size:
            whole = np.concatenate(waiting, axis=1)
            blocks = count // size
            for k in range(blocks):
                yield np.ascontiguousarray(whole[:, k * size : (k + 1) * size])
            waiting, count = [whole[:, blocks * size :]], count - blocks * size
    if count:
        last = np.zeros((CHANNELS, size), np.float32)
        last[:, :count] = np.concatenate(waiting, axis=1)
        yield last
