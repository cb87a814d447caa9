"""Beats in tasks: every beat once and in order, as equal as can be, the longest first."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.cluster.groups import START, TASKS, groups
from pipeline.rendering.plan import Job
from tests.pipeline.fakes import job

FPS = 1
CLIPS = st.lists(st.lists(st.integers(1, 400), min_size=1, max_size=12), max_size=6)


def lacking(clips: list[list[int]]) -> list[tuple[Job, dict[str, int]]]:
    return [
        (job(Path(), f"clip{number}"), {f"beat{k}": frames for k, frames in enumerate(beats)})
        for number, beats in enumerate(clips)
    ]


@given(CLIPS, st.integers(0, 40))
def test_every_beat_is_in_one_task_and_tasks_are_in_order(
    clips: list[list[int]], workers: int
) -> None:
    given = lacking(clips)
    found = groups(given, workers)
    for each, frames in given:
        own = [group for group in found if group.job is each]
        own.sort(key=lambda group: int(group.beats[0].removeprefix("beat")))
        assert [name for group in own for name in group.beats] == [*frames]
        assert all(group.frames == sum(frames[name] for name in group.beats) for group in own)
    lengths = [group.frames for group in found]
    assert lengths == sorted(lengths, reverse=True)


def test_there_are_about_three_tasks_a_worker() -> None:
    found = groups(lacking([[100] * 12, [100] * 12]), 2)
    assert [group.frames for group in found] == [400] * (TASKS * 2)


def test_no_task_is_shorter_than_its_start_is_worth() -> None:
    found = groups(lacking([[1] * 12]), 40)
    assert min(group.frames for group in found) >= START * FPS


def test_the_last_worker_does_not_end_alone() -> None:
    """Handed out as workers get free, the longest first, two workers end within one short task."""
    found = groups(lacking([[50, 70, 60, 90, 40, 55], [300, 80, 20], [10, 15]]), 2)
    ends = [0, 0]
    for group in found:
        ends[ends.index(min(ends))] += group.frames
    assert abs(ends[0] - ends[1]) <= 0.1 * sum(ends)


def test_nothing_to_draw_is_no_task() -> None:
    assert groups([], 3) == []
    assert groups(lacking([[]]), 3) == []
