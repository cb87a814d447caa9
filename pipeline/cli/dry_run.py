"""What would be rendered: parts, beats, lengths, what is in the store, and how long it takes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.cli.progress import progress_reporter
from pipeline.clips.clip import Clip
from pipeline.clips.estimate import clock, seconds_left
from pipeline.clips.survey import surveyed
from pipeline.rendering.plan import Job
from pipeline.streams import print_result


@dataclass(frozen=True)
class PlannedClip:
    """A clip: its name, and of each beat the name, the frames, and whether it is in the store."""

    name: str
    job: Job
    beats: tuple[tuple[str, int, bool], ...]

    @property
    def frames(self) -> int:
        """How many frames it has."""
        return sum(frames for _, frames, _ in self.beats)

    @property
    def undrawn(self) -> int:
        """How many of them are still to be drawn."""
        return sum(frames for _, frames, stored in self.beats if not stored)

    def as_json(self) -> dict[str, Any]:
        """The clip as in `--dry-run --json`."""
        return {
            "name": self.name,
            "scene": self.job.entry.scene,
            "frames": self.frames,
            "beats": [
                {"name": name, "frames": frames, "stored": stored}
                for name, frames, stored in self.beats
            ],
        }


def show_plan(names: Sequence[str], jobs: Sequence[Job], workers: int, as_json: bool) -> None:
    """Prints the plan of jobs; scenes that were never played are played without drawing first.

    Raises the first error.
    """
    planned = [
        _planned(*each)
        for each in zip(names, surveyed(jobs, workers, progress_reporter), strict=True)
    ]
    store = Clip(jobs[0]).store
    quality, undrawn = jobs[0].quality, [each.undrawn for each in planned]
    seconds = seconds_left(store, quality, undrawn, min(workers, len(jobs)))
    if as_json:
        clips = [each.as_json() for each in planned]
        print_result(json.dumps({"clips": clips, "seconds": seconds}, ensure_ascii=False, indent=2))
        return
    for each in planned:
        print_result(_line(each.name, each.frames, each.job, ""))
        for name, frames, stored in each.beats:
            print_result(_line(f"  {name}", frames, each.job, "in the store" if stored else ""))
    frames, left = sum(each.frames for each in planned), sum(undrawn)
    print_result(_line("in all", frames, jobs[0], ""))
    print_result(f"{left:,} frames to draw: about {clock(seconds)}" if left else "nothing to draw")


def _planned(name: str, clip: Clip) -> PlannedClip:
    missing, times = clip.missing(), clip.times()
    beats = tuple((beat, times[beat].frames, beat not in missing) for beat in clip.job.beats)
    return PlannedClip(name, clip.job, beats)


def _line(name: str, frames: int, job: Job, note: str) -> str:
    minutes, seconds = divmod(float(frames / job.quality.fps), 60)
    length = f"{minutes:.0f}:{seconds:04.1f}"
    return f"{name:<40} {length:>8} {frames:>7,} frames  {note}".rstrip()
