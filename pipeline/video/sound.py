"""Tracks of sound: of videos within a lecture, of voices, silent elsewhere.

Encoding changes what is heard: AAC and Opus add to peaks (up to 2 dB have been seen) and take away
loudness where there is much noise. So a track with a voice is decoded again and measured before it
is written.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.error import FFmpegError
from av.packet import Packet

from pipeline.video.loudness import CODING, LAYOUT, PEAK, RATE, TARGET, Blocks, level, levelled
from pipeline.video.tracks import Sound, Track
from scenes._kit.text.languages import LANGUAGES

CHANNELS = 2
SPOKEN_BITS = 96_000
"""Bits a second of a track with a voice."""
_SPOKEN_OPTIONS = {"aac": {"aac_coder": "fast"}}
"""Of its encoder. For 90 s of speech at the same bit rate the other coder of AAC takes 3.3 times as
long and adds 1.5 dB to peaks, where this one adds 0.1; its file has an eighth less.
"""
_ENCODINGS = 4
"""How often a track is encoded at most; mostly once."""
_NEAR = 0.15
"""By how many LU a track that is heard may miss the target."""
_MARGIN = 0.1
"""Decibels by which peaks are lowered further than they are too high."""
_LOST = 4.0
"""LU that are made good at most: white noise loses 2.5, its highest frequencies."""


def has_sound(path: Path) -> bool:
    """Whether a video has sound."""
    with av.open(str(path.absolute())) as container:
        return bool(container.streams.audio)


class SoundTrack:
    """A track of a video that is being written."""

    def __init__(self, video: Any, encoder: str, track: Track, fps: Fraction, frames: int) -> None:
        self._video, self._fps, self._frames = video, fps, frames
        self._stream = video.add_stream(encoder, rate=RATE, layout=LAYOUT)
        samples = partial(self._samples, track.sounds, frames)
        if track.spoken is None:
            self._stream.codec_context.open()
            self._packets = _encoded(samples(), self._stream.codec_context)
        else:
            self._stream.metadata["language"] = LANGUAGES[track.spoken].iso639_2
            _prepare_for_speech(self._stream.codec_context)
            self._packets = iter(_levelled_packets(samples, self._stream.codec_context))
        self._next: Any = next(self._packets, None)

    def write_until(self, frame: int) -> None:
        """Writes what is heard before a frame of the video; at its end, all that is left."""
        end = math.inf if frame >= self._frames else frame / self._fps
        while self._next is not None and self._next.pts * self._next.time_base < end:
            self._next.stream = self._stream
            self._video.mux(self._next)
            self._next = next(self._packets, None)

    def _samples(self, sounds: Sequence[Sound], frames: int) -> Iterator[np.ndarray]:
        """All samples, (2, n) float32, from the first to the last frame."""
        position = 0
        for sound in sounds:
            start, end = (round(frame / self._fps * RATE) for frame in (sound.start, sound.end))
            yield from _silence(start - position)
            position = start
            for block in _from(_decoded(sound.path), round(sound.second * RATE)):
                if position >= end:
                    break
                heard = block[:, : end - position]
                yield heard
                position += heard.shape[1]
        yield from _silence(round(frames / self._fps * RATE) - position)


def _prepare_for_speech(encoder: Any) -> None:
    """Opens an encoder for a track with a voice."""
    encoder.bit_rate = SPOKEN_BITS
    encoder.options = _SPOKEN_OPTIONS.get(encoder.name, {})
    encoder.open()


def _levelled_packets(samples: Callable[[], Blocks], like: Any) -> list[Packet]:
    """Samples as an encoder writes them, so that they are heard as loud as TARGET, without true
    peaks above PEAK.

    As encoding cannot be foreseen, it is tried; the last of _ENCODINGS is taken as it is.
    """
    loud, peak = TARGET, PEAK - CODING
    packets: list[Packet] = []
    for _ in range(_ENCODINGS):
        encoder: Any = av.CodecContext.create(like.name, "w")
        encoder.sample_rate, encoder.layout, encoder.format = RATE, LAYOUT, like.format
        _prepare_for_speech(encoder)
        packets = [*_encoded(levelled(samples, loud, peak), encoder)]
        found = level(_heard(packets, encoder))
        missing, excess = TARGET - found.loudness, found.peak - PEAK
        if math.isinf(missing) or (abs(missing) <= _NEAR and excess <= 0):
            break
        loud = min(loud + missing, TARGET + _LOST)
        peak -= excess + _MARGIN if excess > 0 else 0
    return packets


def _encoded(samples: Blocks, encoder: Any) -> Iterator[Packet]:
    """The packets of an encoder that is open."""
    position = 0
    for block in _in_blocks(samples, encoder.frame_size or 1024):
        frame = av.AudioFrame.from_ndarray(block, format="fltp", layout=LAYOUT)
        frame.sample_rate, frame.pts, frame.time_base = RATE, position, Fraction(1, RATE)
        position += block.shape[1]
        yield from encoder.encode(frame)
    yield from encoder.encode(None)


def _heard(packets: Sequence[Packet], encoder: Any) -> Blocks:
    """The samples that a player makes of packets."""
    decoder: Any = av.CodecContext.create(encoder.codec.canonical_name, "r")
    decoder.extradata = encoder.extradata
    resampler = av.AudioResampler(format="fltp", layout=LAYOUT, rate=RATE)
    for packet in (*packets, None):
        for frame in decoder.decode(packet):
            for each in resampler.resample(frame):
                yield each.to_ndarray()


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


def _from(blocks: Blocks, first: int) -> Blocks:
    """The samples from one on."""
    for block in blocks:
        if first < block.shape[1]:
            yield block[:, first:]
        first = max(0, first - block.shape[1])


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
