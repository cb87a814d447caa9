"""Sounds: without silence at their ends, without clicks, the same after they were stored."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from pipeline.voice.sound import joined, read_sound, trimmed, write_sound
from pipeline.voice.spoken import RATE
from tests.pipeline.voice.sounds import tone, write_wav


def test_silence_is_trimmed_and_edges_are_soft() -> None:
    hum = 1e-4 * np.sin(np.arange(3 * RATE) / 9)
    found = trimmed(tone(1.0, silence=1.0) + hum[: 3 * RATE].astype(np.float32))
    assert len(found) == pytest.approx(1.06 * RATE, abs=200)
    assert abs(found[0]) < 1e-6
    assert abs(found[-1]) < 1e-6
    cut = trimmed(tone(0.5, hertz=997.3)[137:-61])  # begins and ends in the middle of a wave
    assert np.abs(np.diff(cut[:50])).max() < 0.002
    assert np.abs(np.diff(cut[-50:])).max() < 0.002
    assert len(trimmed(np.zeros(RATE, np.float32))) == 0


def test_sounds_are_joined_with_pauses() -> None:
    assert len(joined([tone(1.0), tone(0.5)], [0.25, 9.0])) == 1.75 * RATE
    assert len(joined([], [])) == 0


def test_a_stored_sound_is_the_same(tmp_path: Path) -> None:
    samples = tone(0.7)
    write_sound(samples, tmp_path / "a.flac")
    assert np.abs(read_sound(tmp_path / "a.flac") - samples).max() < 1e-4


@pytest.mark.parametrize(
    ("name", "codec"),
    [("a.m4a", "aac"), ("a.opus", "libopus"), ("a.mp3", "libmp3lame"), ("a.webm", "libopus")],
)
def test_recordings_of_every_kind_are_read(tmp_path: Path, name: str, codec: str) -> None:
    path = tmp_path / name
    kind = {".m4a": "mp4", ".opus": "ogg", ".webm": "webm", ".mp3": "mp3"}[path.suffix]
    samples = tone(0.8)
    with av.open(str(path), "w", format=kind) as container:
        stream: Any = container.add_stream(codec, rate=RATE, layout="mono")
        stream.codec_context.open()
        frame = av.AudioFrame.from_ndarray(samples[None], format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, 0, Fraction(1, RATE)
        size = stream.codec_context.frame_size
        fitted = av.AudioResampler(stream.codec_context.format, "mono", RATE, size)
        for each in (*fitted.resample(frame), *fitted.resample(None), None):
            container.mux(stream.encode(each))
    found = read_sound(path)
    assert found.shape == (len(found),)
    assert len(found) / RATE == pytest.approx(0.8, abs=0.08)
    middle = found[RATE // 4 : RATE // 2]
    assert np.sqrt((middle**2).mean()) == pytest.approx(0.3 / np.sqrt(2), rel=0.1)


def test_other_rates_are_converted(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(1.0))
    content = bytearray(path.read_bytes())
    content[24:28] = (24_000).to_bytes(4, "little")
    content[28:32] = (48_000).to_bytes(4, "little")
    path.write_bytes(bytes(content))
    assert len(read_sound(path)) / RATE == pytest.approx(2.0, abs=0.01)
