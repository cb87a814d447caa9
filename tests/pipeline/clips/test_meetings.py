"""Pictures and voices wait for each other: times alone."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

from pipeline.clips.meetings import SILENCE, Meeting, Part, Stop, meeting
from pipeline.store.scores import BeatScore
from pipeline.voice.spoken import Mark, Take

FPS = Fraction(10)


def beat(**marks: int) -> BeatScore:
    """A beat of 50 frames."""
    return BeatScore("cut", 0, (20, 30), 20, {}, {}, marks=marks)


def take(seconds: float, before: float | None = 0.25, ends: Any = (), **marks: float) -> Take:
    """A take that is silent for some seconds `before` its marks, or not known to be."""
    at = {k: Mark(v, None if before is None else v - before) for k, v in marks.items()}
    return Take(Path("take.flac"), seconds, "fake", ends, at)


def met(score: BeatScore, leads_on: int = 0, **takes: Take) -> Meeting:
    return meeting(score, takes, FPS, leads_on)


def test_the_picture_waits_for_the_voice() -> None:
    found = met(beat(cut=20), en=take(4.0, cut=2.55))
    assert found.stops == (Stop(20, 6),)
    assert found.frame("en", 2.2) == 22
    assert found.frame("en", 2.55) == 26  # the next whole frame


def test_the_voice_waits_for_the_picture() -> None:
    found = met(beat(cut=20), en=take(3.0, cut=1.5))
    assert found.stops == ()
    assert [*found.spans("en")] == [
        (Part(0.0, Fraction(0)), 12.5),
        (Part(1.25, Fraction(35, 2)), None),
    ]
    assert found.frame("en", 1.5) == 20


def test_the_last_of_the_languages_decides_and_all_meet() -> None:
    found = met(beat(cut=20), en=take(3.0, cut=1.5), ko=take(3.5, cut=2.5))
    assert found.stops == (Stop(20, 5),)
    assert found.frame("en", 1.5) == found.frame("ko", 2.5) == 25


def test_the_end_waits_for_what_is_said_last() -> None:
    found = met(beat(cut=20), en=take(5.0, cut=1.0))
    over = 20 + ceil(10 * (4.0 + SILENCE))
    assert found.stops == (Stop(50, over - 50),)
    assert met(beat(cut=20), leads_on=8, en=take(5.0, cut=1.0)).stops == (Stop(42, over - 42),)
    assert met(beat(), en=take(5.0)).waits == ceil(10 * (5.0 + SILENCE)) - 50
    assert met(beat(cut=20)).waits == 0


def test_each_mark_counts_the_waits_before_it() -> None:
    found = met(beat(a=10, b=20), en=take(4.0, a=1.5, b=2.0), ko=take(4.0, a=0.5, b=2.8))
    assert found.stops == (Stop(10, 5), Stop(20, 13))
    assert found.waits == 18
    assert found.frame("en", 2.0) == found.frame("ko", 2.8) == 38


def test_a_voice_that_cannot_pause_is_not_cut() -> None:
    """The picture waits for the share of its text; the voice, only before it begins."""
    late = met(beat(cut=20), en=take(4.0, None, cut=2.5))
    assert (late.stops, len(late.parts["en"])) == ((Stop(20, 5),), 1)
    early = met(beat(cut=20), en=take(4.0, None, cut=1.0))
    assert (early.stops, len(early.parts["en"])) == ((), 1)
    first = met(beat(cut=20), en=take(2.0, None, cut=0.0))
    assert [*first.spans("en")] == [(Part(0.0, Fraction(20)), None)]


def test_a_sentence_without_the_mark_waits_for_nothing() -> None:
    assert met(beat(cut=20), en=take(4.0)).stops == ()


def test_captions_know_where_a_voice_goes_on() -> None:
    spoken = take(3.0, ends=((0.4, 0.875), (1.0, 3.0)), cut=1.25)
    found = met(beat(cut=20), en=spoken)
    assert [*found.said("en", spoken.ends)] == [(0.4, 8.75), (0.4, 17.5), (1.0, 37.5)]
