"""How long the beats of clips are, and what is said in them, without drawing anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from pipeline.clips.clip import Clip
from pipeline.clips.render import survey_job
from pipeline.errors import InputError
from pipeline.rendering.execute import run_jobs
from pipeline.rendering.plan import Job
from pipeline.rendering.worker import Event


def surveyed(
    jobs: Sequence[Job],
    workers: int,
    progress_reporter: Callable[[Sequence[Job]], AbstractContextManager[Callable[[Event], None]]],
) -> list[Clip]:
    """The clips of jobs, whose times are known; scenes that were never played are played first.

    Raises the first error.
    """
    clips = Clip.together(jobs)
    unknown = [each.job for each in clips if each.times().keys() != {*each.job.beats}]
    with progress_reporter(unknown) as report:
        for outcome in run_jobs(unknown, workers, report, survey_job):
            if outcome.error is not None:
                raise outcome.error
    if any(each.times().keys() != {*each.job.beats} for each in clips):
        raise InputError("the sources were edited while scenes were played; run it again")
    return clips
