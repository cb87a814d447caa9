"""A clip that speaks: beats end when all is said, and their pictures stay as they are."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from pipeline.clips import holds
from pipeline.clips.clip import Clip
from pipeline.clips.meetings import SILENCE
from pipeline.clips.stretch import stretch
from pipeline.errors import RenderError
from pipeline.rendering.plan import Job
from pipeline.video.recipe import read
from pipeline.voice import takes
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.parameters.transition import Transition
from tests.pipeline.clips.drawing import BEATS, job, rendered
from tests.pipeline.video.test_loudness import measured
from tests.pipeline.videos import Video
from tests.pipeline.voice.sounds import heard, record

pytestmark = pytest.mark.xdist_group("segments")
FIRST, SECOND = BEATS
SPEECH = {FIRST: 30.0, SECOND: 1.0}
"""Seconds of recordings: longer than the pictures of the first beat, shorter than the second's."""


def recorded(folder: Path, seconds: dict[str, float] = SPEECH, language: str = "en") -> Path:
    for beat, length in seconds.items():
        record(folder / "takes", f"transformation.{beat}", length, language)
    return folder / "takes"


def spoken(folder: Path, **options: Any) -> Job:
    return job(folder, voice=str(folder / "takes"), **options)


def lengths(made: Any) -> list[int]:
    return [beat.end - beat.start for beat in made.beats]


def test_a_beat_stands_until_it_is_said(tmp_path: Path, encoded: list[int]) -> None:
    recorded(tmp_path)
    mute = rendered(job(tmp_path))
    pictures = Video.read(mute.file).frames
    encoded.clear()
    made = rendered(spoken(tmp_path))
    (before, second), (first, unchanged) = lengths(mute), lengths(made)
    assert first == np.ceil((30.0 + SILENCE) * 2)
    assert unchanged == second
    assert encoded == [first - before]
    frames = Video.read(made.file).frames
    assert len(frames) == made.frames
    assert np.array_equal(frames[:before], pictures[:before])
    assert np.array_equal(frames[first:], pictures[before:])
    still = pictures[before - 1].astype(int)
    assert max(np.abs(each - still).max() for each in frames[before:first]) < 12


def test_it_is_heard_over_its_beat(tmp_path: Path) -> None:
    recorded(tmp_path)
    made = rendered(spoken(tmp_path))
    with av.open(made.file) as container:
        (stream,) = container.streams.audio
        assert stream.metadata["language"] == "eng"
    samples = heard(Path(made.file))
    assert measured(samples) == pytest.approx(-16, abs=0.5)
    halves = samples[0, : samples.shape[1] // 24_000 * 24_000].reshape(-1, 24_000)
    loud = np.abs(halves).max(axis=1)[: made.frames] > 0.05
    starts = [made.beats[0].start, made.beats[1].start]
    expected = np.zeros(made.frames, bool)
    for start, seconds in zip(starts, SPEECH.values(), strict=True):
        expected[start : start + round(2 * seconds)] = True
    assert np.flatnonzero(loud != expected[: len(loud)]).size <= 2


def test_the_longest_language_decides(tmp_path: Path) -> None:
    """The pictures are the same in each language, and so is their time."""
    recorded(tmp_path)
    recorded(tmp_path, {FIRST: 33.0, SECOND: 2.0}, "ko")
    english, korean = (
        stretch(drawn(spoken(tmp_path, language=language))) for language in ("en", "ko")
    )
    assert lengths(english.record) == lengths(korean.record)
    assert lengths(english.record)[0] == np.ceil((33.0 + SILENCE) * 2)
    assert [*english.speech] == ["en", "ko"]
    assert [*korean.speech] == ["ko", "en"]


def drawn(job: Job) -> Clip:
    rendered(job)
    return Clip(job)


def test_a_retake_encodes_a_hold_and_nothing_else(
    tmp_path: Path, passes: list[str], encoded: list[int]
) -> None:
    recorded(tmp_path)
    before = rendered(spoken(tmp_path))
    encoded.clear()
    passes.clear()
    recorded(tmp_path, {SECOND: 1.5})
    same = rendered(spoken(tmp_path))
    assert (passes, encoded, lengths(same)) == ([], [], lengths(before))
    assert same.sha256 != before.sha256
    recorded(tmp_path, {FIRST: 32.0})
    longer = rendered(spoken(tmp_path))
    assert passes == []
    (count,) = encoded
    assert count == lengths(longer)[0] - lengths(rendered(job(tmp_path)))[0]


def test_without_a_voice_nothing_differs(tmp_path: Path) -> None:
    recorded(tmp_path)
    mute = rendered(job(tmp_path))
    rendered(spoken(tmp_path))
    assert rendered(job(tmp_path)).sha256 == mute.sha256
    with av.open(mute.file) as container:
        assert not container.streams.audio


@pytest.mark.parametrize("suffix", ["mp4", "webm"])
def test_a_beat_stands_before_it_leads_on(tmp_path: Path, suffix: str) -> None:
    """Of the last beat what turns to the next title stays at its end."""
    recorded(tmp_path, {FIRST: 1.0, SECOND: 60.0})
    plain = job(tmp_path, transition=Transition(fades=True), format=suffix)
    mute, plain_frames = rendered(plain), Video.read(plain.target).frames
    made = rendered(spoken(tmp_path, transition=Transition(fades=True), format=suffix))
    frames = Video.read(made.file).frames
    assert len(frames) == made.frames > mute.frames
    tail = holds.led_on(Clip(plain), Clip(plain).scores()[SECOND])
    assert tail >= 1
    kept = mute.frames - tail
    assert np.array_equal(frames[:kept], plain_frames[:kept])
    stands = plain_frames[kept - 1].astype(int)
    for picture in frames[kept : made.frames - tail]:
        assert np.abs(picture - stands).mean() < 2
    assert np.abs(frames[-1] - plain_frames[-1].astype(int)).mean() < 2
    said = made.beats[1].end - tail - made.beats[1].start
    assert said == np.ceil((60.0 + SILENCE) * 2)


def test_open_captions_know_the_longer_beats(tmp_path: Path) -> None:
    recorded(tmp_path)
    made = rendered(spoken(tmp_path, captions="open"))
    assert made.captions("en")[-1].end == made.frames
    assert len(Video.read(made.file).frames) == made.frames


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    recorded(tmp_path, {FIRST: 1.0})
    with pytest.raises(RenderError, match=rf"{SECOND}: no recording of en/transformation.{SECOND}"):
        rendered(spoken(tmp_path))
    silent = job(tmp_path, voice=f"{tmp_path}/takes,none")
    assert rendered(silent).frames == rendered(job(tmp_path)).frames


def test_a_recipe_names_no_place_and_no_command(tmp_path: Path) -> None:
    recorded(tmp_path)
    rendered(job(tmp_path, voice=f"{tmp_path}/takes,say {{text}} {{out}}"))
    request = read(job(tmp_path).target).request
    assert json.loads(request.model_dump_json())["voice"] == "takes,command"


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"voice": "espeak", "format": "gif"}, "gif has no sound; choose the {format} mp4"),
        ({"voice": "say {text}"}, "has {text} and {out}"),
    ],
)
def test_a_fault_is_refused(tmp_path: Path, options: dict[str, Any], why: str) -> None:
    with pytest.raises((ParameterError, ValueError)) as caught:
        job(tmp_path, **options)
    template = getattr(caught.value, "template", str(caught.value))
    assert why in template


def test_captions_follow_what_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the voice tells when each of its sentences ends; else they share the beat."""
    recorded(tmp_path)
    by_length = rendered(spoken(tmp_path)).captions("en")
    times, stored = ((0.5, 2.0), (1.0, 30.0)), takes._stored

    def told(take: takes.Take | None) -> takes.Take | None:
        return take and replace(take, ends=times)

    monkeypatch.setattr(takes, "_stored", lambda *given: told(stored(*given)))
    voiced = rendered(spoken(tmp_path))
    followed = voiced.captions("en")
    assert [cue.lines for cue in followed] == [cue.lines for cue in by_length]
    assert followed[1].start < by_length[1].start
    assert voiced.beats[0].voiced["en"][0] == (0.5, 4)
    shown = Path(voiced.file).with_suffix(".en.vtt").read_text("utf-8")
    assert shown.count("-->") == len(followed)
