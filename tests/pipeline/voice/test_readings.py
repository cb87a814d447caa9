"""Of a recording it is known when it comes to a mark, by the pause that its reader makes there."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from pipeline.voice.engines.espeak import Espeak
from pipeline.voice.engines.flite import Flite
from pipeline.voice.engines.pauses import LEAST, Pause, at_shares, pauses
from pipeline.voice.engines.recordings import Recordings
from pipeline.voice.sentence import Sentence
from pipeline.voice.sound import Speech
from tests.pipeline.voice.sounds import RATE, said, tone, write_wav

MARKED = said("The plane cuts the surface. [cut] The cut is a curve, and it lies on both of them.")
SHARE = 27 / 75
"""Of its letters those before the mark, about."""


def planted(*lengths: float, noise: float = 0.0) -> np.ndarray:
    """Speech and silence in turn, so many seconds each, in a room that hums."""
    parts = [tone(s) if not k % 2 else np.zeros(round(s * RATE)) for k, s in enumerate(lengths)]
    samples = np.concatenate(parts)
    room = np.random.default_rng(1).normal(0, noise, len(samples)) if noise else 0
    return (samples + room).astype(np.float32)


def read_aloud(folder: Path, samples: np.ndarray, sentence: Sentence = MARKED) -> Speech:
    """The recording of a sentence, as it is heard."""
    write_wav(folder / "en" / "slicing.cut.wav", samples)
    return Recordings(folder).speak(sentence)


@pytest.mark.parametrize("noise", [0.0, 0.003, 0.02])
def test_a_mark_is_where_the_reader_goes_on(tmp_path: Path, noise: float) -> None:
    """Speech at 0.21: a quiet room, and one 20 dB below it."""
    speech = read_aloud(tmp_path, planted(2.0, 0.5, 2.2, noise=noise))
    (mark,) = speech.marks
    assert mark.second == pytest.approx(2.5, abs=0.05)
    assert mark.second != pytest.approx(SHARE * speech.seconds, abs=0.3)
    assert mark.silent is not None
    assert mark.silent == pytest.approx(2.25, abs=0.05)
    assert abs(speech.samples[round(mark.silent * RATE)]) < 2**-16  # no click if it is interrupted
    assert [*speech.ends] == [(SHARE, pytest.approx(2.0, abs=0.05)), (1.0, speech.seconds)]


@pytest.mark.parametrize(
    "lengths",
    [
        (5.0,),
        (2.0, LEAST - 0.05, 3.0),  # the stop before a p, not a pause
        (4.3, 0.4, 0.5),  # far from the share of the text
    ],
)
def test_without_a_pause_there_it_is_the_share_of_what_is_said(
    tmp_path: Path, lengths: tuple[float, ...]
) -> None:
    sound = planted(*lengths)
    speech = read_aloud(tmp_path, sound)
    (mark,) = speech.marks
    assert mark.silent is None
    assert mark.second == pytest.approx(SHARE * speech.seconds, abs=0.1)
    assert speech.ends == ()
    assert len(speech.samples) == pytest.approx(len(sound), abs=10)


def test_no_pause_is_found_in_a_room_as_loud_as_speech(tmp_path: Path) -> None:
    assert read_aloud(tmp_path, planted(2.0, 0.5, 2.5, noise=0.15)).marks[0].silent is None


def test_a_mark_at_the_begin_is_no_pause(tmp_path: Path) -> None:
    speech = read_aloud(tmp_path, planted(1.0, 0.4, 1.5), said("[cut] One, two, three. Four."))
    assert [(mark.second, mark.silent) for mark in speech.marks] == [(0.0, 0.0)]


def test_pauses_before_a_mark_do_not_count_as_speech() -> None:
    """A reader who stops to breathe is no further in the text: 1.9 of 5 s are spoken, not half."""
    sound = planted(0.9, 1.0, 1.0, 0.4, 3.1)
    found = pauses(sound)
    assert [pytest.approx((p.start, p.end), abs=0.02) for p in found] == [(0.9, 1.9), (2.9, 3.3)]
    (second,) = at_shares(found, len(sound) / RATE, [0.38])
    assert second is found[1]


def test_each_pause_is_of_one_place_and_none_goes_back() -> None:
    found = [Pause(1.0, 1.2), Pause(3.0, 3.2)]
    assert at_shares(found, 5.4, [0.2, 0.25]) == [found[0], None]
    assert at_shares(found, 5.4, [0.2, 0.55, 0.6]) == [found[0], found[1], None]
    assert at_shares([], 5.4, [0.2]) == [None]
    assert pauses(np.zeros(3, np.float32)) == []


@pytest.mark.parametrize(
    ("engine", "program"), [(Espeak(), "espeak-ng"), (Flite(), "flite")], ids=["espeak", "flite"]
)
@pytest.mark.parametrize(
    "text",
    [
        "The plane cuts the surface. [cut] The cut is a curve, and it lies on both of them.",
        "Nudge x a little and see how much f changes: how many times my change is the other's "
        "change? [cut] It settles to {x}.",
        "Turn once around: [cut] along the level curve the slope is 0, and along the gradient it "
        "is largest, 1.414.",
    ],
)
def test_what_is_read_in_one_go(
    tmp_path: Path, engine: Espeak | Flite, program: str, text: str
) -> None:
    """Where a synthesiser tells when it speaks the mark, its recording in a room tells the same."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    sentence = said(text)
    told = engine.speak(sentence)
    room = np.random.default_rng(2).normal(0, 0.001, len(told.samples))
    speech = read_aloud(tmp_path, told.samples + room, sentence)
    assert [m.second for m in speech.marks] == [pytest.approx(told.marks[0].second, abs=0.06)]
    assert all(before[1] < after[1] for before, after in pairwise(speech.ends))
