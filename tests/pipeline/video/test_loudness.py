"""Tracks with a voice: as loud as is usual, measured a second way; in time to the end."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pyloudnorm
import pytest
from scipy.signal import resample_poly

from pipeline.video import sound
from pipeline.video.codecs import CODECS
from pipeline.video.encode import VideoEncoder
from pipeline.video.join import MuxMetadata, join
from pipeline.video.loudness import CODING, PEAK, RATE, TARGET, levelled, loudness
from pipeline.video.tracks import Sound, Track
from tests.pipeline.voice.sounds import heard, tone, write_wav

FPS = Fraction(2)


def speech(seconds: int, level: float) -> np.ndarray:
    """Noise with pauses and bursts, as speech has them: (2, n) float32."""
    t = np.arange(seconds * RATE) / RATE
    noise = np.random.default_rng(7).standard_normal(len(t))
    smooth = np.convolve(noise, np.ones(12) / 12, "same")
    syllables = np.clip(np.sin(2 * np.pi * 2.5 * t), 0, 1) * (np.sin(2 * np.pi * 0.2 * t) > -0.6)
    mono = (level * smooth * syllables).astype(np.float32)
    return np.stack([mono, mono])


def clattering(seconds: int) -> np.ndarray:
    """Short strokes that die away: high peaks over little loudness."""
    t = np.arange(seconds * RATE) / RATE
    noise = np.convolve(np.random.default_rng(3).standard_normal(len(t)), np.ones(6) / 6, "same")
    return (0.3 * noise * np.exp(-12 * (t % 0.3))).astype(np.float32)


def hissing(seconds: int) -> np.ndarray:
    """White noise, of which encoders leave out the highest frequencies."""
    noise = np.random.default_rng(5).standard_normal(seconds * RATE)
    return (0.1 * noise).astype(np.float32)


def blocks(samples: np.ndarray) -> Iterator[np.ndarray]:
    for start in range(0, samples.shape[1], RATE):
        yield samples[:, start : start + RATE]


def measured(samples: np.ndarray) -> float:
    """The loudness by another program (ITU-R BS.1770-4)."""
    with np.errstate(divide="ignore"):
        return float(pyloudnorm.Meter(RATE).integrated_loudness(samples.T.astype(float)))


def true_peak(samples: np.ndarray) -> float:
    """The highest sample of eight times as many, in dBFS."""
    finer = [resample_poly(each.astype(float), 8, 1) for each in samples]
    return 20 * np.log10(np.abs(finer).max())


@pytest.mark.parametrize("level", [0.01, 0.1, 0.9])
def test_a_track_is_as_loud_as_is_usual(level: float) -> None:
    given = speech(12, level)
    found = np.concatenate([*levelled(lambda: blocks(given))], axis=1)
    assert found.shape == given.shape
    assert measured(found) == pytest.approx(TARGET, abs=0.3)
    assert true_peak(found) <= PEAK - CODING + 0.1
    assert loudness(blocks(given)) == pytest.approx(measured(given), abs=0.1)


def test_one_gain_for_all_where_no_peak_is_too_high() -> None:
    """Quiet parts stay quieter than loud ones."""
    given = np.stack([np.concatenate([tone(4), 0.5 * tone(4), tone(4)]) * 0.1] * 2)
    found = np.concatenate([*levelled(lambda: blocks(given))], axis=1)
    heard = np.abs(given) > 1e-3
    ratios = found[heard] / given[heard]
    assert ratios.std() < 0.001 * ratios.mean()
    assert measured(found) == pytest.approx(TARGET, abs=0.3)


def test_silence_stays_silent() -> None:
    given = np.zeros((2, 3 * RATE), np.float32)
    found = np.concatenate([*levelled(lambda: blocks(given))], axis=1)
    assert np.array_equal(found, given)


def video(folder: Path, frames: int) -> Path:
    """A video without sound, black and small."""
    path = folder / "part.mp4"
    with VideoEncoder(path, (64, 64), FPS, CODECS["mp4"], transparent=False) as encoder:
        encoder.write(np.full((64, 64, 4), 255, np.uint8), frames)
    return path


def test_sound_and_picture_are_together_after_ten_minutes(tmp_path: Path) -> None:
    """Within a frame of 60 a second."""
    part, target = video(tmp_path, 1200), tmp_path / "lecture.mp4"
    tick = write_wav(tmp_path / "tick.wav", tone(0.2, hertz=880))
    frames = [0, 3, 599, 1196]
    track = Track([Sound(tick, frame, frame + 1) for frame in frames])
    join([(part, 1200)], FPS, CODECS["mp4"], MuxMetadata([], {}, "", [track]), target)
    with av.open(str(target)) as container:
        seconds = (container.duration or 0) / av.time_base
        assert seconds == pytest.approx(600, abs=0.05)
    assert ticks(target, 0) == pytest.approx([frame / 2 for frame in frames], abs=1 / 60)


def ticks(target: Path, track: int) -> list[float]:
    """The seconds at which ticks begin."""
    edges = np.flatnonzero(np.abs(heard(target, track)[0]) > 0.02)
    return [*(edges[np.diff(edges, prepend=-RATE) > RATE / 10] / RATE)]


def joined(folder: Path, suffix: str, said: np.ndarray) -> Path:
    """A video that says something: mono samples."""
    frames = len(said) * 2 // RATE
    part, target = folder / f"part.{suffix}", folder / f"lecture.{suffix}"
    with VideoEncoder(part, (64, 64), FPS, CODECS[suffix], transparent=False) as encoder:
        encoder.write(np.full((64, 64, 4), 255, np.uint8), frames)
    track = Track([Sound(write_wav(folder / "said.wav", said), 0, frames)], "en")
    join([(part, frames)], FPS, CODECS[suffix], MuxMetadata([], {}, "", [track]), target)
    return target


@pytest.mark.parametrize("suffix", ["mp4", "webm"])
@pytest.mark.parametrize(
    "said", [speech(12, 0.1)[0], clattering(12), hissing(12)], ids=["speech", "strokes", "noise"]
)
def test_what_is_heard_is_as_loud_as_is_usual(
    tmp_path: Path, suffix: str, said: np.ndarray
) -> None:
    """After AAC or Opus, which add to peaks and take away from noise."""
    found = heard(joined(tmp_path, suffix, said))
    assert true_peak(found) <= PEAK + 0.1
    assert measured(found) == pytest.approx(TARGET, abs=0.3)


def test_what_encoding_adds_to_peaks_is_taken_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By an encoder that adds more than is left for it."""
    monkeypatch.setattr(sound, "CODING", 0.0)
    for options in ({}, sound._SPOKEN_OPTIONS):
        monkeypatch.setattr(sound, "_SPOKEN_OPTIONS", options)
        assert true_peak(heard(joined(tmp_path, "mp4", speech(12, 0.1)[0]))) <= PEAK + 0.1


def test_a_track_is_the_same_to_the_byte(tmp_path: Path) -> None:
    first, second = (joined(tmp_path, "mp4", hissing(4)).read_bytes() for _ in range(2))
    assert first == second


@pytest.mark.parametrize("suffix", ["mp4", "mov"])
def test_each_language_has_a_track(tmp_path: Path, suffix: str) -> None:
    part, target = video(tmp_path, 8), tmp_path / f"lecture.{suffix}"
    tick = write_wav(tmp_path / "tick.wav", tone(0.2, hertz=880))
    tracks = [Track([Sound(tick, 1, 2)], "ko"), Track([Sound(tick, 3, 4)], "en")]
    join([(part, 8)], FPS, CODECS[suffix], MuxMetadata([], {}, "", tracks), target)
    with av.open(str(target)) as container:
        assert [each.metadata["language"] for each in container.streams.audio] == ["kor", "eng"]
    assert [ticks(target, k) for k in (0, 1)] == [
        pytest.approx([0.5], abs=1 / 60),
        pytest.approx([1.5], abs=1 / 60),
    ]


def test_a_voice_in_webm_is_opus(tmp_path: Path) -> None:
    tick = write_wav(tmp_path / "tick.wav", tone(1.0))
    path = tmp_path / "part.webm"
    with VideoEncoder(path, (64, 64), FPS, CODECS["webm"], transparent=False) as encoder:
        encoder.write(np.full((64, 64, 4), 255, np.uint8), 8)
    metadata = MuxMetadata([], {}, "", [Track([Sound(tick, 2, 6)], "ko")])
    join([(path, 8)], FPS, CODECS["webm"], metadata, tmp_path / "a.webm")
    with av.open(str(tmp_path / "a.webm")) as container:
        (stream,) = container.streams.audio
        assert (stream.codec_context.name, stream.metadata["language"]) == ("opus", "kor")
    assert true_peak(heard(tmp_path / "a.webm")) <= PEAK
    assert measured(heard(tmp_path / "a.webm")) == pytest.approx(TARGET, abs=1.0)
