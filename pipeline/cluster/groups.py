"""How the beats of clips are split into tasks: pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.rendering.plan import Job

TASKS = 3
"""Tasks a worker: with fewer the last one ends alone, with more each scene is begun more often."""
START = 3.0
"""Seconds of a video that take as long to draw as it takes to start a task, at 1080p60."""


@dataclass(frozen=True)
class Group:
    """Beats of a job that follow each other, with the frames that are expected of them."""

    job: Job
    beats: tuple[str, ...]
    frames: int


def groups(lacking: Sequence[tuple[Job, Mapping[str, int]]], workers: int) -> list[Group]:
    """The beats to be drawn in about TASKS groups a worker, the longest first.

    `lacking`: of every job the beats to be drawn, in order, each with its expected frames.
    """
    total = sum(sum(frames.values()) for _, frames in lacking)
    share = total / (TASKS * max(workers, 1))
    found = [group for job, frames in lacking for group in _cut(job, frames, share)]
    return sorted(found, key=lambda group: -group.frames)


def _cut(job: Job, frames: Mapping[str, int], share: float) -> list[Group]:
    """The beats of a job in groups as equal as can be, of about `share` frames each."""
    whole = sum(frames.values())
    least = START * float(job.quality.fps)
    parts = max(1, min(round(whole / max(share, least, 1)), len(frames)))
    before, middles = 0, dict[str, float]()
    for name, count in frames.items():
        middles[name] = before + count / 2
        before += count
    by_part = groupby(frames, key=lambda name: int(middles[name] * parts / max(whole, 1)))
    names = [tuple(beats) for _, beats in by_part]
    return [Group(job, beats, sum(frames[name] for name in beats)) for beats in names]
