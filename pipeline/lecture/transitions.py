"""How the clips of a lecture follow each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.lecture.jobs import is_card
from pipeline.rendering.plan import Job
from scenes._kit.parameters.title import TitleText
from scenes._kit.parameters.transition import Transition


def joined_by_transitions(jobs: Sequence[Job]) -> list[Job]:
    """The jobs of clips in order, each beginning and ending as those beside it require.

    A part that begins or ends within its scene has the same pictures as the whole scene: what is
    beside it turns to the bare background, and so does the part itself, by a passage.
    """
    joined = []
    for job, before, after in zip(jobs, [None, *jobs], [*jobs[1:], None], strict=False):
        turns = before is not None and _ends_whole(before)
        title = _title(after) if _ends_whole(job) else None
        takes_over = is_card(job) and after is not None and _begins_whole(after)
        transition = Transition(
            follows=_title(before) if _begins_whole(job) and not is_card(job) else None,
            continues=is_card(job) and turns,
            leads_to=title,
            fades=after is not None and _ends_whole(job) and not title and not takes_over,
        )
        request = job.request.model_copy(update={"transition": transition})
        joined.append(replace(job, request=request))
    return joined


def passages(jobs: Sequence[Job]) -> list[tuple[bool, bool]]:
    """Whether each clip fades in from the bare background, and out to it, by passages."""
    last = len(jobs) - 1
    return [
        (not _begins_whole(job), not _ends_whole(job) and k < last) for k, job in enumerate(jobs)
    ]


def _begins_whole(job: Job) -> bool:
    return job.beats[0] == job.beats_played[0]


def _ends_whole(job: Job) -> bool:
    return job.beats[-1] == job.beats_played[-1]


def _title(job: Job | None) -> TitleText | None:
    """What a title card shows; None for another job."""
    return job.parameters if job is not None and is_card(job) else None
