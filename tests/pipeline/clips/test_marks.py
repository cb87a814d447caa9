"""At a mark, what is seen and what is heard begin together: measured in the file."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from pipeline.clips.clip import Clip
from pipeline.rendering.plan import Job, clip_job
from pipeline.requests import ClipRequest
from pipeline.video.companions import Record
from pipeline.video.join import key_frames
from tests.pipeline.clips.drawing import rendered
from tests.pipeline.videos import Video
from tests.pipeline.voice.sounds import RATE, heard, tone, write_wav

pytestmark = pytest.mark.xdist_group("segments")
FPS = 15
PROGRAM = """
import math, struct, sys, wave
first, text, out = sys.argv[1:]
count = int(48_000 * (float(first) if text.startswith("The plane") else 1.0))
with wave.open(out, "wb") as file:
    file.setparams((1, 2, 48_000, 0, "NONE", ""))
    tone = (int(9_000 * math.sin(k / 20)) for k in range(count))
    file.writeframes(b"".join(struct.pack("<h", each) for each in tone))
"""
"""Speaks what stands before the mark for some seconds, and the rest for one."""


def cut(folder: Path, first: float | None = None, **options: Any) -> Job:
    """The beat `cut` of Slicing, which has a mark."""
    program = folder / "tones.py"
    program.write_text(PROGRAM)
    voice = f"'{sys.executable}' '{program}' {first} {{text}} {{out}}" if first else None
    request = ClipRequest(scene="slicing", beat="cut", quality="draft", voice=voice, **options)
    target = folder / f"clip.{request.format}"
    return replace(clip_job(request), target=target, store=folder / "store")


def begins(job: Job) -> int:
    """The frame of the play that waits for the mark, without a voice."""
    return Clip(job).scores()["cut"].marks["cut"]


def comes(made: Record) -> float:
    """The second at which the voice goes on, after it was silent."""
    loud = np.abs(heard(Path(made.file))[0]) > 0.02
    spoken = np.flatnonzero(loud)
    gaps = np.flatnonzero(np.diff(spoken) > 0.1 * RATE)
    assert len(gaps) == 1
    return float(spoken[gaps[0] + 1]) / RATE


def alike(found: list[np.ndarray], expected: list[np.ndarray]) -> float:
    """By how much pictures differ, at most, in the mean of a picture."""
    pairs = zip(found, expected, strict=True)
    return max(np.abs(a.astype(int) - b.astype(int)).mean() for a, b in pairs)


@pytest.mark.parametrize("suffix", ["mp4", "webm"])
def test_the_picture_waits_for_the_voice(tmp_path: Path, suffix: str) -> None:
    mute = rendered(cut(tmp_path, format=suffix))
    play, pictures = begins(cut(tmp_path, format=suffix)), Video.read(mute.file).frames
    made = rendered(cut(tmp_path, 4.0, format=suffix))
    frames = Video.read(made.file).frames
    waits = made.frames - mute.frames
    assert len(frames) == made.frames
    assert waits / FPS > 2
    assert np.array_equal(frames[:play], pictures[:play])
    assert alike(frames[play : play + waits], [pictures[play - 1]] * waits) < 2
    assert alike(frames[play + waits :], pictures[play:]) < 2
    assert np.abs(frames[-1].astype(int) - frames[play]).mean() > 4  # something has moved
    assert abs(comes(made) - (play + waits) / FPS) < 1 / FPS


def test_the_voice_waits_for_the_picture(tmp_path: Path, encoded: list[int]) -> None:
    mute = rendered(cut(tmp_path))
    pictures = Video.read(mute.file).frames
    encoded.clear()
    made = rendered(cut(tmp_path, 0.5))
    assert encoded == []
    assert np.array_equal(Video.read(made.file).frames, pictures)
    assert abs(comes(made) - begins(cut(tmp_path)) / FPS) < 1 / FPS
    (share, end), (same, goes_on), _ = made.beats[0].voiced["en"]
    assert share == same
    assert end == pytest.approx(0.5 * FPS, abs=0.1)
    assert goes_on == pytest.approx(begins(cut(tmp_path)), abs=0.1)


def test_a_recording_waits_for_the_picture_in_its_pause(tmp_path: Path) -> None:
    spoken = [tone(0.8), np.zeros(RATE // 2, np.float32), tone(1.5)]
    write_wav(tmp_path / "takes" / "en" / "slicing.cut.wav", np.concatenate(spoken))
    request = ClipRequest(scene="slicing", beat="cut", quality="draft", voice=f"{tmp_path}/takes")
    job = replace(clip_job(request), target=tmp_path / "clip.mp4", store=tmp_path / "store")
    made = rendered(job)
    assert begins(job) / FPS > 1.5
    assert abs(comes(made) - begins(job) / FPS) < 1 / FPS
    (_, end), (_, goes_on), _ = made.beats[0].voiced["en"]
    assert (end / FPS, goes_on) == (pytest.approx(0.8, abs=0.05), pytest.approx(begins(job), abs=5))


def test_a_retake_encodes_the_wait_and_nothing_else(
    tmp_path: Path, encoded: list[int], passes: list[str]
) -> None:
    """The packets of the beat are those of the mute video, but up to the next key frame."""
    mute, play = rendered(cut(tmp_path)), begins(cut(tmp_path))
    after = min(frame for frame in key_frames(Path(mute.file)) if frame >= play)
    bare = packets(mute)
    encoded.clear()
    passes.clear()
    first = rendered(cut(tmp_path, 4.0))
    assert sorted(encoded) == sorted([first.frames - mute.frames, after - play])
    assert packets(first)[:play] == bare[:play]
    assert packets(first)[after - mute.frames :] == bare[after:]
    encoded.clear()
    again = rendered(cut(tmp_path, 5.0))
    assert encoded == [again.frames - mute.frames]
    assert encoded[0] > first.frames - mute.frames
    assert passes == []


def packets(made: Record) -> list[bytes]:
    with av.open(made.file) as container:
        return [bytes(each) for each in container.demux(container.streams.video[0]) if each.size]
