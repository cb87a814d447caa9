"""The measure of a beat's time, and its rules at their borders."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.lint.pacing import MAX_STILL_SHARE, Pacing, Played, lively, paced, pacing
from scenes._kit.lesson.pacing import COMPLETE_BY, MAX_STILL, MAX_WAIT, STANDS

RATE = 10.0
GOOD = Pacing(length=10.0, complete=6.0, before=0.0, after=1.0, held=1.0, still=2.0)


def test_waits_one_after_another_are_one_and_are_split_where_the_beat_is_complete() -> None:
    plays = [
        Played(0, 20, frozen=False),
        Played(20, 26, frozen=True),
        Played(26, 40, frozen=True),
        Played(40, 60, frozen=False),
        Played(60, 75, frozen=True),
    ]
    assert pacing(plays, 30, RATE) == Pacing(7.5, 3.0, before=1.0, after=1.5, held=1.5, still=3.5)
    assert pacing(plays[:4], 60, RATE) == Pacing(6.0, 6.0, before=2.0, after=0, held=0, still=2.0)
    assert pacing([], 0, RATE) == Pacing(0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("rule", "border", "beyond"),
    [
        ("late moment", {"length": 10.0}, {"complete": 10 * COMPLETE_BY + 0.5}),
        ("short moment", {"length": 9.0, "complete": 9 - STANDS}, {"complete": 9.2 - STANDS}),
        ("still before", {"before": MAX_WAIT}, {"before": MAX_WAIT + 0.2}),
        ("still after", {"after": MAX_STILL}, {"after": MAX_STILL + 0.2}),
    ],
)
def test_a_beat_is_judged_at_the_border(rule: str, border: dict, beyond: dict) -> None:
    at_border = replace(GOOD, **border)
    assert rule not in {each.rule for each in paced(at_border, 0.1)}
    assert rule in {each.rule for each in paced(replace(at_border, **beyond), 0.1)}


def test_a_good_beat_has_no_fault() -> None:
    assert list(paced(GOOD, 0.1)) == []
    assert str(GOOD) == "10.0 s, complete at 60%, still 2.0 s"


def test_a_scene_moves_most_of_the_time() -> None:
    dull = replace(GOOD, still=10 * (MAX_STILL_SHARE + 0.1))
    assert list(lively([GOOD, GOOD])) == []
    assert list(lively([dull])) == []  # a title stands
    (found,) = lively([dull, dull])
    assert found.rule == "stillness"
    assert found.amount == "nothing moves for 30% of the time, at most 20%"
