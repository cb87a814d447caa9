"""Recordings are found by their beats, and know what they were spoken for."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from pipeline.voice.engines.recordings import Recordings, noted_hash
from pipeline.voice.errors import VoiceError
from tests.pipeline.voice.sounds import record, said


def test_a_recording_is_heard_and_noted(tmp_path: Path) -> None:
    path = record(tmp_path, "slicing.cut", 1.2)
    voice = Recordings(tmp_path)
    voice.check()
    assert voice.languages == {"en"}
    assert (voice.has(said()), voice.has(said(beat="nudge"))) == (True, False)
    assert voice.speak(said()).seconds == pytest.approx(1.2, abs=0.05)
    assert noted_hash(path) == said().sha256
    assert said().sha256 == said("Take {x}.  Then\nstop.").sha256  # spaces do not matter


def test_a_sentence_that_changed_is_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    record(tmp_path, "slicing.cut", 1.0)
    voice = Recordings(tmp_path)
    voice.speak(said())
    assert caplog.messages == []
    with caplog.at_level(logging.WARNING):
        assert voice.speak(said("Another one.")).seconds > 0.9
    assert caplog.messages == [
        "slicing.cut.wav was recorded for another sentence than now; record it again"
    ]


def test_a_scene_that_is_played_twice_has_two_recordings(tmp_path: Path) -> None:
    voice, first, second = Recordings(tmp_path), said("One."), said("Two.")
    record(tmp_path, "slicing.cut", 1.0)
    voice.speak(first)
    record(tmp_path, "slicing-2.cut", 2.0)
    voice.speak(second)
    assert voice.speak(first).seconds == pytest.approx(1.0, abs=0.1)
    assert voice.speak(second).seconds == pytest.approx(2.0, abs=0.1)
    assert noted_hash(tmp_path / "en" / "slicing-2.cut.wav") == second.sha256


def test_a_retake_is_another_sound(tmp_path: Path) -> None:
    record(tmp_path, "slicing.cut", 1.0)
    voice = Recordings(tmp_path)
    before = voice.settings(said())
    assert voice.settings(said()) == before
    record(tmp_path, "slicing.cut", 1.1)
    assert voice.settings(said()) != before


def test_a_folder_without_recordings(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="there is no folder missing"):
        Recordings(tmp_path / "missing").check()
    with pytest.raises(VoiceError, match="has no folder en or ko"):
        Recordings(tmp_path).check()


@pytest.mark.parametrize("content", [b"", b"RIFF" + bytes(40), b"#EXTM3U\nother.wav\n"])
def test_a_recording_that_is_none(tmp_path: Path, content: bytes) -> None:
    path = record(tmp_path, "slicing.cut", 1.0)
    path.write_bytes(content)
    with pytest.raises(VoiceError, match=r"slicing\.cut\.wav is no sound"):
        Recordings(tmp_path).speak(said())
