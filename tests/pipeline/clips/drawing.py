"""Clips rendered in this process, which has loaded manim once for all tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.clips.clip import Clip
from pipeline.clips.render import LocalProcesses, write_clip
from pipeline.rendering.execute import Outcome
from pipeline.rendering.plan import Job, clip_job
from pipeline.requests import ClipRequest
from pipeline.video.companions import Record

ONE = LocalProcesses(1)
"""One process at a time."""
BEATS = ("machine", "line_to_line")
"""Those of `job`."""


def nothing(*_: Any) -> None:
    """A report that nobody reads."""


def job(folder: Path, **options: Any) -> Job:
    """Two beats, small; its files and its store are in the folder."""
    given = {"function": "x^2", "at": (1.5,)}
    request = ClipRequest(
        scene="transformation", parameters=given, quality="draft", fps=2, **options
    )
    target = folder / f"clip.{request.format}"
    return replace(clip_job(request), target=target, store=folder / "store")


def rendered(job: Job, progress: Callable[[str, int], Any] = nothing) -> Record:
    """Draws what the job's clip lacks, and writes it; returns its record."""
    from pipeline.clips.segments import draw_missing

    clip = Clip(job)
    draw_missing(clip, progress)
    return write_clip(clip)


def run_in_process(
    jobs: Sequence[Job], workers: int, follow: Any, work: Any, **_: Any
) -> Iterator[Outcome]:
    """Works on jobs as `run_jobs` does, without processes."""
    for job in jobs:
        yield Outcome(job, work(job, nothing))
